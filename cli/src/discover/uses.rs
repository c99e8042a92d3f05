//! The names by which a file can call the derive.

use std::collections::HashSet;

use syn::ext::IdentExt;
use syn::visit::{self, Visit};
use syn::{ItemUse, Path, UseTree};

use crate::syntax::last_name;

/// The derive's own name.
pub const DERIVE: &str = "PgIntegrationEnum";

/// A name that a `use` brings in, and the path that it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binding {
    /// `*` for a glob.
    pub name: String,
    pub path: Vec<String>,
}

/// Every binding of a `use`.
pub fn bindings(tree: &UseTree) -> Vec<Binding> {
    let mut found = Vec::new();
    collect(tree, &mut Vec::new(), &mut found);
    found
}

fn collect(tree: &UseTree, prefix: &mut Vec<String>, found: &mut Vec<Binding>) {
    let mut bind = |name: String, last: &str| {
        let mut path = prefix.clone();
        // `use a::{self}` binds `a`.
        if last != "self" || path.is_empty() {
            path.push(last.to_owned());
        }
        let name = if name == "self" {
            path.last().cloned().unwrap_or(name)
        } else {
            name
        };
        found.push(Binding { name, path });
    };
    match tree {
        UseTree::Path(path) => {
            prefix.push(path.ident.unraw().to_string());
            collect(&path.tree, prefix, found);
            prefix.pop();
        }
        UseTree::Name(name) => {
            let name = name.ident.unraw().to_string();
            bind(name.clone(), &name);
        }
        UseTree::Rename(rename) => bind(
            rename.rename.unraw().to_string(),
            &rename.ident.unraw().to_string(),
        ),
        UseTree::Glob(_) => found.push(Binding {
            name: "*".to_owned(),
            path: prefix.clone(),
        }),
        UseTree::Group(group) => {
            for tree in &group.items {
                collect(tree, prefix, found);
            }
        }
    }
}

/// All that the `use`s of a file bind, wherever in it they stand.
#[derive(Default)]
pub struct Uses(Vec<Binding>);

impl Uses {
    pub fn of(file: &syn::File) -> Self {
        let mut uses = Self::default();
        uses.visit_file(file);
        uses
    }

    /// Whether a path in a `derive(…)` means ours. `aliases` are the names that
    /// some file of the workspace gives it.
    pub fn is_derive(&self, path: &Path, aliases: &HashSet<String>) -> bool {
        let name = last_name(path);
        if path.segments.len() > 1 {
            return name == DERIVE || aliases.contains(&name);
        }
        match self.0.iter().find(|binding| binding.name == name) {
            Some(binding) => binding.path.last().is_some_and(|meant| {
                meant == DERIVE || (*meant == name && aliases.contains(meant))
            }),
            None => name == DERIVE || (aliases.contains(&name) && self.has_glob()),
        }
    }

    fn has_glob(&self) -> bool {
        self.0.iter().any(|binding| binding.name == "*")
    }
}

impl<'ast> Visit<'ast> for Uses {
    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.0.extend(bindings(&item.tree));
        visit::visit_item_use(self, item);
    }
}

/// The names that a text gives the derive: `PgIntegrationEnum as Name`.
pub fn aliases(text: &str) -> Vec<String> {
    text.match_indices(DERIVE)
        .filter_map(|(at, _)| {
            let after = text[at + DERIVE.len()..].trim_start();
            let name = after.strip_prefix("as")?;
            let end = |c: char| c != '_' && !c.is_alphanumeric();
            let alias = name.trim_start().split(end).next()?;
            (name.starts_with(char::is_whitespace) && !matches!(alias, "" | "_" | DERIVE))
                .then(|| alias.to_owned())
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_derive(file: &str, derive: &str) -> bool {
        let aliases = aliases(file).into_iter().chain(["PgEnum".to_owned()]);
        let aliases = aliases.collect();
        let uses = Uses::of(&syn::parse_str(file).unwrap());
        uses.is_derive(&syn::parse_str(derive).unwrap(), &aliases)
    }

    #[test]
    fn the_derive_is_known_in_its_spellings() {
        for (file, derive) in [
            ("", "PgIntegrationEnum"),
            ("", "pg_integration_enum::PgIntegrationEnum"),
            ("use pg_integration_enum::*;", "PgIntegrationEnum"),
            ("use pg_integration_enum::{PgIntegrationEnum as E};", "E"),
            (
                "fn f() { use pg_integration_enum::PgIntegrationEnum as E; }",
                "E",
            ),
            ("use crate::prelude::PgEnum;", "PgEnum"),
            ("use crate::prelude::*;", "PgEnum"),
            ("", "crate::prelude::PgEnum"),
        ] {
            assert!(is_derive(file, derive), "{derive} in {file}");
        }
    }

    #[test]
    fn other_derives_are_not_ours() {
        for (file, derive) in [
            ("", "Debug"),
            (
                "use strum::EnumIter as PgIntegrationEnum;",
                "PgIntegrationEnum",
            ),
            ("use other::Thing as PgEnum;", "PgEnum"),
            ("", "PgEnum"),
        ] {
            assert!(!is_derive(file, derive), "{derive} in {file}");
        }
    }

    #[test]
    fn a_use_binds_names_to_paths() {
        let item: ItemUse = syn::parse_str("use a::{self, b::C as D, e::*};").unwrap();
        let bound: Vec<_> = bindings(&item.tree)
            .into_iter()
            .map(|binding| format!("{}={}", binding.name, binding.path.join("::")))
            .collect();
        assert_eq!(bound, ["a=a", "D=a::b::C", "*=a::e"]);
    }
}
