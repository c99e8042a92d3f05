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
        "CREATE TYPE m AS ENUM ('a'); DO $$ DECLARE x text; n int; r record; BEGIN
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
        ("PERFORM count(*) FROM t", "undefined_table"),
        ("SELECT count(*) INTO n FROM t", "undefined_table"),
        (
            "FOR r IN SELECT id FROM t LOOP NULL; END LOOP",
            "undefined_table",
        ),
        (
            "FOR r IN INSERT INTO t VALUES (1) RETURNING 1 LOOP NULL; END LOOP",
            "unique_violation",
        ),
        (
            "DECLARE i int := (SELECT 1 FROM t); BEGIN NULL; END",
            "undefined_table",
        ),
        (
            "RAISE NOTICE 'rows: %', (SELECT count(*) FROM t)",
            "undefined_table",
        ),
        (
            "LOOP EXIT WHEN NOT EXISTS (SELECT FROM t); END LOOP",
            "undefined_table",
        ),
        ("WHILE 1 / 0 = 1 LOOP NULL; END LOOP", "division_by_zero"),
        (
            "FOR i IN 1..n LOOP NULL; END LOOP",
            "null_value_not_allowed",
        ),
        (
            "FOREACH x IN ARRAY NULL::text[] LOOP NULL; END LOOP",
            "null_value_not_allowed",
        ),
        ("EXECUTE 'SELECT $1' USING 1 / 0", "division_by_zero"),
        ("PERFORM 't'::regclass", "undefined_table"),
        ("CREATE TYPE nowhere.o AS ENUM ('x')", "OTHERS"),
        ("ALTER TYPE m SET SCHEMA nowhere", "invalid_schema_name"),
        ("n := 'abc'", "invalid_text_representation"),
        ("RAISE NOTICE '%', date 'abc'", "invalid_datetime_format"),
        (
            "RAISE NOTICE '%', n IN ('abc')",
            "invalid_text_representation",
        ),
        ("PERFORM ARRAY['a']::int[]", "invalid_text_representation"),
        ("x := format('%I', x)", "null_value_not_allowed"),
        ("x := format('%s %s', 'a')", "OTHERS"),
        (
            "DECLARE i int NOT NULL := n; BEGIN NULL; END",
            "null_value_not_allowed",
        ),
        (
            "DECLARE i varchar(2) := 'abc'; BEGIN NULL; END",
            "string_data_right_truncation",
        ),
        ("x := cast('t' AS regtype)", "undefined_object"),
        ("ALTER TABLE IF EXISTS t ADD COLUMN c m", "duplicate_column"),
        (
            "ALTER TABLE t ADD COLUMN IF NOT EXISTS b m, ADD c m",
            "duplicate_column",
        ),
        ("ALTER TABLE t ALTER c TYPE text", "unique_violation"),
        ("ALTER TABLE t RENAME TO u", "duplicate_table"),
        ("ALTER PUBLICATION p ADD TABLE t", "duplicate_object"),
        ("CREATE TABLE m (c int)", "duplicate_object"),
        ("CREATE SCHEMA public", "duplicate_schema"),
        ("CREATE EXTENSION e", "duplicate_function"),
        ("SET LOCAL ROLE admin", "OTHERS"),
        ("SET SESSION AUTHORIZATION admin", "OTHERS"),
        ("RESET no_such_setting", "undefined_object"),
        ("COMMENT ON TABLE t IS 'x'", "undefined_table"),
        ("PERFORM cron.schedule('x', 'y')", "unique_violation"),
        ("PERFORM seed()", "unique_violation"),
        ("IF seeded() THEN NULL; END IF", "unique_violation"),
        ("CALL add_column()", "duplicate_column"),
        ("DELETE FROM t", "unique_violation"),
        ("DROP TYPE m", "OTHERS"),
        ("COMMIT", "invalid_transaction_termination"),
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
        ("RAISE NOTICE 'x % %', x, lower(x) || n", "OTHERS"),
        ("x := 'y'", "OTHERS"),
        ("CREATE TYPE nowhere.o AS ENUM ('x')", "duplicate_object"),
        ("x := format('%I', 'name')", "OTHERS"),
        ("IF n IS NULL THEN NULL; END IF", "OTHERS"),
        ("PERFORM 'm'::regtype", "OTHERS"),
        (
            "SELECT count(*) INTO n FROM pg_type WHERE typname = 'x'",
            "OTHERS",
        ),
        ("DROP TYPE IF EXISTS o", "OTHERS"),
        ("SELECT count(*) INTO n FROM t", "duplicate_object"),
        ("PERFORM setval('s', max(id)) FROM t", "duplicate_object"),
        ("INSERT INTO t (c) VALUES (now())", "duplicate_object"),
        (
            "INSERT INTO s.t (c) SELECT v.c::varchar(9) FROM (VALUES ('x')) AS v(c) WHERE (c > '')",
            "duplicate_object",
        ),
        (
            "INSERT INTO t SELECT x FROM unnest(ARRAY['x']) u(x) ON CONFLICT (c) DO NOTHING",
            "duplicate_object",
        ),
        (
            "ALTER TABLE IF EXISTS t DROP COLUMN c, ADD COLUMN c m",
            "duplicate_object",
        ),
        (
            "ALTER TABLE t ALTER c TYPE m USING c::text::m",
            "duplicate_object",
        ),
        ("GRANT USAGE ON TYPE m TO admin", "duplicate_object"),
        ("DROP TABLE IF EXISTS t", "undefined_table"),
        ("DROP FUNCTION IF EXISTS f()", "undefined_function"),
        ("SET LOCAL app.tenant = 'x'", "OTHERS"),
        (
            "BEGIN DROP TABLE t; EXCEPTION WHEN OTHERS THEN NULL; END",
            "undefined_table",
        ),
        ("DROP TABLE t", "OTHERS THEN RAISE; WHEN undefined_table"),
    ] {
        let read = try_read(&handled(statement, handler), "m");
        let read = read.unwrap_or_else(|error| panic!("{statement} {handler}: {error}"));
        assert_eq!(read.label_texts(), ["a", "b"], "{statement} {handler}");
    }
}

