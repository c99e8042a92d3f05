//! The text of a file.

use std::fs;
use std::path::Path;
use std::string::{String, ToString};

use super::{Place, ReadError};

/// Reads a file of UTF-8.
pub(crate) fn text(path: &Path) -> Result<String, ReadError> {
    let name = || path.display().to_string();
    let bytes = fs::read(path).map_err(|error| ReadError::Io {
        path: name(),
        reason: error.to_string(),
    })?;
    String::from_utf8(bytes).map_err(|error| {
        let bytes = error.as_bytes();
        let read = &bytes[..error.utf8_error().valid_up_to()];
        let read = String::from_utf8_lossy(read);
        ReadError::Invalid {
            place: Place::of(&name(), &read, read.len()),
            reason: unreadable(bytes).into(),
        }
    })
}

fn unreadable(bytes: &[u8]) -> &'static str {
    match bytes {
        // As some editors and shells of Windows write it.
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "this is UTF-16; save it as UTF-8",
        _ => "this is not UTF-8; save it as UTF-8",
    }
}
