//! Arguments, exit statuses, and what surrounds the command.

mod common;

use common::{Ran, command, fixture, run};
use serde_json::json;

#[test]
fn cargo_calls_it_as_a_subcommand() {
    let as_cargo = run(&fixture("in_step"), &["pg-enum", "check"]);
    assert_eq!(as_cargo.code, Some(0));
    assert_eq!(as_cargo.stdout, run(&fixture("in_step"), &["check"]).stdout);
}

#[test]
fn wrong_use_exits_with_2_and_says_what_is_wrong() {
    for (arguments, message) in [
        (&["chekc"][..], "unrecognized subcommand 'chekc'"),
        (
            &["check", "--manifest-path", "nowhere/Cargo.toml"],
            "nowhere/Cargo.toml",
        ),
        (
            &["check", "-p", "drfit"],
            "the workspace has no package `drfit`; did you mean `drift`?",
        ),
        (
            &["check", "--database-url", "postgres://h:port"],
            "the database's address is wrong",
        ),
        (&["check", "--prepare", "a.sql"], "--scratch"),
    ] {
        let ran = run(&fixture("drift"), arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}");
        assert!(ran.stderr.contains(message), "{ran:#?}");
        assert_eq!(ran.stdout, "");
    }
}

#[test]
fn a_variant_under_a_condition_is_not_told_as_absent_beside_a_mistake() {
    let folder = tempfile::tempdir().expect("a folder");
    let manifest = "[package]\nname = \"app\"\n[workspace]\n[lib]\npath = \"lib.rs\"\n";
    std::fs::write(folder.path().join("Cargo.toml"), manifest).expect("the manifest");
    let source = r#"
        #[derive(PgIntegrationEnum)]
        #[pg_enum(expected = ["red", "blue"], strickt)]
        enum Color {
            Red,
            #[cfg(feature = "blue")]
            Blue,
        }
    "#;
    std::fs::write(folder.path().join("lib.rs"), source).expect("the source");
    let ran = run(folder.path(), &["check"]);
    assert_eq!(ran.code, Some(2), "{ran:#?}");
    assert!(ran.stdout.contains("unknown key `strickt`"), "{ran:#?}");
    let condition = "label `blue` has no variant, except where `feature = \"blue\"`";
    assert!(ran.stdout.contains(condition), "{ran:#?}");
    assert!(!ran.stdout.contains("add the variant"), "{ran:#?}");
}

#[test]
fn what_cargo_says_is_one_error() {
    let arguments = ["list", "--manifest-path", "nowhere/Cargo.toml"];
    let ran = run(&fixture("drift"), &arguments);
    assert_eq!(ran.stderr.matches("error:").count(), 1, "{ran:#?}");
}

