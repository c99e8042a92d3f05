//! Where the machine's PostgreSQL is.

use std::env;
use std::ffi::OsString;
use std::fs;
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

/// The folder with a server that the account can run.
pub(super) fn find(account: Option<&Account>) -> Result<PathBuf, ScratchError> {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty());
    let candidates = match set("PG_BIN") {
        Some(folder) => vec![chosen(folder.into())?],
        None => usual(set("PATH"), &PACKAGES),
    };
    let mut first_error = None;
    for folder in candidates {
        match try_to_run(&folder, account) {
            Ok(()) => return Ok(folder),
            Err(error) => first_error = first_error.or(Some(error)),
        }
    }
    Err(first_error.unwrap_or_else(|| ScratchError::NoBinaries {
        searched: searched(&PACKAGES),
    }))
}

/// What `PG_BIN` names: a choice, so nothing stands in for it.
fn chosen(folder: PathBuf) -> Result<PathBuf, ScratchError> {
    match missing(&folder) {
        Some(missing) => Err(ScratchError::WrongPgBin { folder, missing }),
        None => Ok(fs::canonicalize(&folder).unwrap_or(folder)),
    }
}

/// The folders with a server: in `PATH`, then in the packages' places.
fn usual(path: Option<OsString>, packages: &[(&str, &str)]) -> Vec<PathBuf> {
    let on_path = path.iter().flat_map(env::split_paths);
    // A link may stand alone in its folder: what it points to has company.
    let linked = on_path
        .filter_map(|folder| fs::canonicalize(folder.join(PROGRAMS[0])).ok())
        .filter_map(|initdb| Some(initdb.parent()?.to_owned()));
    linked
        .chain(packaged(packages))
        .filter(|folder| missing(folder).is_none())
        .collect()
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

fn missing(folder: &Path) -> Option<&'static str> {
    PROGRAMS
        .into_iter()
        .find(|program| !folder.join(program).is_file())
}

fn searched(packages: &[(&str, &str)]) -> Vec<String> {
    let packages = packages
        .iter()
        .map(|(parent, prefix)| format!("`{parent}/{prefix}*/bin`"));
    ["`PATH`".to_owned()].into_iter().chain(packages).collect()
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
