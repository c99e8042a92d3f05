//! Readers of the other places that list an enum's labels.
//!
//! Each is a pure function of text: it gives the labels and where they stand, or
//! says why it cannot. What cannot be read with certainty is an error, never a
//! guess.

pub mod dart;
mod places;
mod script;
pub mod sql;
pub mod typescript;

use core::fmt;
use std::string::String;
use std::vec::Vec;

use crate::drift;

/// A place in a file.
///
/// ```
/// use pg_integration_enum_core::read::Place;
///
/// let place = Place { file: "migrations/1_init.sql".into(), line: 3, column: 1 };
/// assert_eq!(place.to_string(), "migrations/1_init.sql:3:1");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, as the caller named it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Place {
    /// The place of a byte offset in a text; one past the end counts as the end.
    ///
    /// ```
    /// use pg_integration_enum_core::read::Place;
    ///
    /// let place = Place::of("a.sql", "ab\ncd", 4);
    /// assert_eq!((place.line, place.column), (2, 2));
    /// ```
    pub fn of(file: &str, text: &str, offset: usize) -> Self {
        let start = Self {
            file: file.into(),
            line: 1,
            column: 1,
        };
        start.further(text, 0, offset)
    }

    /// The place of a later offset, counted on from the one that this place has.
    pub(crate) fn further(self, text: &str, from: usize, to: usize) -> Self {
        let between = text.as_bytes().get(from..to.min(text.len()));
        let between = between.unwrap_or_default();
        let newlines = between.iter().filter(|byte| **byte == b'\n').count();
        let line = between.rsplit(|byte| *byte == b'\n').next();
        // Bytes that continue a character have the upper bits 10.
        let characters = line
            .unwrap_or_default()
            .iter()
            .filter(|byte| **byte & 0xc0 != 0x80)
            .count();
        Self {
            line: self.line + newlines,
            column: if newlines == 0 { self.column } else { 1 } + characters,
            ..self
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}

/// A label that a source lists, and what there says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadLabel {
    /// The label's text.
    pub label: String,
    /// Where the statement or the element that last decided it stands.
    pub place: Place,
    /// That statement or element on one line, shortened for a message.
    pub decided_by: String,
}

/// The labels that a source lists, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The labels.
    pub labels: Vec<ReadLabel>,
    /// Where the list itself was last decided: the statement that last changed
    /// the type, or the declaration that holds the list.
    pub place: Place,
    /// That statement or declaration on one line, shortened for a message.
    pub decided_by: String,
}

impl Listing {
    /// The labels' texts in their order.
    pub fn label_texts(&self) -> Vec<&str> {
        self.labels.iter().map(|read| read.label.as_str()).collect()
    }
}

/// Why a source gives no list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// The file or folder cannot be read.
    Io {
        /// The file or folder.
        path: String,
        /// What the system says.
        reason: String,
    },
    /// The source has no such item.
    NotFound {
        /// The file or folder.
        path: String,
        /// What was asked for.
        item: String,
        /// The items that are there, or where it went (dropped, renamed).
        known: Vec<String>,
        /// Where it was removed, if it once was there.
        removed_at: Option<Place>,
    },
    /// The source touches the item in a way that only running it would tell.
    CannotDetermine {
        /// The statement or element.
        place: Place,
        /// What about it cannot be decided.
        reason: String,
        /// The way out.
        remedy: String,
    },
    /// The source is broken, or would fail when it runs.
    Invalid {
        /// Where.
        place: Place,
        /// What is wrong.
        reason: String,
    },
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { path, reason } => write!(f, "cannot read `{path}`: {reason}"),
            Self::NotFound {
                path,
                item,
                known,
                removed_at,
            } => {
                write!(f, "`{path}` has no `{item}`")?;
                if removed_at.is_some() {
                    f.write_str(" any more")?;
                }
                write_known(f, known)?;
                if let (Some(meant), true) = (near_miss(item, known), known.len() > 1) {
                    write!(f, "; did you mean `{meant}`?")?;
                }
                match removed_at {
                    Some(place) => write!(f, "\nit was dropped or renamed at {place}"),
                    None => Ok(()),
                }
            }
            Self::CannotDetermine {
                place,
                reason,
                remedy,
            } => write!(
                f,
                "cannot determine the labels: {reason}\nat {place}\nthe way out: {remedy}"
            ),
            Self::Invalid { place, reason } => write!(f, "{reason}\nat {place}"),
        }
    }
}

/// The items that are there, as far as a message can hold them.
fn write_known(f: &mut fmt::Formatter<'_>, known: &[String]) -> fmt::Result {
    const SHOWN: usize = 12;
    let shown: Vec<&str> = known.iter().take(SHOWN).map(String::as_str).collect();
    if shown.is_empty() {
        return f.write_str(", and no other list of labels");
    }
    write!(f, ", only {}", crate::change::quoted_list(&shown))?;
    match known.len() - shown.len() {
        0 => Ok(()),
        more => write!(f, " and {more} more"),
    }
}

/// The item that was meant: the one that ends so after a dot, or is spelt alike.
fn near_miss<'a>(item: &str, known: &'a [String]) -> Option<&'a str> {
    let items = || known.iter().map(String::as_str);
    let last = |item: &'a str| item.rsplit('.').next().unwrap_or(item);
    items()
        .find(|known| last(known) == item)
        .or_else(|| drift::nearest(item, items()))
        .or_else(|| {
            let near = drift::nearest(item, items().map(last))?;
            items().find(|known| last(known) == near)
        })
}

impl std::error::Error for ReadError {}
