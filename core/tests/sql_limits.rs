//! What is followed only so far: beyond that, nothing is said for certain.
#![cfg(feature = "read")]

mod support;

use support::{labels, undetermined};

const M: &str = "CREATE TYPE m AS ENUM ('a');";

/// A text with each of so many numbers in place of `#`.
fn repeated(text: &str, count: usize) -> String {
    (0..count)
        .map(|number| text.replace('#', &number.to_string()))
        .collect()
}

#[test]
fn functions_of_one_name_are_tried_up_to_a_number() {
    let function = "CREATE FUNCTION f(a t#) RETURNS void LANGUAGE plpgsql AS
        $x$ BEGIN ALTER TYPE m ADD VALUE 'b'; END $x$;";
    let one = "CREATE FUNCTION f(a text, b text) RETURNS void LANGUAGE plpgsql AS
        $x$ BEGIN ALTER TYPE m ADD VALUE 'c'; END $x$;";
    let few = repeated(function, 31);
    let call = "SELECT f('x', 'y');";
    assert_eq!(labels(&format!("{M}{few}{one}{call}"), "m"), ["a", "c"]);
    let many = repeated(function, 32);
    let reason = undetermined(&format!("{M}{many}{one}{call}"), "m");
    assert!(reason.starts_with("function `f` may change types"));
}

#[test]
fn one_definition_of_a_function_replaces_another() {
    let function = "CREATE OR REPLACE FUNCTION f() RETURNS void LANGUAGE plpgsql AS
        $x$ BEGIN ALTER TYPE m ADD VALUE 'l#'; END $x$;";
    let many = repeated(function, 100);
    assert_eq!(labels(&format!("{M}{many}SELECT f();"), "m"), ["a", "l99"]);
}

#[test]
fn dropped_functions_no_longer_count_for_how_many_there_are() {
    let function = "CREATE FUNCTION f(a t#) RETURNS void LANGUAGE plpgsql AS
        $x$ BEGIN ALTER TYPE m ADD VALUE 'b'; END $x$;";
    let one = "CREATE FUNCTION f(a text, b text) RETURNS void LANGUAGE plpgsql AS
        $x$ BEGIN ALTER TYPE m ADD VALUE 'c'; END $x$;";
    let many = repeated(function, 100);
    let dropped = repeated("DROP FUNCTION f(t#);", 100);
    let text = format!("{M}{many}{one}{dropped}SELECT f('x', 'y');");
    assert_eq!(labels(&text, "m"), ["a", "c"]);
}

#[test]
fn a_function_renamed_among_too_many_may_be_any_of_them() {
    let function = "CREATE FUNCTION s#.f() RETURNS void LANGUAGE plpgsql AS
        $x$ BEGIN ALTER TYPE m ADD VALUE 'l#'; END $x$;";
    let rename = "ALTER FUNCTION s#.f() RENAME TO g; SELECT g();";
    let renamed = |count: usize| {
        let rename = rename.replace('#', &(count - 1).to_string());
        format!("{M}{}{rename}", repeated(function, count))
    };
    assert_eq!(labels(&renamed(32), "m"), ["a", "l31"]);
    let reason = undetermined(&renamed(40), "m");
    assert!(reason.starts_with("function `g` may change types"));
}

#[test]
fn a_function_that_psql_may_have_replaced_is_not_known() {
    let function = "CREATE OR REPLACE FUNCTION f() RETURNS void LANGUAGE plpgsql AS
        $x$ BEGIN ALTER TYPE m ADD VALUE 'l#'; END $x$;";
    let [one, other] = ["0", "1"].map(|number| function.replace('#', number));
    let text = format!("{M}{one}\n\\if :x\n{other}\n\\endif\nSELECT f();");
    let reason = undetermined(&text, "m");
    assert!(reason.starts_with("function `f` may change types"));
}

#[test]
fn a_path_may_have_so_many_schemas() {
    let path = |count| format!("SET search_path = public{};", repeated(", s#", count));
    let add = "ALTER TYPE m ADD VALUE 'b'; CREATE TYPE n AS ENUM ('a');";
    assert_eq!(labels(&format!("{M}{}{add}", path(63)), "n"), ["a"]);
    let long = format!("{M}{}{add}", path(64));
    assert_eq!(labels(&long, "m"), ["a", "b"]);
    assert!(undetermined(&long, "n").contains("depends on the `search_path`"));
}

