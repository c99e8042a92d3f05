//! The SQL of an enum: printed, written, and compared with what is written.

mod common;

use std::fs;
use std::path::Path;

use common::{Ran, fixture, run};
use tempfile::TempDir;

/// A crate in which two enums wait for their first migration.
fn package() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        fs::write(folder.path().join(name), text).expect("a file");
    };
    write(
        "Cargo.toml",
        "[package]\nname = \"app\"\nedition = \"2024\"\n[workspace]\n[lib]\npath = \"lib.rs\"\n",
    );
    write(
        "lib.rs",
        "use pg_integration_enum::PgIntegrationEnum;
        #[derive(PgIntegrationEnum)]
        #[pg_enum(schema = \"crm\", expected(sql = \"migrations\"))]
        enum Mood { Sad, Ok }
        #[derive(PgIntegrationEnum)]
        #[pg_enum(expected(sql = \"migrations\"), column = \"job.state\")]
        enum JobState { Queued, Done }\n",
    );
    fs::create_dir(folder.path().join("migrations")).expect("a folder");
    folder
}

fn ddl(folder: &Path, arguments: &[&str]) -> Ran {
    run(folder, &[&["ddl"], arguments].concat())
}

const CREATE_MOOD: &str = r#"CREATE TYPE "crm"."mood" AS ENUM ('sad', 'ok');"#;

#[test]
fn a_first_migration_comes_out_of_a_crate_that_does_not_compile() {
    let package = package();
    let folder = package.path();
    let checked = run(folder, &["check"]);
    assert_eq!(checked.code, Some(2), "{checked:#?}");
    assert!(
        checked
            .stdout
            .contains("`cargo pg-enum ddl create --enum crm.mood` prints a first one"),
        "{checked:#?}"
    );
    let written = ddl(
        folder,
        &[
            "create",
            "--enum",
            "crm.mood",
            "--out",
            "migrations/1_mood.sql",
        ],
    );
    assert_eq!(
        (written.code, written.stdout.as_str()),
        (Some(0), "wrote `migrations/1_mood.sql`\n")
    );

    let checked = run(folder, &["check"]);
    assert_eq!(checked.code, Some(1), "{checked:#?}");
    let told = checked
        .stdout
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    assert!(
        told.contains("add a migration with what `cargo pg-enum ddl up --enum job_state` prints"),
        "{checked:#?}"
    );
    let up = ddl(folder, &["up", "--enum", "JobState"]);
    fs::write(folder.join("migrations/2_job_state.sql"), &up.stdout).expect("a migration");
    let checked = run(folder, &["check"]);
    assert_eq!(checked.code, Some(0), "{checked:#?}");
}

#[test]
fn an_enum_is_called_by_any_of_its_names() {
    let package = package();
    for name in ["Mood", "mood", "crm.mood"] {
        let printed = ddl(package.path(), &["create", "--enum", name]);
        assert_eq!(
            (printed.code, printed.stdout.as_str()),
            (Some(0), CREATE_MOOD),
            "{name}"
        );
    }
}

#[test]
fn a_file_is_written_once_and_compared() {
    let package = package();
    let out = ["create", "--enum", "Mood", "--out", "mood.sql"];
    let check = [&out[..], &["--check"]].concat();
    let absent = ddl(package.path(), &check);
    assert_eq!(
        (absent.code, absent.stdout.as_str()),
        (Some(1), "`mood.sql` is not there\n")
    );
    assert!(!package.path().join("mood.sql").exists());
    for said in ["wrote `mood.sql`\n", "`mood.sql` is up to date\n"] {
        assert_eq!(ddl(package.path(), &out).stdout, said);
    }
    let same = ddl(package.path(), &check);
    assert_eq!((same.code, same.stdout.as_str()), (Some(0), ""));

    let more = format!("{CREATE_MOOD}\nCREATE TABLE person (mood crm.mood);\n");
    fs::write(package.path().join("mood.sql"), &more).expect("the file");
    let refused = ddl(package.path(), &out);
    assert_eq!(refused.code, Some(2));
    assert_eq!(
        refused.stderr,
        "error: `mood.sql` is there already and holds something else; name a new file, or remove it first\n"
    );
    let left = fs::read_to_string(package.path().join("mood.sql")).expect("the file");
    assert_eq!(left, more);
    let differs = ddl(package.path(), &check);
    assert_eq!(differs.code, Some(1));
    assert!(differs.stdout.contains("from line 2 on"), "{differs:#?}");
}

