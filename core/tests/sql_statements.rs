//! What each statement does to a type, alone.
#![cfg(feature = "read")]

mod support;

use pg_integration_enum_core::read::sql::{SqlFile, statements};
use support::{invalid, labels, not_found, undetermined};

#[test]
fn create_type() {
    assert_eq!(labels("CREATE TYPE m AS ENUM ('a', 'b')", "m"), ["a", "b"]);
}

#[test]
fn create_type_without_labels() {
    assert_eq!(labels("create type m as enum ()", "m"), [""; 0]);
}

#[test]
fn create_type_twice_is_invalid() {
    let sql = "CREATE TYPE m AS ENUM ('a'); CREATE TYPE m AS ENUM ('a');";
    assert_eq!(invalid(sql, "m"), "type `public.m` exists already");
}

#[test]
fn create_type_if_not_exists_is_invalid() {
    let sql = "CREATE TYPE IF NOT EXISTS m AS ENUM ('a');";
    assert!(invalid(sql, "m").starts_with("PostgreSQL has no `CREATE TYPE IF NOT EXISTS`"));
}

#[test]
fn a_shell_type_is_filled_later() {
    let sql = "CREATE TYPE m; CREATE TYPE m AS ENUM ('a');";
    assert_eq!(labels(sql, "m"), ["a"]);
}

#[test]
fn create_type_with_a_label_twice_is_invalid() {
    let sql = "CREATE TYPE m AS ENUM ('a', 'b', 'a');";
    assert_eq!(invalid(sql, "m"), "label `a` stands twice");
}

