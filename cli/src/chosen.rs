//! The one enum that something is written of.

use pg_integration_enum_core::drift::nearest;
use pg_integration_enum_core::model::EnumType;

use crate::report::{EnumReport, Report};

const NO_ENUM: &str = "no enum derives `PgIntegrationEnum` here";

/// The one enum that is meant.
pub fn choose<'a>(report: &'a Report, name: Option<&str>) -> Result<&'a EnumReport, String> {
    let meant = |known: &&EnumReport| match name {
        Some(name) => is_called(known, name),
        None => !known.test,
    };
    let found: Vec<&EnumReport> = report.enums.iter().filter(meant).collect();
    match (found.as_slice(), name) {
        ([only], _) => Ok(only),
        ([], name) => Err(none(report, name) + &unseen(report)),
        (several, _) => Err(format!(
            "which enum? there is {}; name one with `--enum`, by its place if need be",
            listed(several)
        )),
    }
}

/// By the Rust name, by the type's with or without its schema, or by the place.
fn is_called(known: &EnumReport, name: &str) -> bool {
    let ty = known.ty.as_ref().map(|ty| ty.name());
    known.name == name
        || place(known) == name
        || ty.is_some_and(|ty| ty.name.as_str() == name || ty.to_string() == name)
}

fn none(report: &Report, name: Option<&str>) -> String {
    let Some(name) = name else {
        return NO_ENUM.to_owned();
    };
    let known = || report.enums.iter().map(|known| known.name.as_str());
    match nearest(name, known()) {
        Some(near) => format!("there is no enum `{name}`; did you mean `{near}`?"),
        None if report.enums.is_empty() => format!("there is no enum `{name}`: {NO_ENUM}"),
        None => {
            let all: Vec<&EnumReport> = report.enums.iter().collect();
            format!("there is no enum `{name}`, only {}", listed(&all))
        }
    }
}

/// What could not be looked at, and may have the enum.
fn unseen(report: &Report) -> String {
    let problems = report.problems.iter();
    problems
        .map(|problem| format!("\n{}: {}", problem.place, problem.message))
        .collect()
}

fn listed(enums: &[&EnumReport]) -> String {
    let names = enums.iter();
    let names = names.map(|known| format!("`{}` at {}", known.name, place(known)));
    names.collect::<Vec<_>>().join(", ")
}

fn place(known: &EnumReport) -> String {
    format!("{}:{}", known.place.file, known.place.line)
}

/// The type of an enum whose labels are all there, whatever the configuration.
pub fn certain_type(report: &EnumReport) -> Result<&EnumType, String> {
    let conditional = report.labels.iter().filter_map(|label| {
        let condition = label.condition.as_ref()?;
        let variant = &label.variant;
        Some(format!(
            "\n{}: `{variant}` is there only where `{condition}`",
            label.place
        ))
    });
    let findings = report.findings.iter();
    let findings = findings.map(|found| format!("\n{}: {}", found.place, found.message));
    let reasons: String = conditional.chain(findings).collect();
    match &report.ty {
        Some(ty) if reasons.is_empty() => Ok(ty),
        _ => Err(format!(
            "the labels of `{}` cannot be determined{reasons}",
            report.name
        )),
    }
}
