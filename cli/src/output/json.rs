//! For a program. The shape is documented in `docs/command.md`.

use pg_integration_enum_core::read::Place;
use serde::Serialize;

use crate::report::{Answer, Column, EnumReport, Finding, Fix, Listed, Problem, Report, RustLabel};

/// The version of the shape: a change that a reader would notice raises it.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct CheckJson<'a> {
    version: u32,
    status: &'static str,
    exit_code: u8,
    enums: Vec<EnumJson<'a>>,
    problems: Vec<ProblemJson<'a>>,
    warnings: Vec<ProblemJson<'a>>,
}

#[derive(Serialize)]
struct ListJson<'a> {
    version: u32,
    enums: Vec<EnumJson<'a>>,
    problems: Vec<ProblemJson<'a>>,
}

#[derive(Serialize)]
struct EnumJson<'a> {
    name: &'a str,
    package: &'a str,
    #[serde(rename = "type")]
    ty: Option<TypeJson<'a>>,
    #[serde(flatten)]
    place: PlaceJson<'a>,
    condition: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'static str>,
    labels: Vec<LabelJson<'a>>,
    sources: Vec<SourceJson<'a>>,
    findings: Vec<FindingJson<'a>>,
}

#[derive(Serialize)]
struct TypeJson<'a> {
    schema: Option<&'a str>,
    name: &'a str,
}

#[derive(Serialize)]
struct PlaceJson<'a> {
    file: &'a str,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct LabelJson<'a> {
    label: &'a str,
    variant: &'a str,
    #[serde(flatten)]
    place: PlaceJson<'a>,
    condition: Option<&'a str>,
}

#[derive(Serialize)]
struct SourceJson<'a> {
    kind: &'static str,
    name: &'a str,
    item: Option<&'a str>,
    declared_at: Option<PlaceJson<'a>>,
    condition: Option<&'a str>,
    ordered: bool,
    #[serde(flatten)]
    comparison: Option<ComparisonJson<'a>>,
}

#[derive(Serialize)]
struct ComparisonJson<'a> {
    status: &'static str,
    labels: Option<Vec<ListedJson<'a>>>,
    decided_by: Option<DecidedJson<'a>>,
    findings: Vec<FindingJson<'a>>,
}

#[derive(Serialize)]
struct ListedJson<'a> {
    label: &'a str,
    decided_by: Option<DecidedJson<'a>>,
}

#[derive(Serialize)]
struct DecidedJson<'a> {
    #[serde(flatten)]
    place: PlaceJson<'a>,
    text: &'a str,
}

#[derive(Serialize)]
struct FindingJson<'a> {
    kind: &'static str,
    label: Option<&'a str>,
    message: &'a str,
    #[serde(flatten)]
    place: PlaceJson<'a>,
    decided_by: Option<DecidedJson<'a>>,
    fixes: Vec<FixJson<'a>>,
}

#[derive(Serialize)]
struct FixJson<'a> {
    side: &'static str,
    text: &'a str,
}

#[derive(Serialize)]
struct ProblemJson<'a> {
    kind: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: PlaceJson<'a>,
}

/// A check.
pub fn check(report: &Report) -> String {
    let status = report.status();
    written(&CheckJson {
        version: VERSION,
        status: status.key(),
        exit_code: status.exit_code(),
        enums: report
            .enums
            .iter()
            .map(|known| EnumJson::of(known, true))
            .collect(),
        problems: report.problems.iter().map(ProblemJson::of).collect(),
        warnings: report.warnings.iter().map(ProblemJson::of).collect(),
    })
}

/// A list.
pub fn list(report: &Report) -> String {
    written(&ListJson {
        version: VERSION,
        enums: report
            .enums
            .iter()
            .map(|known| EnumJson::of(known, false))
            .collect(),
        problems: report.problems.iter().map(ProblemJson::of).collect(),
    })
}

fn written(value: &impl Serialize) -> String {
    // Texts and numbers alone: there is nothing that cannot be written.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

impl<'a> EnumJson<'a> {
    fn of(report: &'a EnumReport, compared: bool) -> Self {
        let columns = report.columns.iter();
        Self {
            name: &report.name,
            package: &report.package,
            ty: report.ty.as_ref().map(|ty| TypeJson {
                schema: ty.name().schema.as_ref().map(AsRef::as_ref),
                name: ty.name().name.as_str(),
            }),
            place: PlaceJson::of(&report.place),
            condition: report.condition.as_deref(),
            status: compared.then(|| report.status().key()),
            labels: report.labels.iter().map(LabelJson::of).collect(),
            sources: columns
                .map(|column| SourceJson::of(column, compared))
                .collect(),
            findings: report.findings.iter().map(FindingJson::of).collect(),
        }
    }
}

impl<'a> PlaceJson<'a> {
    fn of(place: &'a Place) -> Self {
        Self {
            file: &place.file,
            line: place.line,
            column: place.column,
        }
    }
}

impl<'a> LabelJson<'a> {
    fn of(label: &'a RustLabel) -> Self {
        Self {
            label: &label.label,
            variant: &label.variant,
            place: PlaceJson::of(&label.place),
            condition: label.condition.as_deref(),
        }
    }
}

impl<'a> SourceJson<'a> {
    fn of(column: &'a Column, compared: bool) -> Self {
        let source = &column.source;
        Self {
            kind: source.kind.key(),
            name: &source.name,
            item: source.item.as_deref(),
            declared_at: source.place.as_ref().map(PlaceJson::of),
            condition: source.condition.as_deref(),
            ordered: source.kind.is_ordered(),
            comparison: compared.then(|| ComparisonJson::of(column)),
        }
    }
}

impl<'a> ComparisonJson<'a> {
    fn of(column: &'a Column) -> Self {
        let (labels, decided_by) = match &column.answer {
            Answer::Listed { labels, decided_by } => (Some(labels), decided_by.as_ref()),
            Answer::Absent | Answer::Compiler | Answer::Unknown => (None, None),
        };
        Self {
            status: column.status().key(),
            labels: labels.map(|labels| labels.iter().map(ListedJson::of).collect()),
            decided_by: decided_by.map(DecidedJson::of),
            findings: column.findings.iter().map(FindingJson::of).collect(),
        }
    }
}

impl<'a> ListedJson<'a> {
    fn of(listed: &'a Listed) -> Self {
        Self {
            label: &listed.label,
            decided_by: listed.decided_by.as_ref().map(DecidedJson::of),
        }
    }
}

impl<'a> DecidedJson<'a> {
    fn of((place, text): &'a (Place, String)) -> Self {
        Self {
            place: PlaceJson::of(place),
            text,
        }
    }
}

impl<'a> FindingJson<'a> {
    fn of(finding: &'a Finding) -> Self {
        Self {
            kind: finding.kind.key(),
            label: finding.label.as_deref(),
            message: &finding.message,
            place: PlaceJson::of(&finding.place),
            decided_by: finding.decided_by.as_ref().map(DecidedJson::of),
            fixes: finding.fixes.iter().map(FixJson::of).collect(),
        }
    }
}

impl<'a> FixJson<'a> {
    fn of(fix: &'a Fix) -> Self {
        Self {
            side: fix.side.key(),
            text: &fix.text,
        }
    }
}

impl<'a> ProblemJson<'a> {
    fn of(problem: &'a Problem) -> Self {
        Self {
            kind: problem.kind.key(),
            message: &problem.message,
            place: PlaceJson::of(&problem.place),
        }
    }
}
