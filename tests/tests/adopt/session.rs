//! Transactions and settings around it, and the ways to run it.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::support::{Case, down, enum_type, mood, up};
use pg_integration_enum_core::model::ColumnRef;

fn person() -> Case {
    Case::new("CREATE TABLE person (id int, mood text DEFAULT 'ok')")
}

const SETTINGS: &str =
    "SELECT concat_ws('|', current_setting('lock_timeout'), current_setting('search_path'),
    current_setting('row_security'))";

#[test]
fn settings_are_as_before_within_the_transaction() {
    let mut case = person();
    case.apply("SET search_path = public, pg_temp; SET lock_timeout = '7s'; BEGIN; SET LOCAL row_security = off");
    for _ in 0..2 {
        case.apply(&up(&mood(), &["person.mood"]));
        assert_eq!(case.text(SETTINGS), "7s|public, pg_temp|off");
        case.apply(&down(&mood(), &["person.mood"]));
        assert_eq!(case.text(SETTINGS), "7s|public, pg_temp|off");
        case.apply("SET LOCAL lock_timeout = '7s'");
    }
    case.apply("COMMIT");
    assert_eq!(case.text(SETTINGS), "7s|public, pg_temp|on");
}

#[test]
fn settings_are_as_before_after_a_refusal() {
    let mut case = person();
    case.apply("INSERT INTO person VALUES (1, 'bad')");
    let before = case.text(SETTINGS);
    case.refused(&up(&mood(), &["person.mood"]));
    assert_eq!(case.text(SETTINGS), before);
    case.apply("BEGIN; SAVEPOINT here");
    case.run(&up(&mood(), &["person.mood"])).unwrap_err();
    case.apply("ROLLBACK TO here");
    assert_eq!(case.text(SETTINGS), before);
}

#[test]
fn statements_go_before_and_after_it_in_one_transaction() {
    let mut case = person();
    let (up, down) = (
        up(&mood(), &["person.mood"]),
        down(&mood(), &["person.mood"]),
    );
    case.apply(&format!(
        "ALTER TABLE person ADD CONSTRAINT c CHECK (mood IN ('ok'));
         INSERT INTO person VALUES (1, 'ok');
         ALTER TABLE person DROP CONSTRAINT c;
         {up}
         CREATE INDEX ON person (id) WHERE mood = 'happy';
         INSERT INTO person VALUES (2, 'happy');"
    ));
    assert_eq!(case.texts("SELECT mood FROM person"), ["ok", "happy"]);
    case.apply("DROP INDEX person_id_idx");
    case.apply(&format!(
        "BEGIN; {down} INSERT INTO person VALUES (3, 'any'); ROLLBACK"
    ));
    assert_eq!(case.type_of("person.mood"), "mood");
    case.apply(&format!(
        "BEGIN; {down} {up} {down} INSERT INTO person VALUES (3, 'any'); COMMIT"
    ));
    assert_eq!(
        case.texts("SELECT mood FROM person"),
        ["ok", "happy", "any"]
    );
}

#[test]
fn a_refusal_takes_the_implicit_transaction_with_it() {
    let mut case = person();
    let up = up(&mood(), &["person.mood"]);
    let sql = format!("INSERT INTO person VALUES (1, 'bad'); {up}");
    assert_eq!(case.refused(&sql).len(), 1);
    assert_eq!(case.text("SELECT count(*) FROM person"), "0");
}

#[test]
fn every_isolation_level_will_do() {
    for isolation in [
        "READ UNCOMMITTED",
        "READ COMMITTED",
        "REPEATABLE READ",
        "SERIALIZABLE",
    ] {
        let mut case = person();
        case.apply(&format!(
            "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL {isolation}"
        ));
        case.round_trip(&mood(), &["person.mood"]);
    }
}

#[test]
fn strict_settings_of_plpgsql_do_no_harm() {
    let mut case = person();
    case.apply(
        "LOAD 'plpgsql'; SET plpgsql.extra_errors = 'all'; SET plpgsql.variable_conflict = 'use_variable';
         SET check_function_bodies = off; SET quote_all_identifiers = on;",
    );
    case.round_trip(&mood(), &["person.mood"]);
    case.apply(&down(&mood(), &["person.mood"]));
    case.apply("SET plpgsql.variable_conflict = 'use_column'");
    case.round_trip(&mood(), &["person.mood"]);
}

#[test]
fn an_empty_search_path_will_do_where_schemas_are_named() {
    let mut case = person();
    case.apply("SET search_path = ''");
    let ty = enum_type(Some("public"), "mood", &["ok"]);
    case.round_trip(&ty, &["public.person.mood"]);
}

#[test]
fn the_extended_protocol_takes_it_as_one_statement() {
    let mut case = person();
    for sql in [
        up(&mood(), &["person.mood"]),
        down(&mood(), &["person.mood"]),
    ] {
        case.client.execute(&sql, &[]).unwrap();
    }
    assert_eq!(case.type_of("person.mood"), "text");
}

#[test]
fn psql_runs_it_as_a_file() {
    let hostile = r#"a'"\ :id :'id' $1 \q `x`"#;
    let mut case = Case::new("");
    case.client
        .batch_execute(&format!(
            "CREATE TABLE {table} (mood text DEFAULT 'ok')",
            table = pg_integration_enum_core::quote::identifier(hostile)
        ))
        .unwrap();
    let column = format!(
        "{}.mood",
        pg_integration_enum_core::quote::identifier(hostile)
    );
    assert!(column.parse::<ColumnRef>().is_ok());
    let ty = enum_type(None, "mood", &["ok", hostile]);
    psql(&case, &up(&ty, &[&column]));
    assert_eq!(case.text("SELECT enum_last(NULL::mood)"), hostile);
    psql(&case, &down(&ty, &[&column]));
    assert_eq!(case.text("SELECT to_regtype('mood')"), "∅");
}

fn psql(case: &Case, sql: &str) {
    let mut psql = Command::new("psql")
        .args([
            "-X",
            "-v",
            "ON_ERROR_STOP=1",
            "-d",
            case.database.url(),
            "-f",
            "-",
        ])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    psql.stdin
        .take()
        .unwrap()
        .write_all(sql.as_bytes())
        .unwrap();
    assert!(psql.wait().unwrap().success());
}

#[test]
fn it_is_ascii_but_for_names_and_labels() {
    let columns = ["person.mood"];
    assert!(up(&mood(), &columns).is_ascii());
    assert!(down(&mood(), &columns).is_ascii());
}

#[test]
fn its_header_says_how_a_label_is_added() {
    let ty = enum_type(Some("app"), "mood", &["sad", "it's\nok"]);
    let up = up(&ty, &["app.person.mood"]);
    let header: Vec<&str> = up
        .lines()
        .take_while(|line| line.starts_with("--"))
        .collect();
    assert!(header.contains(&r#"--     "app"."person"."mood""#));
    assert!(
        header
            .contains(&r#"--     ALTER TYPE "app"."mood" ADD VALUE 'new_label' AFTER 'it''s ok';"#)
    );
    let body = &up[header.join("\n").len()..];
    assert!(body.starts_with("\nDO $pg_enum$\n"));
}
