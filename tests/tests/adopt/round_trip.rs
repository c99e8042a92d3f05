//! Up, down, up again, and what must be there all the while.

use crate::support::{Case, down, enum_type, mood, up};

const PERSON: &str = "
    CREATE TABLE person (id int PRIMARY KEY, mood text NOT NULL DEFAULT 'ok', team text);
    INSERT INTO person VALUES (1, 'sad', 'x'), (2, 'happy', NULL), (3, DEFAULT, 'y');";

#[test]
fn the_type_the_default_and_nothing_else_change() {
    let mut case = Case::new(PERSON);
    let changed = case.round_trip(&mood(), &["person.mood"]);
    assert_eq!(
        changed,
        [
            "column person . mood mood NOT NULL default 'ok'::mood statistics",
            "type mood {sad,ok,happy}",
        ]
    );
}

#[test]
fn rows_keep_their_values_and_take_the_order_of_the_labels() {
    let mut case = Case::new(PERSON);
    let sorted = "SELECT mood FROM person ORDER BY mood";
    assert_eq!(case.texts(sorted), ["happy", "ok", "sad"]);
    case.round_trip(&mood(), &["person.mood"]);
    assert_eq!(case.texts(sorted), ["sad", "ok", "happy"]);
    case.apply("INSERT INTO person (id) VALUES (4)");
    assert_eq!(case.text("SELECT mood FROM person WHERE id = 4"), "ok");
    let refusal = case
        .run("INSERT INTO person VALUES (5, 'angry')")
        .unwrap_err();
    assert_eq!(refusal.code, "22P02");
}

#[test]
fn an_empty_table() {
    let mut case = Case::new("CREATE TABLE person (mood text)");
    case.round_trip(&mood(), &["person.mood"]);
    assert_eq!(case.type_of("person.mood"), "mood");
}

#[test]
fn nulls_stay() {
    let mut case =
        Case::new("CREATE TABLE person (mood text); INSERT INTO person VALUES (NULL), ('ok')");
    case.round_trip(&mood(), &["person.mood"]);
    assert_eq!(case.texts("SELECT mood FROM person"), ["∅", "ok"]);
}

#[test]
fn indexes_and_keys_stay() {
    let mut case = Case::new(PERSON);
    case.apply(
        "ALTER TABLE person ADD CONSTRAINT once UNIQUE (mood, id);
         ALTER TABLE person DROP CONSTRAINT person_pkey, ADD PRIMARY KEY (mood);
         COMMENT ON CONSTRAINT once ON person IS 'of the constraint';
         CREATE INDEX several ON person (team DESC, mood DESC NULLS LAST) INCLUDE (id) WITH (fillfactor = 70);
         COMMENT ON INDEX several IS 'of the index';
         CREATE INDEX hashed ON person USING hash (mood);
         CREATE INDEX included ON person (id) INCLUDE (mood);
         CREATE INDEX partly ON person (mood) WHERE team <> 'x' AND mood IS NOT NULL;
         CREATE INDEX of_other ON person (lower(team));
         CLUSTER person USING several;
         ALTER TABLE person REPLICA IDENTITY USING INDEX person_pkey;",
    );
    let changed = case.round_trip(&mood(), &["person.mood"]);
    assert_eq!(changed.len(), 2, "{changed:?}");
    let refusal = case
        .run("INSERT INTO person VALUES (9, 'sad')")
        .unwrap_err();
    assert_eq!(refusal.code, "23505");
}

#[test]
fn comments_grants_options_and_targets_stay() {
    let mut case = Case::new(PERSON);
    let role = case.database.role_name("reader");
    case.apply(&format!(
        "COMMENT ON COLUMN person.mood IS 'of the column';
         CREATE ROLE {role};
         GRANT SELECT (mood), UPDATE (mood) ON person TO {role};
         GRANT INSERT ON person TO {role};
         ALTER TABLE person ALTER mood SET STATISTICS 77, ALTER mood SET (n_distinct = 3);
         CREATE STATISTICS related ON mood, team FROM person;
         COMMENT ON STATISTICS related IS 'of the statistics';"
    ));
    let changed = case.round_trip(&mood(), &["person.mood"]);
    assert_eq!(changed.len(), 2, "{changed:?}");
    assert!(changed[0].contains("{n_distinct=3} statistics 77 of the column"));
}

#[test]
fn checks_that_fit_stay_and_enforce() {
    let mut case = Case::new(PERSON);
    case.apply(
        "ALTER TABLE person ADD CONSTRAINT either CHECK (mood IS NOT NULL OR team IS NOT NULL),
            ADD CONSTRAINT team CHECK (team <> 'z')",
    );
    let changed = case.round_trip(&mood(), &["person.mood"]);
    assert_eq!(changed.len(), 2, "{changed:?}");
    let refusal = case
        .run("INSERT INTO person VALUES (9, 'sad', 'z')")
        .unwrap_err();
    assert_eq!(refusal.code, "23514");
}