#[test]
fn a_session_may_have_so_many_paths() {
    let local = |count| repeated("SET LOCAL search_path = s#, public;", count);
    let create = "CREATE TYPE m AS ENUM ('a');";
    for count in [1, 15, 16, 100] {
        let reason = undetermined(&format!("{}{create}", local(count)), "m");
        assert!(reason.contains("depends on the `search_path`"), "{count}");
    }
}

#[test]
fn conditions_within_conditions_are_decided_up_to_a_depth() {
    let query = "(SELECT count(*) FROM pg_type WHERE typname = ";
    let block = |depth: usize| {
        let (open, close) = (query.repeat(depth), ") = 1".repeat(depth));
        format!(
            "{M} DO $x$ BEGIN IF {open}'m'{close} THEN ALTER TYPE m ADD VALUE 'b'; END IF; END $x$;"
        )
    };
    assert_eq!(labels(&block(1), "m"), ["a", "b"]);
    // Each may be tried in several ways, and so could take forever.
    assert_eq!(
        undetermined(&block(29), "m"),
        "this condition is up to the server"
    );
}

#[test]
fn an_exception_that_is_caught_is_about_nothing() {
    let raise = "BEGIN RAISE EXCEPTION 'm'; EXCEPTION WHEN OTHERS THEN NULL; END;";
    let many = raise.repeat(3_000);
    let sql = format!("{M} DO $x$ BEGIN {many} ALTER TYPE m ADD VALUE 'b'; END $x$;");
    assert_eq!(labels(&sql, "m"), ["a", "b"]);
}

#[test]
fn too_many_steps_doubt_what_the_block_names_whichever_way_it_went() {
    let many = "PERFORM 1;".repeat(10_001);
    // The way that runs out of steps ends in an exception.
    let sql = format!(
        "{M} DO $x$ BEGIN
            IF x() THEN {many} ALTER TYPE m ADD VALUE 'b'; RAISE EXCEPTION 'no'; END IF;
            ALTER TYPE m ADD VALUE 'c';
        END $x$;"
    );
    let reason = undetermined(&sql, "m");
    assert!(reason.contains("too many steps"), "{reason}");
}

#[test]
fn a_placeholder_is_closed_near() {
    let sql = "CREATE TYPE ${schema}.m AS ENUM ('a'); CREATE TYPE {{ schema }}.n AS ENUM ('a');";
    assert_eq!(labels(sql, "${schema}.m"), ["a"]);
    assert_eq!(labels(sql, "{{ schema }}.n"), ["a"]);
    let open = format!(
        "{M} SET x = {}; ALTER TYPE m ADD VALUE 'b';",
        "${a ".repeat(1_000)
    );
    assert_eq!(labels(&open, "m"), ["a", "b"]);
}

#[test]
fn words_before_comments_that_go_on_and_on_may_mean_anything() {
    let block = |words: &str| format!("{M} DO $x$ BEGIN {words} NULL; END $x$;");
    assert_eq!(labels(&block("-- create\n"), "m"), ["a"]);
    let tangled = "create -- ".repeat(1_000);
    assert_eq!(labels(&block(&format!("-- {tangled}\n")), "m"), ["a"]);
}

#[test]
fn savepoints_of_one_name_are_undone_from_the_last() {
    let sql = format!(
        "{M} BEGIN; SAVEPOINT s; ALTER TYPE m ADD VALUE 'b'; SAVEPOINT t; SAVEPOINT s;
         ALTER TYPE m ADD VALUE 'c'; ROLLBACK TO s; RELEASE s; ALTER TYPE m ADD VALUE 'd';
         ROLLBACK TO s; COMMIT;"
    );
    assert_eq!(labels(&sql, "m"), ["a"]);
}

#[test]
fn a_message_shows_so_many_labels() {
    let sql = format!(
        "CREATE TYPE m AS ENUM ('a'{}); ALTER TYPE m RENAME VALUE 'x' TO 'y';",
        repeated(", 'l#'", 100)
    );
    let reason = support::invalid(&sql, "m");
    assert!(
        reason.starts_with("there is no label `x`, only `a`, `l0`, "),
        "{reason}"
    );
    assert!(
        reason.ends_with("`l10` and 89 more in `public.m`"),
        "{reason}"
    );
}
