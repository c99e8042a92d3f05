use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, SystemTime};

use super::source::relative;
use crate::read::ReadError;
use crate::read::sql::{self, Catalogue, SqlFile};

/// The histories that were replayed, kept for the further types in them: several
/// enums held to one folder replay it once.
///
/// They are read again where they may have changed: one process serves an editor for
/// hours.
#[derive(Debug, Default)]
pub struct Histories {
    replayed: Mutex<BTreeMap<Source, Replayed>>,
    begun: Mutex<BTreeMap<Source, JoinHandle<History>>>,
}

/// The package's folder, from which places count, and the path of a file or folder.
type Source = (PathBuf, PathBuf);

fn source(base: &Path, path: &Path) -> Source {
    (base.to_owned(), path.to_owned())
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
        let source = source(base, path);
        let (base, path) = source.clone();
        let thread = thread::Builder::new().spawn(move || self.load(&base, &path));
        // Without a thread, who asks reads.
        if let Ok(thread) = thread {
            locked(&self.begun).insert(source, thread);
        }
    }

    /// Whether the files of a path were replayed before.
    pub(super) fn know(&self, base: &Path, path: &Path) -> bool {
        locked(&self.replayed).contains_key(&source(base, path))
    }

    /// What the files of a path lead to, as they are now or were when it was begun.
    pub(super) fn of(&self, base: &Path, path: &Path) -> History {
        let begun = locked(&self.begun).remove(&source(base, path));
        match begun.map(JoinHandle::join) {
            Some(Ok(history)) => history,
            Some(Err(panic)) => std::panic::resume_unwind(panic),
            None => self.load(base, path),
        }
    }

    fn load(&self, base: &Path, path: &Path) -> History {
        if let Some(unchanged) = self.unchanged(base, path) {
            return unchanged;
        }
        let read_at = SystemTime::now();
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
        let paths: Vec<_> = migrations.chain(sql::lists(path)).collect();
        for file in &mut files {
            file.path = relative(&file.path, base);
        }
        let catalogue = self.catalogue(base, path, files);
        if let Ok(catalogue) = &catalogue {
            let replayed = Replayed {
                read_at,
                files: paths.clone(),
                catalogue: Arc::clone(catalogue),
            };
            locked(&self.replayed).insert(source(base, path), replayed);
        }
        History {
            files: paths,
            catalogue,
        }
    }

    fn unchanged(&self, base: &Path, path: &Path) -> Option<History> {
        let replayed = locked(&self.replayed);
        let known = replayed.get(&source(base, path));
        let known = known.filter(|known| known.is_unchanged(path))?;
        Some(History {
            files: known.files.clone(),
            catalogue: Ok(Arc::clone(&known.catalogue)),
        })
    }

    /// What the files lead to, without a replay if they say what those before said.
    fn catalogue(
        &self,
        base: &Path,
        path: &Path,
        files: Vec<SqlFile>,
    ) -> Result<Arc<Catalogue<'static>>, ReadError> {
        match locked(&self.replayed).get(&source(base, path)) {
            Some(known) if known.catalogue.files() == files => Ok(Arc::clone(&known.catalogue)),
            _ => Catalogue::of(files).map(Arc::new),
        }
    }
}

/// A history that was replayed.
#[derive(Debug)]
struct Replayed {
    /// When its files began to be read.
    read_at: SystemTime,
    /// The migrations as they were replayed, and the files that order them.
    files: Vec<PathBuf>,
    catalogue: Arc<Catalogue<'static>>,
}

/// By how much a file's time may be earlier than that of its last change: file systems
/// round it.
const ROUNDING: Duration = Duration::from_secs(2);

impl Replayed {
    /// Whether the same files are there, as long as they were and not changed since
    /// they were read.
    fn is_unchanged(&self, path: &Path) -> bool {
        let Ok(mut files) = sql::files(path) else {
            return false;
        };
        files.extend(sql::lists(path));
        let migrations = self.catalogue.files().iter();
        // What is empty may stand for a file that is not read.
        let lengths = migrations.map(|file| match file.text.len() {
            0 => None,
            length => Some(length as u64),
        });
        let mut lengths = lengths.chain(std::iter::repeat(None));
        let mut is_old = |file: &PathBuf| self.is_old(file, lengths.next().flatten());
        files == self.files && files.iter().all(&mut is_old)
    }

