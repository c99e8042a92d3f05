//! Tells drift that is certain from drift that depends on a `cfg`.

use std::collections::HashMap;

use pg_integration_enum_core::read::Place;

use crate::report::{Answer, Column, EnumReport, Finding, FindingKind};

/// The labels that are not always there, each with its condition and its place.
type Conditions<'a> = HashMap<&'a str, (&'a str, &'a Place)>;

/// Settles what the columns say of labels and lists that are not always there.
pub fn settle(report: &mut EnumReport) {
    let labels = report.labels.iter();
    let conditions: Conditions<'_> = labels
        .filter_map(|label| {
            let condition = label.condition.as_deref()?;
            Some((label.label.as_str(), (condition, &label.place)))
        })
        .collect();
    for column in &mut report.columns {
        let always_there = always_there(column, &conditions);
        settle_missing(column, &conditions);
        column.findings.extend(always_there);
        if let Some(condition) = &column.source.condition {
            for finding in &mut column.findings {
                finding.message = format!("where `{condition}`: {}", finding.message);
            }
        }
    }
}

/// The list lacks a label that the enum has under a condition alone.
fn settle_missing(column: &mut Column, conditions: &Conditions<'_>) {
    let list = column.source.condition.as_deref();
    let condition = |finding: &Finding| {
        let (condition, _) = *conditions.get(finding.label.as_deref()?)?;
        (finding.kind == FindingKind::Missing).then_some(condition)
    };
    column
        .findings
        .retain(|finding| condition(finding).is_none_or(|condition| !excludes(list, condition)));
    for finding in &mut column.findings {
        if let Some(where_it_is) = condition(finding).filter(|condition| list != Some(condition)) {
            finding.message = format!("where `{where_it_is}`: {}", finding.message);
            finding.kind = FindingKind::Conditional;
        }
    }
}

/// The list has a label that the enum has under a condition alone.
fn always_there(column: &Column, conditions: &Conditions<'_>) -> Vec<Finding> {
    let Answer::Listed { labels, .. } = &column.answer else {
        return Vec::new();
    };
    let list = column.source.condition.as_deref();
    let there = labels.iter().filter_map(|read| {
        let (condition, place) = *conditions.get(read.label.as_str())?;
        let label = &read.label;
        let message = format!("label `{label}` has no variant, except where `{condition}`");
        (list != Some(condition)).then(|| Finding {
            label: Some(label.clone()),
            decided_by: read.decided_by.clone(),
            ..Finding::at(FindingKind::Conditional, place.clone(), message)
        })
    });
    there.collect()
}

/// Whether one predicate is the other's `not(…)`.
fn excludes(list: Option<&str>, label: &str) -> bool {
    list.is_some_and(|list| list == format!("not({label})") || label == format!("not({list})"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Listed, RustLabel, Source, SourceKind, Status};

    fn place() -> Place {
        Place::of("a.rs", "", 0)
    }

    /// An enum `a`, with `b` where `x`, against a list under a condition.
    fn settled(list: Option<&str>, labels: &[&str]) -> EnumReport {
        let label = |label: &str, condition: Option<&str>| RustLabel {
            label: label.to_owned(),
            variant: label.to_owned(),
            place: place(),
            condition: condition.map(str::to_owned),
        };
        let listed = |label: &&str| Listed {
            label: (*label).to_owned(),
            decided_by: None,
        };
        let missing = (!labels.contains(&"b")).then(|| Finding {
            label: Some("b".to_owned()),
            ..Finding::at(FindingKind::Missing, place(), "no b".to_owned())
        });
        let mut report = EnumReport {
            name: "E".to_owned(),
            package: "p".to_owned(),
            place: place(),
            ty: None,
            condition: None,
            test: false,
            labels: vec![label("a", None), label("b", Some("x"))],
            adopted: Vec::new(),
            columns: vec![Column {
                source: Source {
                    kind: SourceKind::Inline,
                    name: String::new(),
                    item: None,
                    place: None,
                    condition: list.map(str::to_owned),
                },
                answer: Answer::Listed {
                    labels: labels.iter().map(listed).collect(),
                    decided_by: None,
                },
                findings: missing.into_iter().collect(),
            }],
            findings: Vec::new(),
        };
        settle(&mut report);
        report
    }

    #[test]
    fn a_list_that_is_always_there_depends_on_the_condition() {
        for labels in [&["a"][..], &["a", "b"]] {
            assert_eq!(settled(None, labels).status(), Status::Undetermined);
        }
    }

    #[test]
    fn a_list_under_the_same_condition_is_in_step_with_the_label() {
        assert_eq!(settled(Some("x"), &["a", "b"]).status(), Status::InStep);
        assert_eq!(settled(Some("x"), &["a"]).status(), Status::Drift);
    }

    #[test]
    fn a_list_under_the_opposite_condition_is_in_step_without_the_label() {
        assert_eq!(settled(Some("not(x)"), &["a"]).status(), Status::InStep);
        assert_eq!(
            settled(Some("not(x)"), &["a", "b"]).status(),
            Status::Undetermined
        );
    }
}
