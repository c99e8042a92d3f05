//! A `search_path` that a text sets which is put together when it runs.
#![cfg(feature = "read")]

mod support;

use pg_integration_enum_core::read::ReadError;
use support::{labels_of, try_read_files, undetermined};

/// What later sessions start with.
#[track_caller]
fn of_later_sessions(execute: &str) {
    let block = format!("CREATE SCHEMA core; DO $$ BEGIN EXECUTE {execute}; END $$;");
    let same = format!("{block} CREATE TYPE m AS ENUM ('a');");
    assert_eq!(labels_of(&[&same], "m"), ["a"], "{execute}");
    let later = [
        &block,
        "CREATE TYPE m AS ENUM ('a'); CREATE TYPE public.n AS ENUM ('n');",
    ];
    assert_eq!(labels_of(&later, "n"), ["n"]);
    match try_read_files(&later, "m") {
        Err(ReadError::CannotDetermine { reason, .. }) => {
            assert!(reason.contains("search_path"), "{reason}");
        }
        other => panic!("{execute}: {other:?}"),
    }
}

#[test]
fn the_path_of_later_sessions() {
    for execute in [
        "format('ALTER DATABASE %I SET search_path TO core, public', current_database())",
        "'ALTER ROLE ' || quote_ident(current_user) || ' SET search_path = core'",
        "'SELECT 1; ALTER DATABASE ' || current_database() || ' SET search_path TO core'",
        "format('ALTER DATABASE %I SET search_path TO %I', current_database(), current_user)",
    ] {
        of_later_sessions(execute);
    }
    let handled = "format('ALTER DATABASE %I SET search_path TO core', current_database());
                   EXCEPTION WHEN insufficient_privilege THEN RAISE NOTICE 'skip'";
    of_later_sessions(handled);
}

#[test]
fn other_settings_of_later_sessions_do_not_count() {
    let block = "DO $$ BEGIN
        EXECUTE format('ALTER DATABASE %I SET timezone TO utc', current_database());
        EXECUTE format('ALTER DATABASE %I RESET search_path', current_database());
        END $$;";
    let create = "CREATE TYPE m AS ENUM ('a');";
    assert_eq!(labels_of(&[block, create], "m"), ["a"]);
}

#[test]
fn the_path_of_this_session() {
    for execute in [
        "format('SET search_path TO %I, public', current_user)",
        "format('SET LOCAL search_path TO %I', current_user)",
        "'SELECT set_config(''search_path'', ' || quote_literal(current_user) || ', false)'",
    ] {
        let sql = format!(
            "DO $$ BEGIN EXECUTE {execute}; CREATE TYPE m AS ENUM ('a'); END $$;
             CREATE TYPE public.n AS ENUM ('n');"
        );
        assert!(undetermined(&sql, "m").contains("search_path"), "{execute}");
        assert_eq!(labels_of(&[&sql], "n"), ["n"]);
    }
}