/// To open a pipe would wait for ever, and `/dev/stdout` may be a file with more in it.
#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_neither_read_nor_written() {
    let package = package();
    let pipe = package.path().join("pipe");
    let made = std::process::Command::new("mkfifo").arg(&pipe).status();
    assert!(made.expect("mkfifo").success());
    let log = package.path().join("log");
    for path in ["pipe", "/dev/stdout", "/dev/fd/1", "."] {
        let out = ["ddl", "create", "--enum", "Mood", "--out", path];
        for arguments in [&out[..], &[&out[..], &["--check"]].concat()] {
            fs::write(&log, "kept\n").expect("the log");
            let appended = fs::File::options().append(true).open(&log);
            let ran = common::command(package.path())
                .args(arguments)
                .stdout(appended.expect("the log"))
                .output();
            let ran = Ran::of(ran.expect("the command"));
            let said = format!(
                "error: `{path}` is no regular file; name one, or leave `--out` out to print it\n"
            );
            assert_eq!((ran.code, ran.stderr), (Some(2), said));
            let left = fs::read_to_string(&log).expect("the log");
            assert_eq!(left, "kept\n");
        }
    }
}

#[test]
fn what_cannot_be_printed_is_said() {
    let package = package();
    for (arguments, message) in [
        (&["create"][..], "which enum? there is `Mood` at lib.rs:4"),
        (
            &["create", "--enum", "Moood"],
            "there is no enum `Moood`; did you mean `Mood`?",
        ),
        (
            &["up", "--enum", "Mood"],
            "`Mood` declares no column: add `column = \"table.column\"` to `#[pg_enum(…)]`",
        ),
        (&[], "create-if-missing"),
        (&["create-if-mising"], "'create-if-missing'"),
        (&["create", "--check"], "--out <FILE>"),
    ] {
        let ran = ddl(package.path(), arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}");
        assert!(ran.stderr.contains(message), "{ran:#?}");
        assert_eq!(ran.stdout, "");
    }
    let conditional = ddl(
        &fixture("undetermined"),
        &["create", "--enum", "Conditional"],
    );
    assert_eq!(conditional.code, Some(2));
    let told = &conditional.stderr;
    assert!(
        told.starts_with("error: the labels of `Conditional` cannot be determined\nsrc/lib.rs:")
            && told.contains(" is there only where `feature = "),
        "{told}"
    );
}

#[test]
fn a_wrong_declaration_is_told_with_its_place() {
    let package = package();
    let source = "use pg_integration_enum::PgIntegrationEnum;
        #[derive(PgIntegrationEnum)]
        #[pg_enum(nmae = \"mood\")]
        enum Mood { Sad, Ok }\n";
    fs::write(package.path().join("lib.rs"), source).expect("the source");
    let ran = ddl(package.path(), &["create"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.stderr
            .contains("\nlib.rs:3:19: unknown key `nmae`; did you mean `name`?"),
        "{ran:#?}"
    );
}

#[test]
fn of_two_enums_of_one_name_one_is_named_by_its_place() {
    let package = package();
    let source = "use pg_integration_enum::PgIntegrationEnum;
        mod a { #[derive(super::PgIntegrationEnum)] enum Mood { Sad } }
        mod b { #[derive(super::PgIntegrationEnum)] enum Mood { Ok } }\n";
    fs::write(package.path().join("lib.rs"), source).expect("the source");
    let ran = ddl(package.path(), &["create", "--enum", "Mood"]);
    assert_eq!(
        ran.stderr,
        "error: which enum? there is `Mood` at lib.rs:2, `Mood` at lib.rs:3; \
         name one with `--enum`, by its place if need be\n"
    );
    let ran = ddl(package.path(), &["create", "--enum", "lib.rs:3"]);
    assert_eq!(ran.stdout, "CREATE TYPE \"mood\" AS ENUM ('ok');");
}

/// An enum may be in a file that cannot be parsed.
#[test]
fn a_file_that_hides_the_enum_is_named() {
    let package = package();
    let source = package.path().join("lib.rs");
    let text = fs::read_to_string(&source).expect("the source");
    fs::write(&source, format!("{text}\nfn unfinished( {{")).expect("the source");
    let ran = ddl(package.path(), &["create", "--enum", "Mood"]);
    assert_eq!(ran.code, Some(2));
    assert!(
        ran.stderr.contains("there is no enum `Mood`")
            && ran.stderr.contains("lib.rs:9:16: cannot parse the file"),
        "{ran:#?}"
    );
}
