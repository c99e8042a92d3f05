//! Names and labels of all sorts.

use crate::support::{Case, down, enum_type, mood, up};
use pg_integration_enum_core::quote::{identifier, literal};

/// Schema, table, column, type and labels of this name survive the round trip.
fn survives(name: &str) {
    let quoted = identifier(name);
    let label = literal(name);
    let mut case = Case::new(&format!(
        "CREATE SCHEMA {quoted};
         CREATE TABLE {quoted}.{quoted} (id int PRIMARY KEY, {quoted} text NOT NULL DEFAULT {label}, other text);
         CREATE INDEX ON {quoted}.{quoted} ({quoted}) WHERE other <> '';
         ALTER TABLE {quoted}.{quoted} ADD CHECK (other <> '');
         INSERT INTO {quoted}.{quoted} VALUES (1, {label}), (2, DEFAULT);"
    ));
    // A type cannot have the name of its table.
    let type_name = name.chars().rev().collect::<String>();
    let ty = enum_type(Some(name), &type_name, &["plain", name]);
    case.round_trip(&ty, &[&format!("{quoted}.{quoted}.{quoted}")]);
    let rows = case.texts(&format!("SELECT {quoted} FROM {quoted}.{quoted}"));
    assert_eq!(rows, [name, name]);
}

#[test]
fn with_quotes_and_backslashes() {
    survives(r#"it's "quoted" \ a\\b"#);
}

#[test]
fn with_attempts_to_break_out() {
    survives("$pg_enum$; DROP TABLE x; --");
    survives("'); DROP TABLE x; --");
    survives("%s %I %1$s % %%");
    survives("a\nDROP TABLE x;\r\n--");
}

#[test]
fn of_other_scripts() {
    survives("ünïcödé 🦀 e\u{301}");
}

#[test]
fn of_63_bytes() {
    survives(&"x".repeat(62).replacen('x', "ay", 1));
    survives(&("é".repeat(31) + "z"));
}

#[test]
fn that_are_keywords_or_variables_of_the_block() {
    for name in ["order", "rels", "item", "enum", "oid", "attname", "path"] {
        survives(name);
    }
}

#[test]
fn of_a_table_like_a_system_type() {
    let mut case = Case::new(r#"CREATE TABLE "text" (mood text DEFAULT 'ok')"#);
    case.round_trip(&mood(), &["text.mood"]);
    assert_eq!(case.type_of("public.text.mood"), "mood");
}

#[test]
fn of_a_dropped_column_are_free() {
    let mut case = Case::new(
        "CREATE TABLE person (gone text, mood text); ALTER TABLE person DROP gone;
         ALTER TABLE person DROP mood, ADD mood text DEFAULT 'ok';",
    );
    case.round_trip(&mood(), &["person.mood"]);
}

#[test]
fn that_are_missing_are_named_with_the_near_ones() {
    let mut case = Case::new(
        r#"CREATE TABLE "Person" (id int, mood text); CREATE VIEW seen AS SELECT 1 AS mood"#,
    );
    let refusal = case.fails(&up(&mood(), &["person.mood"]), "42P01");
    assert_eq!(refusal.message, r#"table "person" does not exist"#);
    assert_eq!(
        refusal.hint,
        r#"Of that name, in any case and schema: public."Person""#
    );
    let refusal = case.fails(&up(&mood(), &["app.nobody.mood"]), "42P01");
    assert_eq!(refusal.message, r#"table "app"."nobody" does not exist"#);
    assert_eq!(refusal.hint, "Of that name, in any case and schema: none");
    let refusal = case.fails(&up(&mood(), &["Person.Mood"]), "42703");
    assert_eq!(
        refusal.message,
        r#"table public."Person" has no column "Mood""#
    );
    assert_eq!(refusal.hint, "It has: id, mood");
    let refusal = case.fails(&down(&mood(), &["Person.Mood"]), "42703");
    assert_eq!(
        refusal.message,
        r#"table public."Person" has no column "Mood""#
    );
    let refusal = case.fails(&up(&mood(), &["seen.mood"]), "42809");
    assert_eq!(refusal.message, "public.seen is not a table");
}

#[test]
fn of_a_schema_that_is_missing() {
    let mut case = Case::new("CREATE TABLE person (mood text)");
    let ty = enum_type(Some("nowhere"), "mood", &["ok"]);
    let refusal = case.fails(&up(&ty, &["person.mood"]), "3F000");
    assert_eq!(refusal.message, r#"schema "nowhere" does not exist"#);
}

/// Functions that fit better than the system's, in a schema of the path, would run
/// with the rights of whoever migrates.
#[test]
fn of_functions_cannot_be_hijacked() {
    let mut case = Case::new(
        "CREATE TABLE person (mood text DEFAULT 'ok'); INSERT INTO person VALUES ('sad');
         CREATE FUNCTION format(text, text) RETURNS text LANGUAGE plpgsql AS $$BEGIN RAISE 'hijacked'; END$$;
         CREATE FUNCTION format(text, name) RETURNS text LANGUAGE plpgsql AS $$BEGIN RAISE 'hijacked'; END$$;
         CREATE FUNCTION format(text, regclass) RETURNS text LANGUAGE plpgsql AS $$BEGIN RAISE 'hijacked'; END$$;
         CREATE FUNCTION format(text, regclass, name) RETURNS text LANGUAGE plpgsql AS $$BEGIN RAISE 'hijacked'; END$$;
         CREATE FUNCTION format(text, regclass, text) RETURNS text LANGUAGE plpgsql AS $$BEGIN RAISE 'hijacked'; END$$;
         CREATE FUNCTION lower(name) RETURNS text LANGUAGE plpgsql AS $$BEGIN RAISE 'hijacked'; END$$;",
    );
    case.round_trip(&mood(), &["person.mood"]);
}
