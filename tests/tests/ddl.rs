//! The DDL consts, run on a real server.

use std::sync::Barrier;

use pg_integration_enum::PgIntegrationEnum;
use pg_integration_enum_tests::{connect, database, labels, refused, run};
use postgres::error::SqlState;

#[derive(Debug, Clone, Copy, PartialEq, PgIntegrationEnum)]
#[pg_enum(schema = "public")]
enum IntegrationType {
    Xledger,
    Dynamics,
    #[pg_enum(rename = r"it's a \ label")]
    Odd,
}

#[derive(Debug, Clone, Copy, PartialEq, PgIntegrationEnum)]
#[pg_enum(schema = r#"se"lect"#, name = r#"or.der "x" $pg_enum$"#)]
enum Quoted {
    #[pg_enum(rename = "")]
    Empty,
    #[pg_enum(rename = "$pg_enum$; DROP SCHEMA public; --")]
    Injection,
}

#[derive(Debug, Clone, Copy, PartialEq, PgIntegrationEnum)]
enum Mood {
    Sad,
    Ok,
}

#[test]
fn create_and_drop() {
    let (_database, mut client) = database();
    run(&mut client, IntegrationType::CREATE_TYPE_SQL);
    assert_eq!(
        labels(&mut client, IntegrationType::QUALIFIED_NAME),
        IntegrationType::LABELS
    );
    let (code, _) = refused(&mut client, IntegrationType::CREATE_TYPE_SQL);
    assert_eq!(code, SqlState::DUPLICATE_OBJECT);
    run(&mut client, IntegrationType::DROP_TYPE_SQL);
    let (code, _) = refused(&mut client, IntegrationType::DROP_TYPE_SQL);
    assert_eq!(code, SqlState::UNDEFINED_OBJECT);
}

#[test]
fn a_type_in_use_is_not_dropped() {
    let (_database, mut client) = database();
    run(&mut client, Mood::CREATE_TYPE_SQL);
    run(&mut client, "CREATE TABLE person (mood mood)");
    let (code, _) = refused(&mut client, Mood::DROP_TYPE_SQL);
    assert_eq!(code, SqlState::DEPENDENT_OBJECTS_STILL_EXIST);
    assert_eq!(labels(&mut client, "mood"), Mood::LABELS);
}

