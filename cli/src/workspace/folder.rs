//! Where the file of `mod name;` is, by rustc's rules.

use std::path::{Component, Path, PathBuf};

/// Where the modules that are declared at some place have their files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    path: PathBuf,
    /// In `a.rs`, modules live in the folder `a`, but a `#[path]` starts beside the file.
    stem: Option<String>,
}

impl Folder {
    /// Of a crate's root, a `mod.rs`, or a file that a `#[path]` names.
    pub fn beside(file: &Path) -> Self {
        Self {
            path: file.parent().map_or_else(PathBuf::new, Path::to_owned),
            stem: None,
        }
    }

    /// Inside `mod name { … }`.
    pub fn inline(&self, name: &str) -> Self {
        Self {
            path: self.base().join(name),
            stem: None,
        }
    }

    /// Inside `#[path = "…"] mod name { … }`.
    pub fn inline_at(&self, path: &str) -> Self {
        Self {
            path: self.path.join(path),
            stem: None,
        }
    }

    /// The two places for the file of `mod name;`, each with the folder inside it.
    pub fn candidates(&self, name: &str) -> [(PathBuf, Self); 2] {
        let file = self.base().join(format!("{name}.rs"));
        let inside = Self {
            path: self.base(),
            stem: Some(name.to_owned()),
        };
        let nested = self.base().join(name).join("mod.rs");
        let beside = Self::beside(&nested);
        [(file, inside), (nested, beside)]
    }

    /// The file of `#[path = "…"] mod name;`, with the folder inside it.
    pub fn explicit(&self, path: &str) -> (PathBuf, Self) {
        let file = self.path.join(path);
        let inside = Self::beside(&file);
        (file, inside)
    }

    fn base(&self) -> PathBuf {
        match &self.stem {
            Some(stem) => self.path.join(stem),
            None => self.path.clone(),
        }
    }
}

/// The path without `.` and, where a folder stands before it, without `..`.
pub fn normalize(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(clean.components().next_back(), Some(Component::Normal(_))) =>
            {
                clean.pop();
            }
            part => clean.push(part),
        }
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(folder: &Folder, name: &str) -> [String; 2] {
        folder
            .candidates(name)
            .map(|(file, _)| file.display().to_string())
    }

    #[test]
    fn modules_of_a_root_are_beside_it() {
        let root = Folder::beside("src/lib.rs".as_ref());
        assert_eq!(files(&root, "a"), ["src/a.rs", "src/a/mod.rs"]);
    }

    #[test]
    fn modules_of_a_file_are_in_the_folder_of_its_name() {
        let [(_, in_file), (_, in_mod_rs)] = Folder::beside("src/lib.rs".as_ref()).candidates("a");
        assert_eq!(files(&in_file, "b"), ["src/a/b.rs", "src/a/b/mod.rs"]);
        assert_eq!(files(&in_mod_rs, "b"), ["src/a/b.rs", "src/a/b/mod.rs"]);
        assert_eq!(
            files(&in_file.inline("x"), "b"),
            ["src/a/x/b.rs", "src/a/x/b/mod.rs"]
        );
    }

    #[test]
    fn a_path_starts_beside_the_file_and_inside_inline_modules() {
        let [(_, in_file), _] = Folder::beside("src/lib.rs".as_ref()).candidates("a");
        assert_eq!(in_file.explicit("p.rs").0, Path::new("src/p.rs"));
        let inline = in_file.inline("x");
        assert_eq!(inline.explicit("p.rs").0, Path::new("src/a/x/p.rs"));
        assert_eq!(
            in_file.inline_at("q").explicit("p.rs").0,
            Path::new("src/q/p.rs")
        );
    }

    #[test]
    fn modules_of_a_file_that_a_path_names_are_beside_it() {
        let (_, inside) = Folder::beside("src/lib.rs".as_ref()).explicit("odd/p.rs");
        assert_eq!(files(&inside, "b"), ["src/odd/b.rs", "src/odd/b/mod.rs"]);
    }

    #[test]
    fn a_path_is_cleaned_as_far_as_it_goes() {
        assert_eq!(normalize("/w/./a/../b".as_ref()), Path::new("/w/b"));
        assert_eq!(normalize("../a".as_ref()), Path::new("../a"));
    }
}
