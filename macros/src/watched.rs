//! What the package's build script has cargo watch.

use std::path::{Component, Path, PathBuf};

/// The files that cargo does not watch.
///
/// What the build script has it watch, an edit runs the script for, and whatever
/// runs the script compiles the package. What a script said is in a file beside its
/// `OUT_DIR`. Where there is none, or cargo comes to keep it elsewhere, the compiler
/// watches the files.
pub(crate) fn unwatched(base: &Path, mut files: Vec<PathBuf>) -> Vec<PathBuf> {
    if let Some(said) = said() {
        let watched: Vec<_> = watched(&said, base).collect();
        files.retain(|file| !watched.iter().any(|path| is_in(file, path)));
    }
    files
}

/// The output of the build script.
fn said() -> Option<String> {
    let out_dir = std::env::var_os("OUT_DIR")?;
    std::fs::read_to_string(Path::new(&out_dir).with_file_name("output")).ok()
}

/// The files and folders that a build script's output names. Cargo counts their
/// paths from the package too.
fn watched(said: &str, base: &Path) -> impl Iterator<Item = PathBuf> {
    said.lines().filter_map(move |line| {
        let named = line
            .strip_prefix("cargo:rerun-if-changed=")
            .or_else(|| line.strip_prefix("cargo::rerun-if-changed="))?;
        (!named.is_empty()).then(|| base.join(named))
    })
}

/// Whether a file is that path, or in that folder: cargo takes one with all in it,
/// but not with what `..` leads to from there.
fn is_in(file: &Path, path: &Path) -> bool {
    let inside = file.strip_prefix(path);
    inside.is_ok_and(|inside| !inside.components().any(|part| part == Component::ParentDir))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{is_in, watched};

    fn watches(said: &str) -> bool {
        let base = Path::new("/app/backend");
        let file = base.join("../migrations/2.sql");
        watched(said, base).any(|path| is_in(&file, &path))
    }

    #[test]
    fn a_folder_is_watched_that_a_line_names() {
        assert!(watches("cargo:rerun-if-changed=../migrations"));
        assert!(watches("other\ncargo::rerun-if-changed=../migrations/\n"));
        assert!(watches("cargo:rerun-if-changed=/app/backend/../migrations"));
        assert!(watches("cargo:rerun-if-changed=../migrations/2.sql"));
        assert!(watches("cargo:rerun-if-changed=.."));
    }

    #[test]
    fn others_are_not() {
        assert!(!watches(""));
        assert!(!watches("cargo:rerun-if-changed="));
        assert!(!watches("cargo:rerun-if-changed=../migrations_old"));
        assert!(!watches("cargo:rerun-if-changed=../migrations/1.sql"));
        assert!(!watches("cargo:rerun-if-changed=."));
        assert!(!watches("cargo:rerun-if-changed=/app"));
        assert!(!watches("note: cargo:rerun-if-changed=../migrations"));
        assert!(!watches("cargo:rerun-if-env-changed=../migrations"));
    }
}
