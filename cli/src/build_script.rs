//! Warns where a new migration would not rebuild a package.
//!
//! A derive has every file rebuild that it read. A file that is new in a folder
//! it cannot know; a line in the package's `build.rs` does.

use std::collections::BTreeMap;
use std::fs;

use pg_integration_enum_core::read::Place;

use crate::report::{EnumReport, Problem, ProblemKind, Source, SourceKind};
use crate::workspace::{Package, Workspace};

/// A warning for each folder of migrations that a package's build script does
/// not name, where the first enum declares it.
pub fn warnings(workspace: &Workspace, enums: &[EnumReport]) -> Vec<Problem> {
    let mut folders: BTreeMap<(&str, &str), &Place> = BTreeMap::new();
    for report in enums {
        for Source {
            kind, name, place, ..
        } in report.columns.iter().map(|column| &column.source)
        {
            if let (SourceKind::Sql, Some(place)) = (kind, place) {
                folders.entry((&report.package, name)).or_insert(place);
            }
        }
    }
    let warnings = folders
        .into_iter()
        .filter_map(|((package, folder), place)| {
            let mut packages = workspace.packages.iter();
            let message = missing(packages.find(|known| known.name == package)?, folder)?;
            Some(Problem {
                kind: ProblemKind::BuildScript,
                place: place.clone(),
                message,
            })
        });
    warnings.collect()
}

/// What a package lacks to be rebuilt with a new file in a folder.
fn missing(package: &Package, folder: &str) -> Option<String> {
    if !package.folder.join(folder).is_dir() {
        return None;
    }
    let line = format!("println!(\"cargo:rerun-if-changed={folder}\");");
    let mend = match &package.build_script {
        None => format!("add a `build.rs` with `fn main() {{ {line} }}`"),
        Some(script) => {
            let text = fs::read_to_string(script).unwrap_or_default();
            (!names(&text, folder)).then(|| format!("add to its build script `{line}`"))?
        }
    };
    let name = &package.name;
    Some(format!(
        "a new file in `{folder}` does not rebuild `{name}`; {mend}"
    ))
}

/// Whether a build script has the line for a folder, in one of its spellings.
fn names(script: &str, folder: &str) -> bool {
    let folder = plain(folder);
    let lines = script.split("rerun-if-changed=").skip(1);
    lines
        .filter_map(|after| after.split(['"', '\\', '\n']).next())
        .any(|named| plain(named) == folder)
}

/// Without what makes no difference in a path.
fn plain(path: &str) -> &str {
    path.trim_start_matches("./").trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn the_line_is_known_in_its_spellings() {
        for script in [
            "println!(\"cargo:rerun-if-changed=migrations\");",
            "println!(\"cargo::rerun-if-changed=./migrations/\");",
            "print!(\"cargo:rerun-if-changed=a\\ncargo:rerun-if-changed=migrations\\n\");",
        ] {
            assert!(names(script, "migrations"), "{script}");
        }
        assert!(!names(
            "println!(\"cargo:rerun-if-changed=migrations_old\");",
            "migrations"
        ));
        assert!(!names("", "migrations"));
    }
}
