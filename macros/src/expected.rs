//! Holds the labels to the lists that can be read now, and reports each
//! difference on the user's own token.

use std::path::{Path, PathBuf};

use pg_integration_enum_core::declaration::{Declaration, Errors, Expected, FileSource, Listed};
use pg_integration_enum_core::read::ReadError;

use crate::watched::is_watched;

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
    files.sort();
    files.dedup();
    files
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
    let mut reading = source.read(base, declaration.ty.name());
    match &reading.listing {
        Ok(listing) => compare(declaration, Listed::File(source, listing), errors),
        Err(error) => errors.push(unreadable(source, error)),
    }
    let path = base.join(source.path.value());
    if is_watched(base, &path) {
        // What the order stands in may be above the folder.
        reading.files.retain(|file| !file.starts_with(&path));
    }
    reading.files
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
