//! Which enum is declared where, for a person.

use anstyle::Style;

use super::{described, visible};
use crate::report::{Column, EnumReport, Report};

const BOLD: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();

/// The enums by their types, and below them what could not be looked at.
pub fn list(report: &Report) -> String {
    let mut text = String::new();
    let mut last = None;
    for known in &report.enums {
        let name = known.type_name();
        if last.as_ref() != Some(&name) {
            text.push_str(&format!("{BOLD}{name}{BOLD:#}\n"));
        }
        text.push_str(&of_enum(known));
        last = Some(name);
    }
    if report.enums.is_empty() {
        text.push_str("no enum derives `PgIntegrationEnum` here\n");
    }
    for problem in &report.problems {
        text.push_str(&format!("{}: {}\n", problem.place, problem.message));
    }
    text
}

fn of_enum(report: &EnumReport) -> String {
    let place = format!("{}:{}", report.place.file, report.place.line);
    let labels = report.labels.iter().map(|label| visible(&label.label));
    let labels: Vec<String> = labels.collect();
    let condition = report.condition.as_ref();
    let condition = condition.map_or_else(String::new, |condition| format!(" where {condition}"));
    let sources: String = report.columns.iter().map(source).collect();
    format!(
        "  {} {FAINT}in{FAINT:#} {}{condition} {FAINT}at{FAINT:#} {place}\n    {FAINT}labels{FAINT:#} {}\n{sources}",
        report.name,
        report.package,
        labels.join(", "),
    )
}

fn source(column: &Column) -> String {
    let text = format!("{} {}", column.source.kind.key(), described(&column.source));
    format!("    {FAINT}compared with{FAINT:#} {}\n", text.trim_end())
}
