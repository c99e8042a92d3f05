//! The text of a file of this machine.

use std::io;
use std::path::Path;
use std::string::{String, ToString};
use std::vec::Vec;

use super::{Place, ReadError};

/// Reads a file, which must be UTF-8.
///
/// ```
/// use pg_integration_enum_core::read::file;
///
/// let path = std::env::temp_dir().join("latin-1.sql");
/// std::fs::write(&path, b"-- caf\xe9")?;
/// let error = file::text(&path).unwrap_err();
/// assert_eq!(error.summary(), "this is not UTF-8; save it as UTF-8");
/// assert_eq!(error.place().map(|place| place.column), Some(7));
/// # std::fs::remove_file(&path)?;
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn text(path: &Path) -> Result<String, ReadError> {
    let name = || path.display().to_string();
    let bytes = bytes(path).map_err(|error| ReadError::Io {
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

/// Of what has an end: to open a pipe would wait until somebody writes to it.
fn bytes(path: &Path) -> io::Result<Vec<u8>> {
    let kind = std::fs::metadata(path)?;
    if kind.is_file() || kind.is_dir() {
        std::fs::read(path)
    } else {
        Err(io::Error::other("it is no regular file"))
    }
}

fn unreadable(bytes: &[u8]) -> &'static str {
    match bytes {
        // As some editors and shells of Windows write it.
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "this is UTF-16; save it as UTF-8",
        _ => "this is not UTF-8; save it as UTF-8",
    }
}
