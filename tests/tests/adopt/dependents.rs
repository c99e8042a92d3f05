//! What stands in the way is named, with a statement that removes it.

use crate::support::{Case, down, mood, up};

const TABLES: &str = "
    CREATE TABLE person (id int PRIMARY KEY, mood text UNIQUE, team text, moods text[]);
    CREATE TABLE other (id int, word text UNIQUE);
    CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';";

/// Refuses because of this object, and succeeds without it.
fn in_the_way(setup: &str, object: &str, remedy: &str) {
    let mut case = Case::new(TABLES);
    case.apply(setup);
    let up = up(&mood(), &["person.mood", "person.moods"]);
    assert_eq!(case.refused(&up), [format!("{object}: {remedy}")]);
    case.apply(remedy);
    case.apply(&up);
    assert_eq!(case.type_of("person.mood"), "mood");
}

/// Refuses because of this column of an index, and succeeds without it.
fn index_in_the_way(definition: &str) {
    in_the_way(
        &format!("CREATE INDEX i ON person {definition}"),
        "index public.i",
        "DROP INDEX public.i;",
    );
}

#[test]
fn a_check() {
    for condition in [
        "mood IN ('sad', 'ok', 'happy')",
        "mood <> ''",
        "length(mood) > 1",
        "coalesce(mood, team) <> 'x'",
        "moods <@ ARRAY['ok']",
    ] {
        in_the_way(
            &format!("ALTER TABLE person ADD CONSTRAINT c CHECK ({condition})"),
            "table constraint c on public.person",
            "ALTER TABLE public.person DROP CONSTRAINT c;",
        );
    }
}

#[test]
fn a_check_of_a_partition() {
    let mut case = Case::new(
        "CREATE TABLE person (id int, mood text CONSTRAINT c CHECK (mood <> '')) PARTITION BY LIST (id);
         CREATE TABLE person_1 PARTITION OF person (CONSTRAINT own CHECK (mood <> 'x')) FOR VALUES IN (1);",
    );
    assert_eq!(
        case.refused(&up(&mood(), &["person.mood"])),
        [
            "table constraint own on public.person_1: ALTER TABLE public.person_1 DROP CONSTRAINT own;",
            "table constraint c on public.person: ALTER TABLE public.person DROP CONSTRAINT c;",
        ]
    );
}

#[test]
fn an_index_of_an_expression_or_a_part() {
    index_in_the_way("(lower(mood))");
    index_in_the_way("(id, lower(mood), (team || 'x'))");
    index_in_the_way("(mood) WHERE mood <> 'sad'");
    index_in_the_way("(id) WHERE mood LIKE 's%'");
}

/// The expressions would still be valid, but a cast of an enum is not immutable.
#[test]
fn an_index_of_a_cast() {
    index_in_the_way("((mood || 'x'))");
    in_the_way(
        "ALTER TABLE person ALTER mood TYPE varchar(9); CREATE INDEX i ON person (id) WHERE mood = 'ok'",
        "index public.i",
        "DROP INDEX public.i;",
    );
}