/// The server looks for such a type where it reads the expression.
#[test]
fn a_type_that_is_not_there_runs_the_handler() {
    let handler = "EXCEPTION WHEN undefined_object THEN CREATE TYPE n AS ENUM ('x')";
    for step in [
        "PERFORM 'n'::regtype",
        "SELECT 'n'::regtype INTO x",
        "x := 'n'::regtype",
        "IF 'n'::regtype IS NOT NULL THEN NULL; END IF",
        "EXECUTE format('COMMENT ON TYPE %s IS NULL', 'n'::regtype)",
        "FOR x IN SELECT enumlabel FROM pg_enum WHERE enumtypid = 'n'::regtype LOOP NULL; END LOOP",
    ] {
        let sql = format!("DO $$ DECLARE x text; BEGIN {step}; {handler}; END $$;");
        assert_eq!(labels(&sql, "n"), ["x"], "{step}");
        let there = format!("CREATE TYPE n AS ENUM ('a'); {sql}");
        assert_eq!(labels(&there, "n"), ["a"], "{step}");
    }
}

#[test]
fn a_handler_knows_the_code_of_what_it_caught() {
    for (step, code) in [
        (CREATE, "42710"),
        ("ALTER TYPE n ADD VALUE 'x'", "42704"),
        ("RAISE EXCEPTION 'no'", "P0001"),
        ("RAISE SQLSTATE 'XX123'", "XX123"),
    ] {
        let body = |code: &str| {
            format!(
                "BEGIN {step}; EXCEPTION WHEN OTHERS THEN
                    IF SQLSTATE = '{code}' THEN ALTER TYPE m ADD VALUE 'c'; ELSE RAISE NOTICE 'no'; END IF;
                END"
            )
        };
        assert_eq!(
            labels(&after_create(&body(code)), "m"),
            ["a", "b", "c"],
            "{step}"
        );
        assert_eq!(
            labels(&after_create(&body("XX000")), "m"),
            ["a", "b"],
            "{step}"
        );
    }
    let unknown = "BEGIN PERFORM 1 / 0; EXCEPTION WHEN OTHERS THEN
        IF SQLSTATE = '22012' THEN ALTER TYPE m ADD VALUE 'c'; END IF; END";
    undetermined(&after_create(unknown), "m");
}
