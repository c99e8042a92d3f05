//! The attributes of changesets in Liquibase's formatted SQL.
#![cfg(feature = "read")]

mod support;

use support::{labels, undetermined};

const FIRST: &str = "--liquibase formatted sql\n\n--changeset a:1\ncreate type m as enum ('a');\n\
                     create type n as enum ('n');\n";

/// The same as the second changeset with this behind its name, before a third one.
fn changeset(attributes: &str) -> String {
    format!(
        "{FIRST}--changeset a:2 {attributes}\nalter type m add value 'b';\n\
         --changeset a:3\nalter type n add value 'o';"
    )
}

#[test]
fn a_changeset_for_this_database_counts() {
    for attributes in [
        "",
        "dbms:postgresql",
        "dbms:mysql,postgresql",
        "dbms:\"mysql, postgresql\"",
        "dbms:!mysql",
        "dbms:!mysql,!oracle runOnChange:true",
        "dbms:all",
        "ignore:false splitStatements:false endDelimiter:;",
        "DBMS:PostgreSQL",
    ] {
        let sql = changeset(attributes);
        assert_eq!(labels(&sql, "m"), ["a", "b"], "{attributes}");
        assert_eq!(labels(&sql, "n"), ["n", "o"], "{attributes}");
    }
}

#[test]
fn a_changeset_for_others_does_not_count() {
    for attributes in [
        "dbms:mysql",
        "dbms:mysql,oracle runOnChange:true",
        "dbms:!postgresql",
        "dbms:\"mysql, oracle\"",
        "dbms:none",
        "ignore:true",
        "runAlways:true ignore:\"true\"",
    ] {
        let sql = changeset(attributes);
        assert_eq!(labels(&sql, "m"), ["a"], "{attributes}");
        assert_eq!(labels(&sql, "n"), ["n", "o"], "{attributes}");
    }
    let other = format!(
        "{FIRST}--  ChangeSet a:2 dbms:mysql\n# it's `other`\n-- changeset a:3\n\
                         alter type m add value 'b';"
    );
    assert_eq!(labels(&other, "m"), ["a", "b"]);
}

#[test]
fn a_changeset_that_may_run_is_open() {
    for attributes in [
        "context:test",
        "contextFilter:\"test and !prod\"",
        "labels:x",
        "\n--preconditions onFail:MARK_RAN onError:HALT\n--precondition-sql-check expectedResult:0 select 1",
        "\n-- preconditions onFail:CONTINUE",
    ] {
        let sql = changeset(attributes);
        let reason = undetermined(&sql, "m");
        assert!(reason.contains("changeset"), "{attributes}: {reason}");
        assert_eq!(labels(&sql, "n"), ["n", "o"], "{attributes}");
    }
    // The history has run, so none of them has failed.
    for attributes in [
        "\n--preconditions onFail:HALT",
        "\n--preconditions",
        "\n--preconditions onFail:WARN",
    ] {
        assert_eq!(labels(&changeset(attributes), "m"), ["a", "b"]);
    }
}

#[test]
fn ignored_lines() {
    let sql = format!(
        "{FIRST}--ignoreLines:2\nalter type m add value 'x';\nit's;\nalter type m add value 'b';\n\
         --ignoreLines:start\nalter type m add value 'y'; it's\n--ignoreLines:end\n\
         alter type m add value 'c';"
    );
    assert_eq!(labels(&sql, "m"), ["a", "b", "c"]);
}

#[test]
fn a_changeset_ends_the_statement_before() {
    let sql = format!(
        "{FIRST}--changeset a:2\ncreate table t (a int)\n--changeset a:3\n\
                       alter type m add value 'b'\n--changeset a:4\nalter type m add value 'c'"
    );
    assert_eq!(labels(&sql, "m"), ["a", "b", "c"]);
}

#[test]
fn these_are_comments_elsewhere() {
    let sql = "create type m as enum ('a');\n--changeset a:2 dbms:mysql\n--ignoreLines:1\n\
               alter type m add value 'b';";
    assert_eq!(labels(sql, "m"), ["a", "b"]);
}

#[test]
fn drizzle_parts_statements_by_a_comment() {
    let sql = "CREATE TYPE m AS ENUM('a')\n--> statement-breakpoint\nALTER TYPE m ADD VALUE 'b'\n\
               --> statement-breakpoint\nCREATE TABLE t (x m)--> statement-breakpoint\n\
               ALTER TYPE m ADD VALUE 'c';--> statement-breakpoint\nSELECT 1";
    assert_eq!(labels(sql, "m"), ["a", "b", "c"]);
}
