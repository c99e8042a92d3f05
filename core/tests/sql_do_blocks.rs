//! Statements inside of `DO` blocks, their guards and handlers.
#![cfg(feature = "read")]

mod support;

use pg_integration_enum_core::model::{ColumnRef, EnumType, TypeName};
use pg_integration_enum_core::render;
use support::{invalid, labels, labels_of, not_found, try_read, undetermined};

/// A type `m` with `a` and `b`, then this as the body of a block.
fn after_create(body: &str) -> String {
    format!("CREATE TYPE m AS ENUM ('a', 'b');\nDO $$ {body} $$;")
}

const CREATE: &str = "CREATE TYPE m AS ENUM ('x');";

#[test]
fn a_guard_on_pg_type_skips_what_is_there() {
    let guards = [
        "NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'm')",
        "not exists (select from pg_catalog.pg_type t where t.typname='m'::name)",
        "NOT EXISTS (SELECT 1 FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
            WHERE n.nspname = 'public' AND t.typname = 'm')",
        "NOT EXISTS (SELECT * FROM pg_type, pg_namespace
            WHERE pg_namespace.oid = typnamespace AND typname = 'm' AND nspname = 'public')",
        "NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'm' AND typtype = 'e' LIMIT 1)",
        "NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'm'
            AND typnamespace = 'public'::regnamespace)",
        "NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'm'
            AND typnamespace = (SELECT oid FROM pg_namespace WHERE nspname = 'public'))",
        "NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'm' AND pg_type_is_visible(oid))",
        "(NOT EXISTS (SELECT 1 FROM pg_type WHERE (typname = 'm')))",
        "to_regtype('m') IS NULL",
        "pg_catalog.to_regtype('public.m')::oid IS NULL",
        "NOT (to_regtype('m') IS NOT NULL)",
        "(SELECT COUNT(*) FROM pg_type WHERE typname = 'm') = 0",
        "FALSE OR to_regtype('m') IS NULL AND current_user = 'me'",
    ];
    for guard in guards {
        let sql = after_create(&format!("BEGIN IF {guard} THEN {CREATE} END IF; END"));
        let read = try_read(&sql, "m").unwrap_or_else(|error| panic!("{guard}: {error}"));
        assert_eq!(read.label_texts(), ["a", "b"], "{guard}");
        let sql = format!("DO $$ BEGIN IF {guard} THEN {CREATE} END IF; END $$;");
        if !guard.contains("current_user") {
            assert_eq!(labels(&sql, "m"), ["x"], "{guard}");
        }
    }
}

#[test]
fn a_guard_on_another_schema_does_not_skip() {
    let sql = "CREATE SCHEMA s; CREATE TYPE s.m AS ENUM ('a');
        DO $$ BEGIN
            IF NOT EXISTS (SELECT 1 FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
                           WHERE t.typname = 'm' AND n.nspname = 'public') THEN
                CREATE TYPE public.m AS ENUM ('x');
            END IF;
        END $$;";
    assert_eq!(labels(sql, "public.m"), ["x"]);
}

#[test]
fn a_guard_on_pg_enum_asks_for_a_label() {
    let guards = [
        "SELECT 1 FROM pg_enum WHERE enumlabel = 'LABEL' AND enumtypid = 'm'::regtype",
        "SELECT 1 FROM pg_enum WHERE enumtypid = 'public.m'::regtype::oid AND enumlabel = 'LABEL'",
        "SELECT 1 FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
            WHERE t.typname = 'm' AND e.enumlabel = 'LABEL'",
        "SELECT 1 FROM pg_type t INNER JOIN pg_enum e ON (e.enumtypid = t.oid)
            JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
            WHERE n.nspname = 'public' AND t.typname = 'm' AND e.enumlabel = 'LABEL'",
        "SELECT 1 FROM pg_enum WHERE enumlabel = 'LABEL'
            AND enumtypid = (SELECT oid FROM pg_type WHERE typname = 'm')",
        "SELECT 1 FROM pg_enum WHERE enumlabel = 'LABEL'
            AND enumtypid IN (SELECT oid FROM pg_type WHERE typname = 'm')",
    ];
    for guard in guards {
        for (label, expected) in [("b", vec!["a", "b"]), ("c", vec!["a", "b", "c"])] {
            let guard = guard.replace("LABEL", label);
            let sql = after_create(&format!(
                "BEGIN IF NOT EXISTS ({guard}) THEN ALTER TYPE m ADD VALUE '{label}'; END IF; END"
            ));
            assert_eq!(labels(&sql, "m"), expected, "{guard}");
        }
    }
}

#[test]
fn a_guard_on_enum_range_asks_for_a_label() {
    let sql = after_create(
        "BEGIN IF NOT 'c' = ANY (enum_range(NULL::m)::text[]) THEN
             ALTER TYPE m ADD VALUE 'c'; END IF; END",
    );
    assert_eq!(labels(&sql, "m"), ["a", "b", "c"]);
}

#[test]
fn a_handler_of_duplicate_object_catches() {
    let handlers = [
        "WHEN duplicate_object THEN null;",
        "WHEN duplicate_object OR unique_violation THEN RAISE NOTICE 'there';",
        "WHEN SQLSTATE '42710' THEN NULL;",
        "WHEN undefined_table THEN NULL; WHEN OTHERS THEN NULL;",
    ];
    for handler in handlers {
        let sql = after_create(&format!("BEGIN {CREATE} EXCEPTION {handler} END"));
        assert_eq!(labels(&sql, "m"), ["a", "b"], "{handler}");
    }
}

#[test]
fn a_handler_of_something_else_does_not_catch() {
    let sql = after_create(&format!(
        "BEGIN {CREATE} EXCEPTION WHEN undefined_object THEN null; END"
    ));
    assert!(invalid(&sql, "m").contains("exists already"));
}

#[test]
fn a_handler_that_raises_again_catches_nothing() {
    let sql = after_create(&format!(
        "BEGIN {CREATE} EXCEPTION WHEN duplicate_object THEN RAISE; END"
    ));
    assert!(invalid(&sql, "m").contains("exists already"));
}

