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

/// Such a folder is read while the compiler tracks its files.
#[test]
fn an_edit_in_a_folder_of_many_files() {
    let names: Vec<String> = (2..=20)
        .map(|at| format!("migrations/{at}_note.sql"))
        .collect();
    let mood = (
        "migrations/1_mood.sql",
        "CREATE TYPE mood AS ENUM ('sad', 'ok');",
    );
    let notes = names.iter().map(|name| (name.as_str(), "-- nothing yet"));
    let files: Vec<_> = notes.chain([mood]).collect();
    let package = package(r#"sql = "migrations""#, &files);
    in_step(&package.check());
    let last = "migrations/20_note.sql";
    package.write(last, "ALTER TYPE mood ADD VALUE 'great';");
    says(
        &package.check(),
        "label `great` of `migrations` has no variant",
    );
    package.write(last, "-- nothing again");
    in_step(&package.check());
}

/// They share what was read, and the second has nothing tracked a second time.
#[test]
fn an_edit_in_a_folder_of_two_enums() {
    let mood = "CREATE TYPE mood AS ENUM ('sad', 'ok');";
    let size = "CREATE TYPE size AS ENUM ('small', 'large');";
    let package = package(
        r#"sql = "migrations""#,
        &[
            ("migrations/1_mood.sql", mood),
            ("migrations/2_size.sql", size),
        ],
    );
    let second = LIB.replace("SOURCE", r#"sql = "migrations""#);
    let second = second.replace("Mood", "Size").replace("Sad", "Small");
    package.write("src/size.rs", &second.replace("Ok", "Large"));
    let first = LIB.replace("SOURCE", r#"sql = "migrations""#);
    package.write("src/lib.rs", &format!("pub mod size;\n{first}"));
    in_step(&package.check());
    for (path, text, label) in [
        ("migrations/1_mood.sql", mood, "ok"),
        ("migrations/2_size.sql", size, "large"),
    ] {
        package.write(path, &text.replace(label, "other"));
        says(&package.check(), &format!("label `{label}` is not in "));
        package.write(path, text);
        in_step(&package.check());
    }
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

/// A journal decides which files count.
#[test]
fn an_edit_of_a_journal() {
    let package = package(
        r#"sql = "drizzle""#,
        &[
            (
                "drizzle/0000_mood.sql",
                "CREATE TYPE mood AS ENUM ('sad', 'ok');",
            ),
            (
                "drizzle/0001_great.sql",
                "ALTER TYPE mood ADD VALUE 'great';",
            ),
            (
                "drizzle/meta/_journal.json",
                r#"{"entries": [{"tag": "0000_mood"}]}"#,
            ),
        ],
    );
    in_step(&package.check());
    package.write(
        "drizzle/meta/_journal.json",
        r#"{"entries": [{"tag": "0000_mood"}, {"tag": "0001_great"}]}"#,
    );
    says(
        &package.check(),
        "label `great` of `drizzle` has no variant",
    );
}

/// A plan stands above the folder that the build script names.
#[test]
fn an_edit_of_a_plan() {
    let package = package(
        r#"sql = "deploy""#,
        &[
            ("deploy/mood.sql", "CREATE TYPE mood AS ENUM ('sad', 'ok');"),
            ("deploy/great.sql", "ALTER TYPE mood ADD VALUE 'great';"),
            ("sqitch.plan", "mood"),
            (
                "build.rs",
                r#"fn main() { println!("cargo:rerun-if-changed=deploy"); }"#,
            ),
        ],
    );
    in_step(&package.check());
    package.write("sqitch.plan", "mood\ngreat");
    says(&package.check(), "label `great` of `deploy` has no variant");
}

/// So does Supabase's list of schemas.
#[test]
fn an_edit_of_the_schema_paths() {
    let package = package(
        r#"sql = "supabase/schemas""#,
        &[
            (
                "supabase/schemas/mood.sql",
                "CREATE TYPE mood AS ENUM ('sad', 'ok');",
            ),
            (
                "supabase/schemas/great.sql",
                "ALTER TYPE mood ADD VALUE 'great';",
            ),
            (
                "supabase/config.toml",
                r#"schema_paths = ["schemas/mood.sql"]"#,
            ),
        ],
    );
    in_step(&package.check());
    package.write(
        "supabase/config.toml",
        r#"schema_paths = ["schemas/mood.sql", "schemas/great.sql"]"#,
    );
    says(
        &package.check(),
        "label `great` of `supabase/schemas` has no variant",
    );
}
