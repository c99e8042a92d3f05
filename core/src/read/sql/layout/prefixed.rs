//! `V<version>__<name>.sql`: refinery and Flyway.

use std::collections::BTreeSet;

use super::{Folder, Version, beside, version};
use crate::read::ReadError;

/// How deep folders may nest.
const DEEPEST: usize = 8;

/// Whether the folder itself has such files.
pub(super) fn begins(folder: &Folder) -> bool {
    let mut files = folder.files.iter().filter_map(Prefixed::of);
    files.any(|file| file.kind == Kind::Versioned)
}

/// The files in the order of their versions, if there are such.
pub(super) fn order(folder: &Folder) -> Result<Option<Vec<String>>, ReadError> {
    let mut files: Vec<Prefixed> = folder.files.iter().filter_map(Prefixed::of).collect();
    collect(folder, "", DEEPEST, &mut files)?;
    files.extend(folder.code.iter().filter_map(Prefixed::of));
    let sql = files.iter().filter(|file| !file.is_code());
    if !sql.clone().any(|file| file.kind == Kind::Versioned) {
        return Ok(None);
    }
    let there: BTreeSet<Version> = sql.map(|file| file.version.clone()).collect();
    files.retain(|file| !file.is_code() || !there.contains(&file.version));
    let is_flyway = folder.is("db", "migration")
        || files
            .iter()
            .any(|file| !matches!(file.kind, Kind::Versioned | Kind::Undo));
    if is_flyway {
        return Ok(Some(flyway(files)));
    }
    refinery(folder, files).map(Some)
}

/// What the letter before the version says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `V`
    Versioned,
    /// `U`: undoes a `V` of the same version; for refinery it may also stand alone.
    Undo,
    /// `B`: what Flyway starts from instead of what came before.
    Baseline,
    /// `R`: what Flyway runs at the end.
    Repeatable,
    /// What Flyway runs each time.
    Callback,
}

#[derive(Debug, Clone)]
struct Prefixed {
    path: String,
    kind: Kind,
    version: Version,
}

impl Prefixed {
    fn of(path: impl AsRef<str>) -> Option<Self> {
        let path = path.as_ref();
        let name = path.rsplit('/').next()?;
        if beside::is_callback(name) {
            return Some(Self {
                path: path.to_owned(),
                kind: Kind::Callback,
                version: Version::new(),
            });
        }
        let sql = name.strip_suffix(".sql");
        let stem = sql.or_else(|| beside::stem(name, &beside::PREFIXED))?;
        let (kind, rest) = match stem.as_bytes().first()? {
            b'V' => (Kind::Versioned, &stem[1..]),
            b'U' => (Kind::Undo, &stem[1..]),
            b'B' => (Kind::Baseline, &stem[1..]),
            b'R' => (Kind::Repeatable, &stem[1..]),
            _ => return None,
        };
        let (number, _) = rest.split_once("__")?;
        let version = match kind {
            Kind::Repeatable if number.is_empty() => Version::new(),
            Kind::Repeatable => return None,
            _ => version(number, &['.', '_'])?,
        };
        Some(Self {
            path: path.to_owned(),
            kind,
            version,
        })
    }

    fn is_code(&self) -> bool {
        beside::is_code(&self.path)
    }

    /// The name behind the version, by which what is repeatable is ordered.
    fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }
}

/// Both look into folders, too.
fn collect(
    folder: &Folder,
    inside: &str,
    depth: usize,
    files: &mut Vec<Prefixed>,
) -> Result<(), ReadError> {
    if depth == 0 {
        return Ok(());
    }
    for name in &folder.folders {
        let inner = Folder::read(&folder.path.join(name))?;
        let inside = format!("{inside}{name}/");
        let inner_files = inner.files.iter().chain(&inner.code);
        let inner_files = inner_files.map(|file| format!("{inside}{file}"));
        files.extend(inner_files.filter_map(Prefixed::of));
        collect(&inner, &inside, depth - 1, files)?;
    }
    Ok(())
}

/// Flyway: the newest baseline, the versions above it, and what is repeatable.
fn flyway(mut files: Vec<Prefixed>) -> Vec<String> {
    files.sort_by(|one, other| {
        let key = |file: &Prefixed| (file.version.clone(), file.name().to_owned());
        key(one).cmp(&key(other))
    });
    let of = |kind: Kind| files.iter().filter(move |file| file.kind == kind);
    let baseline = of(Kind::Baseline).next_back();
    let above = |file: &&Prefixed| baseline.is_none_or(|base| base.version < file.version);
    baseline
        .into_iter()
        .chain(of(Kind::Versioned).filter(above))
        .chain(of(Kind::Repeatable))
        .chain(of(Kind::Callback))
        .map(|file| file.path.clone())
        .collect()
}

/// refinery, which orders by number and skips what does not fit, silently.
fn refinery(folder: &Folder, files: Vec<Prefixed>) -> Result<Vec<String>, ReadError> {
    let mut files: Vec<Prefixed> = files
        .iter()
        .filter(|file| file.kind == Kind::Versioned || runs_unversioned(file, &files))
        .cloned()
        .collect();
    let fits = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.');
    let skipped = files.iter().find(|file| !file.name().chars().all(fits));
    if let Some(skipped) = skipped {
        return Err(folder.cannot_determine(
            &skipped.path,
            "refinery passes over a file whose name has other than letters, digits and `_`",
            "rename it, or for Flyway name the folder `db/migration`",
        ));
    }
    files.sort_by(|one, other| one.version.cmp(&other.version));
    Ok(files.into_iter().map(|file| file.path).collect())
}

/// Whether a `U` file is one that refinery runs: not the undoing of a `V` file.
fn runs_unversioned(file: &Prefixed, files: &[Prefixed]) -> bool {
    file.kind == Kind::Undo
        && !files
            .iter()
            .any(|other| other.kind == Kind::Versioned && other.version == file.version)
}
