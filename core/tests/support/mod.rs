//! Reads a type from texts, and asserts what comes of it.
#![allow(dead_code)]

pub(crate) mod dart;
pub(crate) mod folder;

use pg_integration_enum_core::model::TypeName;
use pg_integration_enum_core::read::sql::{SqlFile, read};
use pg_integration_enum_core::read::{Listing, ReadError};

/// Reads `name`, which may have a schema before a dot, from files `1.sql`, `2.sql`, ….
pub(crate) fn try_read_files(texts: &[&str], name: &str) -> Result<Listing, ReadError> {
    let (schema, name) = match name.split_once('.') {
        Some((schema, name)) => (Some(schema), name),
        None => (None, name),
    };
    let files: Vec<SqlFile> = (1..)
        .zip(texts)
        .map(|(number, text)| SqlFile {
            path: format!("{number}.sql"),
            text: (*text).to_owned(),
        })
        .collect();
    read(&files, &TypeName::new(schema, name).unwrap())
}

/// The same from one file.
pub(crate) fn try_read(sql: &str, name: &str) -> Result<Listing, ReadError> {
    try_read_files(&[sql], name)
}

#[track_caller]
pub(crate) fn labels_of(texts: &[&str], name: &str) -> Vec<String> {
    let listing = try_read_files(texts, name).unwrap();
    listing.labels.into_iter().map(|read| read.label).collect()
}

#[track_caller]
pub(crate) fn labels(sql: &str, name: &str) -> Vec<String> {
    labels_of(&[sql], name)
}

/// The reason of an error that the server would give.
#[track_caller]
pub(crate) fn invalid(sql: &str, name: &str) -> String {
    match try_read(sql, name) {
        Err(ReadError::Invalid { reason, .. }) => reason,
        other => panic!("{other:?} is not invalid"),
    }
}

/// The reason why only the server can tell.
#[track_caller]
pub(crate) fn undetermined(sql: &str, name: &str) -> String {
    match try_read(sql, name) {
        Err(ReadError::CannotDetermine { reason, .. }) => reason,
        other => panic!("{other:?} is determined"),
    }
}

/// The types that are known, and where this one went.
#[track_caller]
pub(crate) fn not_found(sql: &str, name: &str) -> (Vec<String>, Option<String>) {
    match try_read(sql, name) {
        Err(ReadError::NotFound {
            known, removed_at, ..
        }) => (known, removed_at.map(|place| place.to_string())),
        other => panic!("{other:?} is found"),
    }
}
