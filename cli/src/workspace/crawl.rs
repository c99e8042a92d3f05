//! Reads every source file of the workspace, from the targets' roots through their modules.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use pg_integration_enum_core::read::file::text;
use pg_integration_enum_core::read::{Place, ReadError};
use proc_macro2::TokenStream;
use rayon::prelude::*;

use super::folder::{Folder, normalize};
use super::module_items::{may_declare_modules, module_items};
use super::{Workspace, shown};
use crate::report::Problem;

/// A source file of a package.
pub struct SourceFile {
    /// As reports name it.
    pub shown: String,
    pub text: String,
    /// The package, by its index in the workspace.
    pub package: usize,
    /// The crate, by its root's index in the package.
    pub root: usize,
    /// The modules from the crate's root to the file.
    pub module: Vec<String>,
    /// Whether it is built for tests, examples or benchmarks alone.
    pub test: bool,
}

/// All files, and those that could not be read.
#[derive(Default)]
pub struct Crawl {
    pub files: Vec<SourceFile>,
    pub problems: Vec<Problem>,
}

/// A file to be read.
struct Pending {
    path: PathBuf,
    folder: Folder,
    package: usize,
    root: usize,
    module: Vec<String>,
    test: bool,
}

/// Reads a generation of modules after the other, each file of a package once.
pub fn crawl(workspace: &Workspace) -> Crawl {
    let mut crawl = Crawl::default();
    let mut seen = HashSet::new();
    let mut pending = roots(workspace);
    while !pending.is_empty() {
        pending.retain(|next| seen.insert((next.package, next.path.clone())));
        let read: Vec<_> = pending
            .into_par_iter()
            .map(|next| {
                let wanted = workspace.packages[next.package].wanted;
                let mut read = read(&workspace.root, next);
                read.problems.retain(|_| wanted);
                read
            })
            .collect();
        pending = Vec::new();
        for Read {
            file,
            modules,
            problems,
        } in read
        {
            crawl.files.extend(file);
            crawl.problems.extend(problems);
            pending.extend(modules);
        }
    }
    crawl
}

fn roots(workspace: &Workspace) -> Vec<Pending> {
    let mut roots = Vec::new();
    for (package, of_package) in workspace.packages.iter().enumerate() {
        for (root, of_crate) in of_package.roots.iter().enumerate() {
            roots.push(Pending {
                path: normalize(&of_crate.file),
                folder: Folder::beside(&of_crate.file),
                package,
                root,
                module: Vec::new(),
                test: !of_crate.shipped,
            });
        }
    }
    roots
}

/// What came of reading a file.
#[derive(Default)]
struct Read {
    file: Option<SourceFile>,
    modules: Vec<Pending>,
    problems: Vec<Problem>,
}

fn read(root: &Path, next: Pending) -> Read {
    let shown = shown(root, &next.path);
    let mut read = Read::default();
    match text(&next.path) {
        Ok(text) => {
            let text = without_shebang(text);
            read.find_modules(&shown, &text, &next);
            read.file = Some(SourceFile {
                shown,
                text,
                package: next.package,
                root: next.root,
                module: next.module,
                test: next.test,
            });
        }
        Err(error) => read.problems.push(unreadable(shown, error)),
    }
    read
}

fn unreadable(shown: String, error: ReadError) -> Problem {
    match error {
        ReadError::Io { reason, .. } => {
            let reason = format!("cannot read `{shown}`: {reason}");
            Problem::new(Place::of(&shown, "", 0), reason)
        }
        error => {
            let at = error.place().cloned();
            let at = at.unwrap_or_else(|| Place::of(&shown, "", 0));
            Problem::new(Place { file: shown, ..at }, error.summary())
        }
    }
}

impl Read {
    fn find_modules(&mut self, shown: &str, text: &str, parent: &Pending) {
        if !may_declare_modules(text) {
            return;
        }
        let tokens = match text.parse::<TokenStream>() {
            Ok(tokens) => tokens,
            Err(error) => {
                let place = crate::syntax::place(shown, error.span());
                let reason = format!("cannot parse the file: {error}");
                return self.problems.push(Problem::new(place, reason));
            }
        };
        for item in module_items(tokens, &parent.folder) {
            let there: Vec<_> = item
                .candidates
                .into_iter()
                .filter(|(path, _)| path.is_file())
                .collect();
            if there.is_empty() && !item.conditional {
                let place = crate::syntax::place(shown, item.span);
                let name = item.path.last().map_or("", String::as_str);
                let reason = format!("there is no file for the module `{name}`");
                self.problems.push(Problem::new(place, reason));
            }
            self.modules
                .extend(there.into_iter().map(|(path, folder)| Pending {
                    path: normalize(&path),
                    folder,
                    package: parent.package,
                    root: parent.root,
                    module: [parent.module.as_slice(), &item.path].concat(),
                    test: parent.test || item.test,
                }));
        }
    }
}

/// The text with a first line of `#!` emptied, and no byte order mark.
fn without_shebang(text: String) -> String {
    let text = match text.strip_prefix('\u{feff}') {
        Some(text) => text.to_owned(),
        None => text,
    };
    if !text.starts_with("#!") || text.starts_with("#![") {
        return text;
    }
    let end = text.find('\n').unwrap_or(text.len());
    text[end..].to_owned()
}