#[test]
fn an_index_that_an_enum_cannot_have() {
    index_in_the_way("(mood text_pattern_ops)");
    index_in_the_way("(mood varchar_pattern_ops DESC)");
    index_in_the_way("USING hash (mood text_pattern_ops)");
    index_in_the_way(r#"(id, mood COLLATE "POSIX")"#);
    index_in_the_way("USING brin (mood)");
    index_in_the_way("USING spgist (mood)");
}

#[test]
fn an_index_of_a_partition() {
    let mut case = Case::new(
        "CREATE TABLE person (id int, mood text) PARTITION BY LIST (id);
         CREATE TABLE person_1 PARTITION OF person FOR VALUES IN (1);
         CREATE INDEX whole ON person (mood text_pattern_ops);
         CREATE INDEX part ON person_1 (lower(mood));",
    );
    assert_eq!(
        case.refused(&up(&mood(), &["person.mood"])),
        [
            "index public.part: DROP INDEX public.part;",
            "index public.whole: DROP INDEX public.whole;",
        ]
    );
}

#[test]
fn a_view() {
    in_the_way(
        "CREATE VIEW v AS SELECT * FROM person",
        "view public.v",
        "DROP VIEW public.v;",
    );
    in_the_way(
        r#"CREATE VIEW "my view" AS SELECT id FROM person WHERE mood = 'ok'"#,
        r#"view public."my view""#,
        r#"DROP VIEW public."my view";"#,
    );
}

#[test]
fn a_materialized_view() {
    in_the_way(
        "CREATE MATERIALIZED VIEW v AS SELECT mood FROM person",
        "materialized view public.v",
        "DROP MATERIALIZED VIEW public.v;",
    );
}

#[test]
fn a_view_of_other_columns_is_not() {
    let mut case = Case::new(TABLES);
    case.apply("CREATE VIEW v AS SELECT id, team FROM person");
    case.round_trip(&mood(), &["person.mood"]);
}

#[test]
fn a_policy_of_the_table_or_another() {
    in_the_way(
        "CREATE POLICY mine ON person USING (mood = current_user)",
        "policy mine on public.person",
        "DROP POLICY mine on public.person;",
    );
    in_the_way(
        "CREATE POLICY \"far away\" ON other USING (EXISTS (SELECT FROM person WHERE mood = word))",
        "policy \"far away\" on public.other",
        "DROP POLICY \"far away\" on public.other;",
    );
}

#[test]
fn a_rule() {
    in_the_way(
        "CREATE RULE r AS ON INSERT TO person WHERE NEW.mood = 'x' DO INSTEAD NOTHING",
        "rule r on public.person",
        "DROP RULE r on public.person;",
    );
}

#[test]
fn a_trigger_of_the_column() {
    in_the_way(
        "CREATE TRIGGER t BEFORE UPDATE OF mood ON person FOR EACH ROW EXECUTE FUNCTION nothing()",
        "trigger t on public.person",
        "DROP TRIGGER t on public.person;",
    );
    in_the_way(
        "CREATE TRIGGER t BEFORE UPDATE ON person FOR EACH ROW WHEN (NEW.mood <> OLD.mood) EXECUTE FUNCTION nothing()",
        "trigger t on public.person",
        "DROP TRIGGER t on public.person;",
    );
}

#[test]
fn a_trigger_of_any_column_is_not() {
    let mut case = Case::new(TABLES);
    case.apply("CREATE TRIGGER t BEFORE UPDATE ON person FOR EACH ROW EXECUTE FUNCTION nothing()");
    case.round_trip(&mood(), &["person.mood"]);
}

#[test]
fn a_trigger_of_a_partitioned_table_once() {
    let mut case = Case::new(TABLES);
    case.apply(
        "CREATE TABLE pet (id int, mood text) PARTITION BY LIST (id);
         CREATE TABLE pet_1 PARTITION OF pet FOR VALUES IN (1);
         CREATE TRIGGER t AFTER UPDATE OF mood ON pet FOR EACH ROW EXECUTE FUNCTION nothing();",
    );
    assert_eq!(
        case.refused(&up(&mood(), &["pet.mood"])),
        ["trigger t on public.pet: DROP TRIGGER t on public.pet;"]
    );
}

#[test]
fn a_foreign_key_in_either_direction() {
    in_the_way(
        "ALTER TABLE person ADD CONSTRAINT f FOREIGN KEY (mood) REFERENCES other (word)",
        "table constraint f on public.person",
        "ALTER TABLE public.person DROP CONSTRAINT f;",
    );
    in_the_way(
        "ALTER TABLE other ADD CONSTRAINT f FOREIGN KEY (word) REFERENCES person (mood)",
        "table constraint f on public.other",
        "ALTER TABLE public.other DROP CONSTRAINT f;",
    );
}

#[test]
fn a_foreign_key_of_a_partitioned_table_once() {
    let mut case = Case::new(TABLES);
    case.apply(
        "CREATE TABLE pet (id int, mood text, UNIQUE (id, mood),
            CONSTRAINT f FOREIGN KEY (mood) REFERENCES other (word)) PARTITION BY LIST (id);
         CREATE TABLE pet_1 PARTITION OF pet FOR VALUES IN (1);
         CREATE TABLE toy (id int, mood text, CONSTRAINT g FOREIGN KEY (id, mood) REFERENCES pet (id, mood));",
    );
    assert_eq!(
        case.refused(&up(&mood(), &["pet.mood"])),
        [
            "table constraint g on public.toy: ALTER TABLE public.toy DROP CONSTRAINT g;",
            "table constraint f on public.pet: ALTER TABLE public.pet DROP CONSTRAINT f;",
        ]
    );
}

#[test]
fn a_foreign_key_between_two_columns_to_adopt() {
    let mut case = Case::new(TABLES);
    case.apply("ALTER TABLE other ADD CONSTRAINT f FOREIGN KEY (word) REFERENCES person (mood)");
    assert_eq!(
        case.refused(&up(&mood(), &["person.mood", "other.word"])),
        ["table constraint f on public.other: ALTER TABLE public.other DROP CONSTRAINT f;"]
    );
}

#[test]
fn an_exclusion_constraint() {
    in_the_way(
        "ALTER TABLE person ADD CONSTRAINT e EXCLUDE USING btree (mood WITH =)",
        "table constraint e on public.person",
        "ALTER TABLE public.person DROP CONSTRAINT e;",
    );
}

