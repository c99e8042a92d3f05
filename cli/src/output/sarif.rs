//! SARIF 2.1.0, for code scanning.

use std::borrow::Cow;

use pg_integration_enum_core::read::Place;
use serde::Serialize;

use super::in_full;
use crate::report::{Finding, FindingKind, Problem, ProblemKind, Report};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// What paths are relative to: the folder of the workspace.
const ROOT: &str = "%SRCROOT%";

#[derive(Serialize)]
struct Sarif<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool,
    column_kind: &'static str,
    results: Vec<SarifResult<'a>>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    version: &'static str,
    information_uri: &'static str,
    rules: Vec<Rule>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule {
    id: &'static str,
    short_description: Message<'static>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: &'static str,
    level: &'static str,
    message: Message<'a>,
    locations: [Location<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
}

#[derive(Serialize)]
struct Message<'a> {
    text: Cow<'a, str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
}

/// The report as a log with one run.
pub fn sarif(report: &Report) -> String {
    let findings = report.enums.iter().flat_map(|known| known.all_findings());
    let problems = report
        .problems
        .iter()
        .map(|problem| of_problem("error", problem));
    let warnings = report
        .warnings
        .iter()
        .map(|warning| of_problem("warning", warning));
    let log = Sarif {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: Tool {
                driver: Driver {
                    name: "cargo-pg-enum",
                    version: env!("CARGO_PKG_VERSION"),
                    information_uri: env!("CARGO_PKG_REPOSITORY"),
                    rules: rules(),
                },
            },
            column_kind: "unicodeCodePoints",
            results: findings
                .map(of_finding)
                .chain(problems)
                .chain(warnings)
                .collect(),
        }],
    };
    // Texts and numbers alone: there is nothing that cannot be written.
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

fn rules() -> Vec<Rule> {
    let of_findings = FindingKind::ALL.map(|kind| (kind.key(), kind.description()));
    let of_problems = ProblemKind::ALL.map(|kind| (kind.key(), kind.description()));
    let rule = |(id, description): (_, &'static str)| Rule {
        id,
        short_description: Message::of(description),
    };
    of_findings
        .into_iter()
        .chain(of_problems)
        .map(rule)
        .collect()
}

impl<'a> Message<'a> {
    fn of(text: impl Into<Cow<'a, str>>) -> Self {
        Self { text: text.into() }
    }
}

fn of_finding(finding: &Finding) -> SarifResult<'_> {
    let related = finding.decided_by.iter().map(|(place, text)| Location {
        message: (!text.is_empty()).then(|| Message::of(text)),
        ..location(place)
    });
    SarifResult {
        rule_id: finding.kind.key(),
        level: "error",
        message: Message::of(in_full(finding)),
        locations: [location(&finding.place)],
        related_locations: related.collect(),
    }
}

fn of_problem<'a>(level: &'static str, problem: &'a Problem) -> SarifResult<'a> {
    SarifResult {
        rule_id: problem.kind.key(),
        level,
        message: Message::of(&problem.message),
        locations: [location(&problem.place)],
        related_locations: Vec::new(),
    }
}

fn location(place: &Place) -> Location<'static> {
    Location {
        physical_location: PhysicalLocation {
            artifact_location: ArtifactLocation {
                uri: uri(&place.file),
                uri_base_id: ROOT,
            },
            region: Region {
                start_line: place.line,
                start_column: place.column,
            },
        },
        message: None,
    }
}

/// A path as a URI: what is neither unreserved nor a slash is escaped.
fn uri(path: &str) -> String {
    path.bytes().fold(String::new(), |mut uri, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(byte.into());
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
        uri
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_path_becomes_a_uri() {
        assert_eq!(super::uri("src/a b/é#.rs"), "src/a%20b/%C3%A9%23.rs");
    }
}
