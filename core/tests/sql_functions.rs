//! Functions, which count where they are called.
#![cfg(feature = "read")]

mod support;

use support::{labels, undetermined};

const GROW: &str = "CREATE TYPE m AS ENUM ('a'); CREATE TYPE n AS ENUM ('a');

    CREATE FUNCTION grow() RETURNS void LANGUAGE plpgsql AS $$
    BEGIN ALTER TYPE m ADD VALUE 'b'; END $$;";

#[test]
fn a_function_is_not_run_where_it_is_created() {
    assert_eq!(labels(GROW, "m"), ["a"]);
}

#[test]
fn a_function_is_run_where_it_is_called() {
    for call in [
        "SELECT grow();",
        "SELECT public.grow() AS done, 1;",
        r#"SELECT U&"gro\0077"();"#,
        r#"DO $$ BEGIN PERFORM U&"gro\0077"(); END $$;"#,
        r#"ALTER FUNCTION grow() RENAME TO "grow it"; DO $$ BEGIN PERFORM "grow it"(); END $$;"#,
        "SELECT * FROM grow();",
        "DO $$ BEGIN PERFORM grow(); END $$;",
        "DO $$ BEGIN IF 1 = 1 THEN PERFORM public.grow(); END IF; END $$;",
    ] {
        assert_eq!(labels(&format!("{GROW} {call}"), "m"), ["a", "b"], "{call}");
    }
}

#[test]
fn how_often_a_function_is_called_may_not_be_known() {
    for call in [
        "INSERT INTO t SELECT public.grow();",
        "SELECT grow() FROM accounts;",
        "SELECT grow() WHERE EXISTS (SELECT 1 FROM accounts);",
        "CREATE TRIGGER t AFTER INSERT ON accounts EXECUTE FUNCTION grow();",
        r#"CREATE TRIGGER t AFTER INSERT ON accounts EXECUTE FUNCTION U&"gro\0077"();"#,
    ] {
        let sql = format!("{GROW} {call}");
        assert!(
            undetermined(&sql, "m").contains("function `grow`"),
            "{call}"
        );
        assert_eq!(labels(&sql, "n"), ["a"], "{call}");
    }
}

/// Types `m` and `n`, and a function that adds a label unless it is there.
const ADD: &str = "CREATE TYPE m AS ENUM ('a'); CREATE TYPE n AS ENUM ('a');

    CREATE OR REPLACE FUNCTION add_label(p_type text, p_label text, p_after text DEFAULT 'a')
    RETURNS boolean AS $fn$
    DECLARE there boolean;
    BEGIN
        SELECT EXISTS (
            SELECT 1 FROM pg_enum WHERE enumtypid = p_type::regtype AND enumlabel = p_label
        ) INTO there;
        IF there THEN RETURN false; END IF;
        EXECUTE format('ALTER TYPE %I ADD VALUE %L AFTER %L', p_type, p_label, p_after);
        RETURN true;
    END $fn$ LANGUAGE plpgsql;";

#[test]
fn a_function_is_followed_with_its_arguments() {
    for (calls, expected) in [
        ("SELECT add_label('m', 'b');", vec!["a", "b"]),
        (
            "SELECT add_label('m', 'b'), add_label('m', 'c');",
            vec!["a", "c", "b"],
        ),
        (
            "SELECT add_label('m', 'b'); SELECT add_label('m', 'b');",
            vec!["a", "b"],
        ),
        (
            "SELECT add_label('m', 'b'); SELECT add_label('m', 'c', 'b');",
            vec!["a", "b", "c"],
        ),
        (
            "SELECT add_label(p_label => 'b', p_type => 'm');",
            vec!["a", "b"],
        ),
        (
            "DO $$ DECLARE l text; BEGIN FOREACH l IN ARRAY ARRAY['b', 'a'] LOOP
                PERFORM add_label('m', l); END LOOP; END $$;",
            vec!["a", "b"],
        ),
    ] {
        let sql = format!("{ADD} {calls}");
        assert_eq!(labels(&sql, "m"), expected, "{calls}");
        assert_eq!(labels(&sql, "n"), ["a"], "{calls}");
    }
}