#[test]
fn what_a_failed_block_did_before_is_undone() {
    let sql = after_create(&format!(
        "BEGIN ALTER TYPE m ADD VALUE 'c'; {CREATE} EXCEPTION WHEN duplicate_object THEN null; END"
    ));
    assert_eq!(labels(&sql, "m"), ["a", "b"]);
}

#[test]
fn an_inner_block_fails_alone() {
    let sql = after_create(&format!(
        "BEGIN
            BEGIN {CREATE} EXCEPTION WHEN duplicate_object THEN NULL; END;
            ALTER TYPE m ADD VALUE 'c';
        END"
    ));
    assert_eq!(labels(&sql, "m"), ["a", "b", "c"]);
}

#[test]
fn else_runs_where_the_type_is_there() {
    let sql = after_create(&format!(
        "BEGIN
            IF NOT EXISTS (SELECT 1 as alias FROM pg_type WHERE typname = 'm') THEN
                EXECUTE 'CREATE TYPE m AS ENUM (''admin'')';
            ELSIF to_regtype('n') IS NOT NULL THEN
                {CREATE}
            ELSE
                BEGIN
                    EXECUTE 'ALTER TYPE m ADD VALUE IF NOT EXISTS ''c''';
                EXCEPTION WHEN duplicate_object THEN NULL; END;
            END IF;
        END"
    ));
    assert_eq!(labels(&sql, "m"), ["a", "b", "c"]);
}

#[test]
fn an_unknown_condition_on_the_type_is_undetermined() {
    let sql = after_create(
        "BEGIN IF EXISTS (SELECT 1 FROM accounts) THEN ALTER TYPE m ADD VALUE 'c'; END IF; END",
    );
    assert_eq!(
        undetermined(&sql, "m"),
        "this condition is up to the server"
    );
}

#[test]
fn an_unknown_condition_on_another_type_does_not_matter() {
    let sql = after_create(
        "BEGIN IF EXISTS (SELECT 1 FROM accounts) THEN CREATE TYPE n AS ENUM (); END IF; END",
    );
    assert_eq!(labels(&sql, "m"), ["a", "b"]);
    assert!(try_read(&sql, "n").is_err());
}

#[test]
fn ways_that_come_to_the_same_are_determined() {
    let sql = after_create(
        "BEGIN
            IF EXISTS (SELECT 1 FROM accounts) THEN
                ALTER TYPE m ADD VALUE 'c';
            ELSE
                ALTER TYPE m ADD VALUE 'c' AFTER 'b';
            END IF;
        END",
    );
    assert_eq!(labels(&sql, "m"), ["a", "b", "c"]);
}

#[test]
fn a_doubtful_type_is_known_again_when_it_is_created_anew() {
    let mut sql = after_create(
        "BEGIN IF EXISTS (SELECT 1 FROM accounts) THEN ALTER TYPE m ADD VALUE 'c'; END IF; END",
    );
    sql.push_str("DROP TYPE m; CREATE TYPE m AS ENUM ('z');");
    assert_eq!(labels(&sql, "m"), ["z"]);
}

#[test]
fn a_check_that_only_raises_does_not_matter() {
    let sql = after_create(
        "DECLARE n int; BEGIN
            SELECT count(*) INTO n FROM accounts;
            IF n > 0 THEN RAISE EXCEPTION 'in use'; END IF;
            ALTER TYPE m RENAME TO m_old;
            CREATE TYPE m AS ENUM ('a');
        END",
    );
    assert_eq!(labels(&sql, "m"), ["a"]);
}

#[test]
fn an_early_return_ends_the_block() {
    let sql = after_create(&format!(
        "BEGIN IF to_regtype('m') IS NOT NULL THEN RETURN; END IF; {CREATE} END"
    ));
    assert_eq!(labels(&sql, "m"), ["a", "b"]);
}

#[test]
fn an_early_return_on_something_unknown_is_undetermined() {
    let sql = after_create(
        "BEGIN IF now() > '2024-01-01' THEN RETURN; END IF; ALTER TYPE m ADD VALUE 'c'; END",
    );
    assert!(undetermined(&sql, "m").contains("goes on here"));
}

#[test]
fn execute_of_format_and_concatenation_is_read() {
    let texts = [
        "format('ALTER TYPE %I.%I ADD VALUE %L', 'public', 'm', 'c')",
        "format('ALTER TYPE %2$s ADD VALUE %1$L', 'c', 'm')",
        "'ALTER TYPE ' || quote_ident('m') || ' ADD VALUE ' || quote_literal('c') || ';'",
        "$sql$ALTER TYPE m ADD VALUE 'c'$sql$",
        "E'ALTER TYPE m\\nADD VALUE \\'c\\''",
        "(statement::text)",
    ];
    for text in texts {
        let sql = after_create(&format!(
            "DECLARE statement text := 'ALTER TYPE m ADD VALUE ''c'''; BEGIN EXECUTE {text}; END"
        ));
        assert_eq!(labels(&sql, "m"), ["a", "b", "c"], "{text}");
    }
}

#[test]
fn a_loop_over_known_labels_is_read() {
    let sql = after_create(
        "DECLARE lbl text; BEGIN
            FOREACH lbl IN ARRAY ARRAY['b', 'c', 'd'] LOOP
                IF NOT EXISTS (
                    SELECT 1 FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
                    WHERE t.typname = 'm' AND e.enumlabel = lbl
                ) THEN
                    EXECUTE 'ALTER TYPE m ADD VALUE ' || quote_literal(lbl) || ';';
                END IF;
            END LOOP;
        END",
    );
    assert_eq!(labels(&sql, "m"), ["a", "b", "c", "d"]);
}

#[test]
fn a_loop_over_unknown_labels_is_undetermined() {
    let sql = after_create(
        "DECLARE r record; BEGIN
            FOR r IN SELECT DISTINCT kind FROM accounts LOOP
                EXECUTE format('ALTER TYPE m ADD VALUE IF NOT EXISTS %L', r.kind);
            END LOOP;
        END",
    );
    assert!(undetermined(&sql, "m").contains("put together"));
}

