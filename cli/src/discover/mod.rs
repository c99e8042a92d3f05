//! Finds every derive in the sources of a workspace.

mod conditions;
mod consts;
mod derives;
mod uses;

use std::collections::HashSet;

use pg_integration_enum_core::read::Place;
use rayon::prelude::*;

pub use self::conditions::{Expanded, expand};
pub use self::consts::{Consts, Location};
pub use self::derives::{Derived, Named};

use self::derives::{Found, find};
use self::uses::{DERIVE, aliases};
use crate::report::{Problem, ProblemKind};
use crate::syntax;
use crate::workspace::SourceFile;

/// What came of a look through the sources.
pub struct Discovery<T> {
    /// What was made of each derive, file by file.
    pub derives: Vec<T>,
    pub problems: Vec<Problem>,
}

/// What came of one file.
struct OfFile<T> {
    derives: Vec<T>,
    builders: Vec<Named>,
    calls: Vec<Named>,
    problems: Vec<Problem>,
}

/// Calls `examine` with every derive in the files that are wanted. Files that
/// cannot have one are not parsed.
///
/// `examine` runs where the file is parsed, since places in it stay on that thread.
pub fn discover<T: Send>(
    files: &[SourceFile],
    wanted: impl Fn(&SourceFile) -> bool + Sync,
    examine: impl Fn(&SourceFile, Derived) -> T + Sync,
) -> Discovery<T> {
    let aliases = files.par_iter().flat_map_iter(|file| aliases(&file.text));
    let aliases: HashSet<String> = aliases.collect();
    let look = |names: &HashSet<String>, but: &HashSet<String>| -> Vec<OfFile<T>> {
        let files = files.par_iter();
        files
            .filter(|file| mentions(file, names) && !mentions(file, but))
            .map(|file| {
                let found = parse(file, &aliases);
                match wanted(file) {
                    true => OfFile::of(found, |derived| examine(file, derived)),
                    // Its macros may be called where it is wanted.
                    false => OfFile::builders(found.0.builders),
                }
            })
            .collect()
    };
    let mut names = aliases.clone();
    names.insert(DERIVE.to_owned());
    let mut found = look(&names, &HashSet::new());
    let builders: Vec<Named> = found
        .iter()
        .flat_map(|file| file.builders.clone())
        .collect();
    // A file that calls such a macro need not name the derive.
    let called = builders.iter().map(|builder| builder.name.clone());
    found.extend(look(&called.collect(), &names));
    gather(found, &builders)
}

impl<T> OfFile<T> {
    fn builders(builders: Vec<Named>) -> Self {
        Self {
            builders,
            derives: Vec::new(),
            calls: Vec::new(),
            problems: Vec::new(),
        }
    }

    fn of((found, problem): (Found, Option<Problem>), examine: impl Fn(Derived) -> T) -> Self {
        let fed = found.fed.into_iter().map(in_the_input);
        Self {
            derives: found.derives.into_iter().map(examine).collect(),
            builders: found.builders,
            calls: found.calls,
            problems: problem.into_iter().chain(fed).collect(),
        }
    }
}

/// What is in a file, and why there is nothing.
fn parse(file: &SourceFile, aliases: &HashSet<String>) -> (Found, Option<Problem>) {
    match syn::parse_file(&file.text) {
        Ok(syntax) => (find(&file.shown, &syntax, aliases), None),
        Err(error) => {
            let place = syntax::place(&file.shown, error.span());
            let message = format!("cannot parse the file: {error}");
            (Found::default(), Some(Problem::new(place, message)))
        }
    }
}

fn in_the_input(call: Named) -> Problem {
    Problem {
        kind: ProblemKind::MacroBuilt,
        message: format!(
            "cannot determine here: an enum with this derive is in the input of the macro `{}!`; \
             the compiler checks it",
            call.name
        ),
        place: call.place,
    }
}

fn built_by(builder: &Named, call: Named) -> Problem {
    let Place { file, line, .. } = &builder.place;
    Problem {
        kind: ProblemKind::MacroBuilt,
        message: format!(
            "cannot determine here: an enum is built by the macro `{}!`, which is at {file}:{line}; \
             the compiler checks it",
            call.name
        ),
        place: call.place,
    }
}

fn mentions(file: &SourceFile, names: &HashSet<String>) -> bool {
    names.iter().any(|name| file.text.contains(name.as_str()))
}

fn gather<T>(found: Vec<OfFile<T>>, builders: &[Named]) -> Discovery<T> {
    let mut discovery = Discovery {
        derives: Vec::new(),
        problems: Vec::new(),
    };
    for file in found {
        discovery.derives.extend(file.derives);
        discovery.problems.extend(file.problems);
        let built = file.calls.into_iter().filter_map(|call| {
            let builder = builders.iter().find(|builder| builder.name == call.name)?;
            Some(built_by(builder, call))
        });
        discovery.problems.extend(built);
    }
    discovery
}
