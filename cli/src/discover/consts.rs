//! Finds what `expected(const = path)` names, where a look at the sources is enough.
//!
//! Enough is a const that is an array or slice of string literals, or another such
//! const; by whatever modules and `use`s of this workspace its path goes. All
//! else is for the compiler.

use std::collections::HashMap;
use std::sync::OnceLock;

use pg_integration_enum_core::read::{Listing, Place, ReadLabel};
use syn::ext::IdentExt;
use syn::{Expr, ExprLit, ExprPath, ImplItem, ImplItemConst, Item, ItemConst, Lit, Type};

use super::conditions::predicates;
use super::uses::{Binding, bindings};
use crate::syntax::{last_name, place_of, text_of};
use crate::workspace::{SourceFile, Workspace};

/// How far a path is followed from one name to the next.
const LONGEST_CHAIN: usize = 16;

/// A module of a crate.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Location {
    pub package: usize,
    pub root: usize,
    pub module: Vec<String>,
}

/// The consts of a workspace. A file is looked at when a path leads there.
pub struct Consts<'a> {
    files: &'a [SourceFile],
    file_of: HashMap<Location, usize>,
    libraries: HashMap<&'a str, Location>,
    modules: Vec<OnceLock<Module>>,
}

/// What a module has that a path can lead to.
#[derive(Default)]
struct Module {
    consts: HashMap<String, Value>,
    uses: Vec<Binding>,
    inline: HashMap<String, Module>,
    /// The consts of inherent impls, by type.
    impls: HashMap<String, HashMap<String, Value>>,
}

/// What a const is, as far as can be seen.
#[derive(Clone)]
enum Value {
    Labels(Listing),
    Path(Vec<String>),
    Other,
}

impl<'a> Consts<'a> {
    pub fn new(workspace: &'a Workspace, files: &'a [SourceFile]) -> Self {
        let locations = files.iter().map(SourceFile::location);
        Self {
            files,
            file_of: locations.zip(0..).collect(),
            libraries: libraries(workspace),
            modules: files.iter().map(|_| OnceLock::new()).collect(),
        }
    }

    /// The list that a path leads to from a module, if it can be seen.
    pub fn resolve(&self, from: &Location, path: &ExprPath) -> Option<Listing> {
        if path.qself.is_some() {
            return None;
        }
        let names = path.path.segments.iter();
        let names: Vec<String> = names.map(|name| name.ident.unraw().to_string()).collect();
        self.follow(from, &names, 0)
    }

    /// A path as it stands in a module.
    fn follow(&self, at: &Location, path: &[String], steps: usize) -> Option<Listing> {
        if steps > LONGEST_CHAIN {
            return None;
        }
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => self.inside(&at.up(at.module.len()), rest, steps),
            "self" => self.inside(at, rest, steps),
            "super" if !at.module.is_empty() => self.follow(&at.up(1), rest, steps),
            _ => self.inside(at, path, steps).or_else(|| {
                let library = self.libraries.get(first.as_str())?;
                self.inside(library, rest, steps)
            }),
        }
    }

    /// A path whose first name is in this module, or comes there by a `use`.
    fn inside(&self, at: &Location, path: &[String], steps: usize) -> Option<Listing> {
        let module = self.module(at)?;
        let (first, rest) = path.split_first()?;
        if let Some(value) = module.value(path) {
            return match value {
                Value::Labels(listing) => Some(listing.clone()),
                Value::Path(path) => self.follow(at, path, steps + 1),
                Value::Other => None,
            };
        }
        let child = at.down(first);
        if !rest.is_empty() && self.module(&child).is_some() {
            return self.follow(&child, rest, steps + 1);
        }
        module.uses.iter().find_map(|binding| {
            let rest = match binding.name.as_str() {
                "*" => path,
                name if name == first => rest,
                _ => return None,
            };
            let path = [binding.path.as_slice(), rest].concat();
            self.follow(at, &path, steps + 1)
        })
    }

    fn module(&self, at: &Location) -> Option<&Module> {
        let files = (0..=at.module.len()).map(|inline| (inline, self.file_of.get(&at.up(inline))));
        let (inline, file) = files
            .into_iter()
            .find_map(|(inline, file)| Some((inline, *file?)))?;
        let module = self.modules[file].get_or_init(|| Module::of_file(&self.files[file]));
        let inner = &at.module[at.module.len() - inline..];
        inner
            .iter()
            .try_fold(module, |module, name| module.inline.get(name))
    }
}

