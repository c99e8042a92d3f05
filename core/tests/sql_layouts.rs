//! Which files of a folder count, and in which order.
#![cfg(feature = "read")]

mod support;

use std::path::Path;

use pg_integration_enum_core::model::TypeName;
use pg_integration_enum_core::read::ReadError;
use pg_integration_enum_core::read::sql::{SqlFile, lists, load, migrations, read};
use support::folder::Folder;

#[test]
fn supabase() {
    let folder = Folder::with(&[
        "20240102000000_b.sql",
        "20240101000000_a.sql",
        "README.md",
        ".keep",
        "seed.sql",
        "archive/20230101000000_old.sql",
    ]);
    assert_eq!(
        folder.loaded(),
        ["20240101000000_a.sql", "20240102000000_b.sql"]
    );
}

#[test]
fn the_supabase_cli_orders_by_name() {
    let files = ["2_b.sql", "10_a.sql"];
    let folder = Folder::at("supabase/migrations", &files);
    assert_eq!(folder.loaded(), ["10_a.sql", "2_b.sql"]);
}

#[test]
fn the_supabase_cli_would_run_a_down_file() {
    let files = ["1_a.sql", "1_a.down.sql"];
    let folder = Folder::at("supabase/migrations", &files);
    assert!(
        folder.error().contains("1_a.down.sql"),
        "{}",
        folder.error()
    );
}

#[test]
fn sqlx_orders_by_number() {
    let folder = Folder::with(&["10_a.sql", "2_b.sql", "001_c.sql"]);
    assert_eq!(folder.loaded(), ["001_c.sql", "2_b.sql", "10_a.sql"]);
}

#[test]
fn sqlx_with_downs() {
    let folder = Folder::with(&[
        "1_a.up.sql",
        "1_a.down.sql",
        "2_b.up.sql",
        "2_b.down.sql",
        "3_c.sql",
    ]);
    assert_eq!(folder.loaded(), ["1_a.up.sql", "2_b.up.sql", "3_c.sql"]);
}

#[test]
fn refinery_orders_by_number() {
    let folder = Folder::with(&["V10__a.sql", "V2__b.sql", "V1__c.sql", "after.sql"]);
    assert_eq!(folder.loaded(), ["V1__c.sql", "V2__b.sql", "V10__a.sql"]);
}

#[test]
fn refinery_runs_unversioned_files_that_undo_nothing() {
    let folder = Folder::with(&["V1__a.sql", "U1__a.sql", "U2__b.sql", "V3__c.sql"]);
    assert_eq!(folder.loaded(), ["V1__a.sql", "U2__b.sql", "V3__c.sql"]);
}

#[test]
fn refinery_would_pass_over_a_hyphen() {
    let folder = Folder::with(&["V1__a.sql", "V2__add-visma.sql"]);
    assert!(folder.error().contains("V2__add-visma.sql"));
}

#[test]
fn refinery_and_flyway_look_into_folders() {
    let folder = Folder::with(&["2024/V2__b.sql", "2023/V1__a.sql", "2024/q3/V10__c.sql"]);
    assert_eq!(
        folder.loaded(),
        ["2023/V1__a.sql", "2024/V2__b.sql", "2024/q3/V10__c.sql"]
    );
}

#[test]
fn flyway_runs_what_is_repeatable_at_the_end() {
    let folder = Folder::with(&[
        "R__b-views.sql",
        "R__a types.sql",
        "V2__add-visma.sql",
        "V1.10__c.sql",
        "V1.9.1__b.sql",
        "V1_2__a.sql",
        "U2__add-visma.sql",
        "U3__nothing.sql",
        "afterMigrate.sql",
    ]);
    assert_eq!(
        folder.loaded(),
        [
            "V1_2__a.sql",
            "V1.9.1__b.sql",
            "V1.10__c.sql",
            "V2__add-visma.sql",
            "R__a types.sql",
            "R__b-views.sql",
            "afterMigrate.sql",
        ]
    );
}

