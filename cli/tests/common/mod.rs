//! Runs the command as a user would.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A workspace of the fixtures.
pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

/// The command in a folder, with nothing of this process's surroundings that it reads.
pub fn command(folder: &Path) -> Command {
    const READ: [&str; 6] = [
        "DATABASE_URL",
        "LC_ALL",
        "LC_CTYPE",
        "LANG",
        "NO_COLOR",
        "CLICOLOR_FORCE",
    ];
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-pg-enum"));
    command.current_dir(folder);
    for variable in READ {
        command.env_remove(variable);
    }
    command
}

/// Runs the command in a folder.
pub fn run(folder: &Path, arguments: &[&str]) -> Ran {
    let output = command(folder).args(arguments).output();
    Ran::of(output.expect("the command"))
}

/// What came of it.
#[derive(Debug)]
#[allow(dead_code, reason = "not every file of tests looks at all of it")]
pub struct Ran {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Ran {
    pub fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        Self {
            code: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        }
    }

    /// Its output as the data that it is.
    #[allow(dead_code, reason = "not every file of tests reads it")]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self:#?}"))
    }
}
