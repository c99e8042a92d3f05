//! Statements inside of `DO` blocks, their guards and handlers.
#![cfg(feature = "read")]

mod support;

use pg_integration_enum_core::model::{ColumnRef, EnumType, TypeName};
use pg_integration_enum_core::render;
use support::{invalid, labels, labels_of, try_read, undetermined};

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
        assert_eq!(labels(&sql, "m"), ["a", "b"], "{guard}");
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
fn a_computed_type_name_touches_what_the_block_names() {
    let sql = "CREATE TYPE m AS ENUM ('a'); CREATE TYPE n AS ENUM ('a');
        DO $$ DECLARE r record; BEGIN
            FOR r IN SELECT typname FROM pg_type WHERE typname IN ('m', 'o') LOOP
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
            FOR r IN SELECT typname FROM pg_type WHERE typtype = 'e' LOOP
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

#[test]
fn a_function_is_not_run_where_it_is_created() {
    let sql = "CREATE TYPE m AS ENUM ('a');
        CREATE FUNCTION grow() RETURNS void LANGUAGE plpgsql AS $$
        BEGIN ALTER TYPE m ADD VALUE 'b'; END $$ SET search_path = '';";
    assert_eq!(labels(sql, "m"), ["a"]);
    for call in [
        "SELECT grow();",
        "DO $$ BEGIN PERFORM grow(); END $$;",
        "INSERT INTO t SELECT public.grow();",
    ] {
        assert!(undetermined(&format!("{sql} {call}"), "m").contains("function `grow`"));
    }
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
fn an_update_of_the_catalogue_that_names_no_type_touches_all() {
    let sql = "CREATE TYPE m AS ENUM ('a'); CREATE TYPE n AS ENUM ('m');
        UPDATE pg_enum SET enumlabel = 'b' WHERE enumlabel = 'm';";
    assert!(undetermined(sql, "m").contains("catalogue"));
    assert!(undetermined(sql, "n").contains("catalogue"));
}

#[test]
fn a_variable_that_a_query_writes_to_is_forgotten() {
    for writes in [
        "SELECT 1, name INTO n, lbl FROM labels",
        "EXECUTE 'SELECT 1' INTO lbl",
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
fn the_block_that_adopts_a_text_column_is_known_to_create_its_type() {
    let name = TypeName::new(Some("public"), "m").unwrap();
    let mood = EnumType::new(name, ["a", "b"]).unwrap();
    let columns: Vec<ColumnRef> = vec!["person.mood".parse().unwrap()];
    let other = "CREATE TYPE public.other AS ENUM ('x');";
    let up = render::adopt_up(&mood, &columns);
    let later = "ALTER TYPE public.m ADD VALUE 'c';";
    let files = [other, &up, later];
    assert_eq!(labels_of(&files, "public.m"), ["a", "b", "c"]);
    assert_eq!(labels_of(&files, "public.other"), ["x"]);

    let down = render::adopt_down(&mood, &columns);
    assert_eq!(labels_of(&[other, &up, &down], "public.other"), ["x"]);
    assert!(try_read(&format!("{up}{down}"), "public.m").is_err());
}
