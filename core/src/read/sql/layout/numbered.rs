//! Files and folders whose names begin with a number.

use std::collections::BTreeSet;

use super::{Folder, SqlFile, Version, beside, number};
use crate::read::ReadError;

/// Within how many lines a file says of which runner it is.
const FIRST_LINES: usize = 20;

/// What may stand behind the number.
const SEPARATORS: [char; 4] = ['_', '-', '.', ' '];

/// The files in the order of their numbers, if there are such.
pub(super) fn order(folder: &Folder) -> Result<Option<Vec<String>>, ReadError> {
    let named = numbered(folder, &['_']);
    if !named.is_empty() {
        return flat(folder, named, &['_']).map(Some);
    }
    let nested = nested(folder);
    if !nested.is_empty() {
        return Ok(Some(nested));
    }
    let others = numbered(folder, &SEPARATORS);
    if others.is_empty() {
        return Ok(None);
    }
    flat(folder, others, &SEPARATORS).map(Some)
}

/// A file whose name begins with a number.
#[derive(Debug)]
struct Numbered<'f> {
    name: &'f str,
    version: Version,
}

impl<'f> Numbered<'f> {
    fn of(name: &'f str, separators: &[char]) -> Option<Self> {
        let sql = name.strip_suffix(".sql");
        let stem = sql.or_else(|| beside::stem(name, &beside::NUMBERED))?;
        let end = stem.bytes().position(|byte| !byte.is_ascii_digit());
        let (digits, rest) = stem.split_at(end.unwrap_or(stem.len()));
        let ends = match rest.chars().next() {
            Some(next) => separators.contains(&next),
            None => separators.len() > 1,
        };
        let version = vec![number(digits).filter(|_| ends)?];
        Some(Self { name, version })
    }

    fn is_down(&self) -> bool {
        let (stem, _) = self.name.rsplit_once('.').unwrap_or_default();
        stem.ends_with(".down") || self.name.contains(".undo.")
    }
}

/// The files whose number ends at one of these characters, or at the end of the name
/// where there are several.
fn numbered<'f>(folder: &'f Folder, separators: &[char]) -> Vec<Numbered<'f>> {
    let separators = if folder.atlas {
        &SEPARATORS
    } else {
        separators
    };
    let files = folder.files.iter();
    files
        .filter_map(|name| Numbered::of(name, separators))
        .collect()
}

/// Supabase, sqlx, dbmate, goose, Atlas and their like.
fn flat<'f>(
    folder: &'f Folder,
    mut files: Vec<Numbered<'f>>,
    separators: &[char],
) -> Result<Vec<String>, ReadError> {
    let is_supabase = folder.is("supabase", "migrations");
    let down = files.iter().find(|file| file.is_down());
    if let Some(down) = down.filter(|_| is_supabase) {
        return Err(folder.cannot_determine(
            down.name,
            "the Supabase CLI has no downs and would run this file forward",
            "keep it outside of the folder, as in `supabase/rollbacks`",
        ));
    }
    // These two run files in SQL only.
    if !is_supabase && !folder.atlas {
        files.extend(in_code(folder, &files, separators));
    }
    files.retain(|file| !file.is_down());
    // The Supabase CLI goes by the file's name, the others by the number.
    if !is_supabase {
        files.sort_by(|one, other| one.version.cmp(&other.version));
    }
    Ok(files.into_iter().map(|file| file.name.to_owned()).collect())
}

/// The migrations in code, without those that but load the SQL beside them.
fn in_code<'f>(folder: &'f Folder, sql: &[Numbered<'_>], separators: &[char]) -> Vec<Numbered<'f>> {
    if folder.code.is_empty() {
        return Vec::new();
    }
    let code = folder.code.iter();
    let code = code.filter_map(|name| Numbered::of(name, separators));
    let there: BTreeSet<&Version> = sql.iter().map(|file| &file.version).collect();
    code.filter(|file| !there.contains(&file.version)).collect()
}

/// Whether the files are of a runner that orders them by name, not by number, which
/// only what is in them tells: dbmate, or Liquibase with `includeAll`.
pub(super) fn goes_by_name(files: &[SqlFile]) -> bool {
    let is_numbered = |file: &SqlFile| {
        let name = file.path.rsplit(['/', '\\']).next().unwrap_or_default();
        name.starts_with(|first: char| first.is_ascii_digit())
    };
    files.iter().any(|file| is_marked(&file.text)) && files.iter().all(is_numbered)
}

/// Whether one of the first lines says so, of those before the first statement.
fn is_marked(text: &str) -> bool {
    let mut rest = text;
    for _ in 0..FIRST_LINES {
        if rest.starts_with("-- migrate:up") || rest.starts_with("--liquibase formatted sql") {
            return true;
        }
        let states = rest.starts_with(|first: char| first.is_ascii_alphabetic());
        match rest.find('\n') {
            Some(end) if !states => rest = &rest[end + 1..],
            _ => return false,
        }
    }
    false
}

/// A folder a migration: of diesel or Hasura, or else of prisma or drizzle.
fn nested(folder: &Folder) -> Vec<String> {
    let by_version = by_version(folder);
    if by_version.is_empty() {
        return inside(folder, "migration.sql").collect();
    }
    by_version
}

/// diesel and Hasura: ordered by the version, as a text; by its number if the project's
/// `config.yaml` says that it is Hasura's.
fn by_version(folder: &Folder) -> Vec<String> {
    let configs = ["../config.yaml", "../../config.yaml"];
    let numbers = configs.iter().any(|path| folder.path.join(path).is_file());
    let ups = inside(folder, "up.sql");
    let mut files: Vec<(usize, String, String)> = ups
        .filter(|path| path.starts_with(|first: char| first.is_ascii_digit()))
        .filter_map(|path| {
            let (name, _) = path.split_once('/')?;
            let version = name.split('_').next().unwrap_or_default();
            let version = version.replace('-', "");
            let digits = version.trim_start_matches('0').len();
            Some((if numbers { digits } else { 0 }, version, path))
        })
        .collect();
    files.sort();
    files.into_iter().map(|(_, _, path)| path).collect()
}

/// The file of this name in each folder inside, in the order of the folders' names.
fn inside<'f>(folder: &'f Folder, file: &'f str) -> impl Iterator<Item = String> + 'f {
    let paths = folder
        .folders
        .iter()
        .map(move |name| format!("{name}/{file}"));
    paths.filter(|path| folder.path.join(path).is_file())
}
