//! Blocks that ask for the type of a column.
#![cfg(feature = "read")]

mod support;

use support::{labels, try_read, undetermined};

/// Asks for the type of `orders.status` in one of these ways, and adds a label to it.
const ASKS_FOR_COLUMN: [(&str, &str, &str); 6] = [
    (
        "x text;",
        "SELECT t.typname INTO x FROM pg_type t JOIN pg_attribute a ON a.atttypid = t.oid
         JOIN pg_class c ON c.oid = a.attrelid
         WHERE c.relname = 'orders' AND a.attname = 'status' AND t.typtype = 'e'
         AND t.typcategory = 'E';",
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
