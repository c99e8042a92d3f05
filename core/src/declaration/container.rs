//! What `#[pg_enum(…)]` says on the enum itself.

use syn::parse::ParseStream;
use syn::{Attribute, Ident, LitStr, Path, token};

use super::keys::{self, Keys, Seen};
use super::{Errors, Expected, expected, variant};
use crate::case::RenameRule;
use crate::change::quoted_list;
use crate::drift::nearest;
use crate::model::{ColumnRef, Name};

pub(super) static KEYS: Keys = Keys {
    known: &[
        "name",
        "schema",
        "rename_all",
        "expected",
        "column",
        "strict",
        "accept_text",
        "crate",
    ],
    place: "on the enum",
    elsewhere: Some(&variant::KEYS),
};

/// The attributes of the enum, each as it was given.
pub(super) struct Container {
    pub(super) name: Option<Name>,
    pub(super) schema: Option<Name>,
    /// Nothing if it is not certain, so that no label is.
    pub(super) rename_all: Option<RenameRule>,
    pub(super) expected: Vec<Expected>,
    pub(super) columns: Vec<ColumnRef>,
    pub(super) strict: bool,
    pub(super) accept_text: bool,
    pub(super) krate: Option<Path>,
}

impl Container {
    pub(super) fn parse(attributes: &[Attribute], errors: &mut Errors) -> Self {
        let mut container = Self {
            name: None,
            schema: None,
            rename_all: Some(RenameRule::SnakeCase),
            expected: Vec::new(),
            columns: Vec::new(),
            strict: false,
            accept_text: false,
            krate: None,
        };
        let mut seen = Seen::new();
        KEYS.in_attributes(attributes, errors, |key, input, errors| {
            container.entry(key, input, &mut seen, errors)
        });
        container
    }

    fn entry(
        &mut self,
        key: &Ident,
        input: ParseStream<'_>,
        seen: &mut Seen,
        errors: &mut Errors,
    ) -> syn::Result<()> {
        let name = key.to_string();
        // `column` repeats, and `expected` has a group a source.
        if name != "column" && !(name == "expected" && input.peek(token::Paren)) {
            KEYS.once(key, seen, errors);
        }
        match name.as_str() {
            "name" => self.name = Some(parse_name(&keys::string(key, input)?)?),
            "schema" => self.schema = Some(parse_name(&keys::string(key, input)?)?),
            "rename_all" => {
                self.rename_all = None;
                self.rename_all = Some(parse_rule(&keys::string(key, input)?)?);
            }
            "expected" => self.expected(key, input, errors)?,
            "column" => self.column(&keys::string(key, input)?)?,
            "strict" => {
                keys::switch(key, input)?;
                self.strict = true;
            }
            "accept_text" => {
                keys::switch(key, input)?;
                self.accept_text = true;
            }
            "crate" => self.krate = Some(parse_crate(key, input)?),
            _ => {
                if KEYS.near(key) == Some("rename_all") {
                    self.rename_all = None;
                }
                return Err(KEYS.unknown(key));
            }
        }
        Ok(())
    }

    fn column(&mut self, literal: &LitStr) -> syn::Result<()> {
        let column: ColumnRef = literal
            .value()
            .parse()
            .map_err(|error| syn::Error::new_spanned(literal, error))?;
        if self.columns.contains(&column) {
            return Err(syn::Error::new_spanned(
                literal,
                format!("column `{}` is given twice", literal.value()),
            ));
        }
        self.columns.push(column);
        Ok(())
    }

    fn expected(
        &mut self,
        key: &Ident,
        input: ParseStream<'_>,
        errors: &mut Errors,
    ) -> syn::Result<()> {
        if input.peek(token::Paren) {
            let sources;
            syn::parenthesized!(sources in input);
            self.expected
                .extend(expected::parse(key, &sources, errors)?);
            return Ok(());
        }
        keys::equals(key, input, "[\"…\"]` or `expected(const = …)")?;
        let labels = expected::parse_labels(input, errors)?;
        self.expected.extend(labels.map(Expected::Inline));
        Ok(())
    }
}

fn parse_name(literal: &LitStr) -> syn::Result<Name> {
    Name::new(literal.value()).map_err(|error| syn::Error::new_spanned(literal, error))
}

fn parse_rule(literal: &LitStr) -> syn::Result<RenameRule> {
    let name = literal.value();
    RenameRule::parse(&name).ok_or_else(|| {
        let known = RenameRule::ALL.map(|(name, _)| name);
        let list = quoted_list(&known);
        let message = match nearest(&name, known) {
            Some(near) => {
                format!("unknown rule `{name}`; did you mean `{near}`? (the rules are {list})")
            }
            None => format!("unknown rule `{name}`; the rules are {list}"),
        };
        syn::Error::new_spanned(literal, message)
    })
}

fn parse_crate(key: &Ident, input: ParseStream<'_>) -> syn::Result<Path> {
    keys::equals(key, input, "path::to::pg_integration_enum")?;
    Path::parse_mod_style(input).map_err(|error| {
        syn::Error::new(
            error.span(),
            "`crate` takes a path, as in `crate = path::to::pg_integration_enum`",
        )
    })
}
