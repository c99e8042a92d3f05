//! Literals, names, comments and what psql adds, each read to the label or name
//! that it means.
#![cfg(feature = "read")]

mod support;

use support::{invalid, labels, labels_of, try_read};

/// The label that a literal gives.
#[track_caller]
fn literal(sql: &str) -> String {
    let labels = labels(&format!("CREATE TYPE m AS ENUM ({sql});"), "m");
    assert_eq!(labels.len(), 1, "{sql}");
    labels.into_iter().next().unwrap()
}

/// Whether this name is that of the type `name`.
#[track_caller]
fn named(sql: &str, name: &str) {
    let sql = format!("CREATE TYPE {sql} AS ENUM ('a');");
    let found = try_read(&sql, &format!("public.{name}"));
    assert!(found.is_ok(), "{sql} is not {name}: {found:?}");
}

#[test]
fn plain_literals() {
    assert_eq!(literal("'a'"), "a");
    assert_eq!(literal("''"), "");
    assert_eq!(literal("'it''s'"), "it's");
    assert_eq!(literal(r"'a\b'"), r"a\b");
    assert_eq!(literal("'größe 😀'"), "größe 😀");
}

#[test]
fn literals_that_go_on_in_the_next_line() {
    assert_eq!(literal("'a'\n'b'"), "ab");
    assert_eq!(literal("'a' -- and\n  -- more\n 'b'\r\n'c'"), "abc");
    assert_eq!(literal("E'a\\n'\n'\\n'"), "a\n\n");
    assert!(invalid("CREATE TYPE m AS ENUM ('a' 'b');", "m").contains("`'b'`"));
}

#[test]
fn escape_literals() {
    assert_eq!(literal(r"E'it\'s'"), "it's");
    assert_eq!(literal(r"e'\b\f\n\r\t\\\q'"), "\u{8}\u{c}\n\r\t\\q");
    assert_eq!(literal(r"E'\101\x42\x4\u0043\U0001F600'"), "AB\u{4}C😀");
    assert_eq!(literal(r"E'\xc3\xb6\303\266'"), "öö");
    assert_eq!(literal(r"E'\uD83D\uDE00'"), "😀");
    assert_eq!(literal(r"E'\xg'"), "xg");
}

#[test]
fn escapes_that_give_no_text() {
    for (sql, reason) in [
        (r"E'\xff'", "no UTF-8"),
        (r"E'\000'", "NUL"),
        (r"E'\u12'", "4 hexadecimal digits"),
        (r"E'\uD83Dx'", "surrogate"),
        (r"E'\uD83D'", "surrogate"),
        (r"U&'\+11FFFF'", "no character"),
    ] {
        let sql = format!("CREATE TYPE m AS ENUM ({sql});");
        let found = invalid(&sql, "m");
        assert!(found.contains(reason), "{sql}: {found}");
    }
}

#[test]
fn unicode_literals() {
    assert_eq!(literal(r"U&'d\0061t\+000061'"), "data");
    assert_eq!(literal(r"u&'a\\b'"), r"a\b");
    assert_eq!(literal("U&'d!0061t!!a' UESCAPE '!'"), "dat!a");
    assert_eq!(literal(r"U&'\D83D\DE00'"), "😀");
}

#[test]
fn dollar_quotes() {
    assert_eq!(literal("$$it's; -- $$"), "it's; -- ");
    assert_eq!(literal("$t$a $$ $T$ b$t$"), "a $$ $T$ b");
    assert_eq!(literal("$ö1$a$ö1$"), "a");
}

#[test]
fn backslashes_where_strings_do_not_conform() {
    let sql = r"SET standard_conforming_strings = off;
        CREATE TYPE m AS ENUM ('it\'s', 'a\\b');
        SET standard_conforming_strings TO on;
        ALTER TYPE m ADD VALUE 'c\d';";
    assert_eq!(labels(sql, "m"), ["it's", r"a\b", r"c\d"]);
}

