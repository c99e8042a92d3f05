//! The way back, and what else uses the type.

use crate::support::{Case, down, enum_type, mood, up};

fn adopted() -> Case {
    let mut case = Case::new("CREATE TABLE person (id int, mood text DEFAULT 'ok')");
    case.apply(&up(&mood(), &["person.mood"]));
    case
}

/// Refuses because of what the setup makes, and succeeds without it.
fn in_the_way(setup: &str, line: &str, remedy: &str) {
    let mut case = adopted();
    case.apply(setup);
    let down = down(&mood(), &["person.mood"]);
    assert_eq!(case.refused(&down), [line]);
    case.apply(remedy);
    case.apply(&down);
    assert_eq!(case.type_of("person.mood"), "text");
    assert_eq!(case.text("SELECT to_regtype('mood')"), "∅");
}

#[test]
fn names_another_column() {
    in_the_way(
        "CREATE TABLE pet (mood mood)",
        "table column public.pet.mood",
        "DROP TABLE pet",
    );
    in_the_way(
        "CREATE TABLE pet (moods mood[])",
        "table column public.pet.moods",
        "DROP TABLE pet",
    );
}

/// PostgreSQL 12 to 14 would drop it silently with the type.
#[test]
fn names_a_generated_column() {
    in_the_way(
        "ALTER TABLE person ADD later mood GENERATED ALWAYS AS ('ok') STORED",
        "table column public.person.later: ALTER TABLE public.person DROP COLUMN later;",
        "ALTER TABLE public.person DROP COLUMN later;",
    );
}

#[test]
fn names_a_view_of_a_generated_column() {
    let mut case = adopted();
    case.apply(
        "ALTER TABLE person ADD later mood GENERATED ALWAYS AS ('ok') STORED;
         CREATE VIEW v AS SELECT id, later FROM person;",
    );
    let down = down(&mood(), &["person.mood"]);
    let lines = case.refused(&down);
    assert_eq!(
        lines,
        [
            "view public.v: DROP VIEW public.v;",
            "table column public.person.later: ALTER TABLE public.person DROP COLUMN later;",
        ]
    );
    for line in lines {
        let (_, remedy) = line.split_once(": ").unwrap();
        case.apply(remedy);
    }
    case.apply(&down);
    assert_eq!(case.type_of("person.mood"), "text");
}

#[test]
fn names_a_check_of_the_table_that_would_fit() {
    in_the_way(
        "ALTER TABLE person ADD CONSTRAINT c CHECK (id::text <> 'ok'::mood::text)",
        "table constraint c on public.person: ALTER TABLE public.person DROP CONSTRAINT c;",
        "ALTER TABLE public.person DROP CONSTRAINT c;",
    );
}

#[test]
fn names_a_default_of_another_column() {
    in_the_way(
        "CREATE TABLE pet (mood text DEFAULT 'ok'::mood::text)",
        "default value for public.pet.mood: ALTER TABLE public.pet ALTER COLUMN mood DROP DEFAULT;",
        "ALTER TABLE public.pet ALTER COLUMN mood DROP DEFAULT;",
    );
}

#[test]
fn names_a_function() {
    for signature in ["f(mood) RETURNS int", "f(mood[]) RETURNS int"] {
        let arguments = signature.split(' ').next().unwrap();
        let arguments = arguments.replace("mood", "public.mood");
        in_the_way(
            &format!("CREATE FUNCTION {signature} LANGUAGE sql AS 'SELECT 1'"),
            &format!("function public.{arguments}: DROP FUNCTION public.{arguments};"),
            &format!("DROP FUNCTION public.{arguments};"),
        );
    }
    in_the_way(
        "CREATE FUNCTION f() RETURNS mood LANGUAGE sql AS 'SELECT NULL::mood'",
        "function public.f(): DROP FUNCTION public.f();",
        "DROP FUNCTION public.f();",
    );
}

#[test]
fn names_a_domain() {
    in_the_way(
        "CREATE DOMAIN good AS mood",
        "type public.good: DROP TYPE public.good;",
        "DROP TYPE public.good;",
    );
}

#[test]
fn names_a_check_of_a_domain() {
    let mut case = adopted();
    case.apply("CREATE DOMAIN good AS mood CONSTRAINT c CHECK (value <> 'sad')");
    let down = down(&mood(), &["person.mood"]);
    let lines = case.refused(&down);
    assert_eq!(
        lines,
        [
            "domain constraint c on public.good: ALTER DOMAIN public.good DROP CONSTRAINT c;",
            "type public.good: DROP TYPE public.good;",
        ]
    );
    for line in lines {
        let (_, remedy) = line.split_once(": ").unwrap();
        case.apply(remedy);
    }
    case.apply(&down);
}

