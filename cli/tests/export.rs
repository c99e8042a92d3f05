//! An enum written for Dart and TypeScript, and compared with what is written.

mod common;

use std::fs;
use std::path::Path;

use common::{Ran, fixture, run};
use tempfile::TempDir;

/// A folder with an app in it.
fn app() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir_all(folder.path().join("lib/src")).expect("a folder");
    fs::create_dir_all(folder.path().join("test")).expect("a folder");
    fs::write(folder.path().join("pubspec.yaml"), "name: app\n").expect("the pubspec");
    folder
}

/// Exports the enum of a fixture, the folder being the current one.
fn export(folder: &Path, workspace: &str, arguments: &[&str]) -> Ran {
    let manifest = fixture(workspace).join("Cargo.toml");
    let manifest = ["--manifest-path", manifest.to_str().expect("a path")];
    run(folder, &[&["export"], arguments, &manifest].concat())
}

#[test]
fn a_dart_library_and_its_test_are_written_and_checked() {
    let app = app();
    let out = [
        "dart",
        "--out",
        "lib/src/kind.dart",
        "--test",
        "test/kind_test.dart",
    ];
    let written = export(app.path(), "in_step", &out);
    assert_eq!(written.code, Some(0), "{written:#?}");
    assert_eq!(
        written.stdout,
        "wrote `lib/src/kind.dart`\nwrote `test/kind_test.dart`\n"
    );
    let library = fs::read_to_string(app.path().join("lib/src/kind.dart")).expect("the library");
    assert!(library.contains("enum IntegrationType {"), "{library}");
    let test = fs::read_to_string(app.path().join("test/kind_test.dart")).expect("the test");
    assert!(
        test.contains("import 'package:app/src/kind.dart';"),
        "{test}"
    );

    let again = export(app.path(), "in_step", &out);
    assert_eq!(
        again.stdout,
        "`lib/src/kind.dart` is up to date\n`test/kind_test.dart` is up to date\n"
    );
    let check = export(app.path(), "in_step", &[&out[..], &["--check"]].concat());
    assert_eq!((check.code, check.stdout.as_str()), (Some(0), ""));
}

#[test]
fn a_file_that_was_written_by_hand_is_left_alone() {
    let app = app();
    let by_hand = "enum Kind { xledger }\n";
    let library = app.path().join("lib/src/kind.dart");
    let test = app.path().join("test/kind_test.dart");
    fs::write(&test, by_hand).expect("the test");
    let out = [
        "dart",
        "--out",
        "lib/src/kind.dart",
        "--test",
        "test/kind_test.dart",
    ];
    let refused = export(app.path(), "in_step", &out);
    assert_eq!((refused.code, refused.stdout.as_str()), (Some(2), ""));
    assert_eq!(
        refused.stderr,
        "error: `test/kind_test.dart` is there already and was not written by this command; \
         name a new file, or remove it first\n"
    );
    assert!(!library.exists());
    assert_eq!(fs::read_to_string(&test).expect("the test"), by_hand);

    // An empty one holds nothing to lose, and one of ours is written anew.
    fs::write(&test, "\n").expect("the test");
    assert_eq!(export(app.path(), "in_step", &out).code, Some(0));
    let written = fs::read_to_string(&test).expect("the test");
    let licensed = format!("// A licence.\n\n{}", written.replace("xledger", "other"));
    fs::write(&test, licensed).expect("the test");
    assert_eq!(export(app.path(), "in_step", &out).code, Some(0));
    assert_eq!(fs::read_to_string(&test).expect("the test"), written);
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_an_error() {
    let out = ["typescript", "--out", "/dev/stdout"];
    let refused = export(app().path(), "in_step", &out);
    assert_eq!((refused.code, refused.stdout.as_str()), (Some(2), ""));
    assert_eq!(
        refused.stderr,
        "error: `/dev/stdout` is no regular file; name one\n"
    );
}

/// As git may check a file out.
#[test]
fn a_difference_of_line_ends_is_named() {
    let app = app();
    let out = ["typescript", "--out", "kind.ts", "--check"];
    export(app.path(), "in_step", &out[..3]);
    let path = app.path().join("kind.ts");
    let written = fs::read_to_string(&path).expect("the module");
    fs::write(&path, written.replace('\n', "\r\n")).expect("the module");
    let differs = export(app.path(), "in_step", &out);
    assert_eq!(
        (differs.code, differs.stdout.as_str()),
        (
            Some(1),
            "`kind.ts` is what the enum gives, but for its line ends, which are to be line feeds\n"
        )
    );
}

#[test]
fn a_difference_is_shown_and_nothing_is_written() {
    let app = app();
    let out = ["typescript", "--out", "kind.ts", "--check"];
    let absent = export(app.path(), "in_step", &out);
    assert_eq!(
        (absent.code, absent.stdout.as_str()),
        (Some(1), "`kind.ts` is not there\n")
    );
    assert!(!app.path().join("kind.ts").exists());

    export(app.path(), "in_step", &out[..3]);
    let path = app.path().join("kind.ts");
    let changed = fs::read_to_string(&path)
        .expect("the module")
        .replace("dynamics", "dynamic");
    fs::write(&path, &changed).expect("the module");
    let differs = export(app.path(), "in_step", &out);
    assert_eq!(differs.code, Some(1));
    assert!(
        differs
            .stdout
            .contains("it has  export const integrationTypeLabels = [\"xledger\", \"dynamic\"")
            && differs.stdout.contains(
                "wanted  export const integrationTypeLabels = [\"xledger\", \"dynamics\""
            ),
        "{}",
        differs.stdout
    );
    assert_eq!(fs::read_to_string(&path).expect("the module"), changed);
}

#[test]
fn the_enum_is_named_where_there_are_several() {
    let app = app();
    let which = export(app.path(), "drift", &["typescript", "--out", "kind.ts"]);
    assert_eq!(which.code, Some(2));
    assert!(
        which
            .stderr
            .contains("which enum? there is `Colour` at src/lib.rs:"),
        "{which:#?}"
    );
    for name in ["Colour", "colour"] {
        let named = export(
            app.path(),
            "drift",
            &["typescript", "--out", "kind.ts", "--enum", name],
        );
        assert_eq!(named.code, Some(0), "{named:#?}");
    }
    let misspelt = export(
        app.path(),
        "drift",
        &["typescript", "--out", "kind.ts", "--enum", "Color"],
    );
    assert!(
        misspelt.stderr.contains("did you mean `Colour`?"),
        "{misspelt:#?}"
    );
}

#[test]
fn labels_that_depend_on_a_condition_are_not_exported() {
    let app = app();
    let ran = export(
        app.path(),
        "undetermined",
        &["dart", "--out", "a.dart", "--enum", "Conditional"],
    );
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.stderr
            .contains("the labels of `Conditional` cannot be determined"),
        "{ran:#?}"
    );
}

#[test]
fn a_test_needs_to_know_how_to_import_the_library() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = ["dart", "--out", "a.dart", "--test", "a_test.dart"];
    let unknown = export(folder.path(), "in_step", &out);
    assert_eq!(unknown.code, Some(2));
    assert!(
        unknown.stderr.contains("how does a test import `a.dart`?"),
        "{unknown:#?}"
    );
    let named = export(
        folder.path(),
        "in_step",
        &[&out[..], &["--import", "a.dart"]].concat(),
    );
    assert_eq!(named.code, Some(0), "{named:#?}");
}
