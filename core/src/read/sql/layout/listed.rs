//! Folders whose order stands in a file beside the migrations, or in their place.

use std::fs;
use std::path::PathBuf;

use super::{ATLAS, Folder, version};
use crate::read::ReadError;
use crate::read::file::text;

/// The files in their listed order, if the folder is of such a runner.
pub(super) fn order(folder: &Folder) -> Result<Option<Vec<String>>, ReadError> {
    if let Some(files) = sqitch(folder)? {
        return Ok(Some(files));
    }
    if let Some(files) = drizzle(folder)? {
        return Ok(Some(files));
    }
    if folder.folders.iter().any(|name| name == "committed") {
        return graphile_migrate(folder).map(Some);
    }
    if folder.is("supabase", "schemas") {
        return Ok(Some(supabase_schemas(folder)));
    }
    Ok(None)
}

/// The files that such an order is listed in.
pub(super) fn lists(folder: &Folder) -> Vec<PathBuf> {
    let plan = plan(folder).map(|(plan, _)| plan);
    let sums = file(folder, ATLAS);
    let found = [plan, journal(folder), config(folder), sums];
    found.into_iter().flatten().collect()
}

/// sqitch's plan, which stands here or, for a folder `deploy`, above; and where the
/// scripts are from here.
fn plan(folder: &Folder) -> Option<(PathBuf, &'static str)> {
    if let Some(plan) = file(folder, "sqitch.plan") {
        return Some((plan, "deploy/"));
    }
    let is_deploy = folder.path.ends_with("deploy");
    let above = is_deploy
        .then(|| file(folder, "../sqitch.plan"))
        .flatten()?;
    Some((above, ""))
}

/// drizzle's journal.
fn journal(folder: &Folder) -> Option<PathBuf> {
    file(folder, "meta/_journal.json")
}

/// The Supabase CLI's `config.toml`, for the folder of its schemas.
fn config(folder: &Folder) -> Option<PathBuf> {
    let is_schemas = folder.is("supabase", "schemas");
    is_schemas.then(|| file(folder, "../config.toml")).flatten()
}

fn file(folder: &Folder, name: &str) -> Option<PathBuf> {
    let path = folder.path.join(name);
    path.is_file().then_some(path)
}

/// sqitch: the changes of its plan.
fn sqitch(folder: &Folder) -> Result<Option<Vec<String>>, ReadError> {
    let Some((plan, scripts)) = plan(folder) else {
        return Ok(None);
    };
    let plan = text(&plan)?;
    let lines: Vec<&str> = plan.lines().map(str::trim).collect();
    let mut files = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(name) = planned(line) else {
            continue;
        };
        // A change that a later line reworks is kept under the tag between them.
        let reworked = lines[at + 1..]
            .iter()
            .position(|line| planned(line) == Some(name));
        let tags = lines[at + 1..].iter().take(reworked.unwrap_or(0));
        let mut kept = tags
            .filter_map(|line| line.strip_prefix('@')?.split_whitespace().next())
            .map(|tag| format!("{scripts}{name}@{tag}.sql"));
        let kept = kept.find(|file| folder.path.join(file).is_file());
        files.push(kept.unwrap_or_else(|| format!("{scripts}{name}.sql")));
    }
    Ok(Some(files))
}

/// The change that a line of a plan deploys.
fn planned(line: &str) -> Option<&str> {
    let first = line.split_whitespace().next()?;
    let is_change = !first.starts_with(['%', '@', '#', '-']);
    is_change.then(|| first.trim_start_matches('+'))
}

/// drizzle: the tags of its journal.
fn drizzle(folder: &Folder) -> Result<Option<Vec<String>>, ReadError> {
    let Some(journal) = journal(folder) else {
        return Ok(None);
    };
    let journal = text(&journal)?;
    let tags = journal.split("\"tag\"").skip(1);
    let files: Vec<String> = tags
        .filter_map(|after| {
            let tag = after.trim_start().strip_prefix(':')?;
            let (tag, _) = tag.trim_start().strip_prefix('"')?.split_once('"')?;
            Some(format!("{tag}.sql"))
        })
        .collect();
    Ok((!files.is_empty()).then_some(files))
}

/// graphile-migrate: what is committed, by number, and then what is current.
fn graphile_migrate(folder: &Folder) -> Result<Vec<String>, ReadError> {
    let mut files = numbered_in(folder, "committed")?;
    if folder.files.iter().any(|name| name == "current.sql") {
        files.push("current.sql".to_owned());
    } else if folder.folders.iter().any(|name| name == "current") {
        files.extend(numbered_in(folder, "current")?);
    }
    Ok(files)
}

/// The files of a folder inside by the number that their name begins with.
fn numbered_in(folder: &Folder, name: &str) -> Result<Vec<String>, ReadError> {
    let inner = Folder::read(&folder.path.join(name))?;
    let mut files: Vec<_> = inner
        .files
        .iter()
        .filter_map(|file| {
            let digits = file.find(|c: char| !c.is_ascii_digit())?;
            Some((version(&file[..digits], &[])?, format!("{name}/{file}")))
        })
        .collect();
    files.sort();
    Ok(files.into_iter().map(|(_, path)| path).collect())
}

/// The schemas that the Supabase CLI compares with: by name, or as `schema_paths` in
/// its `config.toml` lists them.
fn supabase_schemas(folder: &Folder) -> Vec<String> {
    let config = config(folder).and_then(|path| fs::read_to_string(path).ok());
    let config = config.unwrap_or_default();
    let listed = schema_paths(&config);
    if listed.is_empty() {
        return folder.files.clone();
    }
    let mut files: Vec<String> = Vec::new();
    for pattern in listed {
        let pattern = pattern.trim_start_matches("./");
        let pattern = pattern.strip_prefix("schemas/").unwrap_or(pattern);
        let (start, end) = pattern.split_once('*').unwrap_or((pattern, ""));
        let fits = |name: &&String| match pattern.contains('*') {
            true => name.starts_with(start) && name.ends_with(end),
            false => *name == pattern,
        };
        let fitting = folder.files.iter().filter(fits);
        let new: Vec<String> = fitting
            .filter(|name| !files.contains(name))
            .cloned()
            .collect();
        files.extend(new);
    }
    files
}

/// The strings of `schema_paths = […]`.
fn schema_paths(config: &str) -> Vec<&str> {
    let lines = || config.lines().map(str::trim_start);
    let Some(start) = lines().position(|line| line.starts_with("schema_paths")) else {
        return Vec::new();
    };
    let mut paths = Vec::new();
    for line in lines().skip(start) {
        let line = line.split('#').next().unwrap_or_default();
        paths.extend(line.split('"').skip(1).step_by(2));
        if line.contains(']') {
            break;
        }
    }
    paths
}
