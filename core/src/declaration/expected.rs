//! `expected`: the other places that list the labels.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use syn::parse::ParseStream;
use syn::{ExprPath, Ident, LitStr, token};

use super::Errors;
use super::keys::{self, Keys, Seen};
use crate::model::Label;

static KEYS: Keys = Keys {
    known: &["const", "sql", "dart", "typescript", "item"],
    place: "in `expected(…)`",
    elsewhere: None,
};

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
struct Sources {
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
            "`expected()` names no source; write `expected = [\"…\"]`, or in the parentheses \
             `const = …`, `sql = \"…\"`, `dart = \"…\"` or `typescript = \"…\"`",
        ));
    }
    if input.peek(LitStr) {
        return Err(
            input.error("`expected(…)` takes sources; write a list as `expected = [\"…\"]`")
        );
    }
    let mut given = Sources::default();
    let mut seen = Seen::new();
    let mut own = Errors::default();
    KEYS.in_list(input, &mut own, |key, input, errors| {
        KEYS.once(key, &mut seen, errors);
        given.entry(key, input)
    });
    if own.is_empty() {
        return given.resolve();
    }
    errors.append(own);
    Ok(Vec::new())
}

impl Sources {
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
            _ => return Err(KEYS.unknown(key)),
        };
        let path = keys::string(key, input)?;
        if path.value().is_empty() {
            let message = format!("the path is missing, as in `{key} = \"…\"`");
            return Err(syn::Error::new_spanned(path, message));
        }
        self.files.push((language, path));
        Ok(())
    }

    /// Gives the `item` to the one source that it is for.
    fn resolve(self) -> syn::Result<Vec<Expected>> {
        self.check_item()?;
        let item = self.item;
        let files = self.files.into_iter().filter_map(|(language, path)| {
            let item = match language {
                Language::Sql => None,
                // Without one there is nothing to look for, and that is told.
                _ => Some(item.clone()?),
            };
            Some(Expected::File(FileSource {
                language,
                path,
                item,
            }))
        });
        Ok(self
            .consts
            .map(Expected::Const)
            .into_iter()
            .chain(files)
            .collect())
    }

    /// There is an `item` for the one source that takes one, and for no other.
    fn check_item(&self) -> syn::Result<()> {
        let with_item = |(language, _): &&(Language, LitStr)| *language != Language::Sql;
        let takers: Vec<_> = self.files.iter().filter(with_item).collect();
        match (takers.as_slice(), &self.item) {
            ([], None) | ([_], Some(_)) => Ok(()),
            ([_, (_, second), ..], _) => Err(syn::Error::new_spanned(
                second,
                "one `item` cannot be for two sources; give each an `expected(…)` of its own",
            )),
            ([], Some(item)) => Err(syn::Error::new_spanned(
                item,
                "`item` is for `dart` and `typescript`; a migration has the type itself",
            )),
            ([(language, path)], None) => {
                let key = language.key();
                let message =
                    format!("`{key}` needs an `item = \"…\"` that names the list in the file");
                Err(syn::Error::new_spanned(path, message))
            }
        }
    }
}

/// `["…", …]`; nothing if a mistake leaves the list open.
pub(super) fn parse_labels(
    input: ParseStream<'_>,
    errors: &mut Errors,
) -> syn::Result<Option<Vec<LitStr>>> {
    const SHAPE: &str =
        "`expected` takes a list of string literals, as in `expected = [\"a\", \"b\"]`";
    if input.peek(Ident) {
        let message = format!("{SHAPE}; a const goes as `expected(const = …)`");
        return Err(input.error(message));
    }
    if !input.peek(token::Bracket) {
        return Err(input.error(SHAPE));
    }
    let list;
    syn::bracketed!(list in input);
    let mut labels = Vec::new();
    let mut own = Errors::default();
    keys::each(&list, &mut own, |input, _| {
        labels.push(expected_label(input, SHAPE)?);
        Ok(())
    });
    let certain = own.is_empty();
    errors.append(own);
    Ok(certain.then(|| without_duplicates(labels, errors)))
}

/// One label of a list; no variant could have one that is no label.
fn expected_label(input: ParseStream<'_>, shape: &str) -> syn::Result<LitStr> {
    let literal = keys::literal(input, shape)?;
    match Label::new(literal.value()) {
        Ok(_) => Ok(literal),
        Err(error) => Err(syn::Error::new_spanned(
            &literal,
            format!("expected label {error}"),
        )),
    }
}

fn without_duplicates(list: Vec<LitStr>, errors: &mut Errors) -> Vec<LitStr> {
    let mut first_of = HashMap::new();
    let mut unique = Vec::new();
    for literal in list {
        let label = literal.value();
        match first_of.entry(label.clone()) {
            Entry::Occupied(first) => errors.push_both(
                (&literal, format!("expected label `{label}` stands twice")),
                (
                    first.get(),
                    format!("expected label `{label}` stands here first"),
                ),
            ),
            Entry::Vacant(vacant) => {
                vacant.insert(literal.clone());
                unique.push(literal);
            }
        }
    }
    unique
}

fn parse_const(input: ParseStream<'_>) -> syn::Result<ExprPath> {
    let start = input.fork();
    match input.parse::<ExprPath>() {
        Ok(path) if keys::is_at_end(input) => Ok(path),
        _ => Err(syn::Error::new_spanned(
            keys::rest(&start),
            "expected the path of a const, as in `expected(const = crate::LABELS)`",
        )),
    }
}
