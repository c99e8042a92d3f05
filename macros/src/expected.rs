//! Holds the labels to the lists that can be read now, and reports each
//! difference on the user's own token.

use pg_integration_enum_core::declaration::{Declaration, Errors, Expected};
use pg_integration_enum_core::drift::{Drift, Moved};
use quote::ToTokens;
use syn::{Ident, LitStr};

/// Checks the inline lists. (A const is known only to the compiler: `expand` has it checked.)
pub(crate) fn check(declaration: &Declaration, errors: &mut Errors) {
    for expected in &declaration.expected {
        if let Expected::Inline(list) = expected {
            check_inline(declaration, list, errors);
        }
    }
}

fn check_inline(declaration: &Declaration, list: &[LitStr], errors: &mut Errors) {
    if check_unique(list, errors) {
        let labels: Vec<String> = list.iter().map(LitStr::value).collect();
        let drift = Drift::between(declaration.ty.labels(), &labels);
        for label in &drift.missing {
            errors.push(unexpected(declaration, label, &drift));
        }
        for label in &drift.extra {
            errors.push(without_variant(declaration, list, label));
        }
        for moved in &drift.moved {
            errors.push(out_of_place(declaration, moved));
        }
    }
}

fn check_unique(list: &[LitStr], errors: &mut Errors) -> bool {
    let mut seen = std::collections::HashSet::new();
    let mut unique = true;
    for literal in list {
        if !seen.insert(literal.value()) {
            unique = false;
            errors.push(syn::Error::new_spanned(
                literal,
                format!("expected label `{}` stands twice", literal.value()),
            ));
        }
    }
    unique
}

/// A variant whose label the list lacks.
fn unexpected(declaration: &Declaration, label: &str, drift: &Drift) -> syn::Error {
    let extra = drift.extra.iter().map(String::as_str);
    let remedy = match pg_integration_enum_core::drift::nearest(label, extra) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "did you mean to add it?".to_owned(),
    };
    syn::Error::new_spanned(
        token_of(declaration, label),
        format!("label `{label}` is not in the expected list; {remedy}"),
    )
}

/// A label of the list that no variant has.
fn without_variant(declaration: &Declaration, list: &[LitStr], label: &str) -> syn::Error {
    let message = format!(
        "expected label `{label}` has no variant; {}",
        variant_to_add(declaration, label)
    );
    match list.iter().find(|literal| literal.value() == label) {
        Some(literal) => syn::Error::new_spanned(literal, message),
        None => syn::Error::new_spanned(&declaration.ident, message),
    }
}

/// How the variant of a label would be declared.
fn variant_to_add(declaration: &Declaration, label: &str) -> String {
    let name = pg_integration_enum_core::case::RenameRule::PascalCase.apply(label);
    match syn::parse_str::<Ident>(&name) {
        Ok(_) if declaration.rule.apply(&name) == label => format!("add the variant `{name}`"),
        _ => format!("add a variant with `#[pg_enum(rename = {label:?})]`"),
    }
}

fn out_of_place(declaration: &Declaration, moved: &Moved) -> syn::Error {
    syn::Error::new_spanned(
        token_of(declaration, &moved.label),
        format!(
            "label `{}` is number {} here, but number {} in the expected list; the order counts",
            moved.label,
            moved.ours + 1,
            moved.theirs + 1
        ),
    )
}

fn token_of<'a>(declaration: &'a Declaration, label: &str) -> &'a dyn ToTokens {
    declaration
        .variants
        .iter()
        .find(|variant| variant.label.as_str() == label)
        .map_or(&declaration.ident, |variant| variant.label_token())
}
