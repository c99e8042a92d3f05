//! A server of our own, from the machine's binaries.

mod account;
mod binaries;
mod folder;
mod supervisor;

use std::time::Duration;

use super::error::ScratchError;
use account::Account;
use binaries::Search;
use folder::Folder;
use supervisor::Supervisor;

/// A server is there in a second or so; a machine may be very busy.
const PATIENCE: Duration = Duration::from_secs(120);

/// A server that ends with this value, or with the process.
#[derive(Debug)]
pub(super) struct OwnServer {
    // Dropped in this order: the supervisor removes the folder when the server has
    // ended, and the folder makes sure.
    _supervisor: Supervisor,
    folder: Folder,
}

impl OwnServer {
    pub(super) fn start() -> Result<Self, ScratchError> {
        let account = Account::for_server()?;
        let binaries = Search::here().find(account.as_ref())?;
        let folder = Folder::create(account.as_ref())?;
        let mut supervisor = Supervisor::start(&binaries, &folder, account.as_ref())?;
        supervisor.wait_until_ready(&folder, PATIENCE)?;
        Ok(Self {
            _supervisor: supervisor,
            folder,
        })
    }

    pub(super) fn url(&self) -> String {
        format!(
            "postgresql://postgres@{}:5432/postgres",
            self.folder.as_url_host()
        )
    }
}

/// Writes a shell script that can be run.
///
/// Another process writes it: a file that any of our threads has open for writing
/// as some other one forks is busy in the child, and cannot be run.
#[cfg(test)]
fn write_program(path: &std::path::Path, script: &str) {
    let written = std::process::Command::new("/bin/sh")
        .args([
            "-c",
            r#"printf '#!/bin/sh\n%s\n' "$2" >"$1" && chmod 755 "$1""#,
            "sh",
        ])
        .arg(path)
        .arg(script)
        .status();
    assert!(written.unwrap().success());
}
