//! The compiler and the command say the same, of each enum in `fixtures/parity/`:
//! at the same place, in the same words, and in the same SQL.

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use common::{fixture, run};
use serde_json::Value;
use tempfile::TempDir;

/// A mistake: its line, its column, and the first line of what is said.
type Told = (u64, u64, String);

/// A crate of the fixtures that depends on the derive, in a folder of its own.
fn package(name: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    copy(&fixture("parity").join(name), folder.path());
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let runtime = workspace.join("runtime");
    let manifest = format!(
        "[package]\nname = \"parity\"\nedition = \"2024\"\n\n[workspace]\n\n\
         [dependencies]\npg-integration-enum = {{ path = {runtime:?}, default-features = false }}\n",
    );
    fs::write(folder.path().join("Cargo.toml"), manifest).expect("the manifest");
    // The same versions as ours, which are on this machine already.
    fs::copy(
        workspace.join("Cargo.lock"),
        folder.path().join("Cargo.lock"),
    )
    .expect("the lock file");
    folder
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("the fixture") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            fs::create_dir(&target).expect("a folder");
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).expect("a copy");
        }
    }
}

/// Cargo in a folder, with a target folder for all of these packages.
fn cargo(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(arguments)
        .current_dir(folder)
        .env(
            "CARGO_TARGET_DIR",
            Path::new(env!("CARGO_TARGET_TMPDIR")).join("parity"),
        )
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo")
}

/// What the compiler says.
fn compiled(folder: &Path) -> BTreeSet<Told> {
    let output = cargo(folder, &["check", "--offline", "--message-format", "json"]);
    let messages = String::from_utf8(output.stdout).expect("UTF-8");
    let told: BTreeSet<Told> = messages.lines().flat_map(compiler_errors).collect();
    assert!(
        !told.is_empty(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    told
}

/// The errors in one of cargo's messages.
fn compiler_errors(line: &str) -> Vec<Told> {
    let message: Value = serde_json::from_str(line).expect("JSON");
    let message = &message["message"];
    if message["level"] != "error" {
        return Vec::new();
    }
    let spans = message["spans"].as_array().into_iter().flatten();
    spans
        .filter(|span| span["is_primary"] == true)
        .map(|span| told(span, "line_start", "column_start", &message["message"]))
        .collect()
}

fn told(place: &Value, line: &str, column: &str, message: &Value) -> Told {
    let message = message.as_str().expect("a message");
    let first = message.lines().next().unwrap_or_default();
    (
        place[line].as_u64().expect("a line"),
        place[column].as_u64().expect("a column"),
        first.to_owned(),
    )
}

/// What the command says.
fn checked(folder: &Path) -> BTreeSet<Told> {
    let report = run(folder, &["check", "--format", "json"]).json();
    let mut found = BTreeSet::new();
    for known in report["enums"].as_array().expect("enums") {
        let sources = known["sources"].as_array().expect("sources");
        let findings = sources.iter().map(|source| &source["findings"]);
        for finding in findings
            .chain([&known["findings"]])
            .flat_map(|list| list.as_array())
            .flatten()
        {
            found.insert(told(finding, "line", "column", &finding["message"]));
        }
    }
    found
}

#[test]
fn lists_and_files_are_judged_alike_and_in_the_same_words() {
    let package = package("lists");
    let (compiled, checked) = (compiled(package.path()), checked(package.path()));
    let by_one_alone: Vec<&Told> = compiled.symmetric_difference(&checked).collect();
    assert!(
        by_one_alone.is_empty(),
        "the compiler alone: {:#?}\nthe command alone: {:#?}",
        compiled.difference(&checked).collect::<Vec<_>>(),
        checked.difference(&compiled).collect::<Vec<_>>(),
    );
    assert!(compiled.len() > 50, "{compiled:#?}");
    // One for each layout, and none for the enum that is in step with all of them.
    let of_layouts = |(.., message): &&Told| message.contains("`layouts/");
    assert_eq!(
        compiled.iter().filter(of_layouts).count(),
        10,
        "{compiled:#?}"
    );
}

#[test]
fn consts_are_judged_alike() {
    // The compiler stops at the first difference of a list, so the places are compared.
    let package = package("consts");
    let places = |told: BTreeSet<Told>| -> BTreeSet<u64> {
        told.into_iter().map(|(line, ..)| line).collect()
    };
    let compiled = places(compiled(package.path()));
    let report = run(package.path(), &["check", "--format", "json"]).json();
    let drifted = report["enums"].as_array().expect("enums").iter();
    let sources = drifted.flat_map(|known| known["sources"].as_array().expect("sources"));
    let drifted = sources.filter(|source| source["status"] == "drift");
    let checked: BTreeSet<u64> = drifted
        .filter_map(|source| source["declared_at"]["line"].as_u64())
        .collect();
    assert_eq!(compiled, checked);
    assert_eq!(checked.len(), 4);
}

#[test]
fn sql_is_that_of_the_consts_to_the_byte() {
    let package = package("ddl");
    let consts = tempfile::tempdir().expect("a folder");
    let folder = consts.path().to_str().expect("a path");
    let wrote = cargo(package.path(), &["run", "--offline", "--", folder]);
    assert!(wrote.status.success(), "{wrote:?}");
    let files = fs::read_dir(folder).expect("the folder");
    let names = files.map(|file| file.expect("a file").file_name());
    let names: Vec<String> = names
        .map(|name| name.into_string().expect("a name"))
        .collect();
    assert_eq!(names.len(), 7 * 3 + 2 * 2);
    for name in names {
        let (rust, statement) = name.split_once(' ').expect("two words");
        let sql = fs::read_to_string(consts.path().join(&name)).expect("the const");
        let printed = run(package.path(), &["ddl", statement, "--enum", rust]);
        assert_eq!(printed.code, Some(0), "{printed:?}");
        assert_eq!(printed.stdout, sql, "{name}");
        let out = package.path().join("out.sql");
        let out = out.to_str().expect("a path");
        let arguments = ["ddl", statement, "--enum", rust, "--out", out];
        assert_eq!(run(package.path(), &arguments).code, Some(0));
        assert_eq!(fs::read_to_string(out).expect("the file"), sql, "{name}");
        fs::remove_file(out).expect("the file");
    }
}
