use std::path::{Path, PathBuf};

use super::{FileSource, Language};
use crate::model::TypeName;
use crate::read::{Listing, ReadError, dart, sql, typescript};

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
    pub fn read(&self, base: &Path, ty: &TypeName) -> Reading {
        let path = base.join(self.path.value());
        match self.language {
            Language::Sql => self.read_sql(base, &path, ty),
            Language::Dart => self.read_file(path, dart::read),
            Language::TypeScript => self.read_file(path, typescript::read),
        }
    }

    fn read_file(
        &self,
        path: PathBuf,
        read: fn(&str, &str, &str) -> Result<Listing, ReadError>,
    ) -> Reading {
        let name = self.path.value();
        let item = self
            .item
            .as_ref()
            .map(syn::LitStr::value)
            .unwrap_or_default();
        let listing = match std::fs::read_to_string(&path) {
            Ok(text) => read(&name, &text, &item),
            Err(error) => Err(ReadError::Io {
                path: name,
                reason: unreadable(&error.to_string(), &path),
            }),
        };
        Reading {
            files: vec![path],
            listing,
        }
    }

    fn read_sql(&self, base: &Path, path: &Path, ty: &TypeName) -> Reading {
        let mut files = match sql::load(path) {
            Ok(files) => files,
            Err(error) => {
                return Reading {
                    files: Vec::new(),
                    listing: Err(self.error(base, error)),
                };
            }
        };
        let replayed = files.iter().map(|file| PathBuf::from(&file.path));
        let paths = replayed.chain(sql::order_file(path)).collect();
        for file in &mut files {
            file.path = relative(&file.path, base);
        }
        Reading {
            files: paths,
            listing: sql::read(&files, ty).map_err(|error| self.error(base, error)),
        }
    }

    /// An error of reading the source, with its paths as the source names them:
    /// from the package's folder.
    pub fn error(&self, base: &Path, mut error: ReadError) -> ReadError {
        match &mut error {
            ReadError::Io { path, reason } => {
                *path = relative(path, base);
                *reason = unreadable(reason, &base.join(self.path.value()));
            }
            ReadError::NotFound {
                path, removed_at, ..
            } => {
                *path = self.path.value();
                if let Some(place) = removed_at {
                    place.file = relative(&place.file, base);
                }
            }
            ReadError::CannotDetermine { place, .. } | ReadError::Invalid { place, .. } => {
                place.file = relative(&place.file, base);
            }
        }
        error
    }
}

/// A path as the source names it: from the package's folder.
fn relative(path: &str, base: &Path) -> String {
    match Path::new(path).strip_prefix(base) {
        Ok(relative) => relative.to_string_lossy().into_owned(),
        Err(_) => path.to_owned(),
    }
}

/// Why a path cannot be read; where nothing is there, from where it counts.
fn unreadable(reason: &str, path: &Path) -> String {
    if path.exists() {
        reason.to_owned()
    } else {
        format!("{reason}; paths count from the folder of the package's `Cargo.toml`")
    }
}