/// What is dropped can be dropped in the order of the list.
#[test]
fn a_view_of_a_view_and_what_depends_on_it() {
    let mut case = Case::new(TABLES);
    case.apply(
        r#"CREATE VIEW v AS SELECT * FROM person;
           CREATE VIEW a AS SELECT id FROM v;
           CREATE MATERIALIZED VIEW m AS SELECT a.id, v.mood FROM a JOIN v USING (id);
           CREATE INDEX ON m (id);
           CREATE VIEW "last one" AS SELECT * FROM m;
           CREATE FUNCTION shout(v) RETURNS text LANGUAGE sql AS $$ SELECT upper($1.mood) $$;
           CREATE FUNCTION all_of_a() RETURNS SETOF a LANGUAGE sql AS $$ SELECT * FROM a $$;
           CREATE VIEW loud AS SELECT shout(v) FROM v;
           CREATE POLICY seen ON other USING (EXISTS (SELECT FROM a));
           CREATE VIEW beside AS SELECT id, team FROM person;"#,
    );
    let up = up(&mood(), &["person.mood"]);
    let lines = case.refused(&up);
    assert_eq!(
        lines,
        [
            "policy seen on public.other: DROP POLICY seen on public.other;",
            "view public.loud: DROP VIEW public.loud;",
            "function public.all_of_a(): DROP FUNCTION public.all_of_a();",
            "function public.shout(public.v): DROP FUNCTION public.shout(public.v);",
            r#"view public."last one": DROP VIEW public."last one";"#,
            "materialized view public.m: DROP MATERIALIZED VIEW public.m;",
            "view public.a: DROP VIEW public.a;",
            "view public.v: DROP VIEW public.v;",
        ]
    );
    for line in lines {
        let (_, remedy) = line.split_once(": ").unwrap();
        case.apply(remedy);
    }
    case.apply(&up);
    assert_eq!(case.type_of("person.mood"), "mood");
}

/// A function may take a view's rows, and the view call the function.
#[test]
fn a_view_and_a_function_that_depend_on_each_other() {
    let mut case = Case::new(TABLES);
    case.apply(
        "CREATE VIEW v AS SELECT mood FROM person;
         CREATE FUNCTION shout(v) RETURNS text LANGUAGE sql AS $$ SELECT upper($1.mood) $$;
         CREATE OR REPLACE VIEW v AS SELECT mood, shout(NULL) AS loud FROM person;",
    );
    assert_eq!(
        case.refused(&up(&mood(), &["person.mood"])),
        [
            "function public.shout(public.v): DROP FUNCTION public.shout(public.v);",
            "view public.v: DROP VIEW public.v;",
        ]
    );
}

/// Its index cannot be dropped without it.
#[test]
fn an_exclusion_constraint_by_its_index() {
    for definition in [
        "USING btree (lower(mood) WITH =)",
        "USING btree (team WITH =) WHERE (mood = 'ok')",
        "USING spgist (mood WITH =)",
        "USING btree (mood WITH =) WHERE (mood <> 'ok')",
    ] {
        in_the_way(
            &format!("ALTER TABLE person ADD CONSTRAINT e EXCLUDE {definition}"),
            "table constraint e on public.person",
            "ALTER TABLE public.person DROP CONSTRAINT e;",
        );
    }
}

/// A partition's column goes with its parent's, and not by itself.
#[test]
fn a_generated_column_of_a_partitioned_table() {
    let mut case = Case::new(
        "CREATE TABLE person (id int, mood text, loud text GENERATED ALWAYS AS (mood || '!') STORED)
             PARTITION BY LIST (id);
         CREATE TABLE person_1 PARTITION OF person FOR VALUES IN (1);",
    );
    assert_eq!(
        case.refused(&up(&mood(), &["person.mood"])),
        [
            "table column public.person_1.loud",
            "table column public.person.loud: ALTER TABLE public.person DROP COLUMN loud;",
        ]
    );
}

#[test]
fn a_generated_column() {
    in_the_way(
        "ALTER TABLE person ADD loud text GENERATED ALWAYS AS (mood || '!') STORED",
        "table column public.person.loud",
        "ALTER TABLE public.person DROP COLUMN loud;",
    );
}

