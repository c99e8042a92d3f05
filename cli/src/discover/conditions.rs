//! What `cfg` and `cfg_attr` leave open about an enum.
//!
//! The derive sees its input after the compiler has decided them. Here nothing
//! is decided but what must hold for the derive to run at all.

use std::collections::{HashMap, HashSet};

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::punctuated::Punctuated;
use syn::{Attribute, Data, DeriveInput, Meta, Token, Variant};

use crate::syntax::text_of;

/// An attribute out of the `cfg_attr` around it.
pub struct Unwrapped {
    pub attribute: Attribute,
    /// The predicates that were around it.
    pub conditions: Vec<String>,
}

/// The attributes as they are where all of their predicates hold.
pub fn unwrap(attributes: &[Attribute]) -> Vec<Unwrapped> {
    let mut unwrapped = Vec::new();
    for attribute in attributes {
        unwrap_one(attribute.clone(), &[], &mut unwrapped);
    }
    unwrapped
}

fn unwrap_one(attribute: Attribute, around: &[String], unwrapped: &mut Vec<Unwrapped>) {
    let parts = match &attribute.meta {
        Meta::List(list) if list.path.is_ident("cfg_attr") => list
            .parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated)
            .ok(),
        _ => None,
    };
    let Some(parts) = parts else {
        return unwrapped.push(Unwrapped {
            attribute,
            conditions: around.to_vec(),
        });
    };
    let mut parts = parts.into_iter();
    let predicate = parts.next().map(|predicate| text_of(&predicate));
    if predicate.as_deref().is_some_and(never_holds) {
        return;
    }
    let predicate = predicate.filter(|predicate| may_fail(predicate));
    let conditions: Vec<String> = around.iter().cloned().chain(predicate).collect();
    for meta in parts {
        let inner = Attribute {
            meta,
            ..attribute.clone()
        };
        unwrap_one(inner, &conditions, unwrapped);
    }
}

/// The predicates of the `#[cfg(…)]` among attributes.
pub fn predicates(attributes: &[Attribute]) -> Vec<String> {
    attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            Meta::List(list) if list.path.is_ident("cfg") => Some(text_of(&list.tokens)),
            _ => None,
        })
        .filter(|predicate| may_fail(predicate))
        .collect()
}

/// Whether a predicate is more than a way to write that something always holds.
fn may_fail(predicate: &str) -> bool {
    !matches!(predicate, "all()" | "true")
}

/// Whether a predicate is but a way to write that something never holds.
fn never_holds(predicate: &str) -> bool {
    matches!(predicate, "any()" | "false")
}

/// An enum as the derive sees it, as far as that is certain.
pub struct Expanded {
    pub input: DeriveInput,
    /// The `pg_enum` attributes that it has under a condition, with that.
    pub conditional: Vec<(String, Attribute)>,
    /// The variants that it has under a condition, with that.
    pub variants: HashMap<String, String>,
    /// What leaves its labels open, and where.
    pub open: Vec<(TokenStream, String)>,
}

/// Expands an enum whose derive has these conditions.
pub fn expand(mut input: DeriveInput, derive: &[String]) -> Expanded {
    let mut assumed: HashSet<String> = derive.iter().cloned().collect();
    assumed.extend(predicates(&input.attrs));
    let mut expanded = Expanded {
        conditional: Vec::new(),
        variants: HashMap::new(),
        open: Vec::new(),
        input: input.clone(),
    };
    input.attrs = expanded.settle(&input.attrs, &assumed, Expanded::of_enum);
    if let Data::Enum(data) = &mut input.data {
        let variants = std::mem::take(&mut data.variants).into_iter();
        let gone = |variant: &Variant| predicates(&variant.attrs).iter().any(|it| never_holds(it));
        data.variants = variants.filter(|variant| !gone(variant)).collect();
        for variant in &mut data.variants {
            variant.attrs = expanded.settle(&variant.attrs, &assumed, Expanded::of_variant);
            expanded.note_condition(variant, &assumed);
        }
    }
    expanded.input = input;
    expanded
}

impl Expanded {
    /// The attributes that are certain; `open` takes a `pg_enum` that is not.
    fn settle(
        &mut self,
        attributes: &[Attribute],
        assumed: &HashSet<String>,
        open: fn(&mut Self, String, Attribute),
    ) -> Vec<Attribute> {
        let mut certain = Vec::new();
        for mut unwrapped in unwrap(attributes) {
            unwrapped
                .conditions
                .retain(|condition| !assumed.contains(condition));
            if unwrapped.conditions.is_empty() {
                certain.push(unwrapped.attribute);
            } else if unwrapped.attribute.path().is_ident("pg_enum") {
                open(
                    self,
                    unwrapped.conditions.join(" and "),
                    unwrapped.attribute,
                );
            }
        }
        certain
    }

