//! Processes with a scratch database, and what becomes of their servers.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use postgres::config::Host;

/// A process that makes a scratch database and keeps it, not yet started.
pub(crate) struct Probe(Command);

impl Probe {
    pub(crate) fn new() -> Self {
        Self::of(Path::new(env!("CARGO_BIN_EXE_scratch_probe")))
    }

    /// One whose program has been copied elsewhere.
    pub(crate) fn of(program: &Path) -> Self {
        let mut command = Command::new(program);
        command
            .env_remove("DATABASE_URL")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // To be signalled as a terminal does it, without us.
            .process_group(0);
        Self(command)
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.0.env(name, value);
        self
    }

    /// A command that the process leaves running.
    pub(crate) fn beside(mut self, command: &[&str]) -> Self {
        self.0.args(command);
        self
    }

    pub(crate) fn account(mut self, id: u32) -> Self {
        self.0.uid(id).gid(id);
        self
    }

    /// Starts it and does not wait for its database.
    pub(crate) fn spawn(mut self) -> Process {
        Process(self.0.spawn().unwrap())
    }

    /// Starts it and gives the address of its database.
    pub(crate) fn start(self) -> (Process, String) {
        let mut process = self.spawn();
        let mut url = String::new();
        let output = process.0.stdout.as_mut().unwrap();
        BufReader::new(output).read_line(&mut url).unwrap();
        assert!(!url.is_empty(), "the process has no database");
        (process, url.trim_end().to_owned())
    }

    /// What it says, given that it gets no database.
    pub(crate) fn error(mut self) -> String {
        let output = self.0.stderr(Stdio::piped()).output().unwrap();
        assert!(!output.status.success());
        String::from_utf8(output.stderr).unwrap()
    }
}

/// A process that runs.
pub(crate) struct Process(Child);

impl Process {
    /// Lets it end as a program does, with its statics never dropped.
    pub(crate) fn finish(mut self) {
        assert!(self.0.wait().unwrap().success());
    }

    pub(crate) fn kill(mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }

    /// The target of a signal to it and to all that it has started.
    pub(crate) fn group(&self) -> String {
        format!("-{}", self.0.id())
    }
}

/// Sends a signal, and tells whether there was somebody to get it.
pub(crate) fn signal(name: &str, target: &str) -> bool {
    let mut shell = Command::new("/bin/sh");
    let kill = shell.args([
        "-c",
        r#"kill -s "$1" -- "$2" 2>/dev/null"#,
        "sh",
        name,
        target,
    ]);
    kill.status().unwrap().success()
}

/// A server's process and its folder.
pub(crate) struct Traces {
    pub(crate) folder: PathBuf,
    pid: String,
}

impl Traces {
    pub(crate) fn of(url: &str) -> Self {
        let folder = folder(url);
        let status = fs::read_to_string(folder.join("data/postmaster.pid")).unwrap();
        let pid = status.lines().next().unwrap().to_owned();
        Self { folder, pid }
    }

    pub(crate) fn server_runs(&self) -> bool {
        signal("0", &self.pid)
    }

    pub(crate) fn are_gone(&self) -> bool {
        !self.folder.exists() && !self.server_runs()
    }
}

/// The folder of a scratch server.
pub(crate) fn folder(url: &str) -> PathBuf {
    let config: postgres::Config = url.parse().unwrap();
    match config.get_hosts() {
        [Host::Unix(folder)] => folder.clone(),
        other => panic!("not a socket: {other:?}"),
    }
}

/// Waits for something that others do, for as long as a busy machine may take.
pub(crate) fn until(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..12_000 {
        if is_so() {
            return;
        }
        sleep(Duration::from_millis(10));
    }
    panic!("not within two minutes: {what}");
}

/// A temporary folder that every account can use.
pub(crate) struct Room {
    _parent: tempfile::TempDir,
    path: PathBuf,
}

impl Room {
    pub(crate) fn new(name: &str) -> Self {
        let parent = tempfile::tempdir_in("/tmp").unwrap();
        let path = parent.path().join(name);
        fs::create_dir(&path).unwrap();
        for folder in [parent.path(), &path] {
            set_mode(folder, 0o777);
        }
        Self {
            _parent: parent,
            path,
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn entries(&self) -> Vec<PathBuf> {
        let entries = fs::read_dir(&self.path).unwrap();
        entries.map(|entry| entry.unwrap().path()).collect()
    }

    pub(crate) fn is_roots(&self) -> bool {
        fs::metadata(&self.path).unwrap().uid() == 0
    }

    /// Writes shell scripts.
    pub(crate) fn write_programs(&self, names: &[&str], script: &str) {
        for name in names {
            let write = r#"printf '#!/bin/sh\n%s\n' "$2" >"$1" && chmod 755 "$1""#;
            shell(write, [self.path.join(name).as_os_str(), script.as_ref()]);
        }
    }

    /// Copies a program.
    pub(crate) fn copy(&self, program: &str) -> PathBuf {
        let copy = self.path.join("program");
        shell(r#"cp "$1" "$2""#, [program.as_ref(), copy.as_os_str()]);
        copy
    }
}

/// Another process writes programs: what one of our threads has open for writing
/// while another one forks is busy in the child, and cannot be run.
fn shell(script: &str, arguments: [&OsStr; 2]) {
    let mut shell = Command::new("/bin/sh");
    let status = shell.args(["-c", script, "sh"]).args(arguments).status();
    assert!(status.unwrap().success());
}

pub(crate) fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}
