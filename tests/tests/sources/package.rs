//! A package outside of the workspace, as a user has one.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

pub struct Package(TempDir);

/// What a check of a package said.
pub struct Checked {
    /// Each compiler message, with the target that it is about.
    pub messages: Vec<(String, String)>,
    pub success: bool,
}

impl Package {
    /// A package that depends on the crate under test; `targets` are further lines of its manifest.
    pub fn new(targets: &str) -> Self {
        let package = Self(tempfile::tempdir().unwrap());
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let manifest = format!(
            "[package]\nname = \"{}\"\nedition = \"2024\"\n\
             [workspace]\n\
             [dependencies]\npg-integration-enum = {{ path = {:?} }}\n\
             {targets}",
            name(),
            workspace.join("runtime")
        );
        package.write("Cargo.toml", &manifest);
        // The same versions, so that nothing is fetched.
        std::fs::copy(
            workspace.join("Cargo.lock"),
            package.folder().join("Cargo.lock"),
        )
        .unwrap();
        package
    }

    pub fn folder(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.folder().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// Runs `cargo check` on all targets.
    pub fn check(&self) -> Checked {
        let output = Command::new(env!("CARGO"))
            .args([
                "check",
                "--offline",
                "--keep-going",
                "--message-format=json",
            ])
            .current_dir(self.folder())
            .env("CARGO_TARGET_DIR", target_folder())
            .output()
            .unwrap();
        let lines = String::from_utf8(output.stdout).unwrap();
        let messages: Vec<_> = lines.lines().filter_map(message).collect();
        let success = output.status.success();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(success || !messages.is_empty(), "cargo says: {errors}");
        Checked { messages, success }
    }
}

/// A name of the test's own: packages of one name, each alone in its workspace, are
/// one package to cargo wherever they stand, and it would take one's artifacts for
/// the other's.
fn name() -> String {
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("test");
    format!("outside-{}", test.replace("::", "-"))
}

/// One for all runs, so that dependencies are built once.
fn target_folder() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("sources")
}

fn message(line: &str) -> Option<(String, String)> {
    let line: Value = serde_json::from_str(line).unwrap();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let rendered = text(&line["message"]["rendered"])?;
    Some((text(&line["target"]["name"])?, rendered))
}
