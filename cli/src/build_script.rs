//! Warns where a new migration would not rebuild a package.
//!
//! A derive has every file rebuild that it read. A file that is new in a folder
//! it cannot know; a line in the package's `build.rs` does.

use std::collections::BTreeSet;
use std::fs;

use pg_integration_enum_core::read::Place;

use crate::report::{EnumReport, Problem, ProblemKind, SourceKind};
use crate::workspace::{Package, Workspace};

/// A warning for each folder of migrations that a package's build script does not name.
pub fn warnings(workspace: &Workspace, enums: &[EnumReport]) -> Vec<Problem> {
    let folders: BTreeSet<(&str, &str)> = enums
        .iter()
        .flat_map(|report| {
            let sources = report.columns.iter().map(|column| &column.source);
            let sql = sources.filter(|source| source.kind == SourceKind::Sql);
            sql.map(|source| (report.package.as_str(), source.name.as_str()))
        })
        .collect();
    folders
        .into_iter()
        .filter_map(|(package, folder)| {
            let package = workspace
                .packages
                .iter()
                .find(|known| known.name == package)?;
            warning(workspace, package, folder)
        })
        .collect()
}

fn warning(workspace: &Workspace, package: &Package, folder: &str) -> Option<Problem> {
    if !package.folder.join(folder).is_dir() {
        return None;
    }
    let line = format!("println!(\"cargo:rerun-if-changed={folder}\");");
    let (script, message) = match &package.build_script {
        None => (
            package.folder.join("build.rs"),
            format!(
                "`{}` has no build.rs, so a new file in `{folder}` does not rebuild it; add one with `fn main() {{ {line} }}`",
                package.name
            ),
        ),
        Some(script) => {
            let text = fs::read_to_string(script).unwrap_or_default();
            if names(&text, folder) {
                return None;
            }
            (
                script.clone(),
                format!(
                    "a new file in `{folder}` does not rebuild `{}`; add the line `{line}`",
                    package.name
                ),
            )
        }
    };
    Some(Problem {
        kind: ProblemKind::BuildScript,
        place: Place::of(&workspace.shown(&script), "", 0),
        message,
    })
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
