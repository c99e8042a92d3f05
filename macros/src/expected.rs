//! Holds the labels to the lists that can be read now, and reports each
//! difference on the user's own token.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use pg_integration_enum_core::declaration::{
    Declaration, Errors, Expected, FileSource, Histories, Listed,
};
use pg_integration_enum_core::read::ReadError;

use crate::watched::unwatched;

/// What was replayed for the enums of this crate.
static HISTORIES: Histories = Histories::new();

/// Checks the inline lists and the files, and gives the files that were read and
/// that nothing else watches.
///
/// (A const is known only to the compiler: `expand` has it checked.)
pub(crate) fn check(declaration: &Declaration, errors: &mut Errors) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for expected in &declaration.expected {
        match expected {
            Expected::Inline(list) => compare(declaration, Listed::Inline(list), errors),
            Expected::File(source) => files.extend(check_file(declaration, source, errors)),
            Expected::Const(_) => {}
        }
    }
    files
}

/// Begins to read the folders that the compiler has to track; their files, if there
/// are such folders.
pub(crate) fn begin(declaration: &Declaration) -> Vec<PathBuf> {
    let Some(base) = std::env::var_os("CARGO_MANIFEST_DIR") else {
        return Vec::new();
    };
    let base = Path::new(&base);
    let begin = |expected: &Expected| match expected {
        Expected::File(source) if !is_watched(base, source) => {
            let files = source.begin(base, &HISTORIES)?;
            untracked(base, source).then_some(files)
        }
        _ => None,
    };
    let files = declaration.expected.iter().filter_map(begin);
    files.flatten().collect()
}

fn is_watched(base: &Path, source: &FileSource) -> bool {
    unwatched(base, vec![base.join(source.path.value())]).is_empty()
}

/// Whether no derive in this crate has the compiler track the files of this source
/// yet; from now on one has. (A process compiles one crate, and to track a file once
/// more costs as much again.)
fn untracked(base: &Path, source: &FileSource) -> bool {
    static TRACKED: Mutex<BTreeSet<PathBuf>> = Mutex::new(BTreeSet::new());
    let mut tracked = TRACKED.lock().unwrap_or_else(PoisonError::into_inner);
    tracked.insert(base.join(source.path.value()))
}

fn check_file(declaration: &Declaration, source: &FileSource, errors: &mut Errors) -> Vec<PathBuf> {
    // rust-analyzer has another current directory than cargo; this is the same in both.
    let Some(base) = std::env::var_os("CARGO_MANIFEST_DIR") else {
        errors.push(syn::Error::new_spanned(
            &source.path,
            "paths count from `CARGO_MANIFEST_DIR`, which is not set",
        ));
        return Vec::new();
    };
    let base = Path::new(&base);
    let reading = source.read(base, declaration, &HISTORIES);
    match &reading.listing {
        Ok(listing) => compare(declaration, Listed::File(source, listing), errors),
        Err(error) => errors.push(unreadable(source, error)),
    }
    if untracked(base, source) {
        unwatched(base, reading.files)
    } else {
        Vec::new()
    }
}

fn compare(declaration: &Declaration, listed: Listed<'_>, errors: &mut Errors) {
    for mismatch in declaration.mismatches(listed) {
        let token = mismatch.token(declaration, listed);
        errors.push(syn::Error::new_spanned(token, &mismatch));
    }
}

fn unreadable(source: &FileSource, error: &ReadError) -> syn::Error {
    match (error, &source.item) {
        (ReadError::NotFound { .. }, Some(item)) => syn::Error::new_spanned(item, error),
        _ => syn::Error::new_spanned(&source.path, error),
    }
}