#[test]
fn a_reserved_word_needs_quotes() {
    assert!(invalid("CREATE TYPE order AS ENUM ('a');", "order").contains("reserved word"));
    assert_eq!(
        labels(r#"CREATE TYPE "order" AS ENUM ('a');"#, "order"),
        ["a"]
    );
}

#[test]
fn add_value() {
    let sql = "CREATE TYPE m AS ENUM ('a', 'b');
        ALTER TYPE m ADD VALUE 'z';
        ALTER TYPE m ADD VALUE 'x' BEFORE 'a';
        ALTER TYPE m ADD VALUE 'y' AFTER 'a';";
    assert_eq!(labels(sql, "m"), ["x", "a", "y", "b", "z"]);
}

#[test]
fn add_value_that_is_there() {
    let sql = "CREATE TYPE m AS ENUM ('a', 'b'); ALTER TYPE m ADD VALUE";
    assert_eq!(
        labels(&format!("{sql} IF NOT EXISTS 'b' BEFORE 'nothing';"), "m"),
        ["a", "b"]
    );
    assert_eq!(
        invalid(&format!("{sql} 'b';"), "m"),
        "label `b` exists already in `public.m`"
    );
}

#[test]
fn rename_value() {
    let sql = "CREATE TYPE m AS ENUM ('a', 'b'); ALTER TYPE m RENAME VALUE";
    assert_eq!(labels(&format!("{sql} 'a' TO 'c'"), "m"), ["c", "b"]);
    assert!(invalid(&format!("{sql} 'c' TO 'd'"), "m").contains("no label `c`"));
}

#[test]
fn rename_type_and_create_anew() {
    let sql = "CREATE TYPE m AS ENUM ('a', 'b');
        ALTER TYPE m RENAME TO m_old;
        CREATE TYPE m AS ENUM ('b');
        ALTER TABLE t ALTER COLUMN c TYPE m USING c::text::m;
        DROP TYPE m_old;";
    assert_eq!(labels(sql, "m"), ["b"]);
    assert_eq!(
        not_found(sql, "m_old"),
        (vec!["public.m".to_owned()], Some("1.sql:5:9".to_owned()))
    );
}

#[test]
fn a_renamed_type_is_found_under_its_new_name() {
    let sql = "CREATE TYPE m AS ENUM ('a'); ALTER TYPE m RENAME TO n;";
    assert_eq!(labels(sql, "n"), ["a"]);
    assert_eq!(
        not_found(sql, "m"),
        (vec!["public.n".to_owned()], Some("1.sql:1:30".to_owned()))
    );
}

#[test]
fn set_schema() {
    let sql = "CREATE TYPE m AS ENUM ('a'); CREATE SCHEMA s; ALTER TYPE m SET SCHEMA s;";
    assert_eq!(labels(sql, "s.m"), ["a"]);
    assert_eq!(labels(sql, "m"), ["a"]);
    assert_eq!(not_found(sql, "public.m").0, ["s.m"]);
}

#[test]
fn drop_several_types() {
    let sql = "CREATE TYPE a AS ENUM ('x'); CREATE TYPE b AS ENUM ('x'); CREATE TYPE c AS ENUM ();
        DROP TYPE IF EXISTS a, nothing, public.b CASCADE;";
    assert_eq!(not_found(sql, "a").0, ["public.c"]);
    assert_eq!(not_found(sql, "b").1, Some("1.sql:2:9".to_owned()));
}

#[test]
fn drop_of_an_unknown_type_is_invalid() {
    assert!(invalid("DROP TYPE m;", "m").contains("no type `public.m`"));
}

#[test]
fn drop_schema_cascade_takes_its_types() {
    let sql = "CREATE SCHEMA s; CREATE TYPE s.m AS ENUM ('a');";
    assert!(invalid(&format!("{sql} DROP SCHEMA s;"), "s.m").contains("still in its schema"));
    assert_eq!(
        not_found(&format!("{sql} DROP SCHEMA s CASCADE;"), "s.m").1,
        Some("1.sql:1:49".to_owned())
    );
}

#[test]
fn rename_schema_moves_its_types() {
    let sql = "CREATE SCHEMA s; CREATE TYPE s.m AS ENUM ('a'); ALTER SCHEMA s RENAME TO t;";
    assert_eq!(labels(sql, "t.m"), ["a"]);
}

#[test]
fn search_path_decides_the_schema() {
    let sql = "CREATE SCHEMA s; SET search_path TO s, public; CREATE TYPE m AS ENUM ('a');
        RESET search_path; CREATE TYPE m AS ENUM ('b');";
    assert_eq!(labels(sql, "s.m"), ["a"]);
    assert_eq!(labels(sql, "public.m"), ["b"]);
    assert_eq!(labels(sql, "m"), ["b"]);
}

#[test]
fn set_config_as_pg_dump_writes_it() {
    let sql = "SELECT pg_catalog.set_config('search_path', '', false);
        CREATE TYPE public.m AS ENUM (\n    'a',\n    'b'\n);
        ALTER TYPE public.m OWNER TO postgres;";
    assert_eq!(labels(sql, "m"), ["a", "b"]);
}

#[test]
fn rollback_undoes() {
    let sql = "CREATE TYPE m AS ENUM ('a'); BEGIN; ALTER TYPE m ADD VALUE 'b'; ROLLBACK;";
    assert_eq!(labels(sql, "m"), ["a"]);
    let sql =
        "BEGIN; CREATE TYPE m AS ENUM ('a'); SAVEPOINT s; DROP TYPE m; ROLLBACK TO s; COMMIT;";
    assert_eq!(labels(sql, "m"), ["a"]);
}

#[test]
fn a_write_to_the_catalogue_is_undetermined() {
    let sql = "CREATE TYPE m AS ENUM ('a'); CREATE TYPE other AS ENUM ('a');
        INSERT INTO pg_catalog.pg_enum SELECT 1, 'm'::regtype, 2, 'b';";
    assert!(undetermined(sql, "m").contains("catalogue"));
    assert_eq!(labels(sql, "other"), ["a"]);
}

#[test]
fn other_types_do_not_disturb() {
    let sql = "CREATE TYPE m AS ENUM ('a'); CREATE TYPE c AS (x int); CREATE DOMAIN d AS text;
        CREATE TYPE r AS RANGE (subtype = float8); ALTER TYPE c ADD ATTRIBUTE y int;
        CREATE TABLE t (type m, \"create type\" text DEFAULT 'create type m');";
    assert_eq!(labels(sql, "m"), ["a"]);
}

#[test]
fn drop_owned_is_undetermined() {
    let sql = "CREATE TYPE m AS ENUM ('a'); DROP OWNED BY me;";
    assert!(undetermined(sql, "m").contains("DROP OWNED"));
}

#[test]
fn an_owner_of_nothing_is_invalid() {
    assert!(invalid("ALTER TYPE m OWNER TO me;", "m").contains("no type `public.m`"));
}

#[test]
fn a_setting_counts_for_where_the_next_statement_ends() {
    let file = SqlFile {
        path: "1.sql".into(),
        text: r"SET standard_conforming_strings = off; SELECT 'a\';b'; SELECT 1;
            RESET standard_conforming_strings; SELECT 'a\'; SELECT 2;"
            .into(),
    };
    let cut = statements(&file).unwrap();
    assert_eq!(cut[1], r"SELECT 'a\';b'");
    assert_eq!(cut[4..], [r"SELECT 'a\'", "SELECT 2"]);
}
