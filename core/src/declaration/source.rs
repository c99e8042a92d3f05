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
            Language::Sql => read_sql(base, &path, ty),
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
                reason: error.to_string(),
            }),
        };
        Reading {
            files: vec![path],
            listing,
        }
    }
}

fn read_sql(base: &Path, path: &Path, ty: &TypeName) -> Reading {
    let mut files = match sql::load(path) {
        Ok(files) => files,
        Err(error) => {
            return Reading {
                files: Vec::new(),
                listing: Err(error),
            };
        }
    };
    let paths = files.iter().map(|file| PathBuf::from(&file.path)).collect();
    for file in &mut files {
        if let Ok(relative) = Path::new(&file.path).strip_prefix(base) {
            file.path = relative.to_string_lossy().into_owned();
        }
    }
    Reading {
        files: paths,
        listing: sql::read(&files, ty),
    }
}