#[test]
fn a_loop_over_types_that_the_history_knows_is_read() {
    let sql = "CREATE TYPE m AS ENUM ('a'); CREATE TYPE n AS ENUM ('a');
        DO $$ DECLARE r record; BEGIN
            FOR r IN SELECT typname FROM pg_type WHERE typname IN ('m', 'o') LOOP
                EXECUTE 'DROP TYPE ' || quote_ident(r.typname) || ' CASCADE';
            END LOOP;
        END $$;";
    assert_eq!(not_found(sql, "m").0, ["public.n"]);
    assert_eq!(labels(sql, "n"), ["a"]);
    let all = "CREATE SCHEMA s; CREATE TYPE m AS ENUM ('a'); CREATE TYPE s.n AS ENUM ('a');
        DO $$ DECLARE r record; BEGIN
            FOR r IN (SELECT t.typname AS name FROM pg_type t
                      JOIN pg_namespace n ON n.oid = t.typnamespace
                      WHERE n.nspname = current_schema() AND t.typtype = 'e') LOOP
                EXECUTE format('DROP TYPE IF EXISTS %I CASCADE', r.name);
            END LOOP;
        END $$;";
    assert_eq!(not_found(all, "m").0, ["s.n"]);
}

#[test]
fn a_computed_type_name_touches_what_the_block_names() {
    let sql = "CREATE TYPE m AS ENUM ('a'); CREATE TYPE n AS ENUM ('a');
        DO $$ DECLARE r record; BEGIN
            FOR r IN SELECT typname FROM pg_type WHERE typname IN ('m', 'o') AND oid > 9 LOOP
                EXECUTE 'DROP TYPE ' || quote_ident(r.typname) || ' CASCADE';
            END LOOP;
        END $$;";
    assert!(undetermined(sql, "m").contains("put together"));
    assert_eq!(labels(sql, "n"), ["a"]);
}

#[test]
fn a_computed_type_name_touches_all_if_the_block_names_none() {
    let sql = "CREATE TYPE m AS ENUM ('a');
        DO $$ DECLARE r record; BEGIN
            FOR r IN SELECT typname FROM pg_type WHERE typname LIKE 'm%' LOOP
                EXECUTE format('DROP TYPE IF EXISTS %I CASCADE', r.typname);
            END LOOP;
        END $$;";
    assert!(undetermined(sql, "m").contains("put together"));
    assert!(undetermined(sql, "never_created").contains("put together"));
    let anew = format!("{sql} CREATE TYPE m AS ENUM ('z');");
    assert_eq!(labels(&anew, "m"), ["z"]);
}

#[test]
fn a_computed_schema_is_undetermined() {
    let sql = "CREATE TYPE old.m AS ENUM ('a');
        DO $$ BEGIN
            EXECUTE format('ALTER TYPE %I.%I SET SCHEMA public',
                (SELECT nspname FROM pg_namespace ORDER BY oid DESC LIMIT 1), 'm');
            EXECUTE format('ALTER TYPE %I.m ADD VALUE %L', current_schema(), 'b');
        END $$;";
    assert!(undetermined(sql, "m").contains("put together"));
}

#[test]
fn a_statement_of_which_nothing_is_known_touches_all() {
    let sql = after_create(
        "DECLARE r record; BEGIN
            FOR r IN SELECT query FROM ddl ORDER BY id LOOP EXECUTE r.query; END LOOP;
        END",
    );
    assert!(undetermined(&sql, "m").contains("put together"));
}

#[test]
fn computed_statements_on_other_things_do_not_matter() {
    let sql = after_create(
        "DECLARE r record; BEGIN
            FOR r IN SELECT policyname, tablename FROM pg_policies LOOP
                EXECUTE format('DROP POLICY %I ON %I', r.policyname, r.tablename);
                EXECUTE 'ALTER TABLE ' || r.tablename || ' ALTER COLUMN c TYPE text';
                EXECUTE r.anything;
            END LOOP;
        END",
    );
    assert_eq!(labels(&sql, "m"), ["a", "b"]);
}

#[test]
fn a_block_in_a_string_and_in_another_language_option() {
    let sql = "DO LANGUAGE plpgsql 'BEGIN CREATE TYPE m AS ENUM (''a''); END';
        DO $do$ BEGIN EXECUTE $x$ DO $$ BEGIN ALTER TYPE m ADD VALUE 'b'; END $$ $x$; END $do$;";
    assert_eq!(labels(sql, "m"), ["a", "b"]);
}

#[test]
fn places_inside_of_blocks_are_those_of_the_file() {
    let sql = "DO $$\nBEGIN\n  CREATE TYPE m AS ENUM (\n    'a',\n    'b'\n  );\nEND $$;";
    let listing = try_read(sql, "m").unwrap();
    assert_eq!(listing.place.to_string(), "1.sql:3:3");
    assert_eq!(listing.labels[1].place.to_string(), "1.sql:5:5");
    assert_eq!(listing.decided_by, "CREATE TYPE m AS ENUM ( 'a', 'b' )");
}

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
fn a_block_with_too_many_conditions_is_undetermined() {
    let sql = after_create(&format!(
        "BEGIN {} ALTER TYPE m ADD VALUE 'c'; END",
        "IF now() > '2024-01-01' THEN RETURN; END IF; ".repeat(2_000)
    ));
    assert!(undetermined(&sql, "m").contains("too many"));
    let nested = format!("BEGIN {CREATE} {}", "END; ".repeat(2_000));
    let sql = after_create(&("BEGIN ".repeat(1_999) + &nested));
    assert!(undetermined(&sql, "m").contains("cannot be followed"));
}

#[test]
fn a_computed_type_name_from_elsewhere_touches_all() {
    // The block names `m`, but the type of that column may be `n`.
    let sql = "CREATE TYPE m AS ENUM ('a'); CREATE TYPE n AS ENUM ('a');
        DO $$ DECLARE name text; BEGIN
            SELECT t.typname INTO name FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
            WHERE a.attname = 'm';
            IF name IS NOT NULL THEN
                EXECUTE format('ALTER TYPE %I ADD VALUE %L', name, 'b');
            END IF;
        END $$;";
    assert!(undetermined(sql, "m").contains("put together"));
    assert!(undetermined(sql, "n").contains("put together"));
}

