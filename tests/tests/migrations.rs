//! `testing`: real folders of migrations, in the layouts of several runners.

use std::path::Path;

use pg_integration_enum::PgIntegrationEnum;
use pg_integration_enum::scratch::ScratchDatabase;
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
    let told = error.to_string();
    let again = "up.sql:1` is refused when it is applied again, after the downs: ERROR: \
                 type \"mood\" already exists";
    assert!(told.ends_with(again), "{told}");
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
fn transactions_of_their_own_are_run_a_statement_at_a_time() {
    let folder = folder(&[
        (
            "1_mood.sql",
            "BEGIN;\nCREATE TYPE mood AS ENUM ('sad', 'ok');\nCREATE TABLE person (mood mood);\nCOMMIT;\n\
             CREATE INDEX CONCURRENTLY a ON person (mood);",
        ),
        ("2_undone.sql", "begin; DROP TYPE mood CASCADE; rollback;"),
    ]);
    check(folder.path()).unwrap();
}

#[test]
fn what_the_server_says_in_an_own_transaction_is_not_hidden() {
    let folder = folder(&[
        (
            "1_mood.sql",
            "CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE person (mood mood);",
        ),
        (
            "2_ok.sql",
            "BEGIN;\nALTER TYPE mood ADD VALUE 'ok';\n\nINSERT INTO person VALUES ('ok');\nCOMMIT;",
        ),
    ]);
    let error = check(folder.path()).unwrap_err().to_string();
    assert!(
        error.contains("2_ok.sql:4` is refused: ERROR: unsafe use of new value"),
        "{error}"
    );
}

#[test]
fn a_label_that_is_used_where_it_is_added_is_told_or_refused() {
    let folder = folder(&[
        (
            "1_mood.sql",
            "CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE person (mood mood);",
        ),
        (
            "2_ok.sql",
            "ALTER TYPE mood ADD VALUE 'ok';\nINSERT INTO person VALUES ('ok');",
        ),
    ]);
    check(folder.path()).unwrap();
    let database = ScratchDatabase::new().unwrap();
    let mut client = database.connect().unwrap();
    let applied = Migrations::new(folder.path())
        .apply_to(&mut client)
        .unwrap();
    let split = applied
        .split
        .iter()
        .map(|file| Path::new(file).file_name().unwrap());
    assert_eq!(split.collect::<Vec<_>>(), ["2_ok.sql"]);

    let strict = Migrations::new(folder.path()).each_in_one_transaction();
    let error = strict.check(MOOD).unwrap_err().to_string();
    assert!(
        error.contains("2_ok.sql:2` is refused: ERROR: unsafe use of new value"),
        "{error}"
    );
}

/// Whether the server tells a position or not, and in a section of a file too.
#[test]
fn a_refusal_has_its_line() {
    let mood = "-- moods\nCREATE TYPE mood AS ENUM ('sad', 'ok');\n";
    for (wrong, line) in [
        ("CREATE TYPE mood AS ENUM ('sad');", 3),
        ("SELECT 1,\n  'å',\n  nothing;", 5),
        ("-- +goose Up\nSELECT 1; CREATE TYP mood;", 4),
        (
            "-- +goose Up\nSELECT 1;\n-- +goose Down\nCREATE TYP mood;",
            6,
        ),
    ] {
        let folder = folder(&[("1_mood.sql", &format!("{mood}{wrong}"))]);
        let error = check(folder.path()).unwrap_err().to_string();
        assert!(
            error.contains(&format!("1_mood.sql:{line}` is refused")),
            "{error}"
        );
    }
}

#[test]
fn what_a_platform_gives_is_prepared() {
    let folder = folder(&[("1_mood.sql", "CREATE TYPE auth.mood AS ENUM ('sad', 'ok')")]);
    let error = check(folder.path()).unwrap_err();
    assert!(
        error.to_string().contains("schema \"auth\" does not exist"),
        "{error}"
    );
    assert!(
        error
            .to_string()
            .ends_with("; `Migrations::prepare` makes what a platform gives"),
        "{error}"
    );
    let prepared = Migrations::new(folder.path()).prepare_named("auth.sql", "\nCREATE SCHEME auth");
    let error = prepared.check(MOOD).unwrap_err().to_string();
    assert!(
        error.starts_with("`auth.sql:2` is refused: ERROR: syntax error"),
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
