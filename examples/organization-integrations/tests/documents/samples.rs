//! Documents that must not pass, and documents that must.

use std::fmt;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    FieldMappings,
    SyncSchedule,
}

impl Column {
    pub fn constraint(self) -> &'static str {
        match self {
            Self::FieldMappings => "field_mappings_are_valid",
            Self::SyncSchedule => "sync_schedule_is_valid",
        }
    }
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::FieldMappings => "field_mappings",
            Self::SyncSchedule => "sync_schedule",
        })
    }
}

/// A document, and what it is a sample of.
#[derive(Debug, Clone)]
pub struct Sample {
    pub column: Column,
    pub why: String,
    pub document: String,
}

pub fn hostile() -> Vec<Sample> {
    let mut samples: Vec<_> = lines(include_str!("hostile.txt"))
        .map(|(column, rest)| {
            let (why, document) = rest.split_once(": ").unwrap();
            sample(column, why, document)
        })
        .collect();
    assert!(samples.len() > 100);
    for document in [mappings(1, 101), mappings(2, 101), deep()] {
        samples.push(sample(Column::FieldMappings, "too much", &document));
    }
    samples
}

pub fn good() -> Vec<Sample> {
    let mut samples: Vec<_> = lines(include_str!("good.txt"))
        .map(|(column, document)| sample(column, "good", document))
        .collect();
    for document in [mappings(1, 100), mappings(2, 100)] {
        samples.push(sample(
            Column::FieldMappings,
            "as many as may be",
            &document,
        ));
    }
    samples
}

/// The column of each line, and the rest of the line.
fn lines(table: &str) -> impl Iterator<Item = (Column, &str)> {
    let lines = table.lines();
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| match line.split_once(": ").unwrap() {
        ("field_mappings", rest) => (Column::FieldMappings, rest),
        ("sync_schedule", rest) => (Column::SyncSchedule, rest),
        (column, _) => panic!("no column: {column}"),
    })
}

fn sample(column: Column, why: &str, document: &str) -> Sample {
    Sample {
        column,
        why: why.into(),
        document: document.into(),
    }
}

fn mappings(version: u8, count: usize) -> String {
    let mappings = vec![r#"{"from":"a","to":"b"}"#; count].join(",");
    format!(r#"{{"version":{version},"mappings":[{mappings}]}}"#)
}

/// An array in an array, deeper than a parser of ours goes.
fn deep() -> String {
    let (open, close) = ("[".repeat(1000), "]".repeat(1000));
    format!(r#"{{"version":2,"mappings":{open}{close}}}"#)
}
