//! What psql does with a file beside sending its statements.
#![cfg(feature = "read")]

mod support;

use pg_integration_enum_core::read::sql::{SqlFile, statements};
use support::{invalid, labels, labels_of, undetermined};

fn sent(text: &str) -> Vec<String> {
    let file = SqlFile {
        path: "1.sql".into(),
        text: text.into(),
    };
    let sent = statements(&file).unwrap();
    sent.into_iter().map(String::from).collect()
}

#[test]
fn a_semicolon_behind_a_backslash_parts_statements() {
    let sql = r"CREATE TYPE m AS ENUM ('a')\; ALTER TYPE m ADD VALUE 'b';
        SELECT 1\;ALTER TYPE m ADD VALUE 'c'; CREATE TABLE t ()\; ALTER TYPE m ADD VALUE 'd';
        BEGIN\; ALTER TYPE m ADD VALUE 'e'\; COMMIT;";
    assert_eq!(labels(sql, "m"), ["a", "b", "c", "d", "e"]);
    assert_eq!(sent(r"SELECT 1\; SELECT 2;"), ["SELECT 1", "SELECT 2"]);
}

#[test]
fn data_of_a_copy_of_psql() {
    for copy in [
        r"\copy t from stdin",
        r"\COPY t (a) FROM STDIN WITH (format csv)",
    ] {
        let text = format!(
            "CREATE TABLE t (a text);\n{copy}\nCREATE TYPE bad AS ENUM ('x');\nit's\n\\.\n\
             CREATE TYPE m AS ENUM ('a');"
        );
        assert_eq!(labels(&text, "m"), ["a"]);
        assert!(support::try_read(&text, "bad").is_err());
        let kept = ["CREATE TABLE t (a text)", "CREATE TYPE m AS ENUM ('a')"];
        assert_eq!(sent(&text), kept);
    }
    let elsewhere = "\\copy t from 'data.csv'\nCREATE TYPE m AS ENUM ('a');\n\
                     \\copy t from pstdin\nALTER TYPE m ADD VALUE 'b';\n\\copy t to stdout\n\
                     ALTER TYPE m ADD VALUE 'c';";
    assert_eq!(labels(elsewhere, "m"), ["a", "b", "c"]);
}

#[test]
fn data_may_go_on_to_the_end_of_a_file() {
    let data = "CREATE TYPE m AS ENUM ('a');\nCOPY t FROM stdin;\nit's\nb\n";
    assert_eq!(
        labels_of(&[data, "ALTER TYPE m ADD VALUE 'b';"], "m"),
        ["a", "b"]
    );
    assert_eq!(sent(data), ["CREATE TYPE m AS ENUM ('a')"]);
}

#[test]
fn escapes_end_with_the_transaction() {
    let backslashes = r"CREATE TYPE m AS ENUM ('a\\b'); COMMIT; CREATE TYPE n AS ENUM ('a\\b');";
    for (begin, behind) in [
        (
            "BEGIN; SET LOCAL standard_conforming_strings = off;",
            r"a\\b",
        ),
        ("BEGIN; SET standard_conforming_strings = off;", r"a\b"),
        (
            "START TRANSACTION; SET standard_conforming_strings TO off; SET LOCAL standard_conforming_strings TO off;",
            r"a\b",
        ),
        ("SET standard_conforming_strings = off; BEGIN;", r"a\b"),
    ] {
        let sql = format!("{begin} {backslashes}");
        assert_eq!(labels(&sql, "m"), [r"a\b"], "{begin}");
        assert_eq!(labels(&sql, "n"), [behind], "{begin}");
    }
}

#[test]
fn escapes_are_undone_by_a_rollback() {
    let set = "SET standard_conforming_strings = off;";
    let create = r"CREATE TYPE m AS ENUM ('a\\b');";
    for (sql, label) in [
        (format!("BEGIN; {set} ROLLBACK; {create}"), r"a\\b"),
        (
            format!("{set} BEGIN; RESET standard_conforming_strings; ROLLBACK; {create}"),
            r"a\b",
        ),
        (
            format!("BEGIN; SAVEPOINT a; {set} ROLLBACK TO a; {create} COMMIT;"),
            r"a\\b",
        ),
        (
            format!("BEGIN; {set} SAVEPOINT a; ROLLBACK TO SAVEPOINT a; {create} COMMIT;"),
            r"a\b",
        ),
        (
            format!("BEGIN; SAVEPOINT a; {set} RELEASE a; {create} COMMIT;"),
            r"a\b",
        ),
        (
            format!("BEGIN; SAVEPOINT a; {set} RELEASE a; ABORT; {create}"),
            r"a\\b",
        ),
    ] {
        assert_eq!(labels(&sql, "m"), [label], "{sql}");
    }
}

