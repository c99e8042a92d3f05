use std::path::{Path, PathBuf};

use super::histories::{Histories, History};
use super::{Declaration, FileSource, Language};
use crate::model::TypeName;
use crate::read::{Listing, ReadError, dart, file, near_miss, sql, typescript};

/// What reading a [`FileSource`] gave.
#[derive(Debug)]
pub struct Reading {
    /// The files that were read: an edit to one may change the answer.
    pub files: Vec<PathBuf>,
    /// The labels, or why there are none. Places name files as the source does,
    /// from the package's folder.
    pub listing: Result<Listing, ReadError>,
}

impl FileSource {
    /// Reads the source; its path counts from `base`, the package's folder.
    ///
    /// What the histories know of it is not replayed again.
    pub fn read(&self, base: &Path, declaration: &Declaration, histories: &Histories) -> Reading {
        let path = base.join(self.path.value());
        match self.language {
            Language::Sql => self.read_sql(base, &path, declaration, histories),
            Language::Dart => self.read_file(base, path, declaration, dart::read),
            Language::TypeScript => self.read_file(base, path, declaration, typescript::read),
        }
    }

    /// Begins to read migrations in the background, if they are many or long and the
    /// histories do not know them already; which files these are.
    ///
    /// The next [`read`](Self::read) waits for it.
    pub fn begin(&self, base: &Path, histories: &'static Histories) -> Option<Vec<PathBuf>> {
        let path = base.join(self.path.value());
        if self.language != Language::Sql || !takes_long(&path) || histories.know(base, &path) {
            return None;
        }
        histories.begin(base, &path);
        // What is wrong with the folder is told by who reads it.
        let mut files = sql::files(&path).ok()?;
        files.extend(sql::lists(&path));
        Some(files)
    }

    fn read_file(
        &self,
        base: &Path,
        path: PathBuf,
        declaration: &Declaration,
        read: fn(&str, &str, &str) -> Result<Listing, ReadError>,
    ) -> Reading {
        let name = self.path.value();
        let item = self
            .item
            .as_ref()
            .map(syn::LitStr::value)
            .unwrap_or_default();
        let text = file::text(&path).map_err(|error| self.error(base, declaration, error));
        Reading {
            listing: text.and_then(|text| read(&name, &text, &item)),
            files: vec![path],
        }
    }

    fn read_sql(
        &self,
        base: &Path,
        path: &Path,
        declaration: &Declaration,
        histories: &Histories,
    ) -> Reading {
        let History { files, catalogue } = histories.of(base, path);
        Reading {
            files,
            listing: catalogue
                .and_then(|catalogue| catalogue.listing(declaration.ty.name()))
                .map_err(|error| self.error(base, declaration, error)),
        }
    }

    /// An error of reading the source, with its paths as the source names them, from
    /// the package's folder, and with the way out where migrations do not create the type.
    pub fn error(&self, base: &Path, declaration: &Declaration, mut error: ReadError) -> ReadError {
        let ty = declaration.ty.name();
        match &mut error {
            ReadError::Io { path, reason } => {
                let folder = base.join(self.path.value());
                *path = relative(path, base);
                *reason = unreadable(reason, &folder);
                if self.language == Language::Sql && has_no_migration(&folder) {
                    *reason = format!(
                        "{reason}; `{}` prints a first one",
                        creation_command(declaration)
                    );
                }
            }
            ReadError::NotFound {
                path,
                item,
                known,
                removed_at,
                remedy,
            } => {
                *path = self.path.value();
                if let Some(place) = removed_at {
                    place.file = relative(&place.file, base);
                } else if known.iter().any(|known| known == ty.name.as_str()) {
                    *remedy = schema_apart(ty);
                } else if remedy.is_none() && near_miss(item, known).is_none() {
                    let command = creation_command(declaration);
                    *remedy = Some(format!("add a migration with what `{command}` prints"));
                }
            }
            ReadError::CannotDetermine { place, .. } | ReadError::Invalid { place, .. } => {
                place.file = relative(&place.file, base);
            }
        }
        error
    }
}

/// The command that prints the statement which creates an enum's type, or, where text
/// columns are to become columns of it, adopts them. (It works while the crate does not
/// compile, which it does not before there is such a migration.)
///
/// ```
/// use pg_integration_enum_core::declaration::{Declaration, Errors, creation_command};
/// use syn::parse_quote;
///
/// let command = |input| {
///     let declaration = Declaration::parse(&input, &mut Errors::default()).unwrap();
///     creation_command(&declaration)
/// };
/// let mood = parse_quote! { #[pg_enum(schema = "crm")] enum Mood { Sad } };
/// assert_eq!(command(mood), "cargo pg-enum ddl create --enum crm.mood");
/// let odd = parse_quote! { #[pg_enum(name = "it's odd")] enum Odd { Sad } };
/// assert_eq!(command(odd), r"cargo pg-enum ddl create --enum 'it'\''s odd'");
/// let adopted = parse_quote! { #[pg_enum(column = "job.state")] enum State { Queued } };
/// assert_eq!(command(adopted), "cargo pg-enum ddl up --enum state");
/// ```
pub fn creation_command(declaration: &Declaration) -> String {
    let verb = if declaration.columns.is_empty() {
        "create"
    } else {
        "up"
    };
    let mut name = declaration.ty.name().to_string();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
    if !name.chars().all(is_plain) {
        name = format!("'{}'", name.replace('\'', r"'\''"));
    }
    format!("cargo pg-enum ddl {verb} --enum {name}")
}

/// How to declare a type whose schema was written as a part of its name.
fn schema_apart(ty: &TypeName) -> Option<String> {
    let (schema, name) = ty.name.as_str().split_once('.')?;
    Some(format!("write `schema = {schema:?}, name = {name:?}`"))
}

/// With fewer files in a folder, a thread costs more than it saves.
const MANY: usize = 8;

/// The same, with fewer bytes in a file.
const LONG: u64 = 64 * 1_024;

fn takes_long(path: &Path) -> bool {
    match path.metadata() {
        Ok(file) if file.is_file() => file.len() >= LONG,
        Ok(_) => std::fs::read_dir(path).is_ok_and(|mut entries| entries.nth(MANY - 1).is_some()),
        Err(_) => false,
    }
}

/// Whether it is a folder in which there is no `.sql` file yet.
fn has_no_migration(path: &Path) -> bool {
    let is_sql = |entry: std::fs::DirEntry| entry.file_name().to_string_lossy().ends_with(".sql");
    std::fs::read_dir(path).is_ok_and(|entries| !entries.flatten().any(is_sql))
}

/// A path as the source names it: from the package's folder.
pub(super) fn relative(path: &str, base: &Path) -> String {
    match Path::new(path).strip_prefix(base) {
        Ok(relative) if relative.as_os_str().is_empty() => ".".to_owned(),
        Ok(relative) => relative.to_string_lossy().into_owned(),
        Err(_) => path.to_owned(),
    }
}

/// Why a path cannot be read; where nothing is there, from where it counts.
fn unreadable(reason: &str, path: &Path) -> String {
    if path.try_exists().is_ok_and(|there| !there) {
        format!("{reason}; paths count from the folder of the package's `Cargo.toml`")
    } else {
        reason.to_owned()
    }
}
