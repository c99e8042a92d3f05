//! Dumps that put quotes round every name, as those of the Supabase CLI.
#![cfg(feature = "read")]

mod support;

use support::{labels, labels_of};

const ADD: &str = r#"CREATE TYPE "public"."m" AS ENUM ('a');
    CREATE SCHEMA "app"; CREATE TYPE "app"."m" AS ENUM ('x');
    CREATE OR REPLACE FUNCTION "public"."add_label"("type_name" "text", "label" "text")
        RETURNS "void" LANGUAGE "plpgsql" SECURITY DEFINER SET "search_path" TO 'app', 'public'
        AS $$ BEGIN EXECUTE format('ALTER TYPE %I ADD VALUE %L', type_name, label); END $$;
    ALTER FUNCTION "public"."add_label"("type_name" "text", "label" "text") OWNER TO "postgres";"#;

#[test]
fn a_function_and_its_path() {
    let sql = format!(r#"{ADD} SELECT "public"."add_label"('m', 'b');"#);
    assert_eq!(labels(&sql, "app.m"), ["x", "b"]);
    assert_eq!(labels(&sql, "public.m"), ["a"]);
}

#[test]
fn a_function_that_replaces_one_without_quotes() {
    let other = r#"CREATE OR REPLACE FUNCTION add_label(type_name text, label text)
        RETURNS void LANGUAGE plpgsql AS $$ BEGIN NULL; END $$; SELECT add_label('m', 'b');"#;
    assert_eq!(labels_of(&[ADD, other], "app.m"), ["x"]);
}

#[test]
fn a_block_and_a_setting() {
    let sql = r#"CREATE SCHEMA "app"; CREATE TYPE "public"."m" AS ENUM ('a');
        CREATE TYPE "app"."m" AS ENUM ('x'); SET "search_path" = "app";
        DO LANGUAGE "plpgsql" $$ BEGIN ALTER TYPE m ADD VALUE 'y'; END $$;
        RESET "search_path"; ALTER TYPE "m" ADD VALUE 'b';"#;
    assert_eq!(labels(sql, "app.m"), ["x", "y"]);
    assert_eq!(labels(sql, "public.m"), ["a", "b"]);
}
