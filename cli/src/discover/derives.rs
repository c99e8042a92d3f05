//! The derives in a file, and the macros that may build more of them.

use std::collections::HashSet;

use pg_integration_enum_core::read::Place;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{
    Attribute, Block, DeriveInput, ItemEnum, ItemMacro, ItemMod, ItemStruct, ItemUnion, Macro,
    Meta, Path, Token,
};

use super::conditions::{predicates, unwrap};
use super::uses::{DERIVE, Uses};
use crate::syntax::{last_name, place_of};

/// Macros whose input is data and no code.
const QUOTING: [&str; 6] = [
    "concat",
    "parse_quote",
    "parse_quote_spanned",
    "quote",
    "quote_spanned",
    "stringify",
];

/// What a file has for us.
#[derive(Default)]
pub struct Found {
    pub derives: Vec<Derived>,
    /// `macro_rules!` with the derive in them.
    pub builders: Vec<Named>,
    /// Every call of a macro.
    pub calls: Vec<Named>,
    /// The calls with the derive in their input.
    pub fed: Vec<Named>,
}

/// An item with the derive.
pub struct Derived {
    pub input: DeriveInput,
    /// The predicates of the `cfg_attr` around the derive.
    pub conditions: Vec<String>,
    /// The inline modules around it in its file; nothing inside a function.
    pub module: Option<Vec<String>>,
    /// Whether it is there in tests alone.
    pub test: bool,
}

/// A macro, and where it is defined or called.
#[derive(Debug, Clone)]
pub struct Named {
    pub name: String,
    pub place: Place,
}

/// Looks through a file.
pub fn find(shown: &str, file: &syn::File, aliases: &HashSet<String>) -> Found {
    let mut finder = Finder {
        shown,
        uses: Uses::of(file),
        aliases,
        module: Vec::new(),
        blocks: 0,
        tests: 0,
        found: Found::default(),
    };
    finder.visit_file(file);
    finder.found
}

struct Finder<'a> {
    shown: &'a str,
    uses: Uses,
    aliases: &'a HashSet<String>,
    module: Vec<String>,
    /// How many blocks are around.
    blocks: usize,
    /// How many `#[cfg(test)]` are around.
    tests: usize,
    found: Found,
}

impl Finder<'_> {
    fn item(&mut self, attributes: &[Attribute], input: impl FnOnce() -> DeriveInput) {
        let Some(conditions) = self.derive(attributes) else {
            return;
        };
        self.found.derives.push(Derived {
            input: input(),
            conditions,
            module: (self.blocks == 0).then(|| self.module.clone()),
            test: self.tests > 0 || is_test(attributes),
        });
    }

    /// The conditions of the derive among attributes, if it is there.
    fn derive(&self, attributes: &[Attribute]) -> Option<Vec<String>> {
        let is_ours = |path: &Path| self.uses.is_derive(path, self.aliases);
        unwrap(attributes)
            .into_iter()
            .filter(|unwrapped| derived(&unwrapped.attribute).iter().any(is_ours))
            .map(|unwrapped| unwrapped.conditions)
            .min_by_key(Vec::len)
    }

    fn named(&self, name: String, place: &dyn quote::ToTokens) -> Named {
        Named {
            name,
            place: place_of(self.shown, place),
        }
    }

    /// Whether a `derive(…)` with ours is in some tokens, however deep.
    fn has_derive(&self, tokens: TokenStream) -> bool {
        let mut after_derive = false;
        for token in tokens {
            if let TokenTree::Group(group) = &token {
                let list = after_derive && group.delimiter() == Delimiter::Parenthesis;
                if list && self.names_derive(group.stream()) || self.has_derive(group.stream()) {
                    return true;
                }
            }
            after_derive = matches!(&token, TokenTree::Ident(word) if word == "derive");
        }
        false
    }

    fn names_derive(&self, list: TokenStream) -> bool {
        list.into_iter().any(|token| match token {
            TokenTree::Ident(name) => name == DERIVE || self.aliases.contains(&name.to_string()),
            _ => false,
        })
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    predicates(attributes)
        .iter()
        .any(|predicate| predicate == "test")
}

