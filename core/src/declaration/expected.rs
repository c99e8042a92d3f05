//! `expected`: the other places that list the labels.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use syn::parse::ParseStream;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprPath, Ident, LitStr, Token, token};

use super::Errors;
use super::keys::{self, Seen};

const KEYS: &[&str] = &["const", "sql", "dart", "typescript", "item"];

/// One place that lists the labels.
#[derive(Clone)]
pub enum Expected {
    /// `expected = ["…"]`
    Inline(Vec<LitStr>),
    /// `expected(const = path)`
    Const(ExprPath),
    /// `expected(sql = "…")`, `dart` or `typescript`
    File(FileSource),
}

/// A file, or a folder of migrations, that lists the labels.
#[derive(Clone)]
pub struct FileSource {
    /// What is in it.
    pub language: Language,
    /// The path, from the package's folder.
    pub path: LitStr,
    /// The list in it; a migration has the type itself.
    pub item: Option<LitStr>,
}

/// What a [`FileSource`] is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// SQL migrations; the order of the labels counts.
    Sql,
    /// Dart; the set of the labels counts.
    Dart,
    /// TypeScript; the set of the labels counts.
    TypeScript,
}

impl Language {
    /// The key of `expected(…)` that names such a source.
    pub fn key(self) -> &'static str {
        match self {
            Self::Sql => "sql",
            Self::Dart => "dart",
            Self::TypeScript => "typescript",
        }
    }

    /// Whether the order of the labels counts.
    pub fn is_ordered(self) -> bool {
        self == Self::Sql
    }
}

/// The keys of one `expected(…)`, before they are put together.
#[derive(Default)]
struct Keys {
    consts: Option<ExprPath>,
    files: Vec<(Language, LitStr)>,
    item: Option<LitStr>,
}

/// Parses what stands in `expected(…)`.
pub(super) fn parse(
    key: &Ident,
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> syn::Result<Vec<Expected>> {
    if input.is_empty() {
        return Err(syn::Error::new_spanned(
            key,
            format!(
                "`expected()` names no source; the keys are {}",
                keys::list(KEYS)
            ),
        ));
    }
    let mut given = Keys::default();
    let mut seen = Seen::new();
    keys::each_entry(input, errors, |key, input, errors| {
        keys::once(key, &mut seen, errors);
        given.entry(key, input)
    });
    given.sources(errors)
}

impl Keys {
    fn entry(&mut self, key: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
        let language = match key.to_string().as_str() {
            "const" => {
                keys::equals(key, input, "path::TO_LIST")?;
                self.consts = Some(parse_const(input)?);
                return Ok(());
            }
            "item" => {
                self.item = Some(keys::string(key, input)?);
                return Ok(());
            }
            "sql" => Language::Sql,
            "dart" => Language::Dart,
            "typescript" => Language::TypeScript,
            _ => return Err(keys::unknown(key, "source", KEYS)),
        };
        self.files.push((language, keys::string(key, input)?));
        Ok(())
    }

    /// Gives the `item` to the one source that it is for.
    fn sources(self, errors: &mut Errors) -> syn::Result<Vec<Expected>> {
        let with_item = |(language, _): &&(Language, LitStr)| *language != Language::Sql;
        let takers: Vec<_> = self.files.iter().filter(with_item).collect();
        if let [_, (_, second), ..] = takers.as_slice() {
            return Err(syn::Error::new_spanned(
                second,
                "one `item` cannot be for two sources; give each an `expected(…)` of its own",
            ));
        }
        if let (Some(item), true) = (&self.item, takers.is_empty()) {
            errors.push(syn::Error::new_spanned(
                item,
                "`item` is for `dart` and `typescript`; a migration has the type itself",
            ));
        }
        if let (None, Some((language, path))) = (&self.item, takers.first()) {
            errors.push(syn::Error::new_spanned(
                path,
                format!(
                    "`{}` needs an `item = \"…\"` that names the list in the file",
                    language.key()
                ),
            ));
        }
        let item = self.item;
        let files = self.files.into_iter().map(|(language, path)| {
            let item = item.clone().filter(|_| language != Language::Sql);
            Expected::File(FileSource {
                language,
                path,
                item,
            })
        });
        Ok(self
            .consts
            .map(Expected::Const)
            .into_iter()
            .chain(files)
            .collect())
    }
}

/// `["…", …]`
pub(super) fn parse_labels(
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> syn::Result<Vec<LitStr>> {
    const SHAPE: &str =
        "`expected` takes a list of string literals, as in `expected = [\"a\", \"b\"]`";
    if !input.peek(token::Bracket) {
        return Err(input.error(SHAPE));
    }
    let labels;
    syn::bracketed!(labels in input);
    let list = Punctuated::<LitStr, Token![,]>::parse_terminated(&labels)
        .map_err(|error| syn::Error::new(error.span(), SHAPE))?;
    Ok(without_duplicates(list, errors))
}

fn without_duplicates(list: impl IntoIterator<Item = LitStr>, errors: &mut Errors) -> Vec<LitStr> {
    let mut first_of = HashMap::new();
    let mut unique = Vec::new();
    for literal in list {
        match first_of.entry(literal.value()) {
            Entry::Occupied(first) => errors.push(keys::both(
                &literal,
                format!("expected label `{}` stands twice", literal.value()),
                first.get(),
                format!("expected label `{}` stands here first", literal.value()),
            )),
            Entry::Vacant(vacant) => {
                vacant.insert(literal.clone());
                unique.push(literal);
            }
        }
    }
    unique
}

fn parse_const(input: ParseStream<'_>) -> syn::Result<ExprPath> {
    let mut expression: Expr = input.parse()?;
    // A path from `macro_rules!` comes in an invisible group.
    while let Expr::Group(group) = expression {
        expression = *group.expr;
    }
    match expression {
        Expr::Path(path) => Ok(path),
        other => Err(syn::Error::new_spanned(
            other,
            "expected the path of a const, as in `expected(const = crate::LABELS)`",
        )),
    }
}