#[test]
fn a_variable_that_is_known_in_part() {
    let sql = "CREATE TYPE m AS ENUM ('a'); CREATE TYPE n AS ENUM ('a');
        DO $$ DECLARE sql text; BEGIN
            sql := 'ALTER TYPE m ADD VALUE ' || quote_literal(current_user);
            EXECUTE sql;
        END $$;";
    assert!(undetermined(sql, "m").contains("put together"));
    assert_eq!(labels(sql, "n"), ["a"]);
}

#[test]
fn labels_are_renamed_and_deleted_in_the_catalogue() {
    let create = "CREATE TYPE m AS ENUM ('a', 'b'); CREATE TYPE n AS ENUM ('b', 'c');";
    for (write, of_m, of_n) in [
        (
            "UPDATE pg_enum SET enumlabel = 'd' WHERE enumlabel = 'b' AND enumtypid = 'm'::regtype;",
            vec!["a", "d"],
            vec!["b", "c"],
        ),
        (
            "UPDATE pg_catalog.pg_enum AS e SET enumlabel = 'd' FROM pg_type t
             WHERE t.oid = e.enumtypid AND t.typname = 'n' AND e.enumlabel = 'b' RETURNING 1;",
            vec!["a", "b"],
            vec!["d", "c"],
        ),
        (
            "UPDATE pg_enum SET enumlabel = 'd' WHERE enumlabel = 'b';",
            vec!["a", "d"],
            vec!["d", "c"],
        ),
        (
            "DELETE FROM pg_enum WHERE enumlabel IN ('b', 'c')
             AND enumtypid = (SELECT oid FROM pg_type WHERE typname = 'n');",
            vec!["a", "b"],
            vec![],
        ),
        (
            "DELETE FROM pg_enum e USING pg_type t WHERE e.enumtypid = t.oid
             AND t.typname = 'm' AND e.enumlabel = 'a';",
            vec!["b"],
            vec!["b", "c"],
        ),
        (
            "DO $$ DECLARE id oid; BEGIN
                SELECT oid INTO id FROM pg_type WHERE typname = 'm';
                IF EXISTS (SELECT 1 FROM pg_enum WHERE enumtypid = id AND enumlabel = 'a') THEN
                    DELETE FROM pg_enum WHERE enumtypid = id AND enumlabel = 'a';
                END IF;
             END $$;",
            vec!["b"],
            vec!["b", "c"],
        ),
    ] {
        let sql = format!("{create} {write}");
        assert_eq!(labels(&sql, "m"), of_m, "{write}");
        assert_eq!(labels(&sql, "n"), of_n, "{write}");
    }
}

#[test]
fn other_writes_to_the_catalogue_are_undetermined() {
    let create = "CREATE TYPE m AS ENUM ('a'); CREATE TYPE n AS ENUM ('m');";
    for write in [
        "UPDATE pg_enum SET enumsortorder = 3 WHERE enumlabel = 'm';",
        "UPDATE pg_enum SET enumlabel = lower(enumlabel);",
        "DELETE FROM pg_enum WHERE enumsortorder > 1;",
        "INSERT INTO pg_enum SELECT * FROM labels;",
        "UPDATE pg_type SET typname = 'k' WHERE typname LIKE 'm';",
    ] {
        let sql = format!("{create} {write}");
        assert!(undetermined(&sql, "m").contains("catalogue"), "{write}");
        assert!(undetermined(&sql, "n").contains("catalogue"), "{write}");
    }
    let one = format!("{create} DELETE FROM pg_enum WHERE enumtypid = 'm'::regtype AND oid > 9;");
    assert!(undetermined(&one, "m").contains("catalogue"));
    assert_eq!(labels(&one, "n"), ["m"]);
}

#[test]
fn a_variable_that_a_query_writes_to_is_forgotten() {
    for writes in [
        "SELECT 1, name INTO n, lbl FROM labels",
        "EXECUTE 'SELECT name FROM labels' INTO lbl",
        "CALL p(lbl)",
        "FETCH c INTO lbl",
        "FOR lbl IN SELECT name FROM labels LOOP NULL; END LOOP",
        "WHILE true LOOP SELECT name INTO lbl FROM labels; END LOOP",
    ] {
        let sql = after_create(&format!(
            "DECLARE lbl text := 'c'; BEGIN {writes};
                EXECUTE 'ALTER TYPE m ADD VALUE ' || quote_literal(lbl); END"
        ));
        assert!(undetermined(&sql, "m").contains("put together"), "{writes}");
    }
}

#[test]
fn a_quoted_body_that_looks_like_a_dollar_quote_inside() {
    // After the quote, a word up to a dollar sign is no tag: such a cut falls
    // into the last character, or leaves half a statement.
    let create = "CREATE TYPE m AS ENUM ('a'); ";
    let sql = format!("{create}DO 'xxx$ DROP TYPE m; \u{feff}xx';");
    assert!(try_read(&sql, "public.m").is_err());
    let sql = format!("{create}DO 'BEGIN ALTER TYPE m ADD VALUE ''b$''; END';");
    assert_eq!(labels(&sql, "m"), ["a", "b$"]);
}

