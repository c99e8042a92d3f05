//! How long a check of a large workspace takes: `cargo bench -p cargo-pg-enum`.
//!
//! 1,000 source files and 1,000 migrations, no server: the goal is a second on
//! two cores. Of the files, 90 declare an enum, each compared with the folder.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};
use std::{fs, io};

const SOURCES: usize = 1_000;
const MIGRATIONS: usize = 1_000;
const PACKAGES: usize = 10;
const RUNS: usize = 10;

fn main() -> io::Result<()> {
    let folder = tempfile::tempdir()?;
    let bytes = write(folder.path())?;
    let mut times: Vec<Duration> = (0..RUNS)
        .map(|_| check(folder.path()))
        .collect::<io::Result<_>>()?;
    times.sort();
    println!(
        "{SOURCES} sources in {PACKAGES} packages, {MIGRATIONS} migrations, {} kB: median {:?}, worst {:?}",
        bytes / 1024,
        times[RUNS / 2],
        times[RUNS - 1],
    );
    Ok(())
}

fn check(folder: &Path) -> io::Result<Duration> {
    let start = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_cargo-pg-enum"))
        .args(["check", "--no-database", "--quiet"])
        .current_dir(folder)
        .output()?;
    let time = start.elapsed();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    Ok(time)
}

/// Writes the workspace, and gives its size.
fn write(folder: &Path) -> io::Result<usize> {
    let members: Vec<String> = (0..PACKAGES)
        .map(|package| format!("\"p{package}\""))
        .collect();
    let manifest = format!(
        "[workspace]\nmembers = [{}]\nresolver = \"3\"\n",
        members.join(", ")
    );
    fs::write(folder.join("Cargo.toml"), manifest)?;
    let mut bytes = migrations(&folder.join("migrations"))?;
    for package in 0..PACKAGES {
        bytes += write_package(&folder.join(format!("p{package}")), package)?;
    }
    Ok(bytes)
}

fn write_package(folder: &Path, package: usize) -> io::Result<usize> {
    fs::create_dir_all(folder.join("src"))?;
    let manifest = format!("[package]\nname = \"p{package}\"\nedition = \"2024\"\n");
    fs::write(folder.join("Cargo.toml"), manifest)?;
    let script = "fn main() { println!(\"cargo:rerun-if-changed=../migrations\"); }";
    fs::write(folder.join("build.rs"), script)?;
    let files = SOURCES / PACKAGES;
    let modules: String = (1..files).map(|file| format!("mod m{file};\n")).collect();
    fs::write(folder.join("src/lib.rs"), &modules)?;
    let mut bytes = modules.len();
    for file in 1..files {
        let text = source(package * files + file);
        bytes += text.len();
        fs::write(folder.join(format!("src/m{file}.rs")), text)?;
    }
    Ok(bytes)
}

/// A file of the usual kind, of about 10 kB; a tenth declare an enum.
fn source(number: usize) -> String {
    let function = |index: usize| {
        format!(
            "/// Adds up what is given, as the others here do.\npub fn sum_{index}(values: &[u64]) -> Option<u64> {{\n    \
             let mut total: u64 = {index};\n    for value in values {{\n        \
             total = total.checked_add(*value).filter(|total| *total < u64::MAX)?;\n    }}\n    Some(total)\n}}\n\n"
        )
    };
    let functions: String = (0..36).map(function).collect();
    if !number.is_multiple_of(10) {
        return functions;
    }
    format!(
        "use pg_integration_enum::PgIntegrationEnum;\n\n#[derive(Debug, PgIntegrationEnum)]\n\
         #[pg_enum(name = \"kind_{number}\", expected(sql = \"../migrations\"))]\n\
         pub enum Kind {{\n    First,\n    Second,\n    Third,\n}}\n\n{functions}"
    )
}

/// Migrations of about 3 kB; the types of the enums are made in them.
fn migrations(folder: &Path) -> io::Result<usize> {
    fs::create_dir_all(folder)?;
    let mut bytes = 0;
    for number in 0..MIGRATIONS {
        let table = format!(
            "CREATE TABLE t_{number} (\n    id bigint PRIMARY KEY,\n    name text NOT NULL DEFAULT 'it''s',\n    \
             created_at timestamptz NOT NULL DEFAULT now()\n);\nCREATE INDEX ON t_{number} (created_at);\n\
             INSERT INTO t_{number} (id, name) VALUES (1, 'a'), (2, 'b'); -- some data\n"
        );
        let ty = match number % 10 {
            0 => format!("CREATE TYPE kind_{number} AS ENUM ('first', 'third');\n"),
            5 => format!(
                "ALTER TYPE kind_{} ADD VALUE 'second' AFTER 'first';\n",
                number - 5
            ),
            _ => String::new(),
        };
        let text = table.repeat(10) + &ty;
        bytes += text.len();
        fs::write(folder.join(format!("{:06}_step.sql", number + 1)), text)?;
    }
    Ok(bytes)
}
