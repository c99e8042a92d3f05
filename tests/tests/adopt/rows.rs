//! Values that are no labels.

use crate::support::{Case, enum_type, mood, up};

#[test]
fn are_listed_with_their_counts_the_most_frequent_first() {
    let mut case = Case::new(
        "CREATE TABLE person (mood text);
         INSERT INTO person VALUES ('angry'), ('Sad'), ('angry'), ('ok'), (NULL), (''), ('angry'), ('Sad')",
    );
    assert_eq!(
        case.refused(&up(&mood(), &["person.mood"])),
        [
            "values of column public.person.mood that are no labels, 6 in all: 'angry' (3), 'Sad' (2), '' (1)"
        ]
    );
    assert_eq!(case.text("SELECT count(*) FROM person"), "8");
}

#[test]
fn are_listed_for_every_column_in_one_error() {
    let mut case = Case::new(
        "CREATE TABLE person (mood text, moods text[]);
         CREATE TABLE pet (mood varchar(9));
         INSERT INTO person VALUES ('ok', '{ok,angry,NULL}'), ('bad', '{{angry,bad},{ok,ok}}');
         INSERT INTO pet VALUES ('hungry')",
    );
    assert_eq!(
        case.refused(&up(&mood(), &["person.mood", "person.moods", "pet.mood"])),
        [
            "values of column public.person.mood that are no labels, 1 in all: 'bad' (1)",
            "values of column public.person.moods that are no labels, 3 in all: 'angry' (2), 'bad' (1)",
            "values of column public.pet.mood that are no labels, 1 in all: 'hungry' (1)",
        ]
    );
}

#[test]
fn are_counted_in_full_where_twenty_are_listed() {
    let mut case = Case::new(
        "CREATE TABLE person (mood text);
         INSERT INTO person SELECT 'v' || i FROM generate_series(1, 300) AS i, generate_series(1, 2)",
    );
    let line = case.refused(&up(&mood(), &["person.mood"])).remove(0);
    assert!(line.contains(", 600 in all: "), "{line}");
    assert_eq!(line.matches(" (2)").count(), 20, "{line}");
    assert!(line.ends_with(", and 280 others"), "{line}");
}

#[test]
fn that_are_long_are_cut() {
    let mut case = Case::new(
        "CREATE TABLE person (mood text); INSERT INTO person VALUES (repeat('x', 1000000))",
    );
    let line = case.refused(&up(&mood(), &["person.mood"])).remove(0);
    assert!(
        line.ends_with(&format!("'{}' (1)", "x".repeat(60))),
        "{line}"
    );
}

#[test]
fn are_quoted() {
    let mut case =
        Case::new(r"CREATE TABLE person (mood text); INSERT INTO person VALUES ('it''s'), ('a\b')");
    let line = case.refused(&up(&mood(), &["person.mood"])).remove(0);
    assert!(line.ends_with(r"E'a\\b' (1), 'it''s' (1)"), "{line}");
}

#[test]
fn are_found_where_the_collation_takes_them_for_labels() {
    let mut case = Case::new(
        "CREATE COLLATION anycase (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
         CREATE TABLE person (mood text COLLATE anycase);
         INSERT INTO person VALUES ('SAD'), ('sad'), ('Sad')",
    );
    assert_eq!(
        case.refused(&up(&mood(), &["person.mood"])),
        ["values of column public.person.mood that are no labels, 2 in all: 'SAD' (1), 'Sad' (1)"]
    );
}

#[test]
fn are_not_found_in_the_padding_of_char() {
    let mut case =
        Case::new("CREATE TABLE person (mood char(9)); INSERT INTO person VALUES ('sad'), ('bad')");
    assert_eq!(
        case.refused(&up(&mood(), &["person.mood"])),
        ["values of column public.person.mood that are no labels, 1 in all: 'bad' (1)"]
    );
}

#[test]
fn can_be_the_empty_text_which_may_be_a_label() {
    let mut case =
        Case::new("CREATE TABLE person (mood text DEFAULT ''); INSERT INTO person VALUES ('')");
    case.round_trip(&enum_type(None, "mood", &["", "ok"]), &["person.mood"]);
    assert_eq!(case.texts("SELECT mood FROM person"), [""]);
}

#[test]
fn are_found_in_partitions_and_children() {
    let mut case = Case::new(
        "CREATE TABLE person (id int, mood text) PARTITION BY LIST (id);
         CREATE TABLE person_1 PARTITION OF person FOR VALUES IN (1);
         INSERT INTO person VALUES (1, 'bad');
         CREATE TABLE pet (mood text);
         CREATE TABLE dog () INHERITS (pet);
         INSERT INTO dog VALUES ('barking')",
    );
    assert_eq!(
        case.refused(&up(&mood(), &["person.mood", "pet.mood"])),
        [
            "values of column public.person.mood that are no labels, 1 in all: 'bad' (1)",
            "values of column public.pet.mood that are no labels, 1 in all: 'barking' (1)",
        ]
    );
}

/// The owner is no superuser, and the policy shows no row to anybody.
fn hidden(rows: &str) -> Case {
    let mut case = Case::new("");
    let owner = case.database.role_name("owner");
    case.apply(&format!(
        "CREATE ROLE {owner};
         GRANT CREATE, USAGE ON SCHEMA public TO {owner};
         SET ROLE {owner};
         CREATE TABLE person (team text, mood text DEFAULT 'ok');
         INSERT INTO person (mood) VALUES {rows};
         CREATE POLICY nobody ON person USING (team = 'x');
         ALTER TABLE person ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;"
    ));
    assert_eq!(case.text("SELECT count(*) FROM person"), "0");
    case
}

#[test]
fn are_seen_under_forced_row_level_security() {
    let mut case = hidden("('ok'), ('bad')");
    assert_eq!(
        case.refused(&up(&mood(), &["person.mood"])),
        ["values of column public.person.mood that are no labels, 1 in all: 'bad' (1)"]
    );
}

#[test]
fn are_seen_where_row_security_is_off_in_the_session() {
    let mut case = hidden("('ok'), ('bad')");
    case.apply("ALTER TABLE person ADD CHECK (mood <> 'x'); SET row_security = off");
    assert_eq!(
        case.refused(&up(&mood(), &["person.mood"])),
        [
            "table constraint person_mood_check on public.person: ALTER TABLE public.person DROP CONSTRAINT person_mood_check;",
            "values of column public.person.mood that are no labels, 1 in all: 'bad' (1)",
        ]
    );
}

#[test]
fn forced_row_level_security_stays() {
    let mut case = hidden("('ok'), ('sad')");
    let changed = case.round_trip(&mood(), &["person.mood"]);
    assert_eq!(changed.len(), 2, "{changed:?}");
    assert_eq!(case.text("SELECT count(*) FROM person"), "0");
    case.apply("RESET ROLE");
    assert_eq!(case.texts("SELECT mood FROM person"), ["ok", "sad"]);
}

#[test]
fn are_not_shown_to_a_role_that_does_not_own_the_table() {
    let mut case = hidden("('ok'), ('bad')");
    let other = case.database.role_name("other");
    case.apply(&format!(
        "GRANT ALL ON person TO PUBLIC; RESET ROLE; CREATE ROLE {other};
         GRANT CREATE, USAGE ON SCHEMA public TO {other}; SET ROLE {other}"
    ));
    let refusal = case.fails(&up(&mood(), &["person.mood"]), "42501");
    assert_eq!(refusal.message, "must be owner of table person");
}
