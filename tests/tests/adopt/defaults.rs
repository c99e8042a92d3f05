//! The default of a column, as a constant of the type it has now.

use crate::support::{Case, down, mood, up};

fn with_default(column: &str) -> Case {
    Case::new(&format!("CREATE TABLE person (id int, mood {column})"))
}

fn default_of(case: &mut Case) -> String {
    case.text("SELECT pg_get_expr(adbin, adrelid) FROM pg_attrdef")
}

#[test]
fn is_a_label_of_the_enum_and_a_text_again() {
    let mut case = with_default("text DEFAULT 'ok'");
    case.apply(&up(&mood(), &["person.mood"]));
    assert_eq!(default_of(&mut case), "'ok'::mood");
    case.apply(&down(&mood(), &["person.mood"]));
    assert_eq!(default_of(&mut case), "'ok'::text");
}

#[test]
fn can_be_written_in_any_constant_way() {
    for column in [
        "varchar(9) DEFAULT 'ok'",
        "char(9) DEFAULT 'ok'",
        "text DEFAULT 'ok'::varchar(9)",
        "text DEFAULT ('ok'::name)::text",
        "varchar(9)[] DEFAULT ARRAY['ok', NULL]",
        "text[] DEFAULT '{ok}'::varchar[]",
        "text[] DEFAULT ARRAY[ARRAY['ok'], ARRAY['sad']]",
        "char(9)[] DEFAULT '{ok}'",
    ] {
        let mut case = with_default(column);
        case.apply(&up(&mood(), &["person.mood"]));
        case.apply("INSERT INTO person DEFAULT VALUES");
        let stored = case.text("SELECT mood FROM person");
        assert!(stored.contains("ok"), "{column}: {stored}");
        case.apply(&down(&mood(), &["person.mood"]));
        case.apply("INSERT INTO person DEFAULT VALUES");
        assert_eq!(case.texts("SELECT mood FROM person"), [&*stored, &*stored]);
    }
}

#[test]
fn of_null_stays_null() {
    let mut case = with_default("varchar(9) DEFAULT NULL");
    case.apply(&up(&mood(), &["person.mood"]));
    case.apply("INSERT INTO person DEFAULT VALUES");
    assert_eq!(case.texts("SELECT mood FROM person"), ["∅"]);
}

#[test]
fn that_is_no_label_is_refused() {
    let mut case = with_default("text DEFAULT 'bad'");
    assert_eq!(
        case.refused(&up(&mood(), &["person.mood"])),
        ["default of column public.person.mood is no label: 'bad'::text"]
    );
    let mut case = with_default("text[] DEFAULT '{ok,bad}'");
    assert_eq!(
        case.refused(&up(&mood(), &["person.mood"])),
        ["default of column public.person.mood is no label: '{ok,bad}'::text[]"]
    );
}

#[test]
fn that_is_computed_is_refused() {
    for (default, shown) in [
        ("lower('OK')", "lower('OK'::text)"),
        ("current_user", "CURRENT_USER"),
        ("now()::text", "(now())::text"),
        ("'o' || 'k'", "('o'::text || 'k'::text)"),
        (
            "current_setting('app.mood')::varchar",
            "(current_setting('app.mood'::text))::character varying",
        ),
    ] {
        let mut case = with_default(&format!("text DEFAULT {default}"));
        assert_eq!(
            case.refused(&up(&mood(), &["person.mood"])),
            [format!(
                "default of column public.person.mood is computed: {shown}"
            )]
        );
    }
}

#[test]
fn of_a_partition_is_its_own() {
    let mut case = Case::new(
        "CREATE TABLE person (id int, mood text DEFAULT 'ok') PARTITION BY LIST (id);
         CREATE TABLE person_1 PARTITION OF person (mood DEFAULT 'sad') FOR VALUES IN (1);
         CREATE TABLE person_2 PARTITION OF person (mood DEFAULT NULL) FOR VALUES IN (2);",
    );
    case.round_trip(&mood(), &["person.mood"]);
    case.apply(
        "INSERT INTO person_1 (id) VALUES (1); INSERT INTO person (id) VALUES (2);
         INSERT INTO person_2 (id) VALUES (2)",
    );
    assert_eq!(
        case.texts("SELECT mood FROM person ORDER BY id, mood"),
        ["sad", "ok", "∅"]
    );
}

#[test]
fn of_a_label_with_quotes_survives_both_string_settings() {
    for setting in ["on", "off"] {
        let mut case = with_default(r"text DEFAULT E'it''s a\\b'");
        case.apply(&format!("SET standard_conforming_strings = {setting}"));
        let ty = crate::support::enum_type(None, "mood", &["ok", r"it's a\b"]);
        case.round_trip(&ty, &["person.mood"]);
        case.apply("INSERT INTO person DEFAULT VALUES");
        assert_eq!(case.texts("SELECT mood FROM person"), [r"it's a\b"]);
    }
}
