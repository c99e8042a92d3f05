//! Migrations with what undoes them.

use std::path::Path;

use super::section::Section;
use super::{SqlFile, layout};
use crate::read::ReadError;

/// A migration, and what undoes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migration {
    /// What is run forward.
    pub up: SqlFile,
    /// What is run to undo it, where there is such.
    pub down: Option<SqlFile>,
}

/// The migrations of a folder, or of one file, in the order of their runner, each
/// with its down: a `.down.sql` beside it, a `down.sql` beside its `up.sql`, a `U…__`
/// file beside its `V…__`, what sqitch has in `revert`, or a section of the file.
///
/// ```no_run
/// use pg_integration_enum_core::read::sql::migrations;
///
/// for migration in migrations("migrations".as_ref())? {
///     println!("{} {}", migration.up.path, migration.down.is_some());
/// }
/// # Ok::<(), pg_integration_enum_core::read::ReadError>(())
/// ```
pub fn migrations(path: &Path) -> Result<Vec<Migration>, ReadError> {
    layout::load(path)?.into_iter().map(with_down).collect()
}

fn with_down(file: SqlFile) -> Result<Migration, ReadError> {
    let (up, down) = sections(&file.text);
    let down = match (down, down_path(&file.path)) {
        (Some(text), _) => Some(SqlFile {
            path: file.path.clone(),
            text,
        }),
        (None, Some(path)) if Path::new(&path).is_file() => {
            Some(layout::read_file(Path::new(&path))?)
        }
        _ => None,
    };
    let up = SqlFile {
        path: file.path,
        text: up,
    };
    Ok(Migration { up, down })
}

/// Where the down of an up may stand, if it is a file of its own.
fn down_path(up: &str) -> Option<String> {
    if let Some(stem) = up.strip_suffix("up.sql") {
        let whole = stem.ends_with(['.', '/', '\\']);
        return whole.then(|| format!("{stem}down.sql"));
    }
    let path = Path::new(up);
    let name = path.file_name()?.to_str()?;
    if let Some(rest) = name.strip_prefix('V').filter(|rest| rest.contains("__")) {
        return Some(
            path.with_file_name(format!("U{rest}"))
                .display()
                .to_string(),
        );
    }
    // sqitch keeps it under the same name in a folder beside.
    let folder = path.parent().filter(|folder| folder.ends_with("deploy"))?;
    let down = folder.with_file_name("revert").join(name);
    Some(down.display().to_string())
}

/// The lines of the up sections and, where there are any, of the down sections: each
/// with empty lines for those of the others, so that places are those of the file.
fn sections(text: &str) -> (String, Option<String>) {
    let (mut up, mut down) = (String::new(), String::new());
    let mut has_down = false;
    let mut section = Section::Up;
    let mut began = false;
    for line in text.split_inclusive('\n') {
        match Section::of(line) {
            Some(Section::Up) => (section, began) = (Section::Up, true),
            // Without an up section before it, the words are but a comment.
            Some(Section::Down) if began => section = Section::Down,
            Some(Section::Below) => section = Section::Down,
            _ => {}
        }
        let (own, other) = match section {
            Section::Up | Section::Statement => (&mut up, &mut down),
            Section::Down | Section::Below => (&mut down, &mut up),
        };
        has_down |= section != Section::Up;
        own.push_str(line);
        other.push('\n');
    }
    (up, has_down.then_some(down))
}
