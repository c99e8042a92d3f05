//! Finds the files of a folder that its runner would apply, and orders them.

use std::fs;
use std::path::{Path, PathBuf};

use super::{SqlFile, parallel};
use crate::read::{Place, ReadError};

/// What an unknown layout's error lists.
const KNOWN: &str = "known are `<digits>_<name>.sql` (Supabase, sqlx, dbmate, goose), \
                     `<digits>_<name>.up.sql` (sqlx), `V<n>__<name>.sql` (refinery), \
                     `<version>_<name>/up.sql` (diesel) and `<version>_<name>/migration.sql` \
                     (prisma), or a single `.sql` file";

/// Reads a file, or those of a folder that its runner would apply, in its order.
///
/// Which layouts are known, and by which rules, is on the page about SQL in the
/// documentation. Files that undo others are left out.
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
    if !path.is_dir() {
        return Ok(vec![read_file(path)?]);
    }
    let folder = Folder::read(path)?;
    let relative = order(&folder)?;
    parallel::map(&relative, |name| read_file(&path.join(name)))
        .into_iter()
        .collect()
}

pub(super) fn read_file(path: &Path) -> Result<SqlFile, ReadError> {
    Ok(SqlFile {
        path: path.display().to_string(),
        text: fs::read_to_string(path).map_err(|error| failed(path, &error))?,
    })
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
    /// `up.sql` and `migration.sql` of folders in it, as relative paths.
    nested: Vec<String>,
}

impl Folder {
    fn read(path: &Path) -> Result<Self, ReadError> {
        let mut folder = Self {
            path: path.to_owned(),
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
                continue;
            }
            let nested = ["up.sql", "migration.sql"].map(|file| format!("{name}/{file}"));
            let found = nested.into_iter().find(|file| path.join(file).is_file());
            folder.nested.extend(found);
        }
        folder.files.sort_unstable();
        folder.nested.sort_unstable();
        Ok(folder)
    }

    fn error(&self, reason: String) -> ReadError {
        ReadError::Io {
            path: self.path.display().to_string(),
            reason,
        }
    }

    /// Whether it belongs to the Supabase CLI, which knows no downs.
    fn is_supabase(&self) -> bool {
        let mut parents = self.path.components().rev();
        let name = |part: Option<std::path::Component<'_>>, wanted: &str| {
            part.is_some_and(|part| part.as_os_str() == wanted)
        };
        name(parents.next(), "migrations") && name(parents.next(), "supabase")
    }
}

/// The files that count, in the order in which they are applied.
fn order(folder: &Folder) -> Result<Vec<String>, ReadError> {
    let versioned: Vec<Versioned> = folder
        .files
        .iter()
        .filter_map(|name| Versioned::of(name))
        .collect();
    if versioned.iter().any(|file| file.kind == Naming::Refinery) {
        return refinery(folder, versioned);
    }
    if !versioned.is_empty() {
        return flat(folder, versioned);
    }
    if !folder.nested.is_empty() {
        return Ok(nested(folder));
    }
    let found = match folder.files.first() {
        Some(name) => format!("no layout of migrations is known that has a `{name}`"),
        None => "there are no `.sql` files in it".to_owned(),
    };
    Err(folder.error(format!("{found}; {KNOWN}")))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Naming {
    /// `<digits>_<name>.sql`
    Plain,
    /// `V<n>__<name>.sql`
    Refinery,
    /// `U<n>__<name>.sql`
    Unversioned,
}

/// A file whose name has a version.
#[derive(Debug, Clone)]
struct Versioned {
    name: String,
    kind: Naming,
    version: Version,
}

/// A version's numbers without leading zeros, each with its length before it, so
/// that comparing compares the numbers, however long.
type Version = Vec<(usize, String)>;

fn version(text: &str, separators: &[char]) -> Option<Version> {
    text.split(separators)
        .map(|part| {
            let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            let number = part.trim_start_matches('0');
            digits.then(|| (number.len(), number.to_owned()))
        })
        .collect()
}

impl Versioned {
    fn of(name: &str) -> Option<Self> {
        let stem = name.strip_suffix(".sql")?;
        let (kind, version) = match stem.as_bytes().first()? {
            b'V' => (Naming::Refinery, double_underscore(stem)?),
            b'U' => (Naming::Unversioned, double_underscore(stem)?),
            _ => (Naming::Plain, version(stem.split_once('_')?.0, &[])?),
        };
        Some(Self {
            name: name.to_owned(),
            kind,
            version,
        })
    }

    fn is_down(&self) -> bool {
        self.name.ends_with(".down.sql")
    }
}

/// The version between the letter and `__`.
fn double_underscore(stem: &str) -> Option<Version> {
    version(stem[1..].split_once("__")?.0, &['.', '_'])
}

/// Supabase, sqlx, dbmate, goose and their like.
fn flat(folder: &Folder, mut files: Vec<Versioned>) -> Result<Vec<String>, ReadError> {
    let down = files.iter().find(|file| file.is_down());
    if let Some(down) = down.filter(|_| folder.is_supabase()) {
        return Err(ReadError::CannotDetermine {
            place: Place::of(&folder.path.join(&down.name).display().to_string(), "", 0),
            reason: "the Supabase CLI has no downs and would run this file forward".into(),
            remedy: "keep it outside of the folder, as in `supabase/rollbacks`".into(),
        });
    }
    files.retain(|file| !file.is_down());
    // The Supabase CLI goes by the file's name, the others by the number.
    if !folder.is_supabase() {
        files.sort_by(|one, other| one.version.cmp(&other.version));
    }
    Ok(files.into_iter().map(|file| file.name).collect())
}

/// refinery, which orders by number and skips what does not fit, silently.
fn refinery(folder: &Folder, files: Vec<Versioned>) -> Result<Vec<String>, ReadError> {
    let mut files: Vec<Versioned> = files
        .iter()
        .filter(|file| file.kind == Naming::Refinery || runs_unversioned(file, &files))
        .cloned()
        .collect();
    let skipped = files.iter().find(|file| {
        let name = file.name.trim_end_matches(".sql");
        !name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'))
    });
    if let Some(skipped) = skipped {
        return Err(ReadError::CannotDetermine {
            place: Place::of(
                &folder.path.join(&skipped.name).display().to_string(),
                "",
                0,
            ),
            reason: "refinery passes over a file whose name has other than letters, digits and `_`"
                .into(),
            remedy: "rename it".into(),
        });
    }
    files.sort_by(|one, other| one.version.cmp(&other.version));
    Ok(files.into_iter().map(|file| file.name).collect())
}

/// Whether a `U` file is one that refinery runs: not the undoing of a `V` file.
fn runs_unversioned(file: &Versioned, files: &[Versioned]) -> bool {
    file.kind == Naming::Unversioned
        && !files
            .iter()
            .any(|other| other.kind == Naming::Refinery && other.version == file.version)
}

/// diesel and prisma: a folder a migration, ordered by its version as a text.
fn nested(folder: &Folder) -> Vec<String> {
    let mut files: Vec<(String, &String)> = folder
        .nested
        .iter()
        .filter(|path| path.starts_with(|first: char| first.is_ascii_digit()))
        .map(|path| {
            let version = path.split(['_', '/']).next().unwrap_or_default();
            (version.replace('-', ""), path)
        })
        .collect();
    files.sort();
    files.into_iter().map(|(_, path)| path.clone()).collect()
}