#[test]
fn a_variable_says_whether_a_type_is_there() {
    for (declare, decide, condition) in [
        (
            "",
            "PERFORM 1 FROM pg_type WHERE typname = 'm';",
            "NOT FOUND",
        ),
        (
            "x int;",
            "SELECT 1 INTO x FROM pg_type WHERE typname = 'm';",
            "NOT FOUND",
        ),
        (
            "x int;",
            "SELECT 1 INTO x FROM pg_type WHERE typname = 'm';",
            "x IS NULL",
        ),
        (
            "x int;",
            "SELECT count(*) INTO x FROM pg_type WHERE typname = 'm';",
            "x = 0",
        ),
        (
            "x int;",
            "x := (SELECT count(*) FROM pg_type WHERE typname = 'm');",
            "x < 1",
        ),
        (
            "x int;",
            "SELECT count(1) FROM pg_type t WHERE t.typname = 'm' INTO x;",
            "NOT x > 0",
        ),
        (
            "x text;",
            "SELECT typname INTO STRICT x FROM pg_type WHERE typname IN ('m');",
            "x IS NULL",
        ),
        (
            "x oid;",
            "SELECT t.oid INTO x FROM pg_type t WHERE t.typname = 'm';",
            "x IS NULL",
        ),
        ("x oid;", "x := to_regtype('m');", "x IS NULL"),
        ("x oid := to_regtype('public.m');", "", "x IS NULL"),
        (
            "x bool;",
            "SELECT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'm') INTO x;",
            "NOT x",
        ),
        (
            "x bool;",
            "SELECT EXISTS (SELECT FROM pg_type WHERE typname = 'm') INTO x;",
            "x = false",
        ),
        (
            "x bool;",
            "x := EXISTS (SELECT 1 FROM pg_type WHERE typname = 'm');",
            "x IS FALSE",
        ),
        (
            "x bool;",
            "x := (SELECT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'm'));",
            "x IS NOT TRUE",
        ),
        (
            "x bool := NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'm');",
            "",
            "x",
        ),
        (
            "x bool;",
            "SELECT true INTO x FROM pg_type WHERE typname = 'm';",
            "NOT coalesce(x, false)",
        ),
        (
            "x bool;",
            "SELECT (count(*) > 0) INTO x FROM accounts; x := to_regtype('m') IS NULL;",
            "x",
        ),
    ] {
        let body =
            format!("DECLARE {declare} BEGIN {decide} IF {condition} THEN {CREATE} END IF; END");
        if declare.is_empty() || !decide.contains("STRICT") {
            let sql = format!("DO $$ {body} $$;");
            assert_eq!(labels(&sql, "m"), ["x"], "{body}");
        }
        let there = after_create(&body);
        let read = try_read(&there, "m").unwrap_or_else(|error| panic!("{body}: {error}"));
        assert_eq!(read.label_texts(), ["a", "b"], "{body}");
    }
}

#[test]
fn found_is_what_the_last_query_left() {
    for (queries, expected) in [
        ("", Some(vec!["a", "b"])),
        (
            "PERFORM 1 FROM pg_type WHERE typname = 'm'; CREATE TYPE n AS ENUM ();",
            Some(vec!["a", "b", "x"]),
        ),
        (
            "PERFORM 1 FROM pg_type WHERE typname = 'm'; PERFORM 1 FROM accounts;",
            None,
        ),
        (
            "PERFORM 1 FROM pg_type WHERE typname = 'm'; UPDATE accounts SET a = 1;",
            None,
        ),
        (
            "PERFORM set_config('a.b', 'c', false);",
            Some(vec!["a", "b", "x"]),
        ),
        (
            "FOR i IN 1..2 LOOP NULL; END LOOP;",
            Some(vec!["a", "b", "x"]),
        ),
        (
            "WHILE now() > '2020-01-01' LOOP PERFORM 1 FROM accounts; END LOOP;",
            None,
        ),
    ] {
        let sql = after_create(&format!(
            "BEGIN {queries} IF FOUND THEN ALTER TYPE m ADD VALUE 'x'; END IF; END"
        ));
        match expected {
            Some(expected) => assert_eq!(labels(&sql, "m"), expected, "{queries}"),
            None => assert_eq!(
                undetermined(&sql, "m"),
                "this condition is up to the server"
            ),
        }
    }
}

#[test]
fn a_null_is_neither_true_nor_false() {
    for (condition, adds) in [
        ("x", false),
        ("NOT x", false),
        ("x = 1", false),
        ("x IS NULL", true),
    ] {
        let sql = after_create(&format!(
            "DECLARE x bool; BEGIN IF {condition} THEN ALTER TYPE m ADD VALUE 'c'; END IF; END"
        ));
        match try_read(&sql, "m") {
            Ok(read) => assert_eq!(read.labels.len() == 3, adds, "{condition}"),
            Err(error) => assert!(condition.starts_with("NOT"), "{condition}: {error}"),
        }
    }
}

#[test]
fn a_loop_over_values_that_are_known_is_read() {
    let add = "EXECUTE format('ALTER TYPE m ADD VALUE IF NOT EXISTS %L', l)";
    for (declare, control) in [
        (
            "l text; new text[] := ARRAY['b', 'c', 'd'];",
            "FOREACH l IN ARRAY new",
        ),
        (
            "l text; new CONSTANT text[] = '{b,c,d}';",
            "FOREACH l IN ARRAY new",
        ),
        (
            "l text; new text[] DEFAULT ARRAY['b', 'c']::text[] || 'd';",
            "FOREACH l IN ARRAY new",
        ),
        (
            "l text;",
            "FOREACH l IN ARRAY string_to_array('b,c,d', ',')",
        ),
        (
            "l text;",
            "FOREACH l IN ARRAY ARRAY['b', 'c'] || ARRAY['d']",
        ),
        ("l text;", "FOR l IN SELECT unnest(ARRAY['b', 'c', 'd'])"),
        (
            "l text;",
            "FOR l IN (SELECT v FROM unnest('{b,c,\"d\"}'::text[]) AS v)",
        ),
        (
            "l text;",
            "FOR l IN SELECT * FROM unnest(ARRAY['b', 'c', 'd']) AS t(v)",
        ),
        ("l text;", "FOR l IN VALUES ('b'), ('c'), ('d')"),
        (
            "l text;",
            "FOR l IN SELECT v FROM (VALUES ('b'), ('c'), ('d')) AS t(v)",
        ),
        (
            "l text; new text[] := ARRAY['b', 'c', 'd'];",
            "FOR i IN 1..array_length(new, 1)",
        ),
    ] {
        let add = if control.contains("1..") {
            add.replace("l)", "new[i])")
        } else {
            add.into()
        };
        let sql = after_create(&format!(
            "DECLARE {declare} BEGIN {control} LOOP {add}; END LOOP; END"
        ));
        let read = try_read(&sql, "m").unwrap_or_else(|error| panic!("{control}: {error}"));
        assert_eq!(read.label_texts(), ["a", "b", "c", "d"], "{control}");
    }
}

