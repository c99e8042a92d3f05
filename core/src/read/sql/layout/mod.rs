//! Finds the files of a folder that its runner would apply, and orders them.

mod beside;
mod listed;
mod numbered;
mod prefixed;

use std::fs;
use std::path::{Path, PathBuf};

use super::{SqlFile, parallel};
use crate::read::{Place, ReadError, file};

pub(super) use beside::{includes, is_callback, is_code, parts};

/// What an unknown layout's error lists.
const KNOWN: &str = "known are `<digits>_<name>.sql` (Supabase, sqlx, dbmate, goose, Atlas), \
                     `<digits>_<name>.up.sql` (sqlx), `V<n>__<name>.sql` (refinery, Flyway), \
                     `<version>_<name>/up.sql` (diesel, Hasura), \
                     `<name>/migration.sql` (prisma), `meta/_journal.json` (drizzle), \
                     `sqitch.plan`, `committed/` (graphile-migrate), or a single `.sql` file";

/// Where Atlas keeps the sums of its files.
const ATLAS: &str = "atlas.sum";

/// Reads a file, or those of a folder that its runner would apply, in its order.
///
/// Which layouts are known, and by which rules, is on the page about SQL in the
/// documentation. Files that undo others are left out. One in code is there without its
/// text: that it runs is known, what it does is not.
///
/// ```no_run
/// use pg_integration_enum_core::read::sql::load;
///
/// for file in load("supabase/migrations".as_ref())? {
///     println!("{}", file.path);
/// }
/// # Ok::<(), pg_integration_enum_core::read::ReadError>(())
/// ```
pub fn load(path: &Path) -> Result<Vec<SqlFile>, ReadError> {
    let files = parallel::map(&files(path)?, |file| read_file(file));
    let mut files = files.into_iter().collect::<Result<Vec<_>, _>>()?;
    if path.join(ATLAS).is_file() {
        empty_checkpoints(&mut files);
    }
    if numbered::goes_by_name(&files) {
        files.sort_by(|one, other| one.path.cmp(&other.path));
    }
    Ok(files)
}

/// Empties what sums up the files before it: a database that has run these passes over it.
fn empty_checkpoints(files: &mut [SqlFile]) {
    for file in files.iter_mut().skip(1) {
        if beside::is_checkpoint(&file.text) {
            file.text.clear();
        }
    }
}

/// The files that [`load`] reads.
///
/// ```no_run
/// use pg_integration_enum_core::read::sql::files;
///
/// assert!(files("supabase/migrations".as_ref())?.len() > 1);
/// # Ok::<(), pg_integration_enum_core::read::ReadError>(())
/// ```
pub fn files(path: &Path) -> Result<Vec<PathBuf>, ReadError> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let names = order(&Folder::read(path)?)?;
    Ok(names.into_iter().map(|name| path.join(name)).collect())
}

/// The files that say which files of a folder count, and in what order: a plan, a
/// journal, or the like.
///
/// ```
/// use pg_integration_enum_core::read::sql::lists;
///
/// assert!(lists("supabase/migrations".as_ref()).is_empty());
/// ```
#[must_use]
pub fn lists(path: &Path) -> Vec<PathBuf> {
    listed::lists(&Folder {
        path: path.to_owned(),
        ..Folder::default()
    })
}

pub(super) fn read_file(path: &Path) -> Result<SqlFile, ReadError> {
    let name = path.display().to_string();
    let text = if is_code(&name) {
        String::new()
    } else {
        file::text(path)?
    };
    Ok(SqlFile { path: name, text })
}

fn failed(path: &Path, error: &std::io::Error) -> ReadError {
    ReadError::Io {
        path: path.display().to_string(),
        reason: error.to_string(),
    }
}

/// The names in a folder, as far as they can matter.
#[derive(Debug, Default)]
struct Folder {
    path: PathBuf,
    /// The `.sql` files, sorted by name.
    files: Vec<String>,
    /// The files that may be migrations in code, sorted by name.
    code: Vec<String>,
    /// The folders in it, sorted by name.
    folders: Vec<String>,
    /// Whether Atlas keeps its sums here, and so whatever begins with digits counts.
    atlas: bool,
}

impl Folder {
    fn read(path: &Path) -> Result<Self, ReadError> {
        let mut folder = Self {
            path: path.to_owned(),
            atlas: path.join(ATLAS).is_file(),
            ..Self::default()
        };
        let entries = fs::read_dir(path).map_err(|error| failed(path, &error))?;
        for entry in entries {
            let entry = entry.map_err(|error| failed(path, &error))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') {
                continue;
            }
            if name.ends_with(".sql") {
                folder.files.push(name);
            } else if is_code(&name) {
                folder.code.push(name);
            } else if is_folder(&entry) {
                folder.folders.push(name);
            }
        }
        folder.files.sort_unstable();
        folder.code.sort_unstable();
        folder.folders.sort_unstable();
        Ok(folder)
    }

    fn error(&self, reason: String) -> ReadError {
        ReadError::Io {
            path: self.path.display().to_string(),
            reason,
        }
    }

    /// A file of this folder is what nothing can be determined for.
    fn cannot_determine(&self, file: &str, reason: &str, remedy: &str) -> ReadError {
        ReadError::CannotDetermine {
            place: Place::of(&self.path.join(file).display().to_string(), "", 0),
            reason: reason.into(),
            remedy: remedy.into(),
        }
    }

    /// Whether it is this folder in that one, as `migrations` in `supabase`.
    fn is(&self, parent: &str, name: &str) -> bool {
        let mut parts = self.path.components().rev();
        let mut next_is = |wanted: &str| {
            let part = parts.next();
            part.is_some_and(|part| part.as_os_str() == wanted)
        };
        next_is(name) && next_is(parent)
    }
}

/// Whether it is a folder, or a link to one.
fn is_folder(entry: &fs::DirEntry) -> bool {
    match entry.file_type() {
        Ok(kind) if !kind.is_symlink() => kind.is_dir(),
        _ => entry.path().is_dir(),
    }
}

/// The files that count, in the order in which they are applied.
fn order(folder: &Folder) -> Result<Vec<String>, ReadError> {
    if let Some(listed) = listed::order(folder)? {
        return Ok(listed);
    }
    // Folders inside are looked into only where nothing else explains the folder.
    let numbered = match prefixed::begins(folder) {
        true => None,
        false => numbered::order(folder)?,
    };
    if let Some(numbered) = numbered {
        return Ok(numbered);
    }
    if let Some(prefixed) = prefixed::order(folder)? {
        return Ok(prefixed);
    }
    let found = match folder.files.first() {
        Some(name) => format!("no layout of migrations is known that has a `{name}`"),
        None => "there are no `.sql` files in it".to_owned(),
    };
    Err(folder.error(format!("{found}; {KNOWN}")))
}

/// A version's numbers without leading zeros, each with its length before it, so
/// that comparing compares the numbers, however long.
type Version = Vec<(usize, String)>;

fn version(text: &str, separators: &[char]) -> Option<Version> {
    text.split(separators).map(number).collect()
}

fn number(digits: &str) -> Option<(usize, String)> {
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = digits.trim_start_matches('0');
    Some((number.len(), number.to_owned()))
}
