//! Conditions of blocks on values and on the catalogue, as real migrations write them.
#![cfg(feature = "read")]

mod support;

use support::{labels, try_read, undetermined};

/// Types `m` and `mood_two`, then this as the body of a block.
fn block(body: &str) -> String {
    format!(
        "CREATE TYPE m AS ENUM ('a', 'b'); CREATE TYPE mood_two AS ENUM ('x');
         DO $$ {body} $$;"
    )
}

/// Whether a condition holds, if that can be told.
#[track_caller]
fn holds(declared: &str, condition: &str) -> Option<bool> {
    let sql = block(&format!(
        "DECLARE {declared} BEGIN
            IF {condition} THEN ALTER TYPE m ADD VALUE 'c'; END IF;
         END"
    ));
    let listing = try_read(&sql, "m").ok()?;
    Some(listing.labels.len() == 3)
}

const CURRENT: &str = "current text[] := (SELECT array_agg(enumlabel::text ORDER BY enumsortorder)
    FROM pg_enum WHERE enumtypid = 'm'::regtype);";

#[test]
fn arrays_that_differ_in_their_elements() {
    for (condition, wanted) in [
        ("current = ARRAY['a', 'c']", Some(false)),
        ("current <> ARRAY['a', 'b', 'c']", Some(true)),
        ("current IS DISTINCT FROM ARRAY['a']::text[]", Some(true)),
        ("current IS NOT DISTINCT FROM ARRAY['a']", Some(false)),
        ("current = ARRAY['a', 'b']", Some(true)),
        ("current = ARRAY['b', 'a']", Some(false)),
        ("current > ARRAY['a']", None),
    ] {
        assert_eq!(holds(CURRENT, condition), wanted, "{condition}");
    }
}

#[test]
fn arrays_in_the_order_of_the_server() {
    let unordered = CURRENT.replace("ORDER BY enumsortorder", "");
    for (condition, wanted) in [
        ("current = ARRAY['a', 'c']", Some(false)),
        ("current = ARRAY['a', 'b']", None),
        ("'a' = ANY (current)", Some(true)),
        ("'c' <> ALL (current)", Some(true)),
        ("current[1] = 'a'", None),
        ("array_to_string(current, ',') = 'a,b'", None),
    ] {
        assert_eq!(holds(&unordered, condition), wanted, "{condition}");
    }
}

#[test]
fn distinct_values() {
    for (condition, wanted) in [
        ("v IS DISTINCT FROM 'x'", Some(false)),
        ("v IS DISTINCT FROM 'y'", Some(true)),
        ("v IS NOT DISTINCT FROM 'x'", Some(true)),
        ("n IS DISTINCT FROM 'x'", Some(true)),
        ("n IS NOT DISTINCT FROM NULL", Some(true)),
        ("n IS DISTINCT FROM to_regtype('nothing')", Some(false)),
        ("v IS DISTINCT FROM current_setting('x')", None),
    ] {
        let declared = "v text := 'x'; n text;";
        assert_eq!(holds(declared, condition), wanted, "{condition}");
    }
}

#[test]
fn patterns() {
    for (condition, wanted) in [
        ("v LIKE '%mood_status%'", Some(true)),
        ("v LIKE 'mood%'", Some(false)),
        ("v LIKE 'app.mood_statu_'", Some(true)),
        ("v LIKE 'app.mood\\_status'", Some(true)),
        ("v LIKE 'app.mood\\%status'", Some(false)),
        ("v NOT LIKE '%mood%'", Some(false)),
        ("v ILIKE 'APP.%'", Some(true)),
        ("v NOT ILIKE 'APP.%'", Some(false)),
        ("NOT v LIKE 'z%'", Some(true)),
        ("v LIKE 'z%' OR v LIKE '%status'", Some(true)),
        ("v ILIKE 'É%'", None),
        ("n LIKE '%'", Some(false)),
        ("NOT (n LIKE '%')", None),
        ("v LIKE current_user", None),
        ("v LIKE 'a' ESCAPE '!'", None),
    ] {
        let declared = "v text := 'app.mood_status'; n text;";
        assert_eq!(holds(declared, condition), wanted, "{condition}");
    }
}

