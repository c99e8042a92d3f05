//! Readers of the other places that list an enum's labels.
//!
//! Each is a pure function of text: it gives the labels and where they stand, or
//! says why it cannot. What cannot be read with certainty is an error, never a
//! guess.

pub mod dart;
pub mod file;
mod places;
mod script;
pub mod sql;
pub mod typescript;

use core::fmt;
use std::boxed::Box;
use std::format;
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
        start.further(text, mark_len(text).min(offset), offset)
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

/// The length of the byte order mark that a text begins with, which is no part of
/// its first line.
fn mark_len(text: &str) -> usize {
    const MARK: char = '\u{feff}';
    if text.starts_with(MARK) {
        MARK.len_utf8()
    } else {
        0
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
        removed_at: Option<Box<Place>>,
        /// The way out, where there is one.
        remedy: Option<String>,
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

impl ReadError {
    /// The same error, with a way out where what was asked for is not there.
    pub(crate) fn with_remedy(mut self, text: &str) -> Self {
        if let Self::NotFound { remedy, .. } = &mut self {
            *remedy = Some(text.into());
        }
        self
    }

    /// What is wrong, without where it stands and how to mend it.
    ///
    /// ```
    /// use pg_integration_enum_core::read::{dart, ReadError};
    ///
    /// let error = dart::read("a.dart", "final moods = load();", "moods").unwrap_err();
    /// assert_eq!(error.summary(), "cannot determine the labels: `load()` is computed");
    /// assert_eq!(error.place().map(|place| place.column), Some(15));
    /// assert!(error.remedy().is_some_and(|remedy| remedy.starts_with("spell the labels out")));
    /// ```
    pub fn summary(&self) -> String {
        match self {
            Self::Io { path, reason } => format!("cannot read `{path}`: {reason}"),
            Self::NotFound {
                path,
                item,
                known,
                removed_at,
                remedy: _,
            } => {
                let any_more = removed_at.as_ref().map_or("", |_| " any more");
                let known = Known { item, known };
                format!("`{path}` has no `{item}`{any_more}{known}")
            }
            Self::CannotDetermine { reason, .. } => {
                format!("cannot determine the labels: {reason}")
            }
            Self::Invalid { reason, .. } => reason.clone(),
        }
    }

    /// Where it stands in the source, or where what was asked for went.
    pub fn place(&self) -> Option<&Place> {
        match self {
            Self::Io { .. } => None,
            Self::NotFound { removed_at, .. } => removed_at.as_deref(),
            Self::CannotDetermine { place, .. } | Self::Invalid { place, .. } => Some(place),
        }
    }

    /// The way out, where there is one to tell.
    pub fn remedy(&self) -> Option<&str> {
        match self {
            Self::CannotDetermine { remedy, .. } => Some(remedy),
            Self::NotFound { remedy, .. } => remedy.as_deref(),
            _ => None,
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.summary())?;
        match (self, self.place()) {
            (Self::NotFound { .. }, Some(place)) => {
                write!(f, "\nit was dropped or renamed at {place}")?;
            }
            (_, Some(place)) => write!(f, "\nat {place}")?,
            (_, None) => {}
        }
        match self.remedy() {
            Some(remedy) => write!(f, "\nthe way out: {remedy}"),
            None => Ok(()),
        }
    }
}

/// The items that are there, as far as a message can hold them, and which was meant.
struct Known<'a> {
    item: &'a str,
    known: &'a [String],
}

impl fmt::Display for Known<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const SHOWN: usize = 12;
        let shown = self.known.iter().take(SHOWN).map(String::as_str);
        let shown: Vec<&str> = shown.collect();
        if shown.is_empty() {
            return f.write_str(", and no other list of labels");
        }
        write!(f, ", only {}", crate::change::quoted_list(&shown))?;
        match self.known.len() - shown.len() {
            0 => {}
            more => write!(f, " and {more} more")?,
        }
        match near_miss(self.item, self.known) {
            Some(meant) if self.known.len() > 1 => write!(f, "; did you mean `{meant}`?"),
            _ => Ok(()),
        }
    }
}

/// The item that was meant: the one that ends so after a dot, or is spelt alike.
pub(crate) fn near_miss<'a>(item: &str, known: &'a [String]) -> Option<&'a str> {
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
