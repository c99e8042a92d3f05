//! The live database, and the scratch server on which migrations are applied.

mod common;

use std::fs;
use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::thread;

use common::{Ran, command, fixture, run};
use pg_integration_enum::scratch::ScratchDatabase;
use serde_json::{Value, json};
use tempfile::TempDir;

/// A database in which some SQL has been run.
fn database(sql: &str) -> ScratchDatabase {
    let database = ScratchDatabase::new().expect("a scratch database");
    let mut client = database.connect().expect("a connection");
    client.batch_execute(sql).expect("the SQL");
    database
}

/// A package whose library and migrations are these.
fn package(library: &str, migrations: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("its folder")).expect("its folder");
        fs::write(path, text).expect("the file");
    };
    write(
        "Cargo.toml",
        "[package]\nname = \"app\"\nedition = \"2024\"\n[workspace]\n",
    );
    write("src/lib.rs", library);
    for (name, sql) in migrations {
        write(&format!("migrations/{name}"), sql);
    }
    folder
}

const MOOD: &str = r#"
#[derive(PgIntegrationEnum)]
#[pg_enum(expected(sql = "migrations"))]
pub enum Mood { Sad, Ok, Happy }
"#;

/// Checks against a database, and gives the status and the column of that kind.
fn checked(folder: &Path, kind: &str, arguments: &[&str]) -> (Option<i32>, Value) {
    let ran = run(
        folder,
        &[&["check", "--format", "json"], arguments].concat(),
    );
    let report = ran.json();
    let sources = report["enums"][0]["sources"].as_array().expect("sources");
    let column = sources.iter().find(|source| source["kind"] == kind);
    (ran.code, column.cloned().unwrap_or_default())
}

#[test]
fn a_live_database_in_step_exits_with_0() {
    let database =
        database("CREATE TYPE integration_type AS ENUM ('xledger', 'dynamics', 'consio')");
    let (code, live) = checked(
        &fixture("in_step"),
        "live",
        &["--database-url", database.url()],
    );
    assert_eq!(code, Some(0));
    assert_eq!(live["status"], "in_step");
}

/// A server that takes connections and says no more than this; its address.
fn silent(greeting: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("its address").port();
    thread::spawn(move || {
        let mut connections = Vec::new();
        for connection in listener.incoming() {
            let mut connection = connection.expect("a connection");
            connection.write_all(greeting).expect("to greet");
            connections.push(connection);
        }
    });
    format!("postgres://someone@127.0.0.1:{port}/app?connect_timeout=1")
}

#[test]
fn a_server_that_does_not_answer_is_not_waited_for_without_end() {
    // "The password is right" and "ask": then nothing comes of what is asked.
    const GREETING: &[u8] = b"R\0\0\0\x08\0\0\0\0Z\0\0\0\x05I";
    for (greeting, said) in [
        (
            &b""[..],
            "cannot connect to the database: no answer within 2s",
        ),
        (GREETING, "cannot read the database: no answer within 1s"),
    ] {
        let ran = run(
            &fixture("in_step"),
            &["check", "--database-url", &silent(greeting)],
        );
        assert_eq!((ran.code, ran.stdout.as_str()), (Some(2), ""));
        let remedy = "`connect_timeout`, in seconds, in its address sets another limit";
        assert_eq!(ran.stderr, format!("error: {said}; {remedy}\n"));
    }
}

#[test]
fn a_live_database_that_differs_is_drift_with_statements_that_mend_it() {
    let database =
        database("CREATE TYPE integration_type AS ENUM ('dynamics', 'xledger', 'tripletex')");
    let address = ["--database-url", database.url()];
    let (code, live) = checked(&fixture("in_step"), "live", &address);
    assert_eq!(code, Some(1));
    let findings = live["findings"].as_array().expect("findings");
    let told: Vec<Value> = findings
        .iter()
        .map(|finding| {
            json!([
                finding["kind"],
                finding["label"],
                finding["line"],
                finding["fixes"][0]["text"]
            ])
        })
        .collect();
    assert_eq!(
        told,
        [
            json!([
                "missing-label",
                "consio",
                18,
                "ALTER TYPE \"public\".\"integration_type\" ADD VALUE 'consio' AFTER 'dynamics';"
            ]),
            json!([
                "extra-label",
                "tripletex",
                15,
                "declare `tripletex` after `xledger`"
            ]),
            json!(["moved-label", "xledger", 16, "move it after `dynamics`"]),
        ]
    );
    let mut client = database.connect().expect("a connection");
    for finding in findings {
        if finding["kind"] == "missing-label" {
            let statement = finding["fixes"][0]["text"].as_str().expect("a statement");
            client
                .batch_execute(statement)
                .expect("the statement that mends");
        }
    }
    let (_, live) = checked(&fixture("in_step"), "live", &address);
    let kinds = live["findings"].as_array().expect("findings").iter();
    assert!(
        kinds
            .into_iter()
            .all(|finding| finding["kind"] != "missing-label")
    );
}