/// The paths in a `derive(…)`; none in another attribute.
fn derived(attribute: &Attribute) -> Vec<Path> {
    match &attribute.meta {
        Meta::List(list) if list.path.is_ident("derive") => list
            .parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated)
            .map(|paths| paths.into_iter().collect())
            .unwrap_or_default(),
        _ => Vec::new(),
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_enum(&mut self, item: &'ast ItemEnum) {
        self.item(&item.attrs, || item.clone().into());
    }

    fn visit_item_struct(&mut self, item: &'ast ItemStruct) {
        self.item(&item.attrs, || item.clone().into());
    }

    fn visit_item_union(&mut self, item: &'ast ItemUnion) {
        self.item(&item.attrs, || item.clone().into());
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        let tests = usize::from(is_test(&item.attrs));
        self.module.push(item.ident.unraw().to_string());
        self.tests += tests;
        visit::visit_item_mod(self, item);
        self.tests -= tests;
        self.module.pop();
    }

    fn visit_block(&mut self, block: &'ast Block) {
        self.blocks += 1;
        visit::visit_block(self, block);
        self.blocks -= 1;
    }

    fn visit_item_macro(&mut self, item: &'ast ItemMacro) {
        match &item.ident {
            Some(name) if item.mac.path.is_ident("macro_rules") => {
                if self.has_derive(item.mac.tokens.clone()) {
                    let builder = self.named(name.unraw().to_string(), name);
                    self.found.builders.push(builder);
                }
            }
            _ => self.visit_macro(&item.mac),
        }
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        let name = last_name(&call.path);
        if QUOTING.contains(&name.as_str()) {
            return;
        }
        let named = self.named(name, &call.path);
        if self.has_derive(call.tokens.clone()) {
            self.found.fed.push(named);
        } else {
            self.found.calls.push(named);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Found {
        find("a.rs", &syn::parse_str(text).unwrap(), &HashSet::new())
    }

    #[test]
    fn derives_are_found_wherever_they_stand() {
        let found = found(
            "#[derive(Debug, PgIntegrationEnum)] enum A { X }
             mod m { #[cfg_attr(feature = \"db\", derive(pg::PgIntegrationEnum))] enum B { X } }
             fn f() { #[derive(PgIntegrationEnum)] enum C { X } }
             #[derive(Debug)] enum D { X }
             #[derive(PgIntegrationEnum)] struct E;",
        );
        let names: Vec<String> = found
            .derives
            .iter()
            .map(|derived| derived.input.ident.to_string())
            .collect();
        assert_eq!(names, ["A", "B", "C", "E"]);
        assert_eq!(found.derives[1].conditions, ["feature = \"db\""]);
        assert_eq!(
            found.derives[1].module.as_deref(),
            Some(&["m".to_owned()][..])
        );
        assert_eq!(found.derives[2].module, None);
    }

    #[test]
    fn macros_are_told_apart() {
        let found = found(
            "macro_rules! build { () => { #[derive(PgIntegrationEnum)] enum A { X } } }
             build!();
             cfg_if! { if #[cfg(unix)] { #[derive(PgIntegrationEnum)] enum B { X } } }
             fn f() { quote!(#[derive(PgIntegrationEnum)] enum C { X }); }
             fn g() { assert!(<A as PgIntegrationEnum>::LABELS.is_empty()); }",
        );
        let names = |named: &[Named]| -> Vec<String> {
            named.iter().map(|named| named.name.clone()).collect()
        };
        assert_eq!(names(&found.builders), ["build"]);
        assert_eq!(names(&found.calls), ["build", "assert"]);
        assert_eq!(names(&found.fed), ["cfg_if"]);
        assert!(found.derives.is_empty());
    }
}
