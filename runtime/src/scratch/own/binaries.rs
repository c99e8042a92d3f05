//! Where the machine's PostgreSQL is.

use std::env;
use std::ffi::OsString;
use std::fs;
use std::iter;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use super::account::{Account, command};
use crate::scratch::error::ScratchError;

/// The programs that a server needs.
const PROGRAMS: [&str; 2] = ["initdb", "postgres"];

/// Where packages put each version: a parent folder, and what its subfolder's name
/// has before the version's number. The programs are in `bin` of that.
const PACKAGES: [(&str, &str); 5] = [
    ("/usr/lib/postgresql", ""),
    ("/usr", "pgsql-"),
    ("/opt/homebrew/opt", "postgresql@"),
    ("/usr/local/opt", "postgresql@"),
    ("/Applications/Postgres.app/Contents/Versions", ""),
];

/// Where to look.
pub(super) struct Search<'a> {
    chosen: Option<OsString>,
    path: Option<OsString>,
    packages: &'a [(&'a str, &'a str)],
}

impl Search<'_> {
    /// What the user's environment says.
    pub(super) fn here() -> Self {
        let set = |name| env::var_os(name).filter(|value| !value.is_empty());
        Self {
            chosen: set("PG_BIN"),
            path: set("PATH"),
            packages: &PACKAGES,
        }
    }

    /// The first folder with a server that the account can run.
    pub(super) fn find(&self, account: Option<&Account>) -> Result<PathBuf, ScratchError> {
        let candidates = match &self.chosen {
            Some(folder) => vec![chosen(folder.into())?],
            None => self.usual(),
        };
        let mut first_error = None;
        for folder in candidates {
            match try_to_run(&folder, account) {
                Ok(()) => return Ok(folder),
                Err(error) => first_error = first_error.or(Some(error)),
            }
        }
        Err(first_error.unwrap_or_else(|| self.found_nothing()))
    }

    /// The folders with a server: in `PATH`, then in the packages' places.
    fn usual(&self) -> Vec<PathBuf> {
        let on_path = self.path.iter().flat_map(env::split_paths);
        // A link may stand alone in its folder: what it points to has company.
        let linked = on_path
            .filter_map(|folder| fs::canonicalize(folder.join(PROGRAMS[0])).ok())
            .filter_map(|initdb| Some(initdb.parent()?.to_owned()));
        linked
            .chain(packaged(self.packages))
            .filter(|folder| missing(folder).is_none())
            .collect()
    }

    fn found_nothing(&self) -> ScratchError {
        let packages = self.packages.iter();
        let packages = packages.map(|(parent, prefix)| format!("`{parent}/{prefix}*/bin`"));
        ScratchError::NoBinaries {
            searched: iter::once("`PATH`".to_owned()).chain(packages).collect(),
        }
    }
}

/// What `PG_BIN` names: a choice, so nothing stands in for it.
fn chosen(folder: PathBuf) -> Result<PathBuf, ScratchError> {
    match missing(&folder) {
        Some(missing) => Err(ScratchError::WrongPgBin { folder, missing }),
        None => Ok(fs::canonicalize(&folder).unwrap_or(folder)),
    }
}

/// The packages' folders, the newest version first.
fn packaged(packages: &[(&str, &str)]) -> Vec<PathBuf> {
    let mut found: Vec<(u32, PathBuf)> = packages
        .iter()
        .flat_map(|(parent, prefix)| {
            let entries = fs::read_dir(parent).into_iter().flatten().flatten();
            entries.filter_map(move |entry| {
                let version = version(entry.file_name().to_str()?.strip_prefix(prefix)?)?;
                Some((version, entry.path().join("bin")))
            })
        })
        .collect();
    found.sort_by(|(one, _), (other, _)| other.cmp(one));
    found.into_iter().map(|(_, folder)| folder).collect()
}

/// The number before the first dot: of 9.6 and its like none is in use any more.
fn version(name: &str) -> Option<u32> {
    name.split('.').next()?.parse().ok()
}