fn libraries(workspace: &Workspace) -> HashMap<&str, Location> {
    let mut libraries = HashMap::new();
    for (package, of_package) in workspace.packages.iter().enumerate() {
        for (root, of_crate) in of_package.roots.iter().enumerate() {
            if let Some(name) = &of_crate.library {
                let module = Vec::new();
                libraries.insert(
                    name.as_str(),
                    Location {
                        package,
                        root,
                        module,
                    },
                );
            }
        }
    }
    libraries
}

impl Location {
    /// So many modules further out.
    fn up(&self, levels: usize) -> Self {
        Self {
            module: self.module[..self.module.len() - levels].to_vec(),
            ..*self
        }
    }

    /// One module further in.
    fn down(&self, name: &str) -> Self {
        let mut inner = self.clone();
        inner.module.push(name.to_owned());
        inner
    }
}

impl SourceFile {
    fn location(&self) -> Location {
        Location {
            package: self.package,
            root: self.root,
            module: self.module.clone(),
        }
    }
}

impl Module {
    fn of_file(file: &SourceFile) -> Self {
        match syn::parse_file(&file.text) {
            Ok(syntax) => Self::of(&file.shown, &syntax.items),
            Err(_) => Self::default(),
        }
    }

    fn of(file: &str, items: &[Item]) -> Self {
        let mut module = Self::default();
        for item in items {
            match item {
                Item::Const(item) => add(
                    &mut module.consts,
                    item.ident.to_string(),
                    of_const(file, item),
                ),
                Item::Use(item) => module.uses.extend(bindings(&item.tree)),
                Item::Mod(item) => {
                    if let Some((_, items)) = &item.content {
                        let name = item.ident.unraw().to_string();
                        module.inline.insert(name, Self::of(file, items));
                    }
                }
                Item::Impl(item) if item.trait_.is_none() => {
                    if let Type::Path(ty) = &*item.self_ty {
                        let consts = module.impls.entry(last_name(&ty.path)).or_default();
                        for (name, value) in impl_consts(file, &item.items) {
                            add(consts, name, value);
                        }
                    }
                }
                _ => {}
            }
        }
        module
    }

    /// The const that a path names here.
    fn value(&self, path: &[String]) -> Option<&Value> {
        match path {
            [name] => self.consts.get(name),
            [ty, name] => self.impls.get(ty)?.get(name),
            _ => None,
        }
    }
}

/// Two consts of one name are there under different conditions.
fn add(consts: &mut HashMap<String, Value>, name: String, value: Value) {
    let only = consts.insert(name.clone(), value).is_none();
    if !only {
        consts.insert(name, Value::Other);
    }
}

fn of_const(file: &str, item: &ItemConst) -> Value {
    if predicates(&item.attrs).is_empty() {
        value(file, &item.expr, &item.ident)
    } else {
        Value::Other
    }
}

fn impl_consts<'a>(
    file: &'a str,
    items: &'a [ImplItem],
) -> impl Iterator<Item = (String, Value)> + 'a {
    items.iter().filter_map(move |item| match item {
        ImplItem::Const(ImplItemConst { ident, expr, .. }) => {
            Some((ident.to_string(), value(file, expr, ident)))
        }
        _ => None,
    })
}

