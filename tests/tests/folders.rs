//! Whole folders, one of each kind of runner: the reader says of them what a server
//! holds after them.

use std::path::PathBuf;

use pg_integration_enum::PgIntegrationEnum;
use pg_integration_enum_tests::folders::{Comparison, compare};
use pg_integration_enum_tests::{clear, database};

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("corpus/folders")
        .join(name)
}

fn compared(name: &str, prepare: &str) -> Comparison {
    let (_database, mut client) = database();
    clear(&mut client);
    compare(&mut client, &folder(name), prepare).expect("the folder can be read")
}

#[test]
fn the_reader_and_the_server_agree() {
    for (name, files, types) in [
        ("drizzle", 2, vec!["public.mood"]),
        ("flyway", 4, vec!["app.mood"]),
        ("graphile", 3, vec!["app_public.mood", "app_public.state"]),
        ("prisma", 2, vec!["public.Role"]),
        ("sqitch", 2, vec!["public.mood"]),
    ] {
        let comparison = compared(name, "");
        assert_eq!(comparison.files, files, "{name}: {comparison}");
        assert_eq!(comparison.agreed, types, "{name}: {comparison}");
        let others = [&comparison.wrong, &comparison.open, &comparison.skipped];
        assert!(
            others.iter().all(|lines| lines.is_empty()),
            "{name}: {comparison}"
        );
    }
}

#[test]
fn what_only_the_server_tells_is_open() {
    let comparison = compared("goose", "");
    assert_eq!(comparison.agreed, ["public.state"], "{comparison}");
    assert_eq!(comparison.open.len(), 1, "{comparison}");
    assert!(
        comparison.open[0].starts_with("public.mood: cannot determine"),
        "{comparison}"
    );
    assert!(comparison.wrong.is_empty(), "{comparison}");
}

#[test]
fn a_difference_is_found() {
    // What is there before is not in the files, and so the reader cannot know it.
    let prepare =
        "CREATE TYPE public.unknown AS ENUM ('a'); CREATE TYPE public.mood AS ENUM ('b');";
    let comparison = compared("sqitch", prepare);
    assert_eq!(comparison.skipped.len(), 1, "{comparison}");
    assert_eq!(comparison.wrong.len(), 2, "{comparison}");
    assert!(comparison.agreed.is_empty(), "{comparison}");
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(column = "person.mood")]
enum Mood {
    Sad,
    Ok,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(schema = "app", column = "app.task.state")]
enum State {
    Open,
    Done,
}

#[test]
fn the_consts_of_a_derive_are_migrations() {
    let folder = tempfile::tempdir().expect("a folder");
    let tables =
        "CREATE SCHEMA app; CREATE TABLE person (mood text); CREATE TABLE app.task (state text);";
    for (name, text) in [
        ("1_tables.sql", tables),
        ("2_mood.sql", Mood::MIGRATE_UP_SQL),
        ("3_state.sql", State::MIGRATE_UP_SQL),
        ("4_mood_back.sql", Mood::MIGRATE_DOWN_SQL),
        ("5_mood_again.sql", Mood::MIGRATE_UP_SQL),
        ("6_mood_if_missing.sql", Mood::CREATE_TYPE_IF_MISSING_SQL),
        (
            "7_more.sql",
            "ALTER TYPE mood ADD VALUE 'great'; ALTER TYPE app.state ADD VALUE 'new';",
        ),
    ] {
        std::fs::write(folder.path().join(name), text).expect("a migration");
    }
    let (_database, mut client) = database();
    clear(&mut client);
    let comparison = compare(&mut client, folder.path(), "").expect("the folder can be read");
    assert_eq!(
        comparison.agreed,
        ["public.mood", "app.state"],
        "{comparison}"
    );
    let others = [&comparison.wrong, &comparison.open, &comparison.skipped];
    assert!(others.iter().all(|lines| lines.is_empty()), "{comparison}");
}
