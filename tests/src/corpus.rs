//! The files in `corpus/`, each with one trait and with what a reader must answer.
//!
//! A file begins with what it is about, then one line an item:
//!
//! ```text
//! // item `Role`: ["admin", "user"]
//! // item `Role.wire`: cannot determine at 7:3
//! // syntax: broken
//! ```

use std::fs;
use std::path::Path;

use pg_integration_enum_core::read::{Listing, ReadError};

/// A file and what is known of it.
pub struct CorpusFile {
    /// Its name within its folder.
    pub name: String,
    pub text: String,
    /// Items and the answers to them.
    pub answers: Vec<(String, Answer)>,
    /// Whether a parser of the language must refuse it.
    pub is_broken: bool,
}

/// What a reader says to an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Labels(Vec<String>),
    /// The kind of error, and where it has one its line and column.
    Error(String),
}

impl Answer {
    fn parse(text: &str) -> Self {
        match serde_json::from_str(text) {
            Ok(labels) => Self::Labels(labels),
            Err(_) => Self::Error(text.into()),
        }
    }
}

impl From<Result<Listing, ReadError>> for Answer {
    fn from(result: Result<Listing, ReadError>) -> Self {
        Self::Error(match result {
            Ok(listing) => {
                let labels = listing.label_texts().into_iter().map(String::from);
                return Self::Labels(labels.collect());
            }
            Err(ReadError::CannotDetermine { place, .. }) => {
                format!("cannot determine at {}:{}", place.line, place.column)
            }
            Err(ReadError::Invalid { place, .. }) => {
                format!("invalid at {}:{}", place.line, place.column)
            }
            Err(ReadError::NotFound { .. }) => "not found".into(),
            Err(error) => error.to_string(),
        })
    }
}

/// The files of a folder of the corpus, by name.
///
/// # Panics
///
/// Where the folder cannot be read, or a file says nothing about itself.
pub fn files(folder: &str) -> Vec<CorpusFile> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(folder);
    let entries = fs::read_dir(&folder).expect("the corpus is there");
    let mut files: Vec<CorpusFile> = entries
        .map(|entry| file(&entry.expect("an entry").path()))
        .collect();
    files.sort_by(|one, other| one.name.cmp(&other.name));
    files
}

fn file(path: &Path) -> CorpusFile {
    let text = fs::read_to_string(path).expect("a file of text");
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let answers: Vec<_> = text.lines().filter_map(answer).collect();
    assert!(!answers.is_empty(), "{name} says nothing about itself");
    CorpusFile {
        name: name.into_owned(),
        answers,
        is_broken: text.lines().any(|line| line == "// syntax: broken"),
        text,
    }
}

fn answer(line: &str) -> Option<(String, Answer)> {
    let (item, answer) = line.strip_prefix("// item `")?.split_once("`: ")?;
    Some((item.into(), Answer::parse(answer)))
}