#[test]
fn a_check_of_varchar_casts_and_stays() {
    let mut case = Case::new("CREATE TABLE person (mood varchar(9) CHECK (mood IN ('sad', 'ok')))");
    case.apply(&up(&mood(), &["person.mood"]));
    let refusal = case.run("INSERT INTO person VALUES ('happy')").unwrap_err();
    assert_eq!(refusal.code, "23514");
    case.apply(&down(&mood(), &["person.mood"]));
}

#[test]
fn varchar_and_char_become_the_enum_and_then_text() {
    let mut case = Case::new(
        "CREATE TABLE person (v varchar(9) DEFAULT 'ok', c char(9) DEFAULT 'ok', cs char(9)[]);
         INSERT INTO person VALUES ('sad', 'sad', '{sad,happy}'), (DEFAULT, DEFAULT, NULL);",
    );
    let columns = ["person.v", "person.c", "person.cs"];
    case.apply(&up(&mood(), &columns));
    assert_eq!(
        case.texts("SELECT concat_ws('|', v, c, cs) FROM person"),
        ["sad|sad|{sad,happy}", "ok|ok"]
    );
    case.apply(&down(&mood(), &columns));
    assert_eq!(case.type_of("person.v"), "text");
    assert_eq!(case.type_of("person.c"), "text");
    assert_eq!(case.type_of("person.cs"), "text[]");
    case.apply("INSERT INTO person (cs) VALUES (DEFAULT)");
    assert_eq!(
        case.text("SELECT count(*) FROM person WHERE c = 'ok' AND v = 'ok'"),
        "2"
    );
}

#[test]
fn arrays_of_any_dimension() {
    let mut case = Case::new(
        "CREATE TABLE person (moods text[] NOT NULL DEFAULT '{}', listed text[] DEFAULT '{ok,NULL,sad}');
         CREATE INDEX ON person USING gin (moods);
         INSERT INTO person (moods) VALUES ('{}'), ('{sad,NULL}'), ('{{sad,ok},{happy,happy}}'), ('[5:6]={ok,ok}');",
    );
    let rows = "SELECT moods FROM person";
    let before = case.texts(rows);
    case.round_trip(&mood(), &["person.moods", "person.listed"]);
    assert_eq!(case.texts(rows), before);
    assert_eq!(case.type_of("person.moods"), "mood[]");
    assert_eq!(
        case.texts("INSERT INTO person DEFAULT VALUES RETURNING concat(moods, listed)"),
        ["{}{ok,NULL,sad}"]
    );
    assert_eq!(
        case.text("SELECT count(*) FROM person WHERE moods @> '{sad}'"),
        "2"
    );
}

#[test]
fn columns_of_several_tables_at_once() {
    let mut case = Case::new(PERSON);
    case.apply(
        "CREATE SCHEMA app;
         CREATE TABLE app.pet (mood text DEFAULT 'sad', earlier text[] DEFAULT '{sad}');",
    );
    let changed = case.round_trip(&mood(), &["person.mood", "app.pet.mood", "app.pet.earlier"]);
    assert_eq!(changed.len(), 4, "{changed:?}");
}

#[test]
fn a_type_of_a_schema_outside_of_the_path() {
    let mut case = Case::new(PERSON);
    case.apply("CREATE SCHEMA app");
    let ty = enum_type(Some("app"), "mood", &["sad", "ok", "happy"]);
    case.round_trip(&ty, &["public.person.mood"]);
    assert_eq!(case.type_of("person.mood"), "app.mood");
}

#[test]
fn names_without_a_schema_follow_the_path() {
    let mut case = Case::new(PERSON);
    case.apply(
        "CREATE SCHEMA app; CREATE TABLE app.person (mood text); SET search_path = app, public",
    );
    case.round_trip(&mood(), &["person.mood"]);
    assert_eq!(case.type_of("app.person.mood"), "mood");
    assert_eq!(case.type_of("public.person.mood"), "text");
}

#[test]
fn a_type_that_is_there_already_is_used() {
    let mut case = Case::new(PERSON);
    case.apply("CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy'); COMMENT ON TYPE mood IS 'ours'");
    case.apply(&up(&mood(), &["person.mood"]));
    assert_eq!(case.type_of("person.mood"), "mood");
    assert_eq!(
        case.text("SELECT obj_description('mood'::regtype, 'pg_type')"),
        "ours"
    );
}

#[test]
fn a_type_with_other_labels_is_refused() {
    let mut case = Case::new(PERSON);
    case.apply("CREATE TYPE mood AS ENUM ('sad', 'happy', 'ok')");
    let refusal = case.fails(&up(&mood(), &["person.mood"]), "42710");
    assert!(refusal.message.contains("{sad,happy,ok}"), "{refusal:?}");
    assert!(refusal.message.contains("{sad,ok,happy}"), "{refusal:?}");
}

#[test]
fn a_second_column_joins_the_first() {
    let mut case = Case::new(PERSON);
    case.apply(&up(&mood(), &["person.mood"]));
    case.apply("ALTER TABLE person ADD later text DEFAULT 'sad'");
    case.apply(&up(&mood(), &["person.mood", "person.later"]));
    assert_eq!(case.type_of("person.later"), "mood");
}
