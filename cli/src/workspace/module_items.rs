//! Finds `mod name;` in a file, from its tokens alone.
//!
//! Tokens, and not syntax, so that a module inside the input of a macro such as
//! `cfg_if!` is found too, and one in a file that does not parse elsewhere.

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::punctuated::Punctuated;
use syn::{Expr, ExprLit, Lit, Meta, Token};

use super::folder::Folder;

/// A `mod name;`.
pub struct ModuleItem {
    pub span: Span,
    /// The names of the modules around it in its file, and its own.
    pub path: Vec<String>,
    /// Where its file can be, with the folder inside it.
    pub candidates: Vec<(std::path::PathBuf, Folder)>,
    /// Whether the compiler might not look for it.
    pub conditional: bool,
    /// Whether it is there in tests alone.
    pub test: bool,
}

/// Whether a text may declare a module that is in another file: quick, and right
/// wherever it says no.
pub fn may_declare_modules(text: &str) -> bool {
    text.match_indices("mod").any(|(at, word)| {
        let before = text[..at].chars().next_back();
        let after = &text[at + word.len()..];
        let is_word = !before.is_some_and(is_name) && !after.starts_with(is_name);
        is_word && !is_inline(after)
    })
}

fn is_name(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

/// Whether what follows the word `mod` is plainly a name and a brace.
fn is_inline(after: &str) -> bool {
    let name = after.trim_start();
    name.trim_start_matches(is_name)
        .trim_start()
        .starts_with('{')
}

/// The modules that are declared in some tokens.
pub fn module_items(tokens: TokenStream, folder: &Folder) -> Vec<ModuleItem> {
    let mut items = Vec::new();
    let around = Around {
        folder: folder.clone(),
        path: Vec::new(),
        conditional: false,
        test: false,
    };
    around.walk(tokens, &mut items);
    items
}

/// What stands around some tokens.
#[derive(Clone)]
struct Around {
    folder: Folder,
    path: Vec<String>,
    conditional: bool,
    test: bool,
}

impl Around {
    fn walk(&self, tokens: TokenStream, items: &mut Vec<ModuleItem>) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut attributes = Attributes::default();
        let mut rest = tokens.as_slice();
        while let [first, after @ ..] = rest {
            rest = after;
            match (first, after) {
                (TokenTree::Punct(hash), [TokenTree::Group(group), after @ ..])
                    if hash.as_char() == '#' && group.delimiter() == Delimiter::Bracket =>
                {
                    attributes.add(group.stream());
                    rest = after;
                }
                (TokenTree::Ident(word), [TokenTree::Ident(name), after @ ..]) if word == "mod" => {
                    self.module(name, &std::mem::take(&mut attributes), after, items);
                    rest = after.get(1..).unwrap_or_default();
                }
                (TokenTree::Ident(word), _) if word == "pub" || word == "unsafe" => {}
                // The `(crate)` of a visibility; a macro's input may have a module in it.
                (TokenTree::Group(group), _) => {
                    self.inner(group).walk(group.stream(), items);
                    if group.delimiter() != Delimiter::Parenthesis {
                        attributes = Attributes::default();
                    }
                }
                _ => attributes = Attributes::default(),
            }
        }
    }

    /// Inside a group that is no module's body, the compiler may never look.
    fn inner(&self, group: &proc_macro2::Group) -> Self {
        Self {
            conditional: self.conditional || group.delimiter() != Delimiter::None,
            ..self.clone()
        }
    }

    fn module(
        &self,
        name: &Ident,
        attributes: &Attributes,
        after: &[TokenTree],
        items: &mut Vec<ModuleItem>,
    ) {
        let span = name.span();
        let name = name.unraw().to_string();
        let mut path = self.path.clone();
        path.push(name.clone());
        match after.first() {
            Some(TokenTree::Punct(end)) if end.as_char() == ';' => items.push(ModuleItem {
                span,
                path,
                candidates: self.candidates(&name, attributes),
                conditional: self.conditional || attributes.conditional,
                test: self.test || attributes.test,
            }),
            Some(TokenTree::Group(body)) if body.delimiter() == Delimiter::Brace => {
                for folder in self.folders(&name, attributes) {
                    let inside = Self {
                        folder,
                        path: path.clone(),
                        conditional: self.conditional || attributes.conditional,
                        test: self.test || attributes.test,
                    };
                    inside.walk(body.stream(), items);
                }
            }
            _ => {}
        }
    }

    fn candidates(&self, name: &str, attributes: &Attributes) -> Vec<(std::path::PathBuf, Folder)> {
        let explicit = attributes
            .paths
            .iter()
            .map(|path| self.folder.explicit(path));
        let usual = self.folder.candidates(name).into_iter();
        explicit
            .chain(usual.filter(|_| !attributes.certain_path))
            .collect()
    }

    fn folders(&self, name: &str, attributes: &Attributes) -> Vec<Folder> {
        let explicit = attributes
            .paths
            .iter()
            .map(|path| self.folder.inline_at(path));
        let usual = Some(self.folder.inline(name)).filter(|_| !attributes.certain_path);
        explicit.chain(usual).collect()
    }
}