    fn of_enum(&mut self, condition: String, attribute: Attribute) {
        match open_key(&attribute) {
            None => self.conditional.push((condition, attribute)),
            Some(key) => {
                let message = format!("its `{key}` depends on `{condition}`");
                self.open.push((attribute.to_token_stream(), message));
            }
        }
    }

    fn of_variant(&mut self, condition: String, attribute: Attribute) {
        let message = format!("a variant's label depends on `{condition}`");
        self.open.push((attribute.to_token_stream(), message));
    }

    fn note_condition(&mut self, variant: &Variant, assumed: &HashSet<String>) {
        let mut conditions = predicates(&variant.attrs);
        conditions.retain(|condition| !assumed.contains(condition));
        if !conditions.is_empty() {
            let name = variant.ident.to_string();
            self.variants.insert(name, conditions.join(" and "));
        }
    }

    /// The enum with such variants alone as every configuration has.
    pub fn without_conditional_variants(&self) -> DeriveInput {
        let mut input = self.input.clone();
        if let Data::Enum(data) = &mut input.data {
            let variants = std::mem::take(&mut data.variants);
            let certain =
                |variant: &Variant| !self.variants.contains_key(&variant.ident.to_string());
            data.variants = variants.into_iter().filter(certain).collect();
        }
        input
    }
}

/// The first key of a `pg_enum` that makes more of a difference than a list to compare with.
fn open_key(attribute: &Attribute) -> Option<String> {
    let Meta::List(list) = &attribute.meta else {
        return None;
    };
    let mut at_key = true;
    for token in list.tokens.clone() {
        match token {
            proc_macro2::TokenTree::Punct(comma) if comma.as_char() == ',' => at_key = true,
            token if at_key => {
                at_key = false;
                let key = token.to_string();
                if key != "expected" {
                    return Some(key);
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expanded(text: &str, derive: &[&str]) -> Expanded {
        let derive: Vec<String> = derive.iter().map(ToString::to_string).collect();
        expand(syn::parse_str(text).unwrap(), &derive)
    }

    #[test]
    fn what_the_derive_needs_is_certain() {
        let text = r#"#[cfg_attr(feature = "db", pg_enum(name = "m"))] enum M { #[cfg(feature = "db")] A }"#;
        let certain = expanded(text, &[r#"feature = "db""#]);
        assert!(certain.open.is_empty() && certain.variants.is_empty());
        assert!(certain.input.attrs[0].path().is_ident("pg_enum"));
    }

    #[test]
    fn another_condition_leaves_it_open() {
        let text = r#"#[cfg_attr(unix, pg_enum(name = "m"))] enum M { #[cfg(windows)] A, B }"#;
        let open = expanded(text, &[]);
        assert_eq!(open.open[0].1, "its `name` depends on `unix`");
        assert_eq!(open.variants["A"], "windows");
        let Data::Enum(data) = open.without_conditional_variants().data else {
            unreachable!()
        };
        assert_eq!(data.variants.len(), 1);
    }

    #[test]
    fn what_always_holds_is_no_condition() {
        let text = "#[cfg_attr(all(), pg_enum(name = \"m\"))] enum M { #[cfg(true)] A }";
        let certain = expanded(text, &[]);
        assert!(certain.open.is_empty() && certain.variants.is_empty());
        assert_eq!(certain.input.attrs.len(), 1);
    }

    #[test]
    fn what_never_holds_is_not_there() {
        let text = "#[cfg_attr(any(), pg_enum(name = \"m\"))] enum M { A, #[cfg(false)] B }";
        let certain = expanded(text, &[]);
        assert!(certain.open.is_empty() && certain.input.attrs.is_empty());
        assert!(matches!(certain.input.data, Data::Enum(data) if data.variants.len() == 1));
    }

    #[test]
    fn a_list_under_a_condition_is_one_more_list() {
        let text = r#"#[cfg_attr(unix, pg_enum(expected = ["a", "b"], expected(sql = "m")))] enum M { A }"#;
        let open = expanded(text, &[]);
        assert!(open.open.is_empty());
        assert_eq!(open.conditional[0].0, "unix");
    }
}
