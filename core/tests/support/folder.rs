//! A folder of migrations.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicUsize, Ordering};

use pg_integration_enum_core::read::sql::load;

/// A folder that is gone with its value.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    /// A folder with these files, each with its own name as a label of `m`.
    pub(crate) fn with(files: &[&str]) -> Self {
        Self::at("", files)
    }

    /// The same some folders deeper.
    pub(crate) fn at(inside: &str, files: &[&str]) -> Self {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("pg_enum_layout_{}_{count}", process::id());
        let folder = Self(std::env::temp_dir().join(name).join(inside));
        for file in files {
            folder.write(file, "SELECT 1;");
        }
        folder
    }

    pub(crate) fn write(&self, file: &str, text: &str) {
        let path = self.0.join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The files that count, relative to the folder.
    pub(crate) fn loaded(&self) -> Vec<String> {
        let files = load(&self.0).unwrap();
        files
            .iter()
            .map(|file| {
                let path = Path::new(&file.path).strip_prefix(&self.0).unwrap();
                path.to_str().unwrap().to_owned()
            })
            .collect()
    }

    pub(crate) fn error(&self) -> String {
        load(&self.0).unwrap_err().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let temporary = std::env::temp_dir();
        let relative = self.0.strip_prefix(&temporary).unwrap();
        let top = temporary.join(relative.components().next().unwrap());
        let _ = fs::remove_dir_all(top);
    }
}