#[test]
fn a_loop_over_records_that_are_known_is_read() {
    let sql = "CREATE TYPE m AS ENUM ('a'); CREATE TYPE n AS ENUM ('a');
        DO $$ DECLARE r record; BEGIN
            FOR r IN SELECT * FROM (VALUES ('m', 'b'), ('n', 'c')) AS t(type_name, label) LOOP
                EXECUTE format('ALTER TYPE %I ADD VALUE %L', r.type_name, r.label);
            END LOOP;
        END $$;";
    assert_eq!(labels(sql, "m"), ["a", "b"]);
    assert_eq!(labels(sql, "n"), ["a", "c"]);
}

#[test]
fn what_is_missing_is_told_from_what_is_there() {
    for there in [
        "SELECT array_agg(enumlabel::text) INTO existing FROM pg_enum e
            JOIN pg_type t ON e.enumtypid = t.oid WHERE t.typname = 'm';",
        "existing := ARRAY(SELECT enumlabel FROM pg_enum WHERE enumtypid = 'm'::regtype);",
        "existing := enum_range(NULL::m)::text[];",
        "SELECT enum_range(NULL::m)::text[] INTO existing;",
    ] {
        let sql = after_create(&format!(
            "DECLARE existing text[]; l text; BEGIN {there}
            FOREACH l IN ARRAY ARRAY['b', 'c'] LOOP
                IF NOT (l = ANY (existing)) THEN
                    EXECUTE format('ALTER TYPE m ADD VALUE %L', l);
                END IF;
            END LOOP; END"
        ));
        let read = try_read(&sql, "m").unwrap_or_else(|error| panic!("{there}: {error}"));
        assert_eq!(read.label_texts(), ["a", "b", "c"], "{there}");
    }
}

#[test]
fn the_schema_may_be_the_current_one() {
    let sql = "CREATE SCHEMA s; SET search_path TO s, public;
        DO $$ BEGIN
            IF NOT EXISTS (SELECT 1 FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
                           WHERE t.typname = 'm' AND n.nspname = current_schema()) THEN
                CREATE TYPE m AS ENUM ('a');
            END IF;
            EXECUTE format('ALTER TYPE %I.m ADD VALUE IF NOT EXISTS %L', current_schema(), 'b');
        END $$;";
    assert_eq!(labels(sql, "s.m"), ["a", "b"]);
}

#[test]
fn an_inner_variable_hides_the_outer_one() {
    let sql = after_create(
        "DECLARE l text := 'c'; BEGIN
            DECLARE l text := 'd'; BEGIN
                EXECUTE format('ALTER TYPE m ADD VALUE %L', l);
            END;
            EXECUTE format('ALTER TYPE m ADD VALUE %L', l);
        END",
    );
    assert_eq!(labels(&sql, "m"), ["a", "b", "d", "c"]);
}

#[test]
fn an_element_that_is_assigned_makes_the_array_unknown() {
    let sql = after_create(
        "DECLARE l text; new text[] := ARRAY['c', 'd']; BEGIN
            new[2] := (SELECT name FROM labels LIMIT 1);
            FOREACH l IN ARRAY new LOOP
                EXECUTE format('ALTER TYPE m ADD VALUE %L', l);
            END LOOP;
        END",
    );
    assert!(undetermined(&sql, "m").contains("put together"));
}

#[test]
fn a_computed_owner_changes_no_label() {
    let sql = after_create(
        "DECLARE r record; BEGIN
            FOR r IN SELECT t.oid::regtype AS name FROM pg_type t WHERE t.typowner = 10 LOOP
                EXECUTE format('ALTER TYPE %s OWNER TO me', r.name);
            END LOOP;
        END",
    );
    assert_eq!(labels(&sql, "m"), ["a", "b"]);
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
fn schemas_in_guards_are_written_in_many_ways() {
    for guard in [
        "SELECT 1 FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
            WHERE n.nspname || '.' || t.typname = 's.m'",
        "SELECT 1 FROM pg_type WHERE typname = 'm' AND typnamespace = to_regnamespace('s')",
        "SELECT 1 FROM pg_type t LEFT OUTER JOIN pg_catalog.pg_namespace n
            ON n.oid = t.typnamespace WHERE t.typname = 'm' AND n.nspname <> 'public'",
        "SELECT 1 FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
            WHERE t.typname = 'm' AND n.nspname NOT IN ('pg_catalog', 'public')",
    ] {
        let guarded = format!(
            "DO $$ BEGIN IF NOT EXISTS ({guard}) THEN CREATE TYPE s.m AS ENUM ('b'); END IF; END $$;"
        );
        let without = format!("CREATE SCHEMA s; CREATE TYPE public.m AS ENUM ('a'); {guarded}");
        assert_eq!(labels(&without, "s.m"), ["b"], "{guard}");
        let with = format!("CREATE SCHEMA s; CREATE TYPE s.m AS ENUM ('z'); {guarded}");
        assert_eq!(labels(&with, "s.m"), ["z"], "{guard}");
    }
    let visible = "CREATE SCHEMA s; CREATE TYPE s.m AS ENUM ('a');
        DO $$ BEGIN
            IF NOT EXISTS (SELECT 1 FROM pg_type t
                WHERE t.typname = 'm' AND pg_catalog.pg_type_is_visible(t.oid)) THEN
                CREATE TYPE m AS ENUM ('b');
            END IF;
        END $$;";
    assert_eq!(labels(visible, "public.m"), ["b"]);
}

#[test]
fn what_an_outer_join_may_miss_is_undetermined() {
    let sql = after_create(
        "BEGIN IF EXISTS (SELECT 1 FROM pg_type t LEFT JOIN pg_enum e
             ON e.enumtypid = t.oid AND e.enumlabel = 'z' WHERE t.typname = 'm') THEN
             ALTER TYPE m ADD VALUE 'c'; END IF; END",
    );
    undetermined(&sql, "m");
}

