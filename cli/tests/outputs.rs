//! What a user sees, to the byte: each fixture in each format.
//!
//! `BLESS=1 cargo test -p cargo-pg-enum --test outputs` writes the outputs anew;
//! read the difference before you keep it.

mod common;

use std::path::Path;
use std::{env, fs};

use common::{fixture, run};

/// Runs the command on a fixture, and holds its output to `tests/golden/`.
fn golden(name: &str, extension: &str, arguments: &[&str], code: i32) {
    let ran = run(&fixture(name), arguments);
    assert_eq!(ran.code, Some(code), "{ran:#?}");
    assert_eq!(ran.stderr, "");
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(format!("{name}.{extension}"));
    if env::var_os("BLESS").is_some() {
        fs::write(&path, &ran.stdout).expect("the golden file");
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(ran.stdout, expected, "{}", path.display());
}

#[test]
fn in_step_is_shown_and_exits_with_0() {
    golden("in_step", "txt", &["check"], 0);
}

#[test]
fn drift_is_shown_in_every_format_and_exits_with_1() {
    golden("drift", "txt", &["check"], 1);
    golden("drift", "ascii.txt", &["check", "--ascii"], 1);
    golden("drift", "color.txt", &["check", "--color", "always"], 1);
    golden("drift", "json", &["check", "--format", "json"], 1);
    golden("drift", "github", &["check", "--format", "github"], 1);
    golden("drift", "md", &["check", "--format", "markdown"], 1);
    golden("drift", "sarif", &["check", "--format", "sarif"], 1);
}

#[test]
fn what_cannot_be_determined_exits_with_2() {
    golden("undetermined", "txt", &["check"], 2);
    golden(
        "undetermined",
        "github",
        &["check", "--format", "github"],
        2,
    );
}

#[test]
fn derives_are_found_wherever_they_can_stand() {
    golden("modules", "txt", &["list"], 0);
    golden("modules", "json", &["list", "--format", "json"], 0);
}

#[test]
fn sql_is_printed_and_nothing_else() {
    golden("in_step", "create.sql", &["ddl", "create"], 0);
    golden("in_step", "drop.sql", &["ddl", "drop"], 0);
}

#[test]
fn drift_wins_over_files_that_cannot_be_read() {
    golden("broken", "txt", &["check"], 1);
}