#[test]
fn a_function_with_unknown_arguments_touches_what_it_may() {
    let sql = format!("{ADD} SELECT add_label('m', name) FROM names;");
    assert!(undetermined(&sql, "m").contains("function `add_label`"));
    let sql = format!("{ADD} SELECT add_label(current_setting('type'), 'b');");
    assert!(undetermined(&sql, "m").contains("put together"));
    assert!(undetermined(&sql, "n").contains("put together"));
}

#[test]
fn of_several_functions_of_a_name_the_fitting_one_is_followed() {
    let other = "CREATE FUNCTION add_label(p_type text) RETURNS void LANGUAGE plpgsql AS
        'BEGIN EXECUTE ''ALTER TYPE '' || $1 || '' ADD VALUE ''''z''''''; END';";
    let sql = format!("{ADD} {other} SELECT add_label('m');");
    assert_eq!(labels(&sql, "m"), ["a", "z"]);
    let sql = format!("{ADD} {other} SELECT add_label('m', 'b', 'a');");
    assert_eq!(labels(&sql, "m"), ["a", "b"]);
    let harmless = "CREATE OR REPLACE FUNCTION add_label(p_type text, x text, y text DEFAULT '')
        RETURNS boolean LANGUAGE sql AS 'SELECT false';";
    let sql = format!("{ADD} {harmless} SELECT add_label('m', 'b', 'a');");
    assert_eq!(labels(&sql, "m"), ["a"]);
}

#[test]
fn functions_of_sql_and_functions_that_call_others() {
    let sql = format!(
        "{ADD} CREATE PROCEDURE in_both() LANGUAGE plpgsql AS $$
            BEGIN PERFORM add_label('m', 'b'); PERFORM add_label('n', 'c'); END $$;
        CREATE FUNCTION more() RETURNS void LANGUAGE sql AS $$
            ALTER TYPE m ADD VALUE 'd'; ALTER TYPE n ADD VALUE 'd'; $$;
        CALL in_both(); SELECT more();"
    );
    assert_eq!(labels(&sql, "m"), ["a", "b", "d"]);
    assert_eq!(labels(&sql, "n"), ["a", "c", "d"]);
}

#[test]
fn a_function_that_calls_itself_is_undetermined() {
    let sql = "CREATE TYPE m AS ENUM ('a');
        CREATE FUNCTION again() RETURNS void LANGUAGE plpgsql AS $$
        BEGIN IF now() > '2020-01-01' THEN PERFORM again(); ALTER TYPE m ADD VALUE 'b'; END IF; END $$;
        SELECT again();";
    undetermined(sql, "m");
}

#[test]
fn a_function_with_its_own_path_looks_there() {
    let sql = "CREATE SCHEMA s; CREATE TYPE s.m AS ENUM ('a'); CREATE TYPE m AS ENUM ('a');
        CREATE FUNCTION grow() RETURNS void LANGUAGE plpgsql SET search_path = s, public AS $$
        BEGIN ALTER TYPE m ADD VALUE 'b'; END $$;
        SELECT grow(); ALTER TYPE m ADD VALUE 'c';";
    assert_eq!(labels(sql, "s.m"), ["a", "b"]);
    assert_eq!(labels(sql, "public.m"), ["a", "c"]);
}

#[test]
fn a_statement_given_to_a_function_is_undetermined() {
    let sql = "CREATE TYPE m AS ENUM ('a'); CREATE TYPE n AS ENUM ('a');
        SELECT dblink_exec('', 'ALTER TYPE m ADD VALUE ''b''');";
    assert!(undetermined(sql, "m").contains("function `dblink_exec`"));
    assert_eq!(labels(sql, "n"), ["a"]);
}

