//! Folders in which other files than SQL run, too: migrations in code, callbacks,
//! and checkpoints.
#![cfg(feature = "read")]

mod support;

use pg_integration_enum_core::model::TypeName;
use pg_integration_enum_core::read::sql::{load, migrations, read};
use pg_integration_enum_core::read::{Listing, ReadError};
use support::folder::Folder;

const CREATE: &str = "CREATE TYPE m AS ENUM ('a');";

/// A folder with these files, in the first of which `m` is created.
fn folder(inside: &str, files: &[&str]) -> Folder {
    let folder = Folder::at(inside, files);
    folder.write(files[0], CREATE);
    folder
}

fn listing(folder: &Folder, name: &str) -> Result<Listing, ReadError> {
    let files = load(&folder.0).unwrap();
    read(&files, &TypeName::new(None, name).unwrap())
}

#[track_caller]
fn open(folder: &Folder, name: &str) -> (String, String) {
    match listing(folder, name) {
        Err(ReadError::CannotDetermine { place, reason, .. }) => (place.to_string(), reason),
        other => panic!("{:?}: {other:?}", folder.loaded()),
    }
}

#[track_caller]
fn labels(folder: &Folder, name: &str) -> Vec<String> {
    let labels = listing(folder, name).unwrap().labels;
    labels.into_iter().map(|label| label.label).collect()
}

#[test]
fn a_migration_in_code_counts() {
    for (inside, files) in [
        ("", ["V1__a.sql", "V2__b.rs", "V3__c.sql"]),
        ("", ["00001_a.sql", "00002_b.go", "00003_c.sql"]),
        (
            "",
            [
                "1600000000000_a.sql",
                "1600000000001_b.js",
                "1600000000002_c.sql",
            ],
        ),
        ("", ["1_a.up.sql", "2_b.ts", "3_c.up.sql"]),
        ("", ["1-a.sql", "2-b.mjs", "3-c.sql"]),
        ("", ["001.do.a.sql", "002.do.b.js", "003.do.c.sql"]),
        ("", ["0001.a.sql", "0002.b.py", "0003.c.sql"]),
        ("db/migration", ["V1__a.sql", "V2__b.java", "V3__c.sql"]),
        ("db/migration", ["V1__a.sql", "V2__b.kt", "V3__c.sql"]),
        (
            "db/migration",
            ["V1__a.sql", "inside/V2__b.java", "V3__c.sql"],
        ),
    ] {
        let folder = folder(inside, &files);
        folder.write(files[1], "\u{0}no SQL '");
        folder.write(files[2], "CREATE TYPE n AS ENUM ('n');");
        assert_eq!(folder.loaded(), files);
        let (place, reason) = open(&folder, "m");
        assert!(place.contains(files[1]), "{place}");
        assert!(reason.contains("written in code"), "{reason}");
        // What comes later is known again.
        assert_eq!(labels(&folder, "n"), ["n"]);
        // A type that is not there may be one that the code creates.
        open(&folder, "other");
        assert_eq!(migrations(&folder.0).unwrap().len(), 3);
    }
}

#[test]
fn code_beside_its_sql_and_code_that_is_no_migration() {
    for (inside, files) in [
        (
            "",
            &["1_a.sql", "1_a.js", "2_b.up.sql", "2_b.down.sql", "2_b.js"][..],
        ),
        (
            "",
            &[
                "1_a.sql",
                "index.ts",
                "README.md",
                "__init__.py",
                "main.go",
                "2_b_test.go",
            ],
        ),
        (
            "",
            &[
                "1_a.sql",
                "2_b.test.ts",
                "2_b.spec.js",
                "2_b.d.ts",
                "2_b.txt",
                "2b.js",
            ],
        ),
        (
            "",
            &["V1__a.sql", "mod.rs", "V1__a.rs", "lib.rs", "Vx__b.rs"],
        ),
        ("db/migration", &["V1__a.sql", "Helper.java", "V2.java"]),
        ("supabase/migrations", &["1_a.sql", "2_b.ts"]),
        ("", &["1_a.sql", "2_b.go", "atlas.sum"]),
        (
            "",
            &["2023-01-01-000000_a/up.sql", "2023-01-02-000000_b/mod.rs"],
        ),
    ] {
        let folder = folder(inside, files);
        assert_eq!(labels(&folder, "m"), ["a"], "{files:?}");
    }
}

#[test]
fn a_callback_of_flyway_may_have_run_at_any_time() {
    for callback in [
        "afterMigrate.sql",
        "beforeEachMigrate__grant.sql",
        "inside/afterVersioned.sql",
    ] {
        let folder = folder("db/migration", &["V1__a.sql", callback]);
        folder.write("V2__b.sql", "CREATE TYPE n AS ENUM ('n');");
        assert_eq!(labels(&folder, "m"), ["a"]);
        folder.write(callback, "ALTER TYPE m ADD VALUE IF NOT EXISTS 'b';");
        let (place, reason) = open(&folder, "m");
        assert!(place.contains(callback), "{place}");
        assert!(reason.contains("callback"), "{reason}");
        assert_eq!(labels(&folder, "n"), ["n"]);
    }
    let refinery = folder("", &["V1__a.sql", "U2__b.sql", "afterBurner.sql"]);
    assert_eq!(refinery.loaded(), ["V1__a.sql", "U2__b.sql"]);
}

#[test]
fn a_checkpoint_of_atlas_is_what_was_there_before() {
    let names = ["1.sql", "2_checkpoint.sql", "3.sql", "atlas.sum"];
    let folder = folder("", &names);
    let checkpoint = format!("-- atlas:checkpoint v1\n\n{CREATE}");
    folder.write(names[1], &checkpoint);
    folder.write(names[2], "ALTER TYPE m ADD VALUE 'b';");
    assert_eq!(labels(&folder, "m"), ["a", "b"]);
    folder.write(names[0], &checkpoint);
    assert_eq!(labels(&folder, "m"), ["a", "b"]);
}

#[test]
fn what_graphile_migrate_includes_may_be_anything() {
    let committed = "committed/000001.sql";
    for current in ["current.sql", "current/1-a.sql"] {
        let folder = folder("", &[committed, current]);
        assert_eq!(labels(&folder, "m"), ["a"]);
        folder.write(current, "--!include types/b.sql\n");
        let (place, reason) = open(&folder, "m");
        assert!(place.ends_with(&format!("{current}:1:1")), "{place}");
        assert!(reason.contains("`--!include`"), "{reason}");
    }
    let text = format!("--! Included b.sql\n{CREATE}\n--! EndIncluded b.sql");
    let folder = folder("", &[committed]);
    folder.write(committed, &text);
    assert_eq!(labels(&folder, "m"), ["a"]);
}
