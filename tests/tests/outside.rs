//! Crates that are none of ours, as strangers would write them: what they
//! depend on, what they forbid and what they call their own is up to them.

use std::path::Path;
use std::process::Command;

/// Runs cargo on one of the crates in `outside/`, with a folder for all builds.
fn cargo(command: &[&str], package: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("outside");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("outside");
    let output = Command::new(env!("CARGO"))
        .args(command)
        .args(["--locked", "--package", package])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo runs");
    assert!(
        output.status.success(),
        "cargo {command:?} on {package}\n{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}

#[test]
fn depending_on_the_runtime_alone() {
    cargo(&["test"], "outside-minimal");
}

#[test]
fn every_lint_denied() {
    cargo(&["clippy", "--all-targets"], "outside-strict");
}

#[test]
fn every_name_shadowed() {
    cargo(&["test"], "outside-shadows");
}

#[test]
fn without_std() {
    cargo(&["test"], "outside-no-std");
    cargo(&["build"], "outside-freestanding");
}

#[test]
fn json_by_label() {
    cargo(&["test"], "outside-serde");
}
