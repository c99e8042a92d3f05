//! Tables of every kind, and columns that cannot be adopted.

use crate::support::{Case, down, enum_type, mood, up};

#[test]
fn a_partitioned_table_and_its_partitions() {
    let mut case = Case::new(
        "CREATE TABLE person (id int, mood text NOT NULL DEFAULT 'ok', PRIMARY KEY (id, mood)) PARTITION BY RANGE (id);
         CREATE TABLE young PARTITION OF person FOR VALUES FROM (0) TO (10) PARTITION BY LIST (id);
         CREATE TABLE baby PARTITION OF young FOR VALUES IN (1);
         CREATE TABLE old PARTITION OF person DEFAULT;
         CREATE INDEX ON person (mood);
         CREATE INDEX ON baby (mood, id);
         INSERT INTO person VALUES (1, 'sad'), (11, 'happy');",
    );
    case.round_trip(&mood(), &["person.mood"]);
    assert_eq!(case.type_of("baby.mood"), "mood");
    assert_eq!(
        case.texts("SELECT mood FROM person ORDER BY mood"),
        ["sad", "happy"]
    );
}

#[test]
fn a_table_with_children() {
    let mut case = Case::new(
        "CREATE TABLE pet (mood text DEFAULT 'ok');
         CREATE TABLE dog (bark int) INHERITS (pet);
         CREATE TABLE cat (lives int, mood text DEFAULT 'sad') INHERITS (pet);
         INSERT INTO dog VALUES ('sad');",
    );
    case.round_trip(&mood(), &["pet.mood"]);
    assert_eq!(case.type_of("cat.mood"), "mood");
}

#[test]
fn a_table_named_beside_its_parent() {
    let mut case =
        Case::new("CREATE TABLE pet (mood text DEFAULT 'ok'); CREATE TABLE dog () INHERITS (pet);");
    case.round_trip(&mood(), &["dog.mood", "pet.mood"]);
}

#[test]
fn a_table_with_another_parent_is_refused() {
    let mut case = Case::new(
        "CREATE TABLE pet (mood text); CREATE TABLE friend (mood text);
         CREATE TABLE dog () INHERITS (pet, friend);",
    );
    assert_eq!(
        case.refused(&up(&mood(), &["pet.mood"])),
        ["column public.dog.mood is inherited: name the column of the parent, too"]
    );
}

#[test]
fn a_temporary_table() {
    let mut case = Case::new("CREATE TEMP TABLE person (mood text DEFAULT 'ok')");
    case.apply(&up(&mood(), &["person.mood"]));
    assert_eq!(case.type_of("person.mood"), "mood");
    case.apply(&down(&mood(), &["person.mood"]));
    case.round_trip(&mood(), &["pg_temp.person.mood"]);
}

#[test]
fn an_unlogged_table() {
    let mut case = Case::new("CREATE UNLOGGED TABLE person (mood text DEFAULT 'ok')");
    case.round_trip(&mood(), &["person.mood"]);
}

#[test]
fn a_partition_alone_is_refused() {
    let mut case = Case::new(
        "CREATE TABLE person (id int, mood text) PARTITION BY LIST (id);
         CREATE TABLE person_1 PARTITION OF person FOR VALUES IN (1);",
    );
    assert_eq!(
        case.refused(&up(&mood(), &["person_1.mood"])),
        ["column public.person_1.mood is inherited: name the column of the parent, too"]
    );
}

#[test]
fn a_partition_key_is_refused() {
    let mut case = Case::new(
        "CREATE TABLE person (mood text) PARTITION BY LIST (mood);
         CREATE TABLE pet (mood text) PARTITION BY LIST (lower(mood));
         CREATE TABLE team (id int, mood text) PARTITION BY LIST (id);
         CREATE TABLE team_1 PARTITION OF team FOR VALUES IN (1) PARTITION BY LIST (mood);",
    );
    assert_eq!(
        case.refused(&up(&mood(), &["person.mood", "pet.mood", "team.mood"])),
        [
            "column public.person.mood is in the partition key, and cannot change: move the rows to a new table",
            "column public.pet.mood is in the partition key, and cannot change: move the rows to a new table",
            "column public.team_1.mood is in the partition key, and cannot change: move the rows to a new table",
        ]
    );
}