#[test]
fn a_label_that_does_not_show_is_listed_in_quotes() {
    let folder = tempfile::tempdir().expect("a folder");
    let manifest = "[package]\nname = \"app\"\n[workspace]\n[lib]\npath = \"lib.rs\"\n";
    std::fs::write(folder.path().join("Cargo.toml"), manifest).expect("the manifest");
    let source = r#"
        #[derive(PgIntegrationEnum)]
        enum Mood {
            Sad,
            #[pg_enum(rename = "a\r\u{1b}[2J")]
            Odd,
            #[pg_enum(rename = "")]
            Empty,
        }
        use pg_integration_enum::PgIntegrationEnum;
    "#;
    std::fs::write(folder.path().join("lib.rs"), source).expect("the source");
    let ran = run(folder.path(), &["list"]);
    assert!(
        ran.stdout.contains(r#"labels sad, "a\r\u{1b}[2J", """#),
        "{ran:#?}"
    );
}

#[test]
fn a_manifest_path_is_taken_from_anywhere() {
    let manifest = fixture("modules/app/Cargo.toml");
    let manifest = manifest.to_str().expect("a path");
    let ran = run(
        &std::env::temp_dir(),
        &["list", "--manifest-path", manifest],
    );
    assert_eq!(ran.stdout, run(&fixture("modules"), &["list"]).stdout);
}

#[test]
fn one_package_is_looked_at_alone_and_still_finds_the_consts_of_others() {
    let report = run(
        &fixture("modules"),
        &["check", "-p", "app", "--format", "json"],
    )
    .json();
    let enums = report["enums"].as_array().expect("enums");
    assert!(enums.iter().all(|known| known["package"] == "app"));
    let reexport = enums.iter().find(|known| known["name"] == "ByReexport");
    assert_eq!(reexport.expect("the enum")["status"], "in_step");
}

#[test]
fn quiet_shows_only_what_is_to_be_mended() {
    let quiet = run(&fixture("in_step"), &["check", "--quiet"]);
    assert_eq!(quiet.stdout, "1 enum: 1 in step\n");
    let quiet = run(&fixture("drift"), &["check", "-q"]);
    assert!(quiet.stdout.contains("integration_type") && !quiet.stdout.contains("Mood"));
}

#[test]
fn macro_built_enums_can_be_left_to_the_compiler() {
    let arguments = ["check", "--allow-macro-built", "--format", "json"];
    let report = run(&fixture("undetermined"), &arguments).json();
    assert_eq!(report["problems"], json!([]));
    assert_eq!(report["warnings"][0]["kind"], "macro-built-enum");
}

#[test]
fn colours_follow_the_flag_and_the_environment() {
    let colored = |arguments: &[&str], variable: Option<&str>| {
        let mut command = command(&fixture("in_step"));
        command.args(arguments);
        if let Some(variable) = variable {
            command.env(variable, "1");
        }
        Ran::of(command.output().expect("the command"))
            .stdout
            .contains('\u{1b}')
    };
    assert!(!colored(&["check"], None), "this is no terminal");
    assert!(colored(&["check"], Some("CLICOLOR_FORCE")));
    assert!(colored(&["check", "--color", "always"], Some("NO_COLOR")));
    assert!(!colored(
        &["check", "--color", "never"],
        Some("CLICOLOR_FORCE")
    ));
}

#[test]
fn a_locale_without_unicode_gets_ascii() {
    let mut command = command(&fixture("in_step"));
    let ran = Ran::of(
        command
            .arg("check")
            .env("LC_ALL", "C")
            .output()
            .expect("the command"),
    );
    assert!(ran.stdout.is_ascii(), "{}", ran.stdout);
}

#[test]
fn lines_of_a_matrix_fit_into_80_columns() {
    let drift = run(&fixture("drift"), &["check"]).stdout;
    let matrix: Vec<&str> = drift.lines().filter(|line| line.contains('│')).collect();
    assert!(!matrix.is_empty());
    assert!(
        matrix.iter().all(|line| line.chars().count() <= 80),
        "{drift}"
    );
}

#[test]
fn more_lists_than_80_columns_have_room_for_are_shown_in_several_tables() {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("a file");
    };
    write(
        "Cargo.toml",
        "[package]\nname = \"app\"\n[workspace]\n[lib]\npath = \"lib.rs\"\n",
    );
    write("a.dart", "const moods = ['sad'];\n");
    let list = "expected(dart = \"a.dart\", item = \"moods\"),";
    let source = format!(
        "use pg_integration_enum::PgIntegrationEnum;
        #[derive(PgIntegrationEnum)] #[pg_enum({})] enum Mood {{ Sad, Ok }}",
        list.repeat(12)
    );
    write("lib.rs", &source);
    let shown = run(folder.path(), &["check"]).stdout;
    let matrix: Vec<&str> = shown.lines().filter(|line| line.contains('│')).collect();
    let fits = |line: &&str| line.chars().count() <= 80;
    assert!(matrix.iter().all(fits), "{shown}");
    for number in 1..=12 {
        let head = format!(" dart {number} ");
        assert!(matrix.iter().any(|line| line.contains(&head)), "{shown}");
    }
    let cells = matrix.iter().flat_map(|line| line.matches(" missing "));
    assert_eq!(cells.count(), 12, "{shown}");
}

/// As some editors and shells of Windows write it.
#[test]
fn a_source_that_is_not_utf_8_is_named_with_the_place() {
    let folder = tempfile::tempdir().expect("a folder");
    let manifest = "[package]\nname = \"app\"\n[workspace]\n[lib]\npath = \"lib.rs\"\n";
    std::fs::write(folder.path().join("Cargo.toml"), manifest).expect("the manifest");
    for (source, message) in [
        (
            &b"// a\n//  \xff"[..],
            "lib.rs:2:5: this is not UTF-8; save it as UTF-8",
        ),
        (
            b"\xff\xfeu\0s\0",
            "lib.rs:1:1: this is UTF-16; save it as UTF-8",
        ),
    ] {
        std::fs::write(folder.path().join("lib.rs"), source).expect("the source");
        let ran = run(folder.path(), &["list"]);
        assert!(ran.stdout.contains(message), "{ran:#?}");
    }
}

#[test]
fn help_has_examples() {
    for (arguments, example) in [
        (&["check", "--help"][..], "cargo pg-enum check --scratch"),
        (&["list", "--help"], "cargo pg-enum list --format json"),
        (
            &["ddl", "--help"],
            "cargo pg-enum ddl create-if-missing | psql",
        ),
        (&["--help"], "Exit status: 0 in step, 1 drift"),
    ] {
        let ran = run(&fixture("in_step"), arguments);
        assert_eq!(ran.code, Some(0));
        assert!(ran.stdout.contains(example), "{}", ran.stdout);
    }
}

#[test]
fn shells_get_completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let ran = run(&fixture("in_step"), &["completions", shell]);
        assert_eq!(ran.code, Some(0));
        for word in ["manifest-path", "ddl", "create-if-missing"] {
            assert!(ran.stdout.contains(word), "{shell}: {word}");
        }
    }
}

#[test]
fn nobody_reading_on_is_no_failure() {
    use std::process::Stdio;
    let mut command = command(&fixture("drift"));
    let mut child = command
        .args(["check", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command");
    drop(child.stdout.take());
    let ran = Ran::of(child.wait_with_output().expect("its end"));
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(1), ""));
}