#[test]
fn flyway_is_known_by_its_folder() {
    let folder = Folder::at(
        "src/main/resources/db/migration",
        &["V1__a-b.sql", "V2__c.sql"],
    );
    assert_eq!(folder.loaded(), ["V1__a-b.sql", "V2__c.sql"]);
}

#[test]
fn flyway_starts_from_the_newest_baseline() {
    let folder = Folder::with(&[
        "V1__a.sql",
        "V2__b.sql",
        "B2__base.sql",
        "V10__d.sql",
        "V3__c.sql",
        "B1__older.sql",
    ]);
    assert_eq!(folder.loaded(), ["B2__base.sql", "V3__c.sql", "V10__d.sql"]);
}

#[test]
fn flyway_undoes_with_the_file_of_the_same_name() {
    let folder = Folder::with(&["V1__a.sql", "V2__b.sql", "U2__b.sql"]);
    let migrations = migrations(&folder.0).unwrap();
    assert!(migrations[0].down.is_none());
    let down = migrations[1].down.as_ref().unwrap();
    assert!(down.path.ends_with("U2__b.sql"), "{}", down.path);
}

#[test]
fn atlas() {
    let folder = Folder::with(&["20240102000000_b.sql", "20240101000000.sql", "atlas.sum"]);
    assert_eq!(
        folder.loaded(),
        ["20240101000000.sql", "20240102000000_b.sql"]
    );
}

#[test]
fn numbers_alone_and_before_other_signs() {
    let folder = Folder::with(&["2.sql", "10.sql", "1.sql", "init.sql"]);
    assert_eq!(folder.loaded(), ["1.sql", "2.sql", "10.sql"]);
    let folder = Folder::with(&["002-b.sql", "010-c.sql", "1-a.sql", "notes.sql"]);
    assert_eq!(folder.loaded(), ["1-a.sql", "002-b.sql", "010-c.sql"]);
    let folder = Folder::with(&["2.do.b.sql", "1.do.a.sql", "1.undo.a.sql", "2.undo.sql"]);
    assert_eq!(folder.loaded(), ["1.do.a.sql", "2.do.b.sql"]);
    // Where a runner goes by the underscore, the others do not count for it.
    let folder = Folder::with(&["1_a.sql", "2-b.sql", "3.sql"]);
    assert_eq!(folder.loaded(), ["1_a.sql"]);
}

#[test]
fn hasura() {
    let folder = Folder::with(&[
        "1700000000002_b/up.sql",
        "1700000000002_b/down.sql",
        "1700000000001_a/up.sql",
    ]);
    assert_eq!(
        folder.loaded(),
        ["1700000000001_a/up.sql", "1700000000002_b/up.sql"]
    );
}

#[test]
fn hasura_goes_by_the_number_of_the_version() {
    let folder = Folder::with(&[
        "migrations/default/10_b/up.sql",
        "migrations/default/9_a/up.sql",
        "migrations/default/0100_c/up.sql",
    ]);
    let names = |folder: &Folder| {
        let files = load(&folder.0.join("migrations/default")).unwrap();
        let name = |file: &SqlFile| file.path.rsplit('/').nth(1).unwrap().to_owned();
        files.iter().map(name).collect::<Vec<String>>()
    };
    assert_eq!(names(&folder), ["0100_c", "10_b", "9_a"]);
    folder.write("config.yaml", "version: 3\n");
    assert_eq!(names(&folder), ["9_a", "10_b", "0100_c"]);
}

#[test]
fn drizzle_goes_by_its_journal() {
    let folder = Folder::with(&[
        "0000_a.sql",
        "0001_b.sql",
        "0002_left_over.sql",
        "custom.sql",
    ]);
    folder.write(
        "meta/_journal.json",
        r#"{ "version": "7", "dialect": "postgresql", "entries": [
            { "idx": 0, "when": 1, "tag": "0000_a", "breakpoints": true },
            { "idx": 1, "when": 2, "tag": "custom", "breakpoints": true },
            { "idx": 2, "when": 3, "tag" : "0001_b", "breakpoints": true } ] }"#,
    );
    assert_eq!(folder.loaded(), ["0000_a.sql", "custom.sql", "0001_b.sql"]);
}