/// Asks for the type of `orders.status` in one of these ways, and adds a label to it.
const ASKS_FOR_COLUMN: [(&str, &str, &str); 6] = [
    (
        "x text;",
        "SELECT t.typname INTO x FROM pg_type t JOIN pg_attribute a ON a.atttypid = t.oid
         JOIN pg_class c ON c.oid = a.attrelid
         WHERE c.relname = 'orders' AND a.attname = 'status' AND t.typtype = 'e';",
        "format('ALTER TYPE %I ADD VALUE IF NOT EXISTS %L', x, 'b')",
    ),
    (
        "x text;",
        "SELECT udt_name INTO x FROM information_schema.columns
         WHERE table_schema = 'public' AND table_name = 'orders' AND column_name = 'status';",
        "format('ALTER TYPE %I ADD VALUE %L', x, 'b')",
    ),
    (
        "x text; s text;",
        "SELECT c.udt_schema, c.udt_name INTO s, x FROM information_schema.columns c
         WHERE c.table_name = 'orders' AND c.column_name = 'status' LIMIT 1;",
        "format('ALTER TYPE %I.%I ADD VALUE %L', s, x, 'b')",
    ),
    (
        "x text;",
        "SELECT format('%I.%I', c.udt_schema, c.udt_name) INTO x
         FROM information_schema.columns c WHERE c.table_name = 'orders'
         AND c.column_name = 'status' AND c.data_type = 'USER-DEFINED';",
        "format('ALTER TYPE %s ADD VALUE %L', x, 'b')",
    ),
    (
        "x regtype;",
        "SELECT a.atttypid::regtype INTO x FROM pg_attribute a
         WHERE a.attrelid = 'public.orders'::regclass AND a.attname = 'status'
         AND NOT a.attisdropped AND a.attnum > 0;",
        "'ALTER TYPE ' || x::text || ' ADD VALUE ''b'''",
    ),
    (
        "x oid;",
        "SELECT a.atttypid INTO x FROM pg_catalog.pg_attribute a
         JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = 'public' AND c.relname = 'orders' AND a.attname = 'status';",
        "format('ALTER TYPE %s ADD VALUE %L', x::regtype, 'b')",
    ),
];

fn adds_to_column(before: &str, (declare, ask, text): (&str, &str, &str)) -> String {
    format!(
        "{before} DO $$ DECLARE {declare} BEGIN {ask}
         IF x IS NOT NULL THEN EXECUTE {text}; END IF; END $$;"
    )
}

#[test]
fn the_type_of_a_column_is_found_in_the_statements_before() {
    for before in [
        "CREATE TABLE orders (id int, status m NOT NULL DEFAULT 'a');",
        "CREATE TABLE IF NOT EXISTS public.orders (id int); ALTER TABLE orders ADD COLUMN status public.m;",
        "CREATE TABLE orders (status text); ALTER TABLE ONLY orders ALTER COLUMN status
            SET DATA TYPE m USING status::m, ADD other int;",
        "CREATE TYPE old AS ENUM ('z'); CREATE TABLE orders (status old);
            ALTER TABLE orders ALTER status TYPE m USING status::text::m; DROP TYPE old;",
    ] {
        for asks in ASKS_FOR_COLUMN {
            let create =
                format!("CREATE TYPE n AS ENUM ('a'); CREATE TYPE m AS ENUM ('a'); {before}");
            let sql = adds_to_column(&create, asks);
            let read = try_read(&sql, "m").unwrap_or_else(|error| panic!("{sql}: {error}"));
            assert_eq!(read.label_texts(), ["a", "b"], "{sql}");
            assert_eq!(labels(&sql, "n"), ["a"], "{sql}");
        }
    }
}

#[test]
fn the_type_of_a_column_keeps_with_its_new_name() {
    let create = "CREATE TYPE m_new AS ENUM ('a'); CREATE TYPE m AS ENUM ('z');
        CREATE TABLE orders (status m); ALTER TABLE orders ALTER status TYPE m_new USING null;
        DROP TYPE m; ALTER TYPE m_new RENAME TO m;";
    let sql = adds_to_column(create, ASKS_FOR_COLUMN[0]);
    assert_eq!(labels(&sql, "m"), ["a", "b"]);
}

