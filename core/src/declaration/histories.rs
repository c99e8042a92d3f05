use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::read::ReadError;
use crate::read::sql::{Catalogue, SqlFile};

/// The histories that were replayed, kept for the further types in them: several
/// enums held to one folder replay it once.
///
/// The files are read for each, and only what is in them tells whether they are
/// the same still.
#[derive(Debug, Default)]
pub struct Histories(Mutex<BTreeMap<PathBuf, Arc<Catalogue<'static>>>>);

impl Histories {
    /// None yet.
    pub const fn new() -> Self {
        Self(Mutex::new(BTreeMap::new()))
    }

    /// What the files of a path lead to.
    pub(super) fn catalogue(
        &self,
        path: &Path,
        files: Vec<SqlFile>,
    ) -> Result<Arc<Catalogue<'static>>, ReadError> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match known.get(path) {
            Some(catalogue) if catalogue.files() == files => Ok(Arc::clone(catalogue)),
            _ => {
                let catalogue = Arc::new(Catalogue::of(files)?);
                known.insert(path.to_owned(), Arc::clone(&catalogue));
                Ok(catalogue)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::Histories;
    use crate::model::TypeName;
    use crate::read::sql::SqlFile;

    fn files(label: &str) -> Vec<SqlFile> {
        vec![SqlFile {
            path: "1_mood.sql".into(),
            text: format!("CREATE TYPE mood AS ENUM ('{label}')"),
        }]
    }

    #[test]
    fn the_same_files_are_replayed_once_and_others_anew() {
        let histories = Histories::new();
        let catalogue = |label| {
            histories
                .catalogue(Path::new("migrations"), files(label))
                .expect("a history")
        };
        let first = catalogue("sad");
        assert!(Arc::ptr_eq(&first, &catalogue("sad")));
        let mood = TypeName::new(None, "mood").expect("a name");
        let listing = catalogue("ok").listing(&mood).expect("a listing");
        assert_eq!(listing.label_texts(), ["ok"]);
    }
}
