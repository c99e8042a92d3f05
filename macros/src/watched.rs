//! What the package's build script has cargo watch.

use std::path::Path;

/// Whether cargo watches a file or folder, because the build script said so: then
/// an edit runs the script, and whatever runs the script compiles the package.
///
/// What a script said is in a file beside its `OUT_DIR`. Where there is none, or
/// cargo comes to keep it elsewhere, the compiler watches the files.
pub(crate) fn is_watched(base: &Path, path: &Path) -> bool {
    let Some(out_dir) = std::env::var_os("OUT_DIR") else {
        return false;
    };
    let said = std::fs::read_to_string(Path::new(&out_dir).with_file_name("output"));
    said.is_ok_and(|said| names(&said, base, path))
}

/// Whether a build script's output names the path, or a folder that it is in.
fn names(said: &str, base: &Path, path: &Path) -> bool {
    said.lines().any(|line| {
        let named = line
            .strip_prefix("cargo:rerun-if-changed=")
            .or_else(|| line.strip_prefix("cargo::rerun-if-changed="));
        // Cargo counts paths from the package too, and takes a folder with all in it.
        named.is_some_and(|named| !named.is_empty() && path.starts_with(base.join(named)))
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::names;

    fn watches(said: &str) -> bool {
        let base = Path::new("/app/backend");
        names(said, base, &base.join("../migrations"))
    }

    #[test]
    fn a_folder_is_watched_that_a_line_names() {
        assert!(watches("cargo:rerun-if-changed=../migrations"));
        assert!(watches("other\ncargo::rerun-if-changed=../migrations/\n"));
        assert!(watches("cargo:rerun-if-changed=/app/backend/../migrations"));
        assert!(watches("cargo:rerun-if-changed=.."));
    }

    #[test]
    fn others_are_not() {
        assert!(!watches(""));
        assert!(!watches("cargo:rerun-if-changed="));
        assert!(!watches("cargo:rerun-if-changed=../migrations_old"));
        assert!(!watches("cargo:rerun-if-changed=../migrations/1.sql"));
        assert!(!watches("note: cargo:rerun-if-changed=../migrations"));
        assert!(!watches("cargo:rerun-if-env-changed=../migrations"));
    }
}