/// The attributes of a module, as far as they say where its file is.
#[derive(Default)]
struct Attributes {
    paths: Vec<String>,
    /// Whether one of the paths holds whatever the configuration.
    certain_path: bool,
    conditional: bool,
    test: bool,
}

impl Attributes {
    fn add(&mut self, tokens: TokenStream) {
        if let Ok(meta) = syn::parse2::<Meta>(tokens) {
            self.meta(&meta, true);
        }
    }

    fn meta(&mut self, meta: &Meta, certain: bool) {
        match meta {
            Meta::NameValue(pair) if pair.path.is_ident("path") => {
                if let Expr::Lit(ExprLit {
                    lit: Lit::Str(path),
                    ..
                }) = &pair.value
                {
                    self.paths.push(path.value());
                    self.certain_path |= certain;
                }
            }
            Meta::List(list) if list.path.is_ident("cfg") => {
                self.conditional = true;
                self.test |= list.tokens.to_string() == "test";
            }
            Meta::List(list) if list.path.is_ident("cfg_attr") => {
                let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
                let metas = list.parse_args_with(parser).unwrap_or_default();
                for meta in metas.iter().skip(1) {
                    self.meta(meta, false);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, String, bool)> {
        let folder = Folder::beside("src/lib.rs".as_ref());
        module_items(text.parse().unwrap(), &folder)
            .iter()
            .map(|item| {
                let file = item.candidates[0].0.display().to_string();
                (item.path.join("::"), file, item.conditional)
            })
            .collect()
    }

    fn one(text: &str) -> (String, String, bool) {
        let mut found = found(text);
        assert_eq!(found.len(), 1, "{text}");
        found.remove(0)
    }

    fn item(path: &str, file: &str, conditional: bool) -> (String, String, bool) {
        (path.into(), file.into(), conditional)
    }

    #[test]
    fn modules_are_found_with_what_their_attributes_say() {
        assert_eq!(one("pub(crate) mod a;"), item("a", "src/a.rs", false));
        assert_eq!(one("mod r#type;"), item("type", "src/type.rs", false));
        assert_eq!(
            one("#[path = \"p.rs\"] pub mod a;"),
            item("a", "src/p.rs", false)
        );
        assert_eq!(
            one("#[cfg(unix)] pub(crate) mod a;"),
            item("a", "src/a.rs", true)
        );
        assert_eq!(
            one("#[cfg(unix)] struct X; mod a;"),
            item("a", "src/a.rs", false)
        );
        assert_eq!(one("mod x { mod a; }"), item("x::a", "src/x/a.rs", false));
        assert_eq!(
            one("#[path = \"q\"] mod x { #[path = \"p.rs\"] mod a; }"),
            item("x::a", "src/q/p.rs", false)
        );
    }

    #[test]
    fn a_conditional_path_leaves_the_usual_ones() {
        let folder = Folder::beside("src/lib.rs".as_ref());
        let text = "#[cfg_attr(unix, path = \"unix.rs\")] mod imp;";
        let items = module_items(text.parse().unwrap(), &folder);
        assert_eq!(items[0].candidates.len(), 3);
    }

    #[test]
    fn a_module_in_the_input_of_a_macro_is_conditional() {
        assert_eq!(
            one("cfg_if! { if #[cfg(unix)] { mod a; } }"),
            item("a", "src/a.rs", true)
        );
    }

    #[test]
    fn a_file_without_modules_is_told_quickly() {
        for text in ["", "modify; model;", "mod tests { fn a() {} }", "a_mod!()"] {
            assert!(!may_declare_modules(text), "{text}");
        }
        for text in [
            "mod a;",
            "pub mod a ;",
            "mod/**/a;",
            "mod r#a;",
            "mod a /* b */ ;",
        ] {
            assert!(may_declare_modules(text), "{text}");
        }
    }
}