#[test]
fn a_live_database_without_the_type_is_drift() {
    let database = database("CREATE SCHEMA other; CREATE TYPE other.integration_type AS ENUM ()");
    let (code, live) = checked(
        &fixture("in_step"),
        "live",
        &["--database-url", database.url()],
    );
    assert_eq!(code, Some(1));
    assert_eq!(live["findings"][0]["kind"], "absent-type");
    let message = live["findings"][0]["message"].as_str().expect("a message");
    assert!(
        message.contains("is not in its schema, but in schema `other`"),
        "{message}"
    );
    let fixes = live["findings"][0]["fixes"].as_array().expect("fixes");
    assert!(
        fixes[0]["text"]
            .as_str()
            .is_some_and(|text| text.starts_with("CREATE TYPE"))
    );
    let rust = json!({"side": "rust", "text": "declare `schema = \"other\"`"});
    assert_eq!(fixes[1], rust);
}

#[test]
fn the_address_comes_from_the_environment_unless_that_is_not_wanted() {
    let database = database("");
    let check = |arguments: &[&str]| {
        let mut command = command(&fixture("in_step"));
        command
            .arg("check")
            .args(arguments)
            .env("DATABASE_URL", database.url());
        Ran::of(command.output().expect("the command")).code
    };
    assert_eq!(check(&[]), Some(1));
    assert_eq!(check(&["--no-database"]), Some(0));
}

#[test]
fn enums_of_tests_and_examples_are_not_looked_for_in_a_database() {
    let database = database("");
    let ran = run(
        &fixture("modules"),
        &[
            "check",
            "--format",
            "json",
            "--database-url",
            database.url(),
        ],
    );
    let report = ran.json();
    let asked: Vec<&str> = report["enums"]
        .as_array()
        .expect("enums")
        .iter()
        .filter(|known| known["status"] != "drift")
        .filter_map(|known| known["name"].as_str())
        .collect();
    assert_eq!(asked, ["InTest", "OfBenches", "OfExamples", "OfTests"]);
}

#[test]
fn a_database_that_does_not_answer_exits_with_2_and_hides_the_password() {
    let address = "postgres://me:secret@127.0.0.1:1/app";
    let ran = run(&fixture("in_step"), &["check", "--database-url", address]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.stderr.contains("cannot connect to the database"),
        "{ran:#?}"
    );
    assert!(!ran.stderr.contains("secret"));
}

#[test]
fn scratch_shows_what_the_migrations_really_make() {
    let folder = package(
        MOOD,
        &[
            ("1_mood.sql", "CREATE TYPE mood AS ENUM ('sad', 'happy');"),
            ("2_ok.sql", "ALTER TYPE mood ADD VALUE 'ok' BEFORE 'happy';"),
        ],
    );
    let (code, scratch) = checked(folder.path(), "scratch", &["--scratch"]);
    assert_eq!(code, Some(0), "{scratch:#}");
    assert_eq!(scratch["status"], "in_step");
}

#[test]
fn scratch_sees_what_cannot_be_read() {
    let folder = package(
        MOOD,
        &[(
            "1_mood.sql",
            "DO $$ BEGIN EXECUTE format('CREATE TYPE mood AS ENUM (%L)', 'sa' || 'd'); END $$;",
        )],
    );
    let (code, scratch) = checked(folder.path(), "scratch", &["--scratch"]);
    assert_eq!(
        code,
        Some(1),
        "drift wins over the file that cannot be read"
    );
    let missing = scratch["findings"].as_array().expect("findings");
    let missing: Vec<&Value> = missing.iter().map(|finding| &finding["label"]).collect();
    assert_eq!(missing, ["ok", "happy"]);
}

#[test]
fn scratch_tells_of_migrations_that_fail() {
    let folder = package(
        MOOD,
        &[(
            "1_mood.sql",
            "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy'); SELECT nothing;",
        )],
    );
    let (code, scratch) = checked(folder.path(), "scratch", &["--scratch"]);
    assert_eq!(code, Some(2));
    let message = scratch["findings"][0]["message"]
        .as_str()
        .expect("a message");
    assert!(
        message.starts_with("`migrations` cannot be applied: `migrations/1_mood.sql:1`:")
            && message.contains("column \"nothing\" does not exist"),
        "{message}"
    );
}