/// Says nothing of what cannot be looked at: the attempt to run it will.
fn missing(folder: &Path) -> Option<&'static str> {
    let is_missing = |program: &&str| matches!(folder.join(program).try_exists(), Ok(false));
    PROGRAMS.into_iter().find(is_missing)
}

/// Whether the account can run it is best found out by doing so.
fn try_to_run(folder: &Path, account: Option<&Account>) -> Result<(), ScratchError> {
    PROGRAMS.into_iter().try_for_each(|program| {
        let program = folder.join(program);
        let run = command(&program, account)
            .arg("--version")
            .stdin(Stdio::null())
            .output();
        let reason = match run {
            Ok(output) if output.status.success() => return Ok(()),
            Ok(output) => format!(
                "{}, {}",
                output.status,
                String::from_utf8_lossy(&output.stderr).trim()
            ),
            Err(error) => error.to_string(),
        };
        Err(ScratchError::NotRunnable {
            program,
            account: account.map(|account| account.name.clone()),
            reason,
        })
    })
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;
    use crate::scratch::own::folder::Folder;
    use crate::scratch::own::write_program;

    /// Makes a folder with programs that do nothing.
    fn fake(folder: PathBuf, programs: &[&str]) -> PathBuf {
        fs::create_dir_all(&folder).unwrap();
        for program in programs {
            write_program(&folder.join(program), "");
        }
        folder
    }

    fn search<'a>(path: &[&Path], packages: &'a [(&'a str, &'a str)]) -> Search<'a> {
        Search {
            chosen: None,
            path: Some(env::join_paths(path).unwrap()),
            packages,
        }
    }

    #[test]
    fn nothing_anywhere_is_an_error_of_its_own() {
        let room = Folder::create(None).unwrap();
        let error = search(&[room.path()], &[("/nowhere", "pg-")]).find(None);
        assert!(matches!(error, Err(ScratchError::NoBinaries { .. })));
        assert_eq!(
            error.unwrap_err().to_string(),
            "no PostgreSQL server (`initdb` and `postgres`) in `PATH`, `/nowhere/pg-*/bin`; \
             install one, or set `PG_BIN` to the folder that holds it, or `DATABASE_URL` to a \
             running server",
        );
    }

    #[test]
    fn the_newest_package_wins_by_number_and_half_a_server_does_not_count() {
        let room = Folder::create(None).unwrap();
        let root = room.path().to_str().unwrap();
        let bin = |version| room.path().join(format!("pg-{version}/bin"));
        fake(bin("9.6"), &PROGRAMS);
        let newest = fake(bin("13"), &PROGRAMS);
        fake(bin("18"), &["initdb"]);
        fake(bin("latest"), &PROGRAMS);
        let found = search(&[], &[(root, "pg-")]).find(None);
        assert_eq!(found.unwrap(), newest);
    }

    #[test]
    fn a_link_on_the_path_leads_to_the_server_and_comes_before_packages() {
        let room = Folder::create(None).unwrap();
        let root = room.path().to_str().unwrap();
        let package = fake(room.path().join("18/bin"), &PROGRAMS);
        let real = fake(room.path().join("real"), &PROGRAMS);
        let linked = fake(room.path().join("linked"), &[]);
        symlink(real.join("initdb"), linked.join("initdb")).unwrap();
        let real = fs::canonicalize(real).unwrap();
        assert_eq!(search(&[&linked], &[(root, "")]).usual(), [real, package]);
    }

    #[test]
    fn what_cannot_run_is_passed_over_and_named_if_nothing_else_does() {
        let room = Folder::create(None).unwrap();
        let root = room.path().to_str().unwrap();
        let broken = fake(room.path().join("18/bin"), &[]);
        for program in PROGRAMS {
            fs::write(broken.join(program), "").unwrap();
        }
        let packages = [(root, "")];
        let error = search(&[], &packages).find(None).unwrap_err();
        assert!(matches!(error, ScratchError::NotRunnable { .. }));
        let works = fake(room.path().join("17/bin"), &PROGRAMS);
        assert_eq!(search(&[], &packages).find(None).unwrap(), works);
    }
}