#[test]
fn a_pattern_picks_types() {
    let sql = block(
        "DECLARE r record; BEGIN
            FOR r IN SELECT typname FROM pg_type
                     WHERE typtype = 'e' AND typname LIKE 'mood\\_%' AND typname NOT LIKE '%one' LOOP
                EXECUTE format('ALTER TYPE %I ADD VALUE %L', r.typname, 'new');
            END LOOP;
            IF EXISTS (SELECT 1 FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
                       WHERE t.typname ILIKE 'MOOD%') THEN
                ALTER TYPE m ADD VALUE 'c';
            END IF;
        END",
    );
    assert_eq!(labels(&sql, "mood_two"), ["x", "new"]);
    assert_eq!(labels(&sql, "m"), ["a", "b", "c"]);
}

#[test]
fn one_of_several_names_is_a_query_s_only_row() {
    for names in [
        "(typname = 'mood_two' OR typname = 'moods')",
        "(typname IN ('moods', 'mood_two') OR t.typname = ANY (ARRAY['feelings']))",
    ] {
        let sql = block(&format!(
            "DECLARE n text; BEGIN
                SELECT typname INTO n FROM pg_type t WHERE typtype = 'e' AND {names} LIMIT 1;
                IF n IS NOT NULL THEN EXECUTE format('ALTER TYPE %I ADD VALUE %L', n, 'new'); END IF;
            END"
        ));
        assert_eq!(labels(&sql, "mood_two"), ["x", "new"], "{names}");
    }
    // What is not said of one column is open, and so is which of two rows comes first.
    let names = "typname = 'moods' OR nspname = 'public'";
    let joined = "pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace";
    assert_eq!(
        holds(
            "",
            &format!("EXISTS (SELECT 1 FROM {joined} WHERE {names})")
        ),
        None
    );
    let first =
        "(SELECT typname FROM pg_type WHERE typname = 'm' OR typname = 'mood_two' LIMIT 1) = 'm'";
    assert_eq!(holds("", first), None);
}

/// Tables have types of their own, and they are not followed.
#[test]
fn a_query_for_types_without_a_name_may_find_those_of_tables() {
    let query = "SELECT 1 FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
        WHERE n.nspname = 'app'";
    assert_eq!(holds("", &format!("EXISTS ({query})")), None);
    let enums = format!("EXISTS ({query} AND t.typtype = 'e')");
    assert_eq!(holds("", &enums), Some(false));
    let in_public = query.replace("'app'", "'public'");
    assert_eq!(holds("", &format!("EXISTS ({in_public})")), Some(true));
    let like = "EXISTS (SELECT 1 FROM pg_type WHERE typname LIKE 'other%')";
    assert_eq!(holds("", like), None);
}

#[test]
fn an_executed_query_leaves_its_result() {
    let sql = "CREATE TYPE m AS ENUM ('a', 'b');
        CREATE FUNCTION add_label(type_name text, label text) RETURNS void LANGUAGE plpgsql AS $$
        DECLARE present text[]; change text;
        BEGIN
            EXECUTE format(
                'SELECT array_agg(enumlabel) FROM pg_enum WHERE enumtypid = %L::regtype', type_name
            ) INTO present;
            IF label = ANY (present) THEN RETURN; END IF;
            change := format('ALTER TYPE %I ADD VALUE %L', type_name, label);
            EXECUTE change;
        END $$;
        SELECT add_label('m', 'c'); SELECT add_label('m', 'a');";
    assert_eq!(labels(sql, "m"), ["a", "b", "c"]);
}

#[test]
fn an_executed_query_does_not_see_variables() {
    for execute in [
        "EXECUTE 'SELECT $1' INTO v USING 'c'",
        "EXECUTE 'SELECT v' INTO v",
        "EXECUTE 'SELECT ' || now() INTO v",
        "EXECUTE 'SELECT name FROM names' INTO STRICT v",
    ] {
        let sql = block(&format!(
            "DECLARE v text := 'c'; BEGIN
                {execute};
                EXECUTE format('ALTER TYPE m ADD VALUE %L', v);
            END"
        ));
        undetermined(&sql, "m");
    }
}

#[test]
fn a_loop_over_a_query_leaves_other_variables_alone() {
    let sql = block(
        "DECLARE wanted text[] := ARRAY['c']; one text;
        BEGIN
            FOR one IN SELECT unnest(wanted) EXCEPT SELECT name FROM names LOOP
                RAISE NOTICE '% is missing in %', one, wanted;
            END LOOP;
            FOREACH one IN ARRAY wanted LOOP
                EXECUTE format('ALTER TYPE m ADD VALUE %L', one);
            END LOOP;
        END",
    );
    assert_eq!(labels(&sql, "m"), ["a", "b", "c"]);
}

