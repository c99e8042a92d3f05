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

/// The order is read from a file that is no migration; for sqitch it is above the
/// folder, where the line in the build script does not reach.
#[test]
fn an_edit_of_the_order() {
    let add = "ALTER TYPE mood ADD VALUE 'ok';";
    let package = package(
        r#"sql = "db/deploy""#,
        &[
            ("db/deploy/mood.sql", "CREATE TYPE mood AS ENUM ('sad');"),
            ("db/deploy/ok.sql", add),
            ("db/sqitch.plan", "mood\nok\n"),
            (
                "build.rs",
                r#"fn main() { println!("cargo:rerun-if-changed=db/deploy"); }"#,
            ),
        ],
    );
    in_step(&package.check());
    package.write("db/sqitch.plan", "mood\n");
    says(&package.check(), "label `ok` is not in ");
}

#[test]
fn an_edit_of_a_journal() {
    let journal = r#"{"entries":[{"tag":"0000_mood"},{"tag":"0001_ok"}]}"#;
    let path = "drizzle/meta/_journal.json";
    let package = package(
        r#"sql = "drizzle""#,
        &[
            ("drizzle/0000_mood.sql", "CREATE TYPE mood AS ENUM ('sad');"),
            ("drizzle/0001_ok.sql", "ALTER TYPE mood ADD VALUE 'ok';"),
            (path, journal),
        ],
    );
    in_step(&package.check());
    package.write(path, r#"{"entries":[{"tag":"0000_mood"}]}"#);
    says(&package.check(), "label `ok` is not in ");
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
