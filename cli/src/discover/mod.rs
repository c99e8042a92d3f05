//! Finds every derive in the sources of a workspace.

mod conditions;
mod consts;
mod derives;
mod uses;

use std::collections::HashSet;

use rayon::prelude::*;

pub use self::conditions::{Expanded, expand};
pub use self::consts::{Consts, Location};
pub use self::derives::{Derived, Named};

use self::derives::find;
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

/// Calls `examine` with every derive. Files that cannot have one are not parsed.
///
/// `examine` runs where the file is parsed, since places in it stay on that thread.
pub fn discover<T: Send>(
    files: &[&SourceFile],
    examine: impl Fn(&SourceFile, Derived) -> T + Sync,
) -> Discovery<T> {
    let aliases: HashSet<String> = files
        .par_iter()
        .flat_map_iter(|file| aliases(&file.text))
        .collect();
    let look = |names: &HashSet<String>, skip: &HashSet<String>| -> Vec<OfFile<T>> {
        files
            .par_iter()
            .filter(|file| mentions(file, names) && !mentions(file, skip))
            .map(|file| look_through(file, &aliases, &examine))
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
    found.extend(look(
        &builders
            .iter()
            .map(|builder| builder.name.clone())
            .collect(),
        &names,
    ));
    gather(found, &builders)
}

fn mentions(file: &SourceFile, names: &HashSet<String>) -> bool {
    names.iter().any(|name| file.text.contains(name.as_str()))
}

fn look_through<T>(
    file: &SourceFile,
    aliases: &HashSet<String>,
    examine: &impl Fn(&SourceFile, Derived) -> T,
) -> OfFile<T> {
    let (found, problems) = match syn::parse_file(&file.text) {
        Ok(syntax) => (find(&file.shown, &syntax, aliases), Vec::new()),
        Err(error) => {
            let place = syntax::place(&file.shown, error.span());
            let message = format!("cannot parse the file: {error}");
            (
                derives::Found::default(),
                vec![Problem::new(place, message)],
            )
        }
    };
    let fed = found.fed.into_iter().map(|call| Problem {
        kind: ProblemKind::MacroBuilt,
        message: format!(
            "cannot determine here: an enum with this derive is in the input of the macro `{}!`; the compiler checks it",
            call.name
        ),
        place: call.place,
    });
    OfFile {
        problems: problems.into_iter().chain(fed).collect(),
        derives: found
            .derives
            .into_iter()
            .map(|derived| examine(file, derived))
            .collect(),
        builders: found.builders,
        calls: found.calls,
    }
}

fn gather<T>(found: Vec<OfFile<T>>, builders: &[Named]) -> Discovery<T> {
    let mut discovery = Discovery {
        derives: Vec::new(),
        problems: Vec::new(),
    };
    for file in found {
        discovery.derives.extend(file.derives);
        discovery.problems.extend(file.problems);
        discovery.problems.extend(file.calls.into_iter().filter_map(|call| {
            let builder = builders.iter().find(|builder| builder.name == call.name)?;
            Some(Problem {
                kind: ProblemKind::MacroBuilt,
                message: format!(
                    "cannot determine here: an enum is built by the macro `{}!`, which is at {}:{}; the compiler checks it",
                    call.name, builder.place.file, builder.place.line
                ),
                place: call.place,
            })
        }));
    }
    discovery
}
