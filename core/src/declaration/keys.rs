//! `key`, `key = value` and `key(…)`, separated by commas, with every mistake noted.

use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Attribute, Ident, LitStr, Meta, Token};

use super::Errors;
use crate::change::quoted_list;
use crate::drift::nearest;

/// The name of the attribute.
const ATTRIBUTE: &str = "pg_enum";

/// The keys that one place takes.
pub(super) struct Keys {
    pub(super) known: &'static [&'static str],
    /// The place, as messages name it.
    pub(super) place: &'static str,
    /// A place with other keys, for one that was put here by mistake.
    pub(super) elsewhere: Option<&'static Keys>,
}

/// A key that was given, to find it given again.
pub(super) type Seen = Vec<Ident>;

impl Keys {
    /// Calls `entry` with every key in the `#[pg_enum(…)]` among the attributes.
    pub(super) fn in_attributes(
        &self,
        attributes: &[Attribute],
        errors: &mut Errors,
        mut entry: impl FnMut(&Ident, ParseStream<'_>, &mut Errors) -> syn::Result<()>,
    ) {
        for attribute in attributes.iter().filter(|one| is_ours(one)) {
            let Meta::List(list) = &attribute.meta else {
                errors.push(syn::Error::new_spanned(
                    attribute,
                    format!("write `#[pg_enum(…)]`; {}", self.list()),
                ));
                continue;
            };
            let mut own = Errors::default();
            let parsed = list.parse_args_with(|input: ParseStream<'_>| {
                self.in_list(input, &mut own, &mut entry);
                Ok(())
            });
            // What a mistake left unread is not another mistake.
            if own.is_empty() {
                errors.ok(parsed);
            }
            errors.append(own);
        }
    }

    /// Calls `entry` with every key of a list.
    pub(super) fn in_list(
        &self,
        input: ParseStream<'_>,
        errors: &mut Errors,
        mut entry: impl FnMut(&Ident, ParseStream<'_>, &mut Errors) -> syn::Result<()>,
    ) {
        each(input, errors, |input, errors| {
            let key = Ident::parse_any(input).map_err(|error| {
                syn::Error::new(error.span(), format!("expected a key; {}", self.list()))
            })?;
            entry(&key, input, errors)
        });
    }

    /// Notes a key that was given before, at both places.
    pub(super) fn once(&self, key: &Ident, seen: &mut Seen, errors: &mut Errors) {
        if !self.known.contains(&key.to_string().as_str()) {
            return; // A mistake of its own.
        }
        match seen.iter().find(|first| *first == key) {
            Some(first) => errors.push_both(
                (key, format!("`{key}` is given twice")),
                (first, format!("`{key}` is given here first")),
            ),
            None => seen.push(key.clone()),
        }
    }

    /// The error for a key that there is not, with what may have been meant.
    pub(super) fn unknown(&self, key: &Ident) -> syn::Error {
        let name = key.to_string();
        let elsewhere = self
            .elsewhere
            .filter(|elsewhere| elsewhere.known.contains(&name.as_str()));
        let list = self.list();
        let message = match (elsewhere, self.near(key)) {
            (Some(elsewhere), _) => {
                format!(
                    "`{name}` goes {}, not {}; {list}",
                    elsewhere.place, self.place
                )
            }
            (None, Some(near)) => format!("unknown key `{name}`; did you mean `{near}`? ({list})"),
            (None, None) => format!("unknown key `{name}`; {list}"),
        };
        syn::Error::new_spanned(key, message)
    }

    /// The known key that is near to an unknown one.
    pub(super) fn near(&self, key: &Ident) -> Option<&'static str> {
        nearest(&key.to_string(), self.known.iter().copied())
    }

    fn list(&self) -> String {
        format!("the keys {} are {}", self.place, quoted_list(self.known))
    }
}

/// Whether an attribute is a `pg_enum` one.
pub(super) fn is_ours(attribute: &Attribute) -> bool {
    attribute.path().is_ident(ATTRIBUTE)
}

/// Calls `entry` for each part of a list; after a mistake it goes on behind the next comma.
pub(super) fn each(
    input: ParseStream<'_>,
    errors: &mut Errors,
    mut entry: impl FnMut(ParseStream<'_>, &mut Errors) -> syn::Result<()>,
) {
    while !input.is_empty() {
        let result = entry(input, errors).and_then(|()| require_end(input));
        errors.ok(result);
        rest(input);
        let _: syn::Result<Token![,]> = input.parse();
    }
}

fn require_end(input: ParseStream<'_>) -> syn::Result<()> {
    if is_at_end(input) {
        return Ok(());
    }
    Err(input.error("expected `,`"))
}

/// Whether a part of a list ends here.
pub(super) fn is_at_end(input: ParseStream<'_>) -> bool {
    input.is_empty() || input.peek(Token![,])
}

/// What is left of a part of a list.
pub(super) fn rest(input: ParseStream<'_>) -> TokenStream {
    let mut rest = TokenStream::new();
    while !is_at_end(input) {
        rest.extend(input.parse::<TokenTree>());
    }
    rest
}

/// `= "text"`, also where a macro put the literal in an invisible group.
pub(super) fn string(key: &Ident, input: ParseStream<'_>) -> syn::Result<LitStr> {
    equals(key, input, "\"…\"")?;
    literal(
        input,
        &format!("`{key}` takes a string literal, as in `{key} = \"…\"`"),
    )
}

/// A string literal, or the message that one was expected.
pub(super) fn literal(input: ParseStream<'_>, expected: &str) -> syn::Result<LitStr> {
    let literal: LitStr = input
        .parse()
        .map_err(|error| syn::Error::new(error.span(), expected))?;
    if literal.suffix().is_empty() {
        return Ok(literal);
    }
    Err(syn::Error::new_spanned(
        &literal,
        format!(
            "the suffix `{}` has no meaning here; remove it",
            literal.suffix()
        ),
    ))
}

/// The `=` between a key and its value.
pub(super) fn equals(key: &Ident, input: ParseStream<'_>, value: &str) -> syn::Result<()> {
    let equals = input.parse::<Option<Token![=]>>()?;
    if equals.is_some() && !is_at_end(input) {
        return Ok(());
    }
    Err(syn::Error::new_spanned(
        key,
        format!("`{key}` needs a value, as in `{key} = {value}`"),
    ))
}

/// Nothing behind a key that is a switch.
pub(super) fn switch(key: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
    if is_at_end(input) {
        return Ok(());
    }
    Err(input.error(format!(
        "`{key}` takes no value; write `{key}` alone, or leave it out"
    )))
}
