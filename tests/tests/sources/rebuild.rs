//! An edit of a file that was read is noticed.

use super::package::{Checked, Package};

const LIB: &str = r#"
use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(SOURCE))]
pub enum Mood {
    Sad,
    Ok,
}
"#;

fn package(source: &str, files: &[(&str, &str)]) -> Package {
    let package = Package::new("");
    package.write("src/lib.rs", &LIB.replace("SOURCE", source));
    for (path, text) in files {
        package.write(path, text);
    }
    package
}

#[track_caller]
fn in_step(checked: &Checked) {
    assert!(checked.success, "{:?}", checked.messages);
}

#[track_caller]
fn says(checked: &Checked, phrase: &str) {
    assert!(!checked.success, "no error says {phrase:?}");
    let said = |(_, message): &(String, String)| message.contains(phrase);
    assert!(checked.messages.iter().any(said), "{:?}", checked.messages);
}

/// A file is edited, which is noticed, and edited back, which is noticed too.
#[track_caller]
fn notices_an_edit(source: &str, path: &str, text: &str) {
    let package = package(source, &[(path, text)]);
    in_step(&package.check());
    package.write(path, &text.replace("ok", "okay"));
    says(&package.check(), "label `ok` is not in ");
    package.write(path, text);
    in_step(&package.check());
}

#[test]
fn an_edit_of_sql() {
    notices_an_edit(
        r#"sql = "migrations/1_mood.sql""#,
        "migrations/1_mood.sql",
        "CREATE TYPE mood AS ENUM ('sad', 'ok');",
    );
}

#[test]
fn an_edit_in_a_folder() {
    notices_an_edit(
        r#"sql = "migrations""#,
        "migrations/1_mood.sql",
        "CREATE TYPE mood AS ENUM ('sad', 'ok');",
    );
}

#[test]
fn an_edit_of_dart() {
    notices_an_edit(
        r#"dart = "app/moods.dart", item = "moods""#,
        "app/moods.dart",
        "const moods = ['sad', 'ok'];",
    );
}

#[test]
fn an_edit_of_typescript() {
    notices_an_edit(
        r#"typescript = "web/moods.ts", item = "Mood""#,
        "web/moods.ts",
        "export type Mood = 'sad' | 'ok'",
    );
}

#[test]
fn a_new_file_by_the_line_in_the_build_script() {
    let package = package(
        r#"sql = "migrations""#,
        &[
            (
                "migrations/1_mood.sql",
                "CREATE TYPE mood AS ENUM ('sad', 'ok');",
            ),
            (
                "build.rs",
                r#"fn main() { println!("cargo:rerun-if-changed=migrations"); }"#,
            ),
        ],
    );
    in_step(&package.check());
    package.write(
        "migrations/2_great.sql",
        "ALTER TYPE mood ADD VALUE 'great';",
    );
    says(
        &package.check(),
        "label `great` of `migrations` has no variant",
    );
}

/// Then the macro leaves the files to cargo.
#[test]
fn an_edit_in_a_folder_that_the_build_script_names() {
    let package = package(
        r#"sql = "migrations""#,
        &[
            (
                "migrations/1_mood.sql",
                "CREATE TYPE mood AS ENUM ('sad', 'ok');",
            ),
            (
                "build.rs",
                r#"fn main() { println!("cargo:rerun-if-changed=migrations"); }"#,
            ),
        ],
    );
    in_step(&package.check());
    package.write(
        "migrations/1_mood.sql",
        "CREATE TYPE mood AS ENUM ('sad', 'okay');",
    );
    says(&package.check(), "label `ok` is not in ");
    package.write(
        "migrations/1_mood.sql",
        "CREATE TYPE mood AS ENUM ('sad', 'ok');",
    );
    in_step(&package.check());
    package.write(
        "build.rs",
        "fn main() { println!(\"cargo:rerun-if-changed=build.rs\"); }",
    );
    in_step(&package.check());
    package.write(
        "migrations/1_mood.sql",
        "CREATE TYPE mood AS ENUM ('sad', 'okay');",
    );
    says(&package.check(), "label `ok` is not in ");
}

/// A line that names a folder says nothing of what is reached from it by `..`.
#[test]
fn an_edit_beside_a_folder_that_the_build_script_names() {
    let mood = "CREATE TYPE mood AS ENUM ('sad', 'ok');";
    let package = package(
        r#"sql = "src/../migrations""#,
        &[
            ("migrations/1_mood.sql", mood),
            (
                "build.rs",
                r#"fn main() { println!("cargo:rerun-if-changed=src"); }"#,
            ),
        ],
    );
    in_step(&package.check());
    package.write("migrations/1_mood.sql", &mood.replace("ok", "okay"));
    says(&package.check(), "label `ok` is not in ");
}
