//! Statements whose first word no statement begins with, or that run into the next.
#![cfg(feature = "read")]

mod support;

use support::{invalid, labels, labels_of, undetermined};

const MOOD: &str = "create type m as enum ('a');\ncreate type n as enum ('n');\n";

/// What is said of `m` where this stands behind a statement that creates it.
#[track_caller]
fn refused(sql: &str) -> String {
    let sql = format!("{MOOD}{sql}");
    assert_eq!(labels(&sql, "n"), ["n"], "{sql}");
    invalid(&sql, "m")
}

#[track_caller]
fn open(sql: &str) -> String {
    let sql = format!("{MOOD}{sql}");
    assert_eq!(labels(&sql, "n"), ["n"], "{sql}");
    undetermined(&sql, "m")
}

#[test]
fn what_a_runner_fills_in_before_a_statement() {
    let add = "alter type m add value 'b';";
    for before in [
        "{{ template \"views.sql\" . }}",
        "${preamble}",
        ":preamble",
        "{%- set x = 1 %}",
        "<%= preamble %>",
        "@preamble@",
    ] {
        let reason = open(&format!("{before}\n{add}"));
        assert!(reason.contains("a runner or template fills in"), "{reason}");
    }
}

#[test]
fn what_is_filled_in_before_other_statements() {
    let sql = format!(
        "{MOOD}{{{{ x }}}}\ncreate table t (type text);\n:a\nselect 1;\n:b\ncreate schema s;"
    );
    assert_eq!(labels(&sql, "m"), ["a"]);
    assert_eq!(
        labels(
            "create schema s;\ncreate type s.m as enum ('a');\n:a\ndrop table s.t;",
            "m"
        ),
        ["a"]
    );
    let sql = "create type s.m as enum ('a');\n:a\ndrop schema s cascade;";
    assert!(undetermined(sql, "s.m").contains("`:a`"));
    let sql = format!("{MOOD}:a\ndo $$ begin alter type m add value 'b'; end $$;");
    assert!(undetermined(&sql, "m").contains("`:a`"));
}

#[test]
fn what_is_filled_in_before_a_path() {
    for set in [
        "set search_path to app;",
        "select set_config('search_path', 'app', false);",
        "do $$ begin set search_path to app; end $$;",
    ] {
        let sql = format!("{MOOD}${{preamble}}\n{set}\ncreate type o as enum ('o');");
        assert!(undetermined(&sql, "o").contains("search_path"), "{set}");
        assert_eq!(labels(&sql, "m"), ["a"]);
    }
}

#[test]
fn what_is_filled_in_before_a_write_to_the_catalogue() {
    let reason = open("${x}\nupdate pg_enum set enumlabel = 'b' where enumtypid = 'm'::regtype;");
    assert!(reason.contains("`${x}`"), "{reason}");
}

#[test]
fn a_type_that_a_template_may_create() {
    let sql = "{% if x %}\ncreate type m as enum ('a');\n{% endif %}";
    undetermined(sql, "m");
}

#[test]
fn all_behind_a_condition_of_a_template_may_run_or_not() {
    for begin in [
        "{% if x %}",
        "{{ if .X }}",
        "{{- range .X }}",
        "{{#if x}}",
        "<% if x %>",
    ] {
        let sql = format!("{MOOD}{begin}\nselect 1;\nalter type m add value 'b';\n{{{{ end }}}}");
        let reason = undetermined(&sql, "m");
        assert!(reason.contains("condition of a template"), "{reason}");
        assert_eq!(labels(&sql, "n"), ["n"]);
        // The next file is none of it.
        assert_eq!(
            labels_of(&[&sql, "alter type n add value 'o';"], "n"),
            ["n", "o"]
        );
    }
}

#[test]
fn words_that_begin_no_statement() {
    for (before, word) in [
        ("GO", "GO"),
        ("oops", "oops"),
        ("DELIMITER //", "DELIMITER"),
        ("<<<<<<< HEAD", "<<<<<<<"),
        ("=======", "======="),
        ("/", "/"),
        ("if x then", "if"),
    ] {
        let reason = refused(&format!("{before}\nalter type m add value 'b';"));
        assert_eq!(reason, format!("no statement begins with `{word}`"));
    }
    let reason = refused("oops drop type if exists m;");
    assert_eq!(reason, "no statement begins with `oops`");
    let both = format!("{MOOD}GO\ndrop type m, n;");
    assert!(invalid(&both, "m").contains("`GO`"));
    assert!(undetermined(&both, "n").contains("`GO`"));
    assert!(invalid("GO\ncreate type m as enum ('a');", "m").contains("`GO`"));
}

#[test]
fn unknown_words_before_what_is_not_on_types() {
    let sql = format!("{MOOD}GO\ncreate table t (m m);\noops 'type';\nUSE x;\n=======");
    assert_eq!(labels(&sql, "m"), ["a"]);
}

#[test]
fn a_missing_semicolon() {
    for before in [
        "select 1",
        "create table t (a text)",
        "create table t (a text default 'x')",
        "insert into t values ('a', 'b')",
        "do $$ begin null; end $$",
        "create function f() returns int language sql as $$ select 1 $$",
        "begin",
        "set x = 1",
        "grant select on t to x",
        "alter type n owner to x",
        "comment on table t is 'it''s'",
        "create index on t (a)",
        "update t set a = 'b' where c = 'd'",
    ] {
        for (statement, named) in [
            ("alter type m add value 'b';", "alter type"),
            (
                "ALTER TYPE public.m ADD VALUE IF NOT EXISTS 'b' BEFORE 'a';",
                "ALTER TYPE",
            ),
            ("alter type m rename value 'a' to 'b';", "alter type"),
            ("create type m as enum (\n  'b',\n  'c'\n);", "create type"),
        ] {
            let reason = refused(&format!("{before}\n{statement}"));
            assert_eq!(
                reason,
                format!("a semicolon is missing before `{named}`"),
                "{before}"
            );
        }
    }
}

#[test]
fn statements_that_hold_the_words_all_the_same() {
    let sql = "
        create table t (type text, value text, add int, alter int);
        comment on type m is 'alter type m add value ''b''';
        grant usage on type m to x;
        alter table t alter type type varchar, alter value type varchar;
        alter table t alter value set default 'create type m as enum (1)';
        create event trigger e on ddl_command_end when tag in ('ALTER TYPE') execute function f();
        insert into t values ('alter type m add value', 'x'), (E'a\\'', 'enum (''b'')');
        insert into t (type, value) select type, value 'x' from t;
        do $$ begin raise notice 'alter type m add value'; end $$ language plpgsql;
        create function g() returns text language sql as 'select ''create type m as enum (1)''';
        create view v as select value 'b' from t where type = any (array['x']);
        analyze t;
        ";
    let sql = format!("{MOOD}{sql}");
    assert_eq!(labels(&sql, "m"), ["a"]);
}

#[test]
fn a_missing_semicolon_in_a_text_that_is_executed() {
    let sql = format!(
        "{MOOD}do $$ begin execute 'select 1 alter type m add value ''b'''; \
         exception when syntax_error then null; end $$;"
    );
    assert_eq!(labels(&sql, "m"), ["a"]);
}