/// What else depends on it goes before it; what goes with it is not named.
#[test]
fn what_depends_on_a_generated_column() {
    let mut case = Case::new(TABLES);
    case.apply(
        "ALTER TABLE person ADD loud text GENERATED ALWAYS AS (mood || '!') STORED
             UNIQUE CHECK (loud <> ''), ADD CHECK (loud <> team);
         CREATE INDEX ON person (lower(loud), team);
         CREATE STATISTICS s ON loud, team FROM person;
         CREATE VIEW v AS SELECT id, loud FROM person;
         CREATE VIEW a AS SELECT id FROM v;
         CREATE VIEW both_of_them AS SELECT mood, loud FROM person;
         CREATE POLICY seen ON person USING (loud <> '?');
         CREATE TRIGGER t BEFORE UPDATE ON person
             FOR EACH ROW WHEN (OLD.loud <> '?') EXECUTE FUNCTION nothing();
         ALTER TABLE other ADD CONSTRAINT f FOREIGN KEY (word) REFERENCES person (loud);
         CREATE VIEW beside AS SELECT id, team FROM person;",
    );
    let up = up(&mood(), &["person.mood"]);
    let lines = case.refused(&up);
    assert_eq!(
        lines,
        [
            "table constraint f on public.other: ALTER TABLE public.other DROP CONSTRAINT f;",
            "trigger t on public.person: DROP TRIGGER t on public.person;",
            "policy seen on public.person: DROP POLICY seen on public.person;",
            "view public.both_of_them: DROP VIEW public.both_of_them;",
            "view public.a: DROP VIEW public.a;",
            "view public.v: DROP VIEW public.v;",
            "table column public.person.loud: ALTER TABLE public.person DROP COLUMN loud;",
        ]
    );
    for line in lines {
        let (_, remedy) = line.split_once(": ").unwrap();
        case.apply(remedy);
    }
    case.apply(&up);
    assert_eq!(case.type_of("person.mood"), "mood");
}

#[test]
fn statistics_of_an_expression() {
    if Case::new("").version() < 140_000 {
        return;
    }
    in_the_way(
        "CREATE STATISTICS s ON lower(mood), team FROM person",
        "statistics object public.s",
        "DROP STATISTICS public.s;",
    );
}

#[test]
fn a_function_with_an_sql_body() {
    if Case::new("").version() < 140_000 {
        return;
    }
    in_the_way(
        "CREATE FUNCTION moods(int) RETURNS text BEGIN ATOMIC SELECT mood FROM person WHERE id = $1; END",
        "function public.moods(integer)",
        "DROP FUNCTION public.moods(integer);",
    );
}

#[test]
fn a_publication_of_the_column() {
    if Case::new("").version() < 150_000 {
        return;
    }
    for columns in ["(id, mood)", "WHERE (mood = 'ok')"] {
        in_the_way(
            &format!("CREATE PUBLICATION p FOR TABLE person {columns} WITH (publish = 'insert')"),
            "publication relation public.person in publication p",
            "ALTER PUBLICATION p DROP TABLE public.person;",
        );
    }
}

#[test]
fn a_publication_of_the_table_is_not() {
    let mut case = Case::new(TABLES);
    case.apply("CREATE PUBLICATION p FOR TABLE person");
    case.round_trip(&mood(), &["person.mood"]);
}

#[test]
fn are_listed_all_at_once_with_the_rest() {
    let mut case = Case::new(TABLES);
    case.apply(
        "INSERT INTO person VALUES (1, 'bad');
         ALTER TABLE person ALTER mood SET DEFAULT 'bad', ALTER team TYPE int USING 1,
            ADD CHECK (mood IN ('sad', 'ok')) NOT VALID;
         CREATE VIEW v AS SELECT * FROM person; CREATE VIEW w AS SELECT * FROM v;
         CREATE POLICY mine ON person USING (mood = current_user);",
    );
    assert_eq!(
        case.refused(&up(&mood(), &["person.mood", "person.team"])),
        [
            "policy mine on public.person: DROP POLICY mine on public.person;",
            "view public.w: DROP VIEW public.w;",
            "view public.v: DROP VIEW public.v;",
            "table constraint person_mood_check on public.person: ALTER TABLE public.person DROP CONSTRAINT person_mood_check;",
            "column public.person.team is of type integer, not text, varchar or char: ALTER TABLE public.person ALTER COLUMN team TYPE text;",
            "default of column public.person.mood is no label: 'bad'::text",
            "values of column public.person.mood that are no labels, 1 in all: 'bad' (1)",
        ]
    );
}

#[test]
fn are_named_on_the_way_down() {
    let mut case = Case::new(TABLES);
    case.apply(&up(&mood(), &["person.mood"]));
    case.apply(
        "ALTER TABLE person ALTER mood SET DEFAULT 'ok', ADD CONSTRAINT c CHECK (mood > 'sad');
         CREATE INDEX i ON person (id) WHERE mood = 'ok';
         CREATE VIEW v AS SELECT mood FROM person;",
    );
    assert_eq!(
        case.refused(&down(&mood(), &["person.mood"])),
        [
            "view public.v: DROP VIEW public.v;",
            "index public.i: DROP INDEX public.i;",
            "table constraint c on public.person: ALTER TABLE public.person DROP CONSTRAINT c;",
        ]
    );
}
