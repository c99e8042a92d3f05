//! What variables hold, and loops over what is known.
#![cfg(feature = "read")]

mod support;

use support::{labels, not_found, try_read, undetermined};

/// A type `m` with `a` and `b`, then this as the body of a block.
fn after_create(body: &str) -> String {
    format!("CREATE TYPE m AS ENUM ('a', 'b');\nDO $$ {body} $$;")
}

const CREATE: &str = "CREATE TYPE m AS ENUM ('x');";

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

/// What declares a variable, what fills it, and the condition that then says that there
/// is no type `m`.
const ASKS_FOR_TYPE: [(&str, &str, &str); 17] = [
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
];

#[test]
fn a_variable_says_whether_a_type_is_there() {
    for (declare, decide, condition) in ASKS_FOR_TYPE {
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
fn arrays_of_two_dimensions_are_read_by_row() {
    let rename = "EXECUTE format('ALTER TYPE m RENAME VALUE %L TO %L', p[1], p[2])";
    for (declare, control, known) in [
        ("", "FOREACH p SLICE 1 IN ARRAY ARRAY[['a', 'z']]", true),
        (
            "",
            "FOREACH p SLICE 1 IN ARRAY (ARRAY[ARRAY['a', 'z']]::text[])",
            true,
        ),
        (
            "v text[] = ARRAY[['a', 'z']];",
            "FOREACH p SLICE 1 IN ARRAY v",
            true,
        ),
        ("v text[] = '{a,z}';", "FOREACH p SLICE 1 IN ARRAY v", true),
        (
            "",
            "FOREACH p SLICE 1 IN ARRAY ARRAY[['a', 'z'], ['q']]",
            false,
        ),
        ("", "FOREACH p SLICE 2 IN ARRAY ARRAY[['a', 'z']]", false),
        (
            "",
            "FOREACH p SLICE 1 IN ARRAY ARRAY[['a', lower(version())]]",
            false,
        ),
        (
            "",
            "FOREACH p SLICE 1 IN ARRAY (SELECT pairs FROM renames)",
            false,
        ),
    ] {
        let sql = after_create(&format!(
            "DECLARE p text[]; {declare} BEGIN {control} LOOP {rename}; END LOOP; END"
        ));
        let wanted = known.then_some("z");
        let read = try_read(&sql, "m").ok();
        let first = read.as_ref().map(|read| &*read.labels[0].label);
        assert_eq!(first, wanted, "{declare} {control}");
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
            "FOREACH l IN ARRAY ARRAY['b'::text, 'c'::text] || ARRAY['d'::character varying]::text[]",
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

/// What a cursor gives is up to the server, and so is whether there is a row left.
#[test]
fn a_loop_over_a_cursor_runs_any_number_of_times() {
    let declared = "DECLARE c CURSOR FOR SELECT name FROM names; v text := 'x';";
    for taken in ["FETCH c INTO v", "FETCH NEXT FROM c INTO v", "MOVE c"] {
        let body = format!(
            "{declared} BEGIN OPEN c; LOOP {taken}; EXIT WHEN NOT FOUND;
                EXECUTE format('ALTER TYPE m ADD VALUE IF NOT EXISTS %L', v);
             END LOOP; END"
        );
        let sql = format!("CREATE TYPE m AS ENUM ('a'); DO $$ {body} $$;");
        undetermined(&sql, "m");
    }
}

/// The declared type of a variable may write a value in another way, or not take it.
#[test]
fn a_variable_holds_what_its_type_makes_of_a_value() {
    let add = "EXECUTE format('ALTER TYPE m ADD VALUE %L', v);";
    for (kind, value, held) in [
        ("int", "'007'", "7"),
        ("bigint", "' 12'", "12"),
        ("numeric", "'07'", "7"),
        ("text", "'007'", "007"),
        ("varchar(3)", "'abc'", "abc"),
        ("name", "'abc'", "abc"),
        ("character varying", "'abc'", "abc"),
        ("\"text\"", "'007'", "007"),
        ("pg_catalog.int4", "'007'", "7"),
    ] {
        let declared = format!("DECLARE v CONSTANT {kind} := {value}; BEGIN {add} END");
        let assigned = format!("DECLARE v {kind}; BEGIN v := {value}; {add} END");
        let queried = format!("DECLARE v {kind}; BEGIN SELECT {value} INTO v; {add} END");
        for body in [declared, assigned, queried] {
            assert_eq!(
                labels(&after_create(&body), "m"),
                ["a", "b", held],
                "{body}"
            );
        }
    }
    for (kind, value) in [
        ("boolean", "'yes'"),
        ("numeric", "'1.50'"),
        ("numeric(4, 2)", "7"),
        ("real", "'1e3'"),
        ("char(5)", "'abc'"),
        ("jsonb", "'{}'"),
        ("timestamptz", "'2020-01-01'"),
        ("varchar(2)", "'abc'"),
        ("accounts.name%TYPE", "'abc'"),
        ("int", "1.5"),
    ] {
        let body = format!("DECLARE v {kind} := {value}; BEGIN {add} END");
        undetermined(&after_create(&body), "m");
    }
    let flag = "DECLARE v bool := 'on'; BEGIN IF v THEN ALTER TYPE m ADD VALUE 'c'; END IF; END";
    assert_eq!(labels(&after_create(flag), "m"), ["a", "b", "c"]);
    let array = "DECLARE one int; many int[] := '{01,02}'; BEGIN
        FOREACH one IN ARRAY many LOOP EXECUTE format('ALTER TYPE m ADD VALUE %L', one); END LOOP; END";
    assert_eq!(labels(&after_create(array), "m"), ["a", "b", "1", "2"]);
    let argument =
        "CREATE TYPE m AS ENUM ('a'); CREATE FUNCTION f(v int) RETURNS void LANGUAGE plpgsql
        AS $$ BEGIN EXECUTE format('ALTER TYPE m ADD VALUE %L', v); END $$; SELECT f('007');";
    assert_eq!(labels(argument, "m"), ["a", "7"]);
}

/// A block's label and a function's name may stand before a variable.
#[test]
fn a_variable_has_one_value_under_all_its_names() {
    let add = "EXECUTE format('ALTER TYPE m ADD VALUE %L', v);";
    for body in [
        format!("<<l>> DECLARE v text := 'old'; BEGIN l.v := 'c'; {add} END"),
        format!("<<l>> DECLARE v text := 'old'; BEGIN SELECT 'c' INTO l.v; {add} END"),
        format!(
            "<<l>> DECLARE v text := 'old'; BEGIN DECLARE w int; BEGIN l.v := 'c'; {add} END; END"
        ),
        format!("DECLARE v text := 'old'; w ALIAS FOR v; BEGIN w := 'c'; {add} END"),
        "<<l>> DECLARE w text := 'c'; v ALIAS FOR w; BEGIN
            EXECUTE format('ALTER TYPE m ADD VALUE %L', l.w); END"
            .to_owned(),
    ] {
        assert_eq!(labels(&after_create(&body), "m"), ["a", "b", "c"], "{body}");
    }
    let hidden = format!(
        "<<l>> DECLARE v text := 'c'; BEGIN
            DECLARE v text := 'd'; BEGIN l.v := 'e'; {add} END; {add} END"
    );
    undetermined(&after_create(&hidden), "m");
    for (set, held) in [
        ("f.v := 'c'", "c"),
        ("v := f.v || 'd'", "olddd"),
        ("SELECT 'e' INTO f.v", "e"),
        ("w := 'f'; v := w || 'g'", "fg"),
    ] {
        let sql = format!(
            "CREATE TYPE m AS ENUM ('a'); CREATE FUNCTION f(v text) RETURNS void LANGUAGE plpgsql
             AS $$ DECLARE w ALIAS FOR $1; BEGIN {set}; {add} END $$; SELECT f('oldd');"
        );
        assert_eq!(labels(&sql, "m"), ["a", held], "{set}");
    }
    let objects = "DECLARE v text := 'x'; n ALIAS FOR v; BEGIN CREATE TYPE n AS ENUM ('a'); END";
    assert_eq!(labels(&format!("DO $$ {objects} $$;"), "n"), ["a"]);
}

#[test]
fn a_loop_over_a_bound_cursor_is_one_over_its_query() {
    let sql = after_create(
        "DECLARE c NO SCROLL CURSOR FOR SELECT unnest(ARRAY['c', 'd']) AS name; BEGIN
            FOR r IN c LOOP EXECUTE format('ALTER TYPE m ADD VALUE %L', r.name); END LOOP;
        END",
    );
    assert_eq!(labels(&sql, "m"), ["a", "b", "c", "d"]);
    let given = "DECLARE c CURSOR (n int) FOR SELECT unnest(ARRAY['c', 'd']) AS name; BEGIN
        FOR r IN c(1) LOOP EXECUTE format('ALTER TYPE m ADD VALUE %L', r.name); END LOOP; END";
    undetermined(&after_create(given), "m");
}

#[test]
fn the_first_row_in_an_order_is_known() {
    let last = |order: &str| {
        after_create(&format!(
            "DECLARE v text; BEGIN
                SELECT enumlabel INTO v FROM pg_enum WHERE enumtypid = 'm'::regtype {order} LIMIT 1;
                EXECUTE format('ALTER TYPE m ADD VALUE %L BEFORE %L', 'c', v);
            END"
        ))
    };
    assert_eq!(
        labels(&last("ORDER BY enumsortorder DESC"), "m"),
        ["a", "c", "b"]
    );
    assert_eq!(
        labels(&last("ORDER BY enumsortorder"), "m"),
        ["c", "a", "b"]
    );
    undetermined(&last(""), "m");
}