#[test]
fn escapes_count_in_what_is_executed() {
    let execute = r"DO $$ BEGIN EXECUTE 'CREATE TYPE m AS ENUM (''a\\b'')'; END $$;";
    let off = "BEGIN; SET LOCAL standard_conforming_strings = off;";
    assert_eq!(labels(&format!("{off} COMMIT; {execute}"), "m"), [r"a\\b"]);
}

#[test]
fn psql_quits() {
    for quit in [r"\q", r"\quit"] {
        let first =
            format!("CREATE TYPE m AS ENUM ('a'); {quit}\nALTER TYPE m ADD VALUE 'b'; it's");
        assert_eq!(
            labels_of(&[&first, "ALTER TYPE m ADD VALUE 'c';"], "m"),
            ["a", "c"]
        );
        assert_eq!(sent(&first), ["CREATE TYPE m AS ENUM ('a')"]);
        let perhaps = format!(
            "CREATE TYPE m AS ENUM ('a'); CREATE TYPE n AS ENUM ('n');\n\\if :x\n{quit}\n\\endif\n\
             ALTER TYPE m ADD VALUE 'b';"
        );
        assert!(undetermined(&perhaps, "m").contains(r"`\if`"));
        assert_eq!(labels(&perhaps, "n"), ["n"]);
        let before = format!("\\if :x\n\\endif\n{first}");
        assert_eq!(labels(&before, "m"), ["a"]);
    }
    assert_eq!(
        labels("\\qecho x\nCREATE TYPE m AS ENUM ('a');", "m"),
        ["a"]
    );
}

#[test]
fn the_first_database_is_the_one_that_counts() {
    for connect in [
        r"\c app",
        r"\connect app",
        "\\connect -reuse-previous=on \"dbname='app'\"",
        r"\c :db",
    ] {
        let sql = format!("CREATE DATABASE app;\n{connect}\nCREATE TYPE m AS ENUM ('a');\n");
        assert_eq!(labels(&sql, "m"), ["a"], "{connect}");
        let same = format!("{sql}{connect}\n\\c\n\\c - someone\nALTER TYPE m ADD VALUE 'b';");
        assert_eq!(labels(&same, "m"), ["a", "b"], "{connect}");
        let again = format!("{connect}\nALTER TYPE m ADD VALUE 'b';");
        assert_eq!(labels_of(&[&sql, &again], "m"), ["a", "b"], "{connect}");
    }
    let dump = "\\connect template1\nSELECT 1;\n\\connect postgres\n\\connect app\n\
                CREATE TYPE m AS ENUM ('a');";
    assert_eq!(labels(dump, "m"), ["a"]);
}

#[test]
fn what_runs_in_another_database_is_open() {
    let sql = "CREATE TYPE m AS ENUM ('a'); CREATE TYPE o AS ENUM ('o');\n\\c other\n\
               CREATE TYPE m AS ENUM ('b'); CREATE TYPE n AS ENUM ('b');\n\\c x\n";
    assert!(undetermined(sql, "m").contains(r"another database"));
    assert!(undetermined(sql, "n").contains(r"another database"));
    assert_eq!(labels(sql, "o"), ["o"]);
    assert_eq!(
        invalid(
            "CREATE TYPE m AS ENUM ('a'); CREATE TYPE m AS ENUM ('b');",
            "m"
        ),
        "type `public.m` exists already"
    );
}

#[test]
fn a_statement_that_is_not_sent() {
    for reset in [r"\r", r"\reset"] {
        let sql = format!(
            "CREATE TYPE m AS ENUM ('a');\nSELECT 'x'\n{reset}\nALTER TYPE m ADD VALUE 'b';\n\
             ALTER TYPE m ADD VALUE 'no'\n{reset}\nALTER TYPE m ADD VALUE 'c';"
        );
        assert_eq!(labels(&sql, "m"), ["a", "b", "c"]);
    }
    let dump = "\\restrict x\nCREATE TYPE m AS ENUM ('a');\n\\unrestrict x";
    assert_eq!(labels(dump, "m"), ["a"]);
}
