//! The process that runs the server for as long as we live.

use std::env;
use std::fs::File;
use std::io::{self, Read, Seek};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::account::{Account, command};
use super::folder::Folder;
use crate::scratch::error::ScratchError;

/// What `/bin/sh` runs. It ends the server when the pipe to it closes: when we drop
/// it, or when the system does because we are gone.
const SCRIPT: &str = include_str!("supervise.sh");

/// How much of the log an error shows.
const LOG_LINES: usize = 20;

/// A running supervisor. When it is dropped, the server and its files go.
#[derive(Debug)]
pub(super) struct Supervisor {
    process: Child,
    log: File,
}

impl Supervisor {
    pub(super) fn start(
        binaries: &Path,
        folder: &Folder,
        account: Option<&Account>,
    ) -> Result<Self, ScratchError> {
        let log = folder.create_log()?;
        let copy = || {
            log.try_clone()
                .map_err(ScratchError::system("share a file"))
        };
        let process = shell(account)
            .arg(binaries)
            .arg(folder.path())
            .stdin(Stdio::piped())
            .stdout(copy()?)
            .stderr(copy()?)
            .spawn()
            .map_err(ScratchError::system("run `/bin/sh` for the server"))?;
        Ok(Self { process, log })
    }

    pub(super) fn wait_until_ready(
        &mut self,
        folder: &Folder,
        patience: Duration,
    ) -> Result<(), ScratchError> {
        let since = Instant::now();
        while !folder.server_is_ready() {
            let ended = self.process.try_wait();
            if let Some(status) = ended.map_err(ScratchError::system("wait for the server"))? {
                return Err(self.failed(format!("did not start ({status})")));
            }
            if since.elapsed() > patience {
                return Err(self.failed(format!("was not ready in {} s", patience.as_secs())));
            }
            thread::sleep(Duration::from_millis(5));
        }
        Ok(())
    }

    fn failed(&mut self, reason: String) -> ScratchError {
        let log = match self.read_log() {
            Ok(log) => last_lines(&log),
            Err(error) => format!("(its log cannot be read: {error})"),
        };
        ScratchError::Start { reason, log }
    }

    fn read_log(&mut self) -> io::Result<String> {
        let mut log = Vec::new();
        self.log.rewind()?;
        self.log.read_to_end(&mut log)?;
        Ok(String::from_utf8_lossy(&log).into_owned())
    }
}

impl Drop for Supervisor {
    fn drop(&mut self) {
        // This closes the pipe first.
        let _ = self.process.wait();
    }
}

/// A shell with the script, to which its two arguments must be given.
fn shell(account: Option<&Account>) -> Command {
    let mut shell = command(Path::new("/bin/sh"), account);
    shell
        .args(["-c", SCRIPT, "scratch-postgres"])
        // Ctrl-C in a terminal must not reach what cleans up after it.
        .process_group(0)
        .env("LC_ALL", "C");
    // Both programs have defaults of the user's own in such variables.
    for (name, _) in env::vars_os() {
        if name.as_encoded_bytes().starts_with(b"PG") {
            shell.env_remove(name);
        }
    }
    shell
}

fn last_lines(log: &str) -> String {
    let lines: Vec<&str> = log.lines().collect();
    lines[lines.len().saturating_sub(LOG_LINES)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::own::write_program;

    #[test]
    fn a_server_that_takes_too_long_is_an_error_and_is_ended() {
        let binaries = Folder::create(None).unwrap();
        write_program(&binaries.path().join("initdb"), "sleep 1; exit 1");
        let folder = Folder::create(None).unwrap();

        let mut supervisor = Supervisor::start(binaries.path(), &folder, None).unwrap();
        let error = supervisor
            .wait_until_ready(&folder, Duration::ZERO)
            .unwrap_err();
        assert!(matches!(error, ScratchError::Start { .. }));
        assert!(
            error.to_string().contains("was not ready in 0 s"),
            "{error}"
        );
        drop(supervisor);
        assert!(!folder.path().exists());
    }

    #[test]
    fn an_error_shows_the_end_of_a_long_log() {
        let log: String = (1..=30).map(|line| format!("line {line}\n")).collect();
        let end = last_lines(&log);
        assert!(end.starts_with("line 11\n"), "{end}");
        assert!(end.ends_with("line 30"), "{end}");
        assert_eq!(last_lines("one\n"), "one");
        assert_eq!(last_lines(""), "");
    }
}
