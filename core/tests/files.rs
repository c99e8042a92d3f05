//! Reading files, whatever stands at their path.
#![cfg(unix)]

use std::path::PathBuf;
use std::process::Command;

use pg_integration_enum_core::read::{file, sql};

/// A folder of this test's own, gone after it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder can be made");
        Self(path)
    }

    fn pipe(&self, name: &str) -> PathBuf {
        let path = self.0.join(name);
        let made = Command::new("mkfifo").arg(&path).status();
        assert!(made.expect("mkfifo can be started").success());
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[test]
fn a_pipe_is_refused_rather_than_waited_for() {
    let folder = Folder::new("pg-enum-pipe");
    let pipe = folder.pipe("1_init.sql");
    let expected = format!("cannot read `{}`: it is no regular file", pipe.display());
    assert_eq!(file::text(&pipe).unwrap_err().summary(), expected);
    let in_folder = sql::load(&folder.0).unwrap_err();
    assert_eq!(in_folder.summary(), expected);
}