fn value(file: &str, expression: &Expr, name: &syn::Ident) -> Value {
    match expression {
        Expr::Reference(inner) => value(file, &inner.expr, name),
        Expr::Paren(inner) => value(file, &inner.expr, name),
        Expr::Group(inner) => value(file, &inner.expr, name),
        Expr::Path(path) if path.qself.is_none() => {
            let names = path.path.segments.iter();
            Value::Path(names.map(|name| name.ident.unraw().to_string()).collect())
        }
        Expr::Array(array) => {
            let labels = array.elems.iter().map(|element| label(file, element));
            match labels.collect::<Option<Vec<_>>>() {
                Some(labels) => Value::Labels(Listing {
                    labels,
                    place: place_of(file, name),
                    decided_by: format!("const {name}"),
                }),
                None => Value::Other,
            }
        }
        _ => Value::Other,
    }
}

fn label(file: &str, element: &Expr) -> Option<ReadLabel> {
    let Expr::Lit(ExprLit {
        lit: Lit::Str(text),
        ..
    }) = element
    else {
        return None;
    };
    let place: Place = place_of(file, text);
    Some(ReadLabel {
        label: text.value(),
        place,
        decided_by: text_of(text),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workspace::{Package, Root};

    fn workspace() -> Workspace {
        let package = |name: &str| Package {
            name: name.to_owned(),
            folder: name.into(),
            roots: vec![Root {
                file: "src/lib.rs".into(),
                library: Some(name.to_owned()),
                shipped: true,
            }],
            build_script: None,
            wanted: true,
        };
        Workspace {
            root: "/".into(),
            packages: vec![package("app"), package("shared")],
        }
    }

    fn file(package: usize, module: &[&str], text: &str) -> SourceFile {
        SourceFile {
            shown: "a.rs".to_owned(),
            text: text.to_owned(),
            package,
            root: 0,
            module: module.iter().map(ToString::to_string).collect(),
            test: false,
        }
    }

    /// What a path leads to from the module `here` of `app`.
    fn resolved(path: &str) -> Option<Vec<String>> {
        let workspace = workspace();
        let files = [
            file(0, &[], "pub mod here; pub mod list; pub use list::LABELS as TOP; use shared::*;"),
            file(
                0,
                &["here"],
                "use super::list::LABELS; const OWN: [&str; 1] = [\"own\"]; const SAME: &[&str] = OWN_TOO;
                 const OWN_TOO: &[&str] = (&[\"too\"]);
                 const CALL: &[&str] = labels(); #[cfg(unix)] const C: &[&str] = &[];
                 mod inner { pub const IN: &[&str] = &[\"in\"]; }
                 struct Registry; impl Registry { const TYPES: &[&str] = &[\"reg\"]; }
                 const LOOP: &[&str] = POOL; const POOL: &[&str] = LOOP;",
            ),
            file(0, &["list"], "pub const LABELS: &[&str] = &[\"a\", \"b\"];"),
            file(1, &[], "pub const SHARED: &[&str] = &[\"s\"];"),
        ];
        let from = Location {
            package: 0,
            root: 0,
            module: vec!["here".to_owned()],
        };
        let consts = Consts::new(&workspace, &files);
        let listing = consts.resolve(&from, &syn::parse_str(path).unwrap())?;
        Some(listing.labels.into_iter().map(|read| read.label).collect())
    }

    #[test]
    fn a_const_is_found_by_every_way_to_it() {
        for (path, labels) in [
            ("OWN", "own"),
            ("self::OWN", "own"),
            ("SAME", "too"),
            ("LABELS", "a b"),
            ("crate::list::LABELS", "a b"),
            ("super::list::LABELS", "a b"),
            ("crate::TOP", "a b"),
            ("inner::IN", "in"),
            ("Registry::TYPES", "reg"),
            ("shared::SHARED", "s"),
            ("crate::SHARED", "s"),
        ] {
            assert_eq!(
                resolved(path).map(|labels| labels.join(" ")).as_deref(),
                Some(labels),
                "{path}"
            );
        }
    }

    #[test]
    fn what_only_the_compiler_knows_is_left_to_it() {
        for path in [
            "CALL",
            "C",
            "LOOP",
            "NONE",
            "other::LIST",
            "<X as Y>::Z",
            "crate::list::NONE",
        ] {
            assert_eq!(resolved(path), None, "{path}");
        }
    }
}
