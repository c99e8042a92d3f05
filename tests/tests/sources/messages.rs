//! A catalogue of lists that differ or cannot be read, with what the compiler says.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::package::Package;

const FOLDERS: [&str; 4] = ["sql", "dart", "typescript", "several"];

/// The messages are those of one compiler; CI runs it.
#[rustversion::attr(
    not(stable(1.95)),
    ignore = "the messages to compare with are those of rustc 1.95"
)]
#[test]
fn messages() {
    let cases: Vec<PathBuf> = FOLDERS.into_iter().flat_map(cases).collect();
    let package = package(&cases);
    let said = by_target(package.check().messages);
    let mut wrong = String::new();
    for case in cases {
        let said = said
            .get(&target(&case))
            .map_or("it compiles", String::as_str);
        let file = root().join(case.with_extension("stderr"));
        if std::env::var_os("TRYBUILD").is_some_and(|mode| mode == "overwrite") {
            std::fs::write(&file, said).unwrap();
        }
        let expected = std::fs::read_to_string(&file).unwrap_or_default();
        if said != expected {
            wrong += &format!("{}\nEXPECTED\n{expected}\nSAID\n{said}\n", case.display());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sources")
}

/// The cases of a folder, from the root.
fn cases(folder: &str) -> Vec<PathBuf> {
    let files = root().join(folder).read_dir().unwrap();
    let mut cases: Vec<PathBuf> = files
        .map(|file| Path::new(folder).join(file.unwrap().file_name()))
        .filter(|file| file.extension().is_some_and(|extension| extension == "rs"))
        .collect();
    cases.sort();
    cases
}

/// A binary a case, and the files beside them.
fn package(cases: &[PathBuf]) -> Package {
    let targets = cases.iter().map(|case| {
        let name = target(case);
        format!("[[bin]]\nname = {name:?}\npath = {case:?}\n")
    });
    let package = Package::new(&targets.collect::<String>());
    for folder in FOLDERS {
        copy(&root().join(folder), &package.folder().join(folder));
    }
    package
}

fn target(case: &Path) -> String {
    let name = case.with_extension("").display().to_string();
    name.replace('/', "_")
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in from.read_dir().unwrap() {
        let entry = entry.unwrap();
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// All messages of a target, without rustc's last words, which count them.
fn by_target(messages: Vec<(String, String)>) -> BTreeMap<String, String> {
    let mut said = BTreeMap::<String, String>::new();
    for (target, rendered) in messages {
        if !rendered.starts_with("error: aborting") && !rendered.starts_with("warning") {
            *said.entry(target).or_default() += &rendered;
        }
    }
    said
}
