use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use super::source::relative;
use crate::read::ReadError;
use crate::read::sql::{self, Catalogue, SqlFile};

/// The histories that were replayed, kept for the further types in them: several
/// enums held to one folder replay it once.
///
/// The files are read for each, and only what is in them tells whether they are
/// the same still.
#[derive(Debug, Default)]
pub struct Histories {
    replayed: Mutex<BTreeMap<PathBuf, Arc<Catalogue<'static>>>>,
    begun: Mutex<BTreeMap<PathBuf, JoinHandle<History>>>,
}

/// What the files of a path lead to.
#[derive(Debug)]
pub(super) struct History {
    /// The files that were read.
    pub(super) files: Vec<PathBuf>,
    /// Its places count from the package's folder, unless a file cannot be read.
    pub(super) catalogue: Result<Arc<Catalogue<'static>>, ReadError>,
}

impl Histories {
    /// None yet.
    pub const fn new() -> Self {
        Self {
            replayed: Mutex::new(BTreeMap::new()),
            begun: Mutex::new(BTreeMap::new()),
        }
    }

    /// Begins to read and replay the files of a path, in a thread. Who asks next waits
    /// for it, and gets what it found.
    pub(super) fn begin(&'static self, base: &Path, path: &Path) {
        let (base, of) = (base.to_owned(), path.to_owned());
        let thread = thread::Builder::new().spawn(move || self.load(&base, &of));
        // Without a thread, who asks reads.
        if let Ok(thread) = thread {
            locked(&self.begun).insert(path.to_owned(), thread);
        }
    }

    /// Whether the files of a path were replayed before.
    pub(super) fn know(&self, path: &Path) -> bool {
        locked(&self.replayed).contains_key(path)
    }

    /// What the files of a path lead to, as they are now or were when it was begun.
    pub(super) fn of(&self, base: &Path, path: &Path) -> History {
        let begun = locked(&self.begun).remove(path);
        match begun.map(JoinHandle::join) {
            Some(Ok(history)) => history,
            Some(Err(panic)) => std::panic::resume_unwind(panic),
            None => self.load(base, path),
        }
    }

    fn load(&self, base: &Path, path: &Path) -> History {
        let mut files = match sql::load(path) {
            Ok(files) => files,
            Err(error) => {
                return History {
                    files: Vec::new(),
                    catalogue: Err(error),
                };
            }
        };
        let migrations = files.iter().map(|file| PathBuf::from(&file.path));
        let paths = migrations.chain(sql::lists(path)).collect();
        for file in &mut files {
            file.path = relative(&file.path, base);
        }
        History {
            files: paths,
            catalogue: self.catalogue(path, files),
        }
    }

    fn catalogue(
        &self,
        path: &Path,
        files: Vec<SqlFile>,
    ) -> Result<Arc<Catalogue<'static>>, ReadError> {
        let mut replayed = locked(&self.replayed);
        match replayed.get(path) {
            Some(catalogue) if catalogue.files() == files => Ok(Arc::clone(catalogue)),
            _ => {
                let catalogue = Arc::new(Catalogue::of(files)?);
                replayed.insert(path.to_owned(), Arc::clone(&catalogue));
                Ok(catalogue)
            }
        }
    }
}

/// What is in it: one that panicked has left nothing half done.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::{Histories, History};
    use crate::model::TypeName;
    use crate::read::ReadError;
    use crate::read::sql::SqlFile;

    /// Each asks once for what was begun, and the next reads the files as they are.
    #[test]
    fn what_was_begun_is_what_the_next_who_asks_gets() {
        static HISTORIES: Histories = Histories::new();
        let folder = std::env::temp_dir().join(format!("begun-{}", std::process::id()));
        let file = folder.join("1_mood.sql");
        let write = |label: &str| {
            let text = format!("CREATE TYPE mood AS ENUM ('{label}')");
            std::fs::write(&file, text).expect("a file");
        };
        let labels = || {
            let mood = TypeName::new(None, "mood").expect("a name");
            let History { files, catalogue } = HISTORIES.of(&folder, &folder);
            assert_eq!(files, std::slice::from_ref(&file));
            let listing = catalogue.expect("a history").listing(&mood);
            listing.expect("a listing").labels[0].label.to_string()
        };
        std::fs::create_dir(&folder).expect("a folder");
        write("sad");
        HISTORIES.begin(&folder, &folder);
        while !HISTORIES.know(&folder) {
            std::thread::yield_now();
        }
        write("ok");
        assert_eq!(labels(), "sad");
        assert_eq!(labels(), "ok");
        std::fs::remove_dir_all(&folder).expect("to remove it");
    }

    #[test]
    fn what_cannot_be_read_is_told_to_the_next_who_asks() {
        static HISTORIES: Histories = Histories::new();
        let folder = Path::new("/nowhere");
        HISTORIES.begin(folder, folder);
        let history = HISTORIES.of(folder, folder);
        assert!(history.files.is_empty());
        assert!(matches!(history.catalogue, Err(ReadError::Io { .. })));
    }

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