#[test]
fn hostile_names_and_labels() {
    for conforming in ["on", "off"] {
        let (_database, mut client) = database();
        run(
            &mut client,
            &format!("SET standard_conforming_strings = {conforming}"),
        );
        run(&mut client, r#"CREATE SCHEMA "se""lect""#);
        run(&mut client, Quoted::CREATE_TYPE_IF_MISSING_SQL);
        run(&mut client, Quoted::CREATE_TYPE_IF_MISSING_SQL);
        assert_eq!(labels(&mut client, Quoted::QUALIFIED_NAME), Quoted::LABELS);
        run(&mut client, IntegrationType::CREATE_TYPE_IF_MISSING_SQL);
        run(&mut client, IntegrationType::CREATE_TYPE_IF_MISSING_SQL);
        assert_eq!(
            labels(&mut client, IntegrationType::QUALIFIED_NAME),
            IntegrationType::LABELS
        );
        run(&mut client, Quoted::DROP_TYPE_SQL);
        run(&mut client, Quoted::CREATE_TYPE_SQL);
    }
}

#[test]
fn create_if_missing_raises_where_the_labels_differ() {
    for there in [
        "'sad'",
        "'ok', 'sad'",
        "'sad', 'ok', 'great'",
        "'Sad', 'ok'",
        "",
    ] {
        let (_database, mut client) = database();
        run(&mut client, &format!("CREATE TYPE mood AS ENUM ({there})"));
        let before = labels(&mut client, "mood");
        let (code, message) = refused(&mut client, Mood::CREATE_TYPE_IF_MISSING_SQL);
        assert_eq!(code, SqlState::DUPLICATE_OBJECT);
        let found = before.join(",");
        assert_eq!(
            message,
            format!(r#"enum type "mood" exists with the labels {{{found}}}, expected {{sad,ok}}"#)
        );
        assert_eq!(labels(&mut client, "mood"), before);
    }
}

#[test]
fn create_if_missing_raises_where_the_name_is_of_something_else() {
    for other in [
        "CREATE DOMAIN mood AS text",
        "CREATE TYPE base AS ENUM ('sad', 'ok'); CREATE DOMAIN mood AS base",
        "CREATE TABLE mood (id int)",
        "CREATE TYPE mood AS (id int)",
        "CREATE TYPE mood AS RANGE (subtype = int4)",
        "CREATE VIEW mood AS SELECT 1 AS one",
    ] {
        let (_database, mut client) = database();
        run(&mut client, other);
        let (code, message) = refused(&mut client, Mood::CREATE_TYPE_IF_MISSING_SQL);
        assert_eq!(code, SqlState::WRONG_OBJECT_TYPE, "{other}");
        assert_eq!(message, r#""mood" exists, but is not an enum type"#);
    }
}

#[test]
fn create_if_missing_needs_its_schema() {
    let (_database, mut client) = database();
    let (code, message) = refused(&mut client, Quoted::CREATE_TYPE_IF_MISSING_SQL);
    assert_eq!(code, SqlState::INVALID_SCHEMA_NAME);
    assert!(message.contains(r#"se"lect"#), "{message}");
}

#[test]
fn create_if_missing_needs_no_right_to_create_where_the_type_exists() {
    let (database, mut client) = database();
    let role = database.role_name("reader");
    run(&mut client, IntegrationType::CREATE_TYPE_SQL);
    run(&mut client, &format!("CREATE ROLE {role}; SET ROLE {role}"));
    run(&mut client, IntegrationType::CREATE_TYPE_IF_MISSING_SQL);
    run(&mut client, &format!("RESET ROLE; DROP ROLE {role}"));
}

#[test]
fn create_if_missing_at_every_isolation_level() {
    for level in ["READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE"] {
        let (database, mut client) = database();
        // The snapshot is taken before another session creates the type.
        run(
            &mut client,
            &format!("BEGIN ISOLATION LEVEL {level}; SELECT 1"),
        );
        run(&mut connect(&database), Mood::CREATE_TYPE_IF_MISSING_SQL);
        run(&mut client, Mood::CREATE_TYPE_IF_MISSING_SQL);
        run(&mut client, "CREATE TABLE person (mood mood); COMMIT");
    }
}

#[test]
fn created_and_used_in_one_transaction() {
    let (_database, mut client) = database();
    let sql = format!(
        "BEGIN; {} CREATE TABLE person (mood mood DEFAULT 'ok'); INSERT INTO person DEFAULT VALUES; COMMIT",
        Mood::CREATE_TYPE_IF_MISSING_SQL
    );
    run(&mut client, &sql);
}

#[test]
fn eight_sessions_race_to_create_one_type() {
    const SESSIONS: usize = 8;
    const ROUNDS: usize = 20;
    let (database, mut client) = database();
    let mut clients: Vec<_> = (0..SESSIONS).map(|_| connect(&database)).collect();
    for round in 0..ROUNDS {
        let barrier = Barrier::new(SESSIONS);
        std::thread::scope(|scope| {
            for client in &mut clients {
                scope.spawn(|| {
                    barrier.wait();
                    // In a transaction, sessions also meet types that are not committed yet.
                    let sql = if round % 2 == 0 { "" } else { "BEGIN; " };
                    run(
                        client,
                        &format!("{sql}{}", Mood::CREATE_TYPE_IF_MISSING_SQL),
                    );
                    run(client, "COMMIT");
                });
            }
        });
        assert_eq!(labels(&mut client, "mood"), Mood::LABELS);
        run(&mut client, Mood::DROP_TYPE_SQL);
    }
}