#[test]
fn the_type_of_a_column_that_may_be_another_is_undetermined() {
    for before in [
        "",
        "CREATE TABLE orders (LIKE others);",
        "CREATE TABLE orders AS SELECT * FROM others;",
        "CREATE TABLE others (status m); ALTER TABLE others RENAME TO orders;",
        "CREATE TABLE orders (state m); ALTER TABLE orders RENAME COLUMN state TO status;",
        "CREATE TABLE orders (status text);",
        "CREATE TABLE orders (status m[]);",
        "CREATE TABLE orders (status m); DO $x$ BEGIN EXECUTE
            'ALTER TABLE orders ALTER COLUMN status TYPE text'; END $x$;",
        "CREATE TABLE orders (status m); DROP TABLE orders;",
        "DO $x$ BEGIN NULL; END $x$; CREATE TABLE others (status m);",
    ] {
        let sql = adds_to_column(
            &format!("CREATE TYPE m AS ENUM ('a'); {before}"),
            ASKS_FOR_COLUMN[1],
        );
        assert!(undetermined(&sql, "m").contains("put together"), "{before}");
    }
    // What comes later does not count.
    let sql = adds_to_column("CREATE TYPE m AS ENUM ('a');", ASKS_FOR_COLUMN[1]);
    undetermined(&format!("{sql} CREATE TABLE orders (status m);"), "m");
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
fn a_query_without_tables_may_have_conditions() {
    for (guard, adds) in [
        ("EXISTS (SELECT 1)", Some(true)),
        (
            "EXISTS (SELECT 1 WHERE 'a' = ANY (enum_range(NULL::m)::text[]))",
            Some(true),
        ),
        (
            "EXISTS (SELECT 1 WHERE 'c' = ANY (enum_range(NULL::m)::text[]))",
            Some(false),
        ),
        ("EXISTS (SELECT 1 WHERE now() > '2020-01-01')", None),
        ("EXISTS (SELECT 1 LIMIT 0)", None),
        (
            "(SELECT true WHERE to_regtype('n') IS NOT NULL) IS NULL",
            Some(true),
        ),
        ("(SELECT true WHERE now() > '2020-01-01') IS NULL", None),
    ] {
        let sql = after_create(&format!(
            "BEGIN IF {guard} THEN ALTER TYPE m ADD VALUE 'c'; END IF; END"
        ));
        match adds {
            Some(adds) => assert_eq!(labels(&sql, "m").len() == 3, adds, "{guard}"),
            None => assert_eq!(
                undetermined(&sql, "m"),
                "this condition is up to the server"
            ),
        }
    }
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

#[test]
fn the_block_that_adopts_a_text_column_is_known_to_create_its_type() {
    for (schema, name) in [
        (Some("public"), "public.m"),
        (None, "m"),
        (None, "public.m"),
    ] {
        let mood = TypeName::new(schema, "m").unwrap();
        let mood = EnumType::new(mood, ["a", "b"]).unwrap();
        let columns: Vec<ColumnRef> = vec!["person.mood".parse().unwrap()];
        let other = "CREATE TYPE public.other AS ENUM ('x');";
        let up = render::adopt_up(&mood, &columns);
        let later = "ALTER TYPE public.m ADD VALUE 'c';";
        let files = [other, &up, later];
        assert_eq!(labels_of(&files, name), ["a", "b", "c"]);
        assert_eq!(labels_of(&files, "public.other"), ["x"]);

        let down = render::adopt_down(&mood, &columns);
        assert_eq!(labels_of(&[other, &up, &down], "public.other"), ["x"]);
        assert!(try_read(&format!("{up}{down}"), name).is_err());
    }
}

#[test]
fn a_block_sets_the_path_and_takes_it_back() {
    let sql = "CREATE SCHEMA a;
        DO $$ DECLARE before text := pg_catalog.current_setting('search_path'); BEGIN
            PERFORM set_config('search_path', 'a', true);
            CREATE TYPE m AS ENUM ('in a');
            PERFORM set_config('search_path', before, true);
            CREATE TYPE m AS ENUM ('in public');
        END $$;
        ALTER TYPE m ADD VALUE 'later';";
    assert_eq!(labels(sql, "a.m"), ["in a"]);
    assert_eq!(labels(sql, "public.m"), ["in public", "later"]);
    let set_local = sql
        .replace(
            "PERFORM set_config('search_path', 'a', true)",
            "SET LOCAL search_path = a",
        )
        .replace(
            "'search_path', before",
            "'search_path', (current_setting('SEARCH_PATH'))",
        )
        .replace("'in public'", "'in a again'");
    assert!(invalid(&set_local, "a.m").contains("exists already"));
}

/// It is over with the block, unless the runner has a transaction around the file.
#[test]
fn a_path_that_is_local_counts_in_its_block() {
    let block = "DO $$ BEGIN SET LOCAL search_path = a; CREATE TYPE m AS ENUM ('x'); END $$;";
    assert_eq!(labels(block, "a.m"), ["x"]);
    assert!(not_found(block, "public.m").0 == ["a.m"]);
    let later = format!("{block} CREATE TYPE n AS ENUM ('y');");
    assert!(undetermined(&later, "n").contains("search_path"));
    let other_file = [block, "CREATE TYPE n AS ENUM ('y');"];
    assert_eq!(labels_of(&other_file, "public.n"), ["y"]);
    let inside = format!("BEGIN; {block} CREATE TYPE n AS ENUM ('y'); COMMIT;");
    assert_eq!(labels(&inside, "a.n"), ["y"]);
}

/// What the server has as a text is not known, as the user's own schema may be in it.
#[test]
fn the_path_is_not_compared_as_a_text() {
    let sql = after_create(
        "BEGIN IF current_setting('search_path') = 'public' THEN ALTER TYPE m ADD VALUE 'c'; END IF; END",
    );
    undetermined(&sql, "m");
}

/// A block with this statement and handler, on a type with `a`.
fn handled(statement: &str, handler: &str) -> String {
    format!(
        "CREATE TYPE m AS ENUM ('a'); DO $$ DECLARE x text; BEGIN
            ALTER TYPE m ADD VALUE 'b'; {statement};
         EXCEPTION WHEN {handler} THEN NULL; END $$;"
    )
}

#[test]
fn what_is_passed_over_may_fail_where_a_handler_catches_it() {
    for (statement, handler) in [
        ("ALTER TABLE t ADD COLUMN c m", "undefined_table"),
        ("ALTER TABLE t ADD COLUMN c m", "duplicate_column"),
        (
            "ALTER TABLE t ADD CONSTRAINT c CHECK (true)",
            "duplicate_object",
        ),
        ("CREATE TABLE t (c m)", "SQLSTATE '42P07'"),
        ("CREATE POLICY p ON t", "duplicate_object"),
        ("INSERT INTO t VALUES (1)", "unique_violation"),
        ("EXECUTE 'DROP TABLE t'", "OTHERS"),
        ("EXECUTE x", "duplicate_object"),
        ("PERFORM 1 / 0", "division_by_zero"),
        ("x := 1 / 0", "division_by_zero"),
        ("SELECT name INTO STRICT x FROM t", "no_data_found"),
        ("ASSERT x IS NULL", "assert_failure"),
        (
            "BEGIN DROP TABLE t; EXCEPTION WHEN undefined_object THEN NULL; END",
            "undefined_table",
        ),
    ] {
        undetermined(&handled(statement, handler), "m");
    }
}

#[test]
fn a_handler_does_not_run_for_what_cannot_happen() {
    for (statement, handler) in [
        ("CREATE TABLE t (c m)", "duplicate_object"),
        ("CREATE TABLE IF NOT EXISTS t (c m)", "duplicate_table"),
        (
            "ALTER TABLE t ADD COLUMN IF NOT EXISTS c m",
            "duplicate_object OR duplicate_column",
        ),
        ("UPDATE t SET c = 'a'", "duplicate_object"),
        ("SELECT 'x' INTO x", "OTHERS"),
        ("PERFORM 1 FROM pg_type WHERE typname = 'm'", "OTHERS"),
        ("COMMENT ON TYPE m IS 'x'", "OTHERS"),
        ("SET LOCAL lock_timeout = '1s'", "OTHERS"),
        ("RAISE NOTICE 'x'", "OTHERS"),
        (
            "BEGIN DROP TABLE t; EXCEPTION WHEN OTHERS THEN NULL; END",
            "undefined_table",
        ),
        ("DROP TABLE t", "OTHERS THEN RAISE; WHEN undefined_table"),
    ] {
        let sql = handled(statement, handler);
        assert_eq!(labels(&sql, "m"), ["a", "b"], "{statement} {handler}");
    }
}
