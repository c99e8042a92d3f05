//! Reads an item of a Dart file, and asserts what comes of it.

use pg_integration_enum_core::read::{ReadError, dart};

#[track_caller]
pub(crate) fn labels(text: &str, item: &str) -> Vec<String> {
    match dart::read("a.dart", text, item) {
        Ok(listing) => listing.labels.into_iter().map(|read| read.label).collect(),
        Err(error) => panic!("{error}"),
    }
}

#[track_caller]
pub(crate) fn error(text: &str, item: &str) -> ReadError {
    match dart::read("a.dart", text, item) {
        Ok(listing) => panic!("read as {:?}", listing.label_texts()),
        Err(error) => error,
    }
}

#[track_caller]
pub(crate) fn cannot_determine(text: &str, item: &str, place: &str, reason: &str) {
    match error(text, item) {
        ReadError::CannotDetermine {
            place: at,
            reason: said,
            ..
        } => {
            assert_eq!(at.to_string(), format!("a.dart:{place}"), "{said}");
            assert!(said.contains(reason), "{said}");
        }
        other => panic!("{other}"),
    }
}

#[track_caller]
pub(crate) fn invalid(text: &str, item: &str, message: &str) {
    match error(text, item) {
        error @ ReadError::Invalid { .. } => assert_eq!(error.to_string(), message),
        other => panic!("{other}"),
    }
}