#[test]
fn a_column_of_another_type_is_refused() {
    let mut case = Case::new(
        "CREATE DOMAIN kind AS text CHECK (value <> 'x');
         CREATE TYPE other AS ENUM ('ok');
         CREATE TABLE person (i int, k kind, n name, j jsonb, o other, c \"char\", \"K\" kind[])",
    );
    let types = [
        ("i", "integer"),
        ("k", "public.kind"),
        ("n", "name"),
        ("j", "jsonb"),
        ("o", "public.other"),
        ("c", r#""char""#),
        (r#""K""#, "public.kind[]"),
    ];
    let columns = types.map(|(column, _)| format!("person.{column}"));
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let up = up(&mood(), &columns);
    let lines = case.refused(&up);
    let expected = types.map(|(column, ty)| {
        let array = if ty.ends_with("[]") { "[]" } else { "" };
        format!(
            "column public.person.{column} is of type {ty}, not text, varchar or char: \
             ALTER TABLE public.person ALTER COLUMN {column} TYPE text{array};"
        )
    });
    assert_eq!(lines, expected);
    for line in lines {
        let (_, remedy) = line.split_once(": ").unwrap();
        case.apply(remedy);
    }
    case.apply(&up);
    assert_eq!(case.type_of("person.K"), "mood[]");
}

#[test]
fn a_column_of_citext_is_refused() {
    let mut case = Case::new("CREATE SCHEMA app");
    let available = "SELECT count(*) FROM pg_available_extensions WHERE name = 'citext'";
    if case.text(available) == "0" {
        return;
    }
    case.apply(
        "CREATE EXTENSION citext SCHEMA app;
         CREATE TABLE person (mood app.citext DEFAULT 'ok'); INSERT INTO person VALUES ('OK');
         CREATE VIEW v AS SELECT mood FROM person",
    );
    let up = up(&mood(), &["person.mood"]);
    let remedies = [
        "DROP VIEW public.v;",
        "ALTER TABLE public.person ALTER COLUMN mood TYPE text;",
    ];
    assert_eq!(
        case.refused(&up),
        [
            format!("view public.v: {}", remedies[0]),
            format!(
                "column public.person.mood is of type app.citext, not text, varchar or char: {}",
                remedies[1]
            ),
        ]
    );
    // In this order, as a view keeps its column's type. From then on case counts.
    case.apply(&remedies.concat());
    assert_eq!(
        case.refused(&up),
        ["values of column public.person.mood that are no labels, 1 in all: 'OK' (1)"]
    );
    case.apply("UPDATE person SET mood = lower(mood)");
    case.apply(&up);
    assert_eq!(case.type_of("person.mood"), "mood");
}

#[test]
fn a_column_of_another_type_is_refused_on_the_way_down() {
    let mut case = Case::new("CREATE TABLE person (mood text, id int)");
    case.apply(&up(&mood(), &["person.mood"]));
    assert_eq!(
        case.refused(&down(&mood(), &["person.mood", "person.id"])),
        ["column public.person.id is of type integer, not that type"]
    );
}

#[test]
fn a_generated_column_is_refused() {
    let mut case =
        Case::new("CREATE TABLE person (id int, mood text GENERATED ALWAYS AS ('ok') STORED)");
    assert_eq!(
        case.refused(&up(&mood(), &["person.mood"])),
        ["column public.person.mood is generated"]
    );
}

#[test]
fn a_stored_row_type_is_refused() {
    let mut case = Case::new(
        "CREATE TABLE person (mood text);
         CREATE TABLE team (lead person);
         CREATE TABLE crowd (members person[])",
    );
    let line = case.refused(&up(&mood(), &["person.mood"])).remove(0);
    assert!(
        line.starts_with("column public.person.mood is of a row type that column public."),
        "{line}"
    );
    case.apply("DROP TABLE team");
    assert_eq!(
        case.refused(&up(&mood(), &["person.mood"])),
        ["column public.person.mood is of a row type that column public.crowd.members stores"]
    );
}

#[test]
fn a_typed_table_is_refused() {
    let mut case = Case::new("CREATE TYPE shape AS (mood text); CREATE TABLE person OF shape");
    assert_eq!(
        case.refused(&up(&mood(), &["person.mood"])),
        ["column public.person.mood is of a typed table"]
    );
}

#[test]
fn a_foreign_partition_is_refused() {
    let mut case = Case::new(
        "CREATE FOREIGN DATA WRAPPER nothing; CREATE SERVER far FOREIGN DATA WRAPPER nothing;
         CREATE TABLE person (id int, mood text) PARTITION BY LIST (id);
         CREATE FOREIGN TABLE person_1 PARTITION OF person FOR VALUES IN (1) SERVER far",
    );
    let lines = case.refused(&up(&mood(), &["person.mood"]));
    assert_eq!(lines, ["column public.person_1.mood is of a foreign table"]);
}

#[test]
fn a_name_that_is_no_enum_type_is_refused() {
    let mut case = Case::new("CREATE TABLE person (mood text); CREATE DOMAIN mood AS text");
    let refusal = case.fails(&up(&mood(), &["person.mood"]), "42809");
    assert_eq!(refusal.message, r#""mood" exists, but is not an enum type"#);
}

#[test]
fn no_column_at_all_makes_the_type() {
    let mut case = Case::new("");
    let lines = case.round_trip(&enum_type(None, "mood", &[]), &[]);
    assert_eq!(lines, ["type mood"]);
}