/// The message of the first finding of `--scratch` beside what is prepared.
fn scratch_message(folder: &Path, prepare: &[&str]) -> String {
    let (code, scratch) = checked(folder, "scratch", &[&["--scratch"], prepare].concat());
    assert_eq!(code, Some(2), "{scratch:#}");
    let message = scratch["findings"][0]["message"].as_str();
    message.expect("a message").to_owned()
}

#[test]
fn scratch_names_what_was_prepared_and_what_should_be() {
    let mood = "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');";
    let folder = package(MOOD, &[("1_mood.sql", mood)]);
    fs::write(folder.path().join("bad.sql"), "SELECT 1;\nCREATE TYPO;").expect("the file");
    let message = scratch_message(folder.path(), &["--prepare", "bad.sql"]);
    let start = "`migrations` cannot be applied: `bad.sql:2`:";
    assert!(message.starts_with(start), "{message}");

    for lacks in [
        "CREATE TABLE auth.a ();",
        "GRANT SELECT ON a TO \"no such role\";",
    ] {
        let more = format!("{mood} CREATE TABLE a ();\n\n{lacks}");
        let folder = package(MOOD, &[("1_mood.sql", &more)]);
        let message = scratch_message(folder.path(), &[]);
        let remedy = "; `--prepare` takes a file of SQL that makes what the platform gives";
        assert!(message.contains("1_mood.sql:3`:"), "{message}");
        assert!(message.ends_with(remedy), "{message}");
    }
}

#[test]
fn scratch_tells_of_a_migration_that_some_runners_refuse() {
    let folder = package(
        MOOD,
        &[
            (
                "1_mood.sql",
                "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE a (m mood);",
            ),
            (
                "2_happy.sql",
                "ALTER TYPE mood ADD VALUE 'happy'; INSERT INTO a VALUES ('happy');",
            ),
        ],
    );
    let report = run(folder.path(), &["check", "--scratch", "--format", "json"]);
    assert_eq!(report.code, Some(0), "{report:#?}");
    let warnings = report.json()["warnings"].clone();
    let split = warnings.as_array().expect("warnings").iter();
    let split: Vec<&Value> = split
        .filter(|warning| warning["kind"] == "split-migration")
        .map(|warning| &warning["file"])
        .collect();
    assert_eq!(split, ["migrations/2_happy.sql"]);
}

#[test]
fn scratch_is_prepared_as_the_platform_would() {
    let folder = package(
        MOOD,
        &[(
            "1_mood.sql",
            "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy'); SELECT auth.uid();",
        )],
    );
    let prepare = folder.path().join("platform.sql");
    fs::write(
        &prepare,
        "CREATE SCHEMA auth; CREATE FUNCTION auth.uid() RETURNS int LANGUAGE sql AS 'SELECT 1';",
    )
    .expect("the file");
    let prepare = prepare.to_str().expect("a path");
    let (code, _) = checked(
        folder.path(),
        "scratch",
        &["--scratch", "--prepare", prepare],
    );
    assert_eq!(code, Some(0));
}

#[test]
fn scratch_leaves_the_server_of_database_url_alone() {
    let database = database("CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')");
    let mut client = database.connect().expect("a connection");
    // It may look, and not create a database.
    let reader = database.role_name("reader");
    let role = format!("CREATE ROLE {reader} LOGIN NOSUPERUSER NOCREATEDB");
    client.batch_execute(&role).expect("a role");
    let folder = package(
        MOOD,
        &[(
            "1_mood.sql",
            "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');",
        )],
    );
    let mut command = command(folder.path());
    let address = as_role(database.url(), &reader);
    command
        .args(["check", "--scratch"])
        .env("DATABASE_URL", address);
    let ran = Ran::of(command.output().expect("the command"));
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert!(ran.stdout.contains("live") && ran.stdout.contains("scratch"));
}

/// The address of a database for another role.
fn as_role(address: &str, role: &str) -> String {
    match address.split_once("://") {
        Some(_) if address.contains("user=") => {
            address.replace("user=postgres", &format!("user={role}"))
        }
        Some((scheme, rest)) => {
            let rest = rest.split_once('@').map_or(rest, |(_, rest)| rest);
            format!("{scheme}://{role}@{rest}")
        }
        None => format!("{address} user={role}"),
    }
}
