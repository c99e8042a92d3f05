//! The lists of an enum side by side: a row a label, a column a list.

use crate::report::{Answer, Column, EnumReport, Finding, FindingKind, RustLabel};

/// The lists of one enum, side by side.
#[derive(Debug, PartialEq, Eq)]
pub struct Matrix {
    /// The heads of the columns; the first is Rust's.
    pub heads: Vec<String>,
    pub rows: Vec<Row>,
}

/// A label, and what each list says of it.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    pub label: String,
    pub cells: Vec<Cell>,
}

/// What a list says of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// It is there, and should be.
    There,
    /// It is not there, and should not be.
    Not,
    /// It is not there, and should be.
    Missing,
    /// It is there, and should not be.
    Extra,
    /// It is there, at another place; both counted from 1.
    Moved { ours: usize, theirs: usize },
    /// It is there or should be, depending on a `cfg`.
    Depends,
    /// The compiler knows.
    Compiler,
    /// Nobody knows.
    Unknown,
}

impl Matrix {
    pub fn of(report: &EnumReport) -> Self {
        let heads = std::iter::once("rust".to_owned()).chain(heads(&report.columns));
        let rows = labels(report).into_iter().map(|label| Row {
            cells: cells(report, label),
            label: label.to_owned(),
        });
        Self {
            heads: heads.collect(),
            rows: rows.collect(),
        }
    }
}

/// A head for each column: its kind, numbered where there are several of it.
pub fn heads(columns: &[Column]) -> Vec<String> {
    let kind = |column: &Column| column.source.kind;
    let head = |(index, column): (usize, &Column)| {
        let same = columns
            .iter()
            .filter(|other| kind(other) == kind(column))
            .count();
        let before = columns[..index]
            .iter()
            .filter(|other| kind(other) == kind(column))
            .count();
        match same {
            1 => kind(column).key().to_owned(),
            _ => format!("{} {}", kind(column).key(), before + 1),
        }
    };
    columns.iter().enumerate().map(head).collect()
}

/// The enum's labels in its order; among them those that only others have, each
/// after the one that is before it there.
fn labels(report: &EnumReport) -> Vec<&str> {
    let mut labels: Vec<&str> = report
        .labels
        .iter()
        .map(|label| label.label.as_str())
        .collect();
    for column in &report.columns {
        let Answer::Listed { labels: theirs, .. } = &column.answer else {
            continue;
        };
        let mut before = None;
        for label in theirs.iter().map(|listed| listed.label.as_str()) {
            if !labels.contains(&label) {
                let at = before.and_then(|before| labels.iter().position(|other| *other == before));
                labels.insert(at.map_or(0, |at| at + 1), label);
            }
            before = Some(label);
        }
    }
    labels
}

fn cells(report: &EnumReport, label: &str) -> Vec<Cell> {
    let own = report.labels.iter().position(|known| known.label == label);
    let rust = match own.map(|own| &report.labels[own]) {
        Some(RustLabel {
            condition: Some(_), ..
        }) => Cell::Depends,
        Some(_) => Cell::There,
        None => Cell::Not,
    };
    let others = report.columns.iter().map(|column| cell(column, label, own));
    std::iter::once(rust).chain(others).collect()
}

fn cell(column: &Column, label: &str, own: Option<usize>) -> Cell {
    let labels = match &column.answer {
        Answer::Compiler => return Cell::Compiler,
        Answer::Unknown => return Cell::Unknown,
        Answer::Absent => &[][..],
        Answer::Listed { labels, .. } => labels,
    };
    let there = labels.iter().position(|listed| listed.label == label);
    let says = |kind: FindingKind| {
        let about =
            |finding: &Finding| finding.kind == kind && finding.label.as_deref() == Some(label);
        column.findings.iter().any(about)
    };
    match (own, there) {
        _ if says(FindingKind::Conditional) => Cell::Depends,
        (Some(ours), Some(theirs)) if says(FindingKind::Moved) => Cell::Moved {
            ours: ours + 1,
            theirs: theirs + 1,
        },
        (Some(_), Some(_)) => Cell::There,
        (None, Some(_)) => Cell::Extra,
        (Some(_), None)
            if says(FindingKind::Missing) || matches!(column.answer, Answer::Absent) =>
        {
            Cell::Missing
        }
        (_, None) => Cell::Not,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Listed, Source, SourceKind};
    use pg_integration_enum_core::read::Place;

    fn place() -> Place {
        Place::of("a.rs", "", 0)
    }

    fn column(kind: SourceKind, labels: &[&str], findings: &[(FindingKind, &str)]) -> Column {
        let listed = |label: &&str| Listed {
            label: (*label).to_owned(),
            decided_by: None,
        };
        let finding = |(kind, label): &(FindingKind, &str)| Finding {
            label: Some((*label).to_owned()),
            ..Finding::at(*kind, place(), String::new())
        };
        Column {
            source: Source {
                kind,
                name: String::new(),
                item: None,
                place: None,
                condition: None,
            },
            answer: Answer::Listed {
                labels: labels.iter().map(listed).collect(),
                decided_by: None,
            },
            findings: findings.iter().map(finding).collect(),
        }
    }

    fn report(labels: &[&str], columns: Vec<Column>) -> EnumReport {
        let label = |label: &&str| RustLabel {
            label: (*label).to_owned(),
            variant: String::new(),
            place: place(),
            condition: None,
        };
        EnumReport {
            name: "E".to_owned(),
            package: "p".to_owned(),
            place: place(),
            ty: None,
            adopted: Vec::new(),
            condition: None,
            test: false,
            labels: labels.iter().map(label).collect(),
            columns,
            findings: Vec::new(),
        }
    }

    #[test]
    fn labels_that_only_others_have_stand_where_they_have_them() {
        let sql = column(SourceKind::Sql, &["first", "a", "new", "b"], &[]);
        let report = report(&["a", "b"], vec![sql]);
        assert_eq!(labels(&report), ["first", "a", "new", "b"]);
    }

    #[test]
    fn a_cell_says_how_a_list_differs() {
        let sql = column(
            SourceKind::Sql,
            &["b", "a", "x"],
            &[
                (FindingKind::Missing, "c"),
                (FindingKind::Extra, "x"),
                (FindingKind::Moved, "a"),
            ],
        );
        let inline = column(SourceKind::Inline, &["a", "b", "c"], &[]);
        let matrix = Matrix::of(&report(&["a", "b", "c"], vec![sql, inline]));
        assert_eq!(matrix.heads, ["rust", "sql", "inline"]);
        let cells: Vec<_> = matrix
            .rows
            .iter()
            .map(|row| (row.label.as_str(), row.cells.as_slice()))
            .collect();
        let moved = Cell::Moved { ours: 1, theirs: 2 };
        assert_eq!(
            cells,
            [
                ("a", &[Cell::There, moved, Cell::There][..]),
                ("x", &[Cell::Not, Cell::Extra, Cell::Not]),
                ("b", &[Cell::There, Cell::There, Cell::There]),
                ("c", &[Cell::There, Cell::Missing, Cell::There]),
            ]
        );
    }

    #[test]
    fn columns_of_one_kind_are_numbered() {
        let columns =
            [SourceKind::Sql, SourceKind::Dart, SourceKind::Sql].map(|kind| column(kind, &[], &[]));
        assert_eq!(heads(&columns), ["sql 1", "dart", "sql 2"]);
    }
}