#[test]
fn a_loop_over_what_is_not_known_sets_its_variable() {
    for head in [
        "FOR one IN SELECT name FROM names",
        "<<names>> FOR one IN SELECT name FROM names",
        "FOREACH one IN ARRAY (SELECT array_agg(name) FROM names)",
    ] {
        let sql = block(&format!(
            "DECLARE one text := 'c'; BEGIN
                {head} LOOP NULL; END LOOP;
                EXECUTE format('ALTER TYPE m ADD VALUE %L', one);
            END"
        ));
        undetermined(&sql, "m");
    }
}

/// What a loop over a query adds, if that can be told.
fn looped(query: &str) -> Option<Vec<String>> {
    let sql = format!(
        "CREATE TYPE m AS ENUM (); CREATE TYPE k AS ENUM ('c', 'a', 'b');
         CREATE TYPE n AS ENUM ('x');
         DO $$ DECLARE l text; BEGIN FOR l IN {query} LOOP
            EXECUTE format('ALTER TYPE m ADD VALUE IF NOT EXISTS %L', l);
         END LOOP; END $$;"
    );
    let listing = try_read(&sql, "m").ok()?;
    Some(
        listing
            .label_texts()
            .into_iter()
            .map(String::from)
            .collect(),
    )
}

#[test]
fn rows_in_an_order_of_the_server() {
    for query in [
        "SELECT unnest(ARRAY['z', 'b']) ORDER BY 1",
        "SELECT DISTINCT unnest(ARRAY['z', 'b'])",
        "SELECT v FROM unnest(ARRAY['z', 'b']) AS v ORDER BY v",
        "SELECT v FROM unnest(ARRAY['z', 'b']) AS v LIMIT 1",
        "SELECT v FROM unnest(ARRAY['z', 'b']) AS v GROUP BY v",
        "SELECT DISTINCT v FROM unnest(ARRAY['z', 'b']) AS v",
        "SELECT v FROM (VALUES ('z'), ('b')) AS t(v) ORDER BY v DESC",
        "VALUES ('z'), ('b') ORDER BY 1",
        "SELECT enumlabel FROM pg_enum WHERE enumtypid = 'k'::regtype",
        "SELECT enumlabel FROM pg_enum WHERE enumtypid = 'k'::regtype ORDER BY length(enumlabel)",
        "SELECT enumlabel FROM pg_enum WHERE enumtypid = 'k'::regtype
         ORDER BY enumlabel COLLATE \"de_DE\"",
        "SELECT enumlabel FROM pg_enum WHERE enumtypid IN (SELECT oid FROM pg_type WHERE typname IN ('k', 'n'))
         ORDER BY enumsortorder",
        "SELECT e.enumlabel FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
         WHERE t.typname IN ('k', 'n') ORDER BY e.enumsortorder",
        "SELECT typname FROM pg_type WHERE typtype = 'e'",
        "SELECT typname FROM pg_type WHERE typname IN ('k', 'm')",
        "SELECT DISTINCT typname FROM pg_type WHERE typname IN ('k', 'm')",
        "SELECT unnest(ARRAY(SELECT enumlabel FROM pg_enum WHERE enumtypid = 'k'::regtype))",
        "SELECT unnest((SELECT array_agg(enumlabel) FROM pg_enum WHERE enumtypid = 'k'::regtype))",
        "SELECT v FROM unnest(ARRAY(SELECT enumlabel FROM pg_enum
         WHERE enumtypid = 'k'::regtype)) WITH ORDINALITY AS t(v, i) ORDER BY i",
        "SELECT enumlabel FROM pg_enum WHERE enumtypid = 'k'::regtype LIMIT 2",
        "SELECT unnest(ARRAY(SELECT v FROM unnest(ARRAY['z', 'b']) v ORDER BY v))",
        "SELECT unnest((SELECT array_agg(v ORDER BY v) FROM unnest(ARRAY['z', 'b']) v))",
        "SELECT unnest((SELECT array_agg(DISTINCT v) FROM unnest(ARRAY['z', 'b']) v))",
    ] {
        assert_eq!(looped(query), None, "{query}");
    }
}

