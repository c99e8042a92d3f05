//! `key`, `key = value` and `key(…)`, separated by commas, with every mistake noted.

use std::fmt::Display;

use proc_macro2::TokenTree;
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Ident, LitStr, Meta, Token};

use super::Errors;
use crate::drift::nearest;

/// The name of the attribute.
const ATTRIBUTE: &str = "pg_enum";

/// A key that was given, to find it given again.
pub(super) type Seen = Vec<Ident>;

/// Calls `entry` with every key in the `#[pg_enum(…)]` among the attributes.
pub(super) fn each_key(
    attributes: &[Attribute],
    errors: &mut Errors,
    mut entry: impl FnMut(&Ident, ParseStream<'_>, &mut Errors) -> syn::Result<()>,
) {
    for attribute in attributes {
        if !attribute.path().is_ident(ATTRIBUTE) {
            continue;
        }
        let Meta::List(list) = &attribute.meta else {
            errors.push(syn::Error::new_spanned(
                attribute,
                "the keys are missing; write `#[pg_enum(…)]`",
            ));
            continue;
        };
        let parser = |input: ParseStream<'_>| {
            each_entry(input, errors, &mut entry);
            Ok(())
        };
        if let Err(error) = parser.parse2(list.tokens.clone()) {
            errors.push(error);
        }
    }
}

/// Calls `entry` with every key of a list; after a mistake it goes on behind the next comma.
pub(super) fn each_entry(
    input: ParseStream<'_>,
    errors: &mut Errors,
    mut entry: impl FnMut(&Ident, ParseStream<'_>, &mut Errors) -> syn::Result<()>,
) {
    while !input.is_empty() {
        let result = key(input).and_then(|key| entry(&key, input, errors));
        let clean = result.is_ok();
        errors.ok(result);
        if clean && !input.is_empty() && !input.peek(Token![,]) {
            errors.push(input.error("expected `,` before the next key"));
        }
        skip_behind_comma(input);
    }
}

fn key(input: ParseStream<'_>) -> syn::Result<Ident> {
    Ident::parse_any(input).map_err(|error| syn::Error::new(error.span(), "expected a key"))
}

fn skip_behind_comma(input: ParseStream<'_>) {
    while let Ok(token) = input.parse::<TokenTree>() {
        if matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ',') {
            break;
        }
    }
}

/// Notes a key that was given before, at both places.
pub(super) fn once(key: &Ident, seen: &mut Seen, errors: &mut Errors) {
    match seen.iter().find(|first| *first == key) {
        Some(first) => errors.push(both(
            key,
            format!("`{key}` is given twice"),
            first,
            format!("`{key}` is given here first"),
        )),
        None => seen.push(key.clone()),
    }
}

/// One mistake that shows at two places.
pub(super) fn both(
    here: impl ToTokens,
    message: impl Display,
    there: impl ToTokens,
    note: impl Display,
) -> syn::Error {
    let mut error = syn::Error::new_spanned(here, message);
    error.combine(syn::Error::new_spanned(there, note));
    error
}

/// The error for a key that there is not: the known ones, or the one that is near.
pub(super) fn unknown(key: &Ident, what: &str, known: &[&str]) -> syn::Error {
    let name = key.to_string();
    let known = match nearest(&name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`? The keys are {}", list(known)),
        None => format!("the keys are {}", list(known)),
    };
    syn::Error::new_spanned(key, format!("unknown {what} `{name}`; {known}"))
}

pub(super) fn list(texts: &[&str]) -> String {
    crate::change::quoted_list(texts)
}

/// `= "text"`, also where a macro put the literal in an invisible group.
pub(super) fn string(key: &Ident, input: ParseStream<'_>) -> syn::Result<LitStr> {
    equals(key, input, "\"…\"")?;
    let literal: LitStr = input.parse().map_err(|error| {
        syn::Error::new(
            error.span(),
            format!("`{key}` takes a string literal, as in `{key} = \"…\"`"),
        )
    })?;
    if literal.suffix().is_empty() {
        Ok(literal)
    } else {
        Err(syn::Error::new_spanned(
            &literal,
            format!(
                "the literal's suffix `{}` has no meaning here",
                literal.suffix()
            ),
        ))
    }
}

/// The `=` between a key and its value.
pub(super) fn equals(key: &Ident, input: ParseStream<'_>, value: &str) -> syn::Result<()> {
    if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        return Ok(());
    }
    Err(syn::Error::new_spanned(
        key,
        format!("`{key}` needs a value, as in `{key} = {value}`"),
    ))
}

/// Nothing behind a key that is a switch.
pub(super) fn switch(key: &Ident, input: ParseStream<'_>) -> syn::Result<()> {
    if input.is_empty() || input.peek(Token![,]) {
        return Ok(());
    }
    Err(input.error(format!("`{key}` takes no value; write `{key}` alone")))
}