    fn is_old(&self, file: &Path, length: Option<u64>) -> bool {
        let Ok(now) = file.metadata() else {
            return false;
        };
        let age = now
            .modified()
            .map(|changed| self.read_at.duration_since(changed));
        length.is_none_or(|length| length == now.len())
            && matches!(age, Ok(Ok(age)) if age > ROUNDING)
    }
}

/// What is in it: one that panicked has left nothing half done.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::path::{Path, PathBuf};
    use std::sync::Arc;
    use std::time::{Duration, SystemTime};

    use super::{Catalogue, Histories, History};
    use crate::model::TypeName;
    use crate::read::ReadError;

    /// A folder of migrations.
    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("{name}-{}", std::process::id()));
            fs::create_dir(&path).expect("a folder");
            Self(path)
        }

        fn write(&self, name: &str, text: &str) {
            fs::write(self.0.join(name), text).expect("a file");
        }

        /// As if it had been written long ago.
        fn write_long_ago(&self, name: &str, text: &str) {
            self.write(name, text);
            let file = File::options().write(true).open(self.0.join(name));
            let long_ago = SystemTime::now() - Duration::from_secs(3_600);
            let set = file.and_then(|file| file.set_modified(long_ago));
            set.expect("a file whose time can be set");
        }

        fn replayed(&self, histories: &Histories) -> Arc<Catalogue<'static>> {
            let History { files, catalogue } = histories.of(&self.0, &self.0);
            let catalogue = catalogue.expect("a history");
            assert_eq!(files.len(), catalogue.files().len());
            catalogue
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).expect("to remove the folder");
        }
    }

    fn labels(catalogue: &Catalogue<'_>) -> Vec<String> {
        let mood = TypeName::new(None, "mood").expect("a name");
        let listing = catalogue.listing(&mood).expect("a listing");
        listing
            .label_texts()
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    const SAD: &str = "CREATE TYPE mood AS ENUM ('sad')";
    const BAD: &str = "CREATE TYPE mood AS ENUM ('bad')";
    const OK: &str = "ALTER TYPE mood ADD VALUE 'ok'";

    #[test]
    fn the_same_files_are_replayed_once_and_others_anew() {
        let folder = Folder::new("once");
        let histories = Histories::new();
        folder.write("1_mood.sql", SAD);
        let sad = folder.replayed(&histories);
        folder.write("1_mood.sql", SAD);
        assert!(Arc::ptr_eq(&sad, &folder.replayed(&histories)));
        folder.write("1_mood.sql", BAD);
        assert_eq!(labels(&folder.replayed(&histories)), ["bad"]);
        folder.write_long_ago("2_mood.sql", OK);
        assert_eq!(labels(&folder.replayed(&histories)), ["bad", "ok"]);
    }

    /// Only names, lengths and times are looked at: an edit that keeps all three is not seen.
    #[test]
    fn old_files_are_read_once() {
        let folder = Folder::new("old");
        let histories = Histories::new();
        folder.write_long_ago("1_mood.sql", SAD);
        let sad = folder.replayed(&histories);
        folder.write_long_ago("1_mood.sql", BAD);
        assert!(Arc::ptr_eq(&sad, &folder.replayed(&histories)));
        folder.write_long_ago("1_mood.sql", &BAD.replace("bad", "worse"));
        assert_eq!(labels(&folder.replayed(&histories)), ["worse"]);
        folder.write_long_ago("2_mood.sql", OK);
        assert_eq!(labels(&folder.replayed(&histories)), ["worse", "ok"]);
        fs::remove_file(folder.0.join("2_mood.sql")).expect("to remove it");
        assert_eq!(labels(&folder.replayed(&histories)), ["worse"]);
    }

    /// Each asks once for what was begun, and the next reads the files as they are.
    #[test]
    fn what_was_begun_is_what_the_next_who_asks_gets() {
        static HISTORIES: Histories = Histories::new();
        let folder = Folder::new("begun");
        folder.write("1_mood.sql", SAD);
        HISTORIES.begin(&folder.0, &folder.0);
        while !HISTORIES.know(&folder.0, &folder.0) {
            std::thread::yield_now();
        }
        folder.write("1_mood.sql", BAD);
        assert_eq!(labels(&folder.replayed(&HISTORIES)), ["sad"]);
        assert_eq!(labels(&folder.replayed(&HISTORIES)), ["bad"]);
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
}