#[test]
fn rows_in_an_order_that_is_known() {
    for (query, wanted) in [
        (
            "SELECT v FROM unnest(ARRAY['z', 'b']) AS v",
            &["z", "b"][..],
        ),
        (
            "SELECT v FROM unnest(ARRAY['z']) AS v ORDER BY v LIMIT 1",
            &["z"],
        ),
        (
            "SELECT e.enumlabel FROM pg_enum e WHERE e.enumtypid = 'k'::regtype
             ORDER BY e.enumsortorder ASC",
            &["c", "a", "b"],
        ),
        (
            "SELECT unnest((SELECT array_agg(enumlabel::text ORDER BY enumsortorder)
             FROM pg_enum WHERE enumtypid = 'k'::regtype))",
            &["c", "a", "b"],
        ),
        (
            "SELECT enumlabel FROM pg_enum WHERE enumtypid = 'k'::regtype ORDER BY enumlabel",
            &["a", "b", "c"],
        ),
        (
            "SELECT enumlabel FROM pg_enum WHERE enumtypid = 'k'::regtype
             ORDER BY enumsortorder DESC",
            &["b", "a", "c"],
        ),
        (
            "SELECT e.enumlabel FROM pg_enum e JOIN pg_type t ON t.oid = e.enumtypid
             WHERE t.typname IN ('k', 'n') ORDER BY t.typname DESC, e.enumsortorder",
            &["x", "c", "a", "b"],
        ),
        (
            "SELECT typname FROM pg_type WHERE typname IN ('k', 'm') ORDER BY typname DESC",
            &["m", "k"],
        ),
        (
            "SELECT v FROM unnest(ARRAY['z', 'b']) WITH ORDINALITY AS t(v, i) ORDER BY i DESC",
            &["b", "z"],
        ),
        (
            "SELECT v || i FROM unnest(ARRAY['z', 'b']) WITH ORDINALITY AS t(v, i)",
            &["z1", "b2"],
        ),
        (
            "SELECT a || b FROM unnest(ARRAY['z', 'b'], ARRAY['1', '2']) AS t(a, b)",
            &["z1", "b2"],
        ),
        (
            "SELECT 'v' || i FROM generate_series(1, 3) AS i",
            &["v1", "v2", "v3"],
        ),
    ] {
        let wanted: Vec<String> = wanted.iter().map(|text| (*text).to_owned()).collect();
        assert_eq!(looped(query), Some(wanted), "{query}");
    }
}

#[test]
fn types_in_any_order() {
    let sql = block(
        "DECLARE r record; BEGIN
            FOR r IN SELECT DISTINCT t.typname FROM pg_type t JOIN pg_enum e ON e.enumtypid = t.oid
                     ORDER BY t.typname DESC LOOP
                EXECUTE format('ALTER TYPE %I ADD VALUE %L', r.typname, 'new');
            END LOOP;
        END",
    );
    assert_eq!(labels(&sql, "mood_two"), ["x", "new"]);
    assert_eq!(labels(&sql, "m"), ["a", "b", "new"]);
}

#[test]
fn a_query_inside_of_a_text() {
    let sql = "DO $$ DECLARE wanted text[] := ARRAY['b', 'a']; BEGIN
        EXECUTE 'CREATE TYPE m AS ENUM ('
            || (SELECT string_agg(quote_literal(x), ', ') FROM unnest(wanted) AS x) || ')';
        EXECUTE format('CREATE TYPE n AS ENUM (%s)',
            (SELECT string_agg(quote_literal(x), ',') FROM unnest(wanted) x));
        END $$;";
    assert_eq!(labels(sql, "m"), ["b", "a"]);
    assert_eq!(labels(sql, "n"), ["b", "a"]);
}

/// Both hold of no type, whichever of them is looked at last.
#[test]
fn a_type_asked_for_twice_is_both() {
    for conditions in [
        "oid = 'mood_two'::regtype AND oid = 'm'::regtype",
        "oid = 'm'::regtype AND oid = 'mood_two'::regtype",
        "typnamespace = 'pg_catalog'::regnamespace AND typnamespace = 'public'::regnamespace
            AND typname = 'm'",
        "oid = one AND oid = two",
        "oid = one AND oid = 'm'::regtype",
        "oid = 'm'::regtype AND typname = 'mood_two'",
    ] {
        let declared = "one oid := 'mood_two'::regtype; two oid := 'm'::regtype;";
        let condition = format!("EXISTS (SELECT 1 FROM pg_type WHERE {conditions})");
        assert_ne!(holds(declared, &condition), Some(true), "{conditions}");
    }
}