#[test]
fn a_file_that_the_journal_lists_must_be_there() {
    let folder = Folder::with(&["0000_a.sql"]);
    folder.write("meta/_journal.json", r#"{"entries":[{"tag":"0001_b"}]}"#);
    assert!(folder.error().contains("0001_b.sql"), "{}", folder.error());
}

const PLAN: &str = "%syntax-version=1.0.0\n%project=moods\n\n\
    zeta 2024-01-01T00:00:00Z A B <a@b.c> # the type\n\
    alpha [zeta] 2024-01-02T00:00:00Z A B <a@b.c> # labels\n\
    @v1 2024-01-03T00:00:00Z A B <a@b.c>\n\n\
    zeta [zeta@v1] 2024-01-04T00:00:00Z A B <a@b.c> # reworked\n";

#[test]
fn sqitch_goes_by_its_plan() {
    let files = [
        "deploy/alpha.sql",
        "deploy/zeta.sql",
        "deploy/zeta@v1.sql",
        "deploy/not_planned.sql",
        "revert/alpha.sql",
    ];
    let folder = Folder::with(&files);
    folder.write("sqitch.plan", PLAN);
    let planned = ["deploy/zeta@v1.sql", "deploy/alpha.sql", "deploy/zeta.sql"];
    assert_eq!(folder.loaded(), planned);
    let undone = migrations(&folder.0).unwrap();
    let downs: Vec<bool> = undone.iter().map(|one| one.down.is_some()).collect();
    assert_eq!(downs, [false, true, false]);
    let deploy = load(&folder.0.join("deploy")).unwrap();
    assert_eq!(deploy.len(), 3);
    assert!(
        deploy[0].path.ends_with("zeta@v1.sql"),
        "{}",
        deploy[0].path
    );
}

#[test]
fn graphile_migrate() {
    let folder = Folder::with(&[
        "committed/000002-b.sql",
        "committed/000001.sql",
        "committed/000010.sql",
        "current.sql",
        "afterReset.sql",
    ]);
    let committed = [
        "committed/000001.sql",
        "committed/000002-b.sql",
        "committed/000010.sql",
    ];
    assert_eq!(folder.loaded(), [&committed[..], &["current.sql"]].concat());
    assert_eq!(load(&folder.0.join("committed")).unwrap().len(), 3);
    let folder = Folder::with(&["committed/000001.sql", "current/2-b.sql", "current/1-a.sql"]);
    assert_eq!(
        folder.loaded(),
        ["committed/000001.sql", "current/1-a.sql", "current/2-b.sql"]
    );
}

#[test]
fn supabase_schemas_go_by_name_or_by_the_config() {
    let files = ["tables.sql", "types.sql", "a_functions.sql"];
    let folder = Folder::at("supabase/schemas", &files);
    assert_eq!(
        folder.loaded(),
        ["a_functions.sql", "tables.sql", "types.sql"]
    );
    folder.write(
        "../config.toml",
        "[db.migrations]\nschema_paths = [\n  \"./schemas/types.sql\", # first\n  \
         \"./schemas/*.sql\",\n]\n",
    );
    assert_eq!(
        folder.loaded(),
        ["types.sql", "a_functions.sql", "tables.sql"]
    );
}

#[test]
fn the_file_that_an_order_is_listed_in() {
    let names = |folder: &Path| -> Vec<String> {
        let found = lists(folder);
        assert!(found.iter().all(|file| file.is_file()), "{found:?}");
        let names = found.iter().filter_map(|file| file.file_name()?.to_str());
        names.map(str::to_owned).collect()
    };
    let folder = Folder::with(&["1_a.sql"]);
    assert_eq!(names(&folder.0), [""; 0]);
    assert_eq!(names(&folder.0.join("1_a.sql")), [""; 0]);
    for file in ["meta/_journal.json", "sqitch.plan", "atlas.sum"] {
        let folder = Folder::with(&["1_a.sql"]);
        folder.write(file, "");
        assert_eq!(names(&folder.0), [file.rsplit('/').next().unwrap()]);
    }
    let folder = Folder::with(&["deploy/a.sql"]);
    folder.write("sqitch.plan", PLAN);
    assert_eq!(names(&folder.0.join("deploy")), ["sqitch.plan"]);
    let folder = Folder::at("supabase/schemas", &["a.sql"]);
    assert_eq!(names(&folder.0), [""; 0]);
    folder.write("../config.toml", "");
    assert_eq!(names(&folder.0), ["config.toml"]);
}

#[test]
fn prisma_goes_by_the_whole_name() {
    let folder = Folder::with(&[
        "20240201_short/migration.sql",
        "20240101000000_long/migration.sql",
        "0_init/migration.sql",
        "add_more/migration.sql",
    ]);
    let loaded = [
        "0_init/migration.sql",
        "20240101000000_long/migration.sql",
        "20240201_short/migration.sql",
        "add_more/migration.sql",
    ];
    assert_eq!(folder.loaded(), loaded);
}

#[test]
fn dbmate_and_liquibase_go_by_name() {
    for marker in ["-- migrate:up", "--liquibase formatted sql"] {
        let folder = Folder::with(&["20240201_b.sql", "20240101000000_a.sql"]);
        let sorted = ["20240101000000_a.sql", "20240201_b.sql"];
        assert_eq!(folder.loaded(), [sorted[1], sorted[0]]);
        folder.write("20240201_b.sql", &format!("{marker}\nSELECT 1;"));
        assert_eq!(folder.loaded(), sorted);
    }
}

#[test]
fn comments_of_runners_are_comments() {
    for text in [
        "--liquibase formatted sql\n\n--changeset me:1 splitStatements:false\n\
         CREATE TYPE m AS ENUM ('a');\n--rollback DROP TYPE m;\n\
         --changeset me:2\nALTER TYPE m ADD VALUE 'b';\n--rollback not possible\n",
        "CREATE TYPE \"m\" AS ENUM('a');--> statement-breakpoint\n\
         ALTER TYPE \"m\" ADD VALUE 'b';--> statement-breakpoint\n",
        "-- +goose NO TRANSACTION\n-- +goose Up\n-- +goose StatementBegin\n\
         CREATE TYPE m AS ENUM ('a');\n-- +goose StatementEnd\nALTER TYPE m ADD VALUE 'b';\n\
         -- +goose Down\nDROP TYPE m;\n",
        "-- migrate:up transaction:false\nCREATE TYPE m AS ENUM ('a');\n\
         ALTER TYPE m ADD VALUE 'b';\n-- migrate:down transaction:false\nDROP TYPE m;\n",
        "--! Previous: -\n--! Hash: sha1:0\n\nCREATE TYPE m AS ENUM ('a', 'b');\n",
    ] {
        let folder = Folder::with(&[]);
        folder.write("1_a.sql", text);
        let files = load(&folder.0).unwrap();
        let listing = read(&files, &TypeName::new(None, "m").unwrap()).unwrap();
        assert_eq!(listing.label_texts(), ["a", "b"], "{text}");
    }
}

#[test]
fn diesel() {
    let folder = Folder::with(&[
        "2024-01-02-000000_b/up.sql",
        "2024-01-02-000000_b/down.sql",
        "2024-01-01-000000_a/up.sql",
        "2024-01-01-000000_a/down.sql",
        "00000000000000_diesel_initial_setup/up.sql",
        "2024-01-03-000000_c/metadata.toml",
    ]);
    assert_eq!(
        folder.loaded(),
        [
            "00000000000000_diesel_initial_setup/up.sql",
            "2024-01-01-000000_a/up.sql",
            "2024-01-02-000000_b/up.sql",
        ]
    );
}

#[test]
fn prisma() {
    let folder = Folder::with(&[
        "20240102000000_b/migration.sql",
        "20240101000000_a/migration.sql",
        "migration_lock.toml",
    ]);
    assert_eq!(
        folder.loaded(),
        [
            "20240101000000_a/migration.sql",
            "20240102000000_b/migration.sql"
        ]
    );
}

#[test]
fn a_single_file_counts_whatever_its_name() {
    let folder = Folder::with(&["schema.sql"]);
    let files = load(&folder.0.join("schema.sql")).unwrap();
    assert_eq!(files.len(), 1);
}

#[test]
fn an_unknown_layout_lists_the_known_ones() {
    let folder = Folder::with(&["types.sql", "tables.sql"]);
    let error = folder.error();
    assert!(error.contains("`tables.sql`"), "{error}");
    assert!(error.contains("<version>_<name>/up.sql"), "{error}");
}

#[test]
fn a_folder_without_sql_says_so() {
    let folder = Folder::with(&["README.md"]);
    assert!(folder.error().contains("there are no `.sql` files"));
}

#[test]
fn what_is_missing_is_an_io_error() {
    let error = load("no/such/folder".as_ref()).unwrap_err();
    assert!(matches!(error, ReadError::Io { .. }));
}

#[test]
fn down_sections_are_not_replayed() {
    let sections = [
        ("-- migrate:up", "-- migrate:down transaction:false"),
        ("-- +goose Up", "-- +goose Down"),
        ("--+goose up\n-- +goose StatementBegin", "-- +goose DOWN"),
        ("-- +migrate Up", "-- +migrate Down"),
        ("-- +micrate Up", "-- +micrate Down"),
        ("-- Up Migration", "-- Down Migration"),
        ("-- rambler up", "-- rambler down"),
    ];
    for (up, down) in sections {
        let folder = Folder::with(&[]);
        folder.write(
            "1_a.sql",
            &format!("{up}\nCREATE TYPE m AS ENUM ('a');\n{down}\nDROP TYPE m; it's broken"),
        );
        folder.write(
            "2_b.sql",
            &format!("{up}\r\nALTER TYPE m ADD VALUE 'b';\r\n{down}\r\n-- nothing\r\n"),
        );
        let files = load(&folder.0).unwrap();
        let listing = read(&files, &TypeName::new(None, "m").unwrap()).unwrap();
        assert_eq!(listing.label_texts(), ["a", "b"], "{up}");
    }
}

#[test]
fn what_stands_below_the_line_of_tern_is_not_replayed() {
    let folder = Folder::with(&[]);
    folder.write(
        "001_a.sql",
        "CREATE TYPE m AS ENUM ('a');\n\n---- create above / drop below ----\n\nDROP TYPE m;\n",
    );
    folder.write("002_b.sql", "ALTER TYPE m ADD VALUE 'b';\n");
    let files = load(&folder.0).unwrap();
    let listing = read(&files, &TypeName::new(None, "m").unwrap()).unwrap();
    assert_eq!(listing.label_texts(), ["a", "b"]);
    let migrations = migrations(&folder.0).unwrap();
    let down = migrations[0].down.as_ref().unwrap();
    assert!(down.text.contains("DROP TYPE m;"), "{}", down.text);
}

#[test]
fn a_down_marker_without_an_up_marker_is_a_comment() {
    let folder = Folder::with(&[]);
    folder.write(
        "1_a.sql",
        "-- migrate:down is for dbmate\nCREATE TYPE m AS ENUM ('a');\n",
    );
    let files = load(&folder.0).unwrap();
    let listing = read(&files, &TypeName::new(None, "m").unwrap()).unwrap();
    assert_eq!(listing.label_texts(), ["a"]);
}