#[test]
fn a_function_takes_arrays_and_as_many_arguments_as_there_are() {
    let create = "CREATE SCHEMA app;
        CREATE FUNCTION create_enum(qualified text, VARIADIC labels text[]) RETURNS void AS $$
        DECLARE
            s text = (parse_ident(qualified))[1];
            n text = (parse_ident(qualified))[2];
            list text;
        BEGIN
            SELECT string_agg(quote_literal(l), ', ') INTO list FROM unnest(labels) AS l;
            EXECUTE format('CREATE TYPE %I.%I AS ENUM (%s)', s, n, list);
        END $$ LANGUAGE plpgsql;
        CREATE FUNCTION replace_enum(name text, labels text[]) RETURNS void AS $$
        BEGIN
            EXECUTE 'DROP TYPE IF EXISTS ' || name || ' CASCADE';
            EXECUTE 'CREATE TYPE ' || name || ' AS ENUM ('''
                || array_to_string(labels, ''', ''') || ''')';
        END $$ LANGUAGE plpgsql;";
    for call in [
        "SELECT create_enum('app.m', 'a', 'b');",
        "SELECT create_enum('app.M', VARIADIC ARRAY['a', 'b']);",
        "SELECT replace_enum('app.m', ARRAY['a', 'b']);",
        "CREATE TYPE app.m AS ENUM (); SELECT replace_enum('app.m', '{a,b}');",
    ] {
        let sql = format!("{create} {call}");
        assert_eq!(labels(&sql, "app.m"), ["a", "b"], "{call}");
    }
}

#[test]
fn functions_that_call_themselves_many_times_are_undetermined() {
    let sql = format!(
        "CREATE TYPE m AS ENUM ('a');
        CREATE FUNCTION again(p text) RETURNS void LANGUAGE plpgsql AS $x$
        BEGIN PERFORM again(p); PERFORM again(p); ALTER TYPE m ADD VALUE IF NOT EXISTS 'b'; END $x$;
        DO $$ BEGIN {} END $$;",
        "PERFORM again('a'); ".repeat(2_000)
    );
    assert!(undetermined(&sql, "m").contains("too many"));
}

#[test]
fn a_function_is_run_where_an_expression_calls_it() {
    for call in [
        "DECLARE done boolean; BEGIN done := add_label('m', 'b'); END",
        "DECLARE done boolean := add_label('m', 'b'); BEGIN NULL; END",
        "DECLARE done boolean; BEGIN SELECT add_label('m', 'b') INTO done; END",
        "BEGIN IF add_label('m', 'b') THEN RAISE NOTICE 'added'; END IF; END",
    ] {
        let sql = format!("{ADD} DO $$ {call} $$;");
        assert_eq!(labels(&sql, "m"), ["a", "b"], "{call}");
    }
    let around = "CREATE FUNCTION around() RETURNS boolean LANGUAGE plpgsql AS $$
        BEGIN RETURN add_label('m', 'b'); END $$; SELECT around();";
    assert_eq!(labels(&format!("{ADD} {around}"), "m"), ["a", "b"]);
    let negated = "DO $$ BEGIN IF NOT add_label('m', 'b') THEN NULL; END IF; END $$;";
    assert_eq!(labels(&format!("{ADD} {negated}"), "m"), ["a", "b"]);
    for condition in [
        "now() > '2020-01-01' AND add_label('m', 'b')",
        "true OR add_label('m', 'b')",
        "EXISTS (SELECT 1 WHERE add_label('m', 'b'))",
    ] {
        let sql = format!("{ADD} DO $$ BEGIN IF {condition} THEN NULL; END IF; END $$;");
        undetermined(&sql, "m");
    }
    let over = "DO $$ DECLARE r record; BEGIN
        FOR r IN SELECT add_label('m', name) FROM names LOOP NULL; END LOOP; END $$;";
    undetermined(&format!("{ADD} {over}"), "m");
}

#[test]
fn a_function_goes_on_after_the_rows_that_it_returns() {
    let sql = "CREATE TYPE m AS ENUM ('a');
        CREATE FUNCTION f() RETURNS SETOF int LANGUAGE plpgsql AS $$ BEGIN
            RETURN QUERY SELECT 1;
            RETURN NEXT 2;
            ALTER TYPE m ADD VALUE 'b';
        END $$;
        SELECT * FROM f();";
    assert_eq!(labels(sql, "m"), ["a", "b"]);
}