/// Dropping the types would fail because of them.
#[test]
fn names_what_uses_a_domain_or_a_composite_type() {
    let mut case = adopted();
    case.apply(
        "CREATE DOMAIN good AS mood; CREATE TYPE pair AS (a mood, b mood);
         CREATE TABLE pet (g good, p pair[], other text);
         CREATE VIEW v AS SELECT g FROM pet; CREATE VIEW w AS SELECT other FROM pet;",
    );
    assert_eq!(
        case.refused(&down(&mood(), &["person.mood"])),
        [
            "view public.v: DROP VIEW public.v;",
            "table column public.pet.g",
            "table column public.pet.p",
            "composite type public.pair: DROP TYPE public.pair;",
            "type public.good: DROP TYPE public.good;",
        ]
    );
}

#[test]
fn names_a_composite_type_and_a_range() {
    in_the_way(
        "CREATE TYPE pair AS (a mood, b mood)",
        "composite type public.pair: DROP TYPE public.pair;",
        "DROP TYPE public.pair;",
    );
    in_the_way(
        "CREATE TYPE span AS RANGE (subtype = mood)",
        "type public.span: DROP TYPE public.span;",
        "DROP TYPE public.span;",
    );
}

#[test]
fn names_a_view_that_only_casts() {
    in_the_way(
        "CREATE VIEW v AS SELECT 'ok'::mood AS x",
        "view public.v: DROP VIEW public.v;",
        "DROP VIEW public.v;",
    );
}

#[test]
fn names_a_check_of_another_table() {
    in_the_way(
        "CREATE TABLE pet (m text CONSTRAINT c CHECK (m <> 'ok'::mood::text))",
        "table constraint c on public.pet: ALTER TABLE public.pet DROP CONSTRAINT c;",
        "ALTER TABLE public.pet DROP CONSTRAINT c;",
    );
}

#[test]
fn drops_labels_that_were_added_and_renamed_since() {
    let mut case = adopted();
    case.apply("ALTER TYPE mood ADD VALUE 'angry'");
    case.apply("ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'");
    case.apply("INSERT INTO person VALUES (1, 'angry'), (2, DEFAULT)");
    case.apply(&down(&mood(), &["person.mood"]));
    assert_eq!(case.texts("SELECT mood FROM person"), ["angry", "fine"]);
    assert_eq!(
        case.refused(&up(&mood(), &["person.mood"])),
        [
            "default of column public.person.mood is no label: 'fine'::text",
            "values of column public.person.mood that are no labels, 2 in all: 'angry' (1), 'fine' (1)",
        ]
    );
}

#[test]
fn is_done_where_the_type_is_gone_and_where_no_column_has_it() {
    let mut case = Case::new("CREATE TABLE person (mood text)");
    case.apply(&down(&mood(), &["person.mood"]));
    case.apply("CREATE TYPE mood AS ENUM ('other')");
    case.apply(&down(&mood(), &["person.mood"]));
    assert_eq!(case.text("SELECT to_regtype('mood')"), "∅");
}

#[test]
fn refuses_a_column_of_another_type() {
    let mut case = Case::new("CREATE TABLE person (id int, mood text)");
    assert_eq!(
        case.refused(&down(&mood(), &["person.id"])),
        [r#"column public.person.id is of type integer, not that type"#]
    );
}

#[test]
fn refuses_a_type_that_is_no_enum() {
    let mut case = Case::new("CREATE TABLE person (mood text); CREATE DOMAIN mood AS text");
    let refusal = case.fails(&down(&mood(), &["person.mood"]), "42809");
    assert_eq!(refusal.message, "public.mood is not an enum type");
}

#[test]
fn keeps_the_same_type_of_another_schema() {
    let mut case = adopted();
    case.apply("CREATE SCHEMA app; CREATE TYPE app.mood AS ENUM ('sad')");
    case.apply(&down(&mood(), &["person.mood"]));
    let types = "SELECT typnamespace::regnamespace FROM pg_type WHERE typname = 'mood'";
    assert_eq!(case.texts(types), ["app"]);
    let ty = enum_type(Some("app"), "mood", &["sad"]);
    case.apply(&down(&ty, &["person.mood"]));
    assert_eq!(case.texts(types), [""; 0]);
}
