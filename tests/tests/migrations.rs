//! `testing`: real folders of migrations, in the layouts of several runners.

use std::path::Path;

use pg_integration_enum::PgIntegrationEnum;
use pg_integration_enum::testing::{Migrations, MigrationsError, assert_migrations_match};
use pg_integration_enum::verify::Declared;
use tempfile::TempDir;

#[derive(Debug, PgIntegrationEnum)]
enum Mood {
    Sad,
    Ok,
}

const MOOD: &[Declared] = &[Declared::of::<Mood>()];

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

fn check(folder: &Path) -> Result<(), MigrationsError> {
    Migrations::new(folder).check(MOOD)
}

#[test]
fn supabase() {
    let folder = folder(&[
        (
            "20240101000000_mood.sql",
            "CREATE TYPE mood AS ENUM ('sad')",
        ),
        ("20240102000000_ok.sql", "ALTER TYPE mood ADD VALUE 'ok'"),
    ]);
    assert_migrations_match::<Mood>(folder.path());
}

#[test]
fn supabase_with_rollbacks_in_a_folder_of_their_own() {
    let files = |down: &str, sql: &str| {
        let up = "CREATE TYPE mood AS ENUM ('sad', 'ok')";
        folder(&[("up/1_mood.sql", up), (down, sql)])
    };
    let check = |files: TempDir| {
        Migrations::new(files.path().join("up"))
            .rollbacks(files.path().join("down"))
            .check(MOOD)
    };
    check(files("down/1_mood.sql", "DROP TYPE mood")).unwrap();
    let error = check(files("down/1_mood.sql", "SELECT 1")).unwrap_err();
    assert!(
        error.to_string().contains(r#"type "mood" already exists"#),
        "{error}"
    );
    let error = check(files("down/1_moods.sql", "DROP TYPE mood")).unwrap_err();
    assert!(
        error.to_string().contains("1_moods.sql` undoes nothing"),
        "{error}"
    );
}

#[test]
fn sqlx_with_downs() {
    let folder = folder(&[
        ("1_mood.up.sql", "CREATE TYPE mood AS ENUM ('sad', 'ok')"),
        ("1_mood.down.sql", "DROP TYPE mood"),
        ("2_person.up.sql", "CREATE TABLE person (mood mood)"),
        ("2_person.down.sql", "DROP TABLE person"),
    ]);
    assert_migrations_match::<Mood>(folder.path());
}

#[test]
fn flyway_with_what_undoes_and_what_is_repeatable() {
    let files = [
        ("V1__mood.sql", "CREATE TYPE mood AS ENUM ('sad', 'ok')"),
        ("V1.1__person-table.sql", "CREATE TABLE person (mood mood)"),
        ("U1.1__person-table.sql", "DROP TABLE person"),
        (
            "R__views.sql",
            "CREATE OR REPLACE VIEW moods AS SELECT 1 AS a",
        ),
    ];
    assert_migrations_match::<Mood>(folder(&files).path());
}

#[test]
fn sqitch_undoes_from_a_folder_beside() {
    let plan = "%project=moods\n\nmood 2024-01-01T00:00:00Z A <a@b.c>\n\
                ok [mood] 2024-01-02T00:00:00Z A <a@b.c>\n";
    let mut files = vec![
        ("sqitch.plan", plan),
        (
            "deploy/mood.sql",
            "BEGIN; CREATE TYPE mood AS ENUM ('sad'); COMMIT;",
        ),
        ("deploy/ok.sql", "ALTER TYPE mood ADD VALUE 'ok';"),
        ("revert/mood.sql", "DROP TYPE mood;"),
        ("revert/ok.sql", "SELECT 'cannot be undone';"),
    ];
    // A second `ADD VALUE` fails unless the type is dropped in between, as it is.
    assert_migrations_match::<Mood>(folder(&files).path());
    files.pop();
    files[3].1 = "it is broken";
    // Without the last down, the others are not run.
    assert_migrations_match::<Mood>(folder(&files).path());
}

#[test]
fn diesel_whose_down_forgets_the_type() {
    let folder = folder(&[
        (
            "2024-01-01-000000_mood/up.sql",
            "CREATE TYPE mood AS ENUM ('sad', 'ok')",
        ),
        ("2024-01-01-000000_mood/down.sql", "SELECT 1"),
    ]);
    let error = check(folder.path()).unwrap_err();
    assert!(
        matches!(error, MigrationsError::Statement { .. }),
        "{error}"
    );
    assert!(
        error.to_string().contains(r#"type "mood" already exists"#),
        "{error}"
    );
}

#[test]
fn sections_of_a_file_and_drift_that_only_the_way_back_brings() {
    let folder = folder(&[
        ("1_mood.sql", "CREATE TYPE mood AS ENUM ('sad', 'ok');"),
        (
            "2_more.sql",
            "-- migrate:up\nSELECT 1;\n-- migrate:down\nALTER TYPE mood ADD VALUE 'great';\n",
        ),
    ]);
    let error = check(folder.path()).unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("after down and up again: enum type \"mood\" differs"),
        "{error}"
    );
}

#[test]
fn statements_that_take_no_transaction() {
    let folder = folder(&[
        (
            "1_mood.sql",
            "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE person (mood mood);",
        ),
        (
            "2_index.sql",
            "-- no-transaction\nCREATE INDEX CONCURRENTLY a ON person (mood);\nCREATE INDEX CONCURRENTLY b ON person (mood);",
        ),
    ]);
    check(folder.path()).unwrap();
}

#[test]
fn what_a_platform_gives_is_prepared() {
    let folder = folder(&[("1_mood.sql", "CREATE TYPE auth.mood AS ENUM ('sad', 'ok')")]);
    let error = check(folder.path()).unwrap_err();
    assert!(
        error.to_string().contains("schema \"auth\" does not exist"),
        "{error}"
    );
    let declared = [Declared {
        schema: Some("auth"),
        ..Declared::of::<Mood>()
    }];
    Migrations::new(folder.path())
        .prepare("CREATE SCHEMA auth;")
        .check(&declared)
        .unwrap();
}

#[test]
fn errors_name_the_file() {
    let folder = folder(&[("1_mood.sql", "CREATE TYP mood")]);
    let error = check(folder.path()).unwrap_err().to_string();
    assert!(
        error.contains("1_mood.sql") && error.contains("syntax error"),
        "{error}"
    );
    let error = check(Path::new("no/such/folder")).unwrap_err();
    assert!(matches!(error, MigrationsError::Read(_)));
}

#[test]
#[should_panic(expected = "the database lacks `ok`")]
fn the_assertion_panics_in_words() {
    let folder = folder(&[("1_mood.sql", "CREATE TYPE mood AS ENUM ('sad')")]);
    assert_migrations_match::<Mood>(folder.path());
}