#[test]
fn names() {
    named("Mood", "mood");
    named("\"Mood\"", "Mood");
    named("\"a\"\"b\"", "a\"b");
    named("public . \"or.der\"", "or.der");
    named(r#"U&"\006d\006f\006f\0064""#, "mood");
    named(r#"U&"!006dood" UESCAPE '!'"#, "mood");
    named("größe", "größe");
    named("GRÖSSE", "grÖsse");
    named("a$1", "a$1");
    named("mydb.public.mood", "mood");
}

#[test]
fn a_long_name_is_cut_between_characters() {
    let name = format!("{}ö", "a".repeat(62));
    named(&name, &"a".repeat(62));
    named(&format!("\"{name}\""), &"a".repeat(62));
}

#[test]
fn comments_are_no_statements() {
    let sql = "/* CREATE TYPE m AS ENUM ('x'); /* nested */ ' */
        -- CREATE TYPE m AS ENUM ('y');
        CREATE -- '
        TYPE/**/m AS ENUM ('a'/* , 'b' */); --";
    assert_eq!(labels(sql, "m"), ["a"]);
}

#[test]
fn statements_in_texts_are_no_statements() {
    let sql = "CREATE TYPE m AS ENUM ('a');
        INSERT INTO t VALUES ('; DROP TYPE m;', E'\\'; DROP TYPE m;', $$; DROP TYPE m;$$,
            U&'; DROP TYPE m;', 'x'';DROP TYPE m;', \"; DROP TYPE m;\");
        COMMENT ON TYPE m IS '; DROP TYPE m;';
        CREATE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; SELECT 2);
        CREATE OR REPLACE RULE r AS ON INSERT TO t DO ALSO (SELECT 1; DROP TYPE m);
        ALTER TYPE m ADD VALUE 'b';";
    assert_eq!(labels(sql, "m"), ["a", "b"]);
}

#[test]
fn a_dollar_in_a_word_begins_no_quote() {
    let sql = "SELECT a$b$ FROM t$x$; CREATE TYPE m AS ENUM ('a'); SELECT $1, c$b$;";
    assert_eq!(labels(sql, "m"), ["a"]);
}

#[test]
fn bodies_with_semicolons() {
    let sql = "CREATE FUNCTION f() RETURNS int LANGUAGE sql
            BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 2 END; END;
        CREATE OR REPLACE PROCEDURE p() LANGUAGE sql BEGIN ATOMIC END;
        CREATE TYPE m AS ENUM ('a');";
    assert_eq!(labels(sql, "m"), ["a"]);
}

#[test]
fn bom_and_crlf() {
    let sql = "\u{feff}CREATE TYPE m AS ENUM (\r\n  'a',\r\n  'b'\r\n);\r\n";
    assert_eq!(labels(sql, "m"), ["a", "b"]);
    let listing = try_read(sql, "m").unwrap();
    assert_eq!(listing.labels[1].place.to_string(), "1.sql:3:3");
}

/// As editors count it.
#[test]
fn a_byte_order_mark_takes_no_column() {
    let listing = try_read("\u{feff}CREATE TYPE m AS ENUM ('a', 'b');", "m").unwrap();
    assert_eq!(listing.place.to_string(), "1.sql:1:1");
    assert_eq!(listing.labels[1].place.to_string(), "1.sql:1:29");
    let error = try_read("\u{feff}CREATE TYPE m AS ENUM ('a", "m").unwrap_err();
    assert_eq!(error.place().unwrap().to_string(), "1.sql:1:24");
    let several = "\u{feff}SELECT 1; CREATE TYPE m AS ENUM ('a'); ALTER TYPE m ADD VALUE 'b';";
    let listing = try_read(several, "m").unwrap();
    assert_eq!(listing.labels[1].place.to_string(), "1.sql:1:40");
}

#[test]
fn the_last_statement_needs_no_semicolon() {
    assert_eq!(labels("CREATE TYPE m AS ENUM ('a')", "m"), ["a"]);
    assert_eq!(labels(";;CREATE TYPE m AS ENUM ('a');;", "m"), ["a"]);
}

#[test]
fn what_is_not_closed_is_invalid_at_its_start() {
    for (sql, reason, place) in [
        ("CREATE TYPE m AS ENUM ('a", "string literal", "1.sql:1:24"),
        ("SELECT\n  'a", "string literal", "1.sql:2:3"),
        ("SELECT \"a", "quoted name", "1.sql:1:8"),
        ("CREATE TABLE \"a", "quoted name", "1.sql:1:14"),
        ("/* /* */", "comment", "1.sql:1:1"),
        ("SELECT $x$ $y$", "`$x$`", "1.sql:1:8"),
    ] {
        let error = try_read(sql, "m").unwrap_err().to_string();
        assert!(error.contains(reason), "{sql}: {error}");
        assert!(error.ends_with(place), "{sql}: {error}");
    }
}

#[test]
fn psql_lines_and_copy_data() {
    let sql = "\\restrict abc'def
        \\set ON_ERROR_STOP on
        CREATE TYPE m AS ENUM ('a');
        COPY public.t (a) FROM stdin;
it's\t; DROP TYPE m;
\\N
\\.
        SELECT 1 \\gset
        \\echo 'it''s; fine
        ALTER TYPE m ADD VALUE 'b';
        \\unrestrict abc
";
    assert_eq!(
        labels(sql.replace("        ", "").as_str(), "m"),
        ["a", "b"]
    );
}

#[test]
fn an_included_file_is_undetermined() {
    for include in ["\\i other.sql", "\\ir other.sql"] {
        let sql = format!("CREATE TYPE m AS ENUM ('a');\n{include}\n");
        let error = try_read(&sql, "m").unwrap_err().to_string();
        assert!(error.contains("runs another file\nat 1.sql:2:1"), "{error}");
    }
}

#[test]
fn a_condition_of_psql_is_undetermined() {
    let sql = "CREATE TYPE m AS ENUM ('a'); CREATE TYPE n AS ENUM ('a');
\\if :x
ALTER TYPE m ADD VALUE 'b';
\\endif
ALTER TYPE n ADD VALUE 'b';";
    assert!(try_read(sql, "m").is_err());
    assert_eq!(labels(sql, "n"), ["a", "b"]);
}

#[test]
fn a_generated_statement_is_undetermined() {
    let sql = "CREATE TYPE m AS ENUM ('a'); CREATE TYPE n AS ENUM ('a');
SELECT 'CREATE DATABASE x' WHERE true \\gexec
SELECT 'ALTER TYPE m ADD VALUE ''b''' \\gexec
";
    assert!(try_read(sql, "m").is_err());
    assert_eq!(labels(sql, "n"), ["a"]);
}

#[test]
fn a_session_that_may_go_on() {
    // In a session of its own, the second file creates in `public`.
    let first = "CREATE SCHEMA s; SET search_path = s; CREATE TYPE n AS ENUM ('a');";
    let texts = [first, "CREATE TYPE m AS ENUM ('a');"];
    let error = support::try_read_files(&texts, "m").unwrap_err();
    assert!(error.to_string().contains("`search_path` of the session"));
    assert_eq!(labels_of(&texts, "n"), ["a"]);
    // Nothing can be created in the path that a dump leaves behind.
    let dump = "SELECT pg_catalog.set_config('search_path', '', false);
        CREATE TYPE public.n AS ENUM ('a');";
    let texts = [
        dump,
        "CREATE TYPE m AS ENUM ('b'); ALTER TYPE n ADD VALUE 'b';",
    ];
    assert_eq!(labels_of(&texts, "m"), ["b"]);
    assert_eq!(labels_of(&texts, "n"), ["a", "b"]);
}

#[test]
fn what_a_runner_fills_in_is_a_name_like_any_other() {
    for schema in [
        "${schema}",
        "${flyway:defaultSchema}",
        "{{ schema }}",
        "{{ index .Options \"Namespace\" }}",
        ":schema",
        ":\"schema\"",
    ] {
        let sql = format!(
            "CREATE SCHEMA IF NOT EXISTS {schema};
            CREATE TYPE {schema}.m AS ENUM ('a'); CREATE TYPE n AS ENUM ('x');
            DO $$ BEGIN ALTER TYPE n ADD VALUE 'y'; END $$;
            ALTER TYPE {schema}.m ADD VALUE 'b'; ALTER TABLE {schema}.t ADD a int[];"
        );
        assert_eq!(labels(&sql, "m"), ["a", "b"], "{schema}");
        assert_eq!(labels(&sql, "n"), ["x", "y"], "{schema}");
    }
    let block = "DO $$ BEGIN
            CREATE TYPE {{ index .Options \"Namespace\" }}.m AS ENUM ('a');
        EXCEPTION WHEN duplicate_object THEN NULL; END $$;";
    assert_eq!(labels(block, "m"), ["a"]);
    let others =
        "CREATE TYPE m AS ENUM ('a'); SELECT a[1:b], a::text, '{1}'::int[], $1, '{{x' FROM t;
        ALTER TYPE m ADD VALUE 'b';";
    assert_eq!(labels(others, "m"), ["a", "b"]);
}
