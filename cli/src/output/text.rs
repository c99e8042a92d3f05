//! For a person at a terminal.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use super::table::tables;
use super::{at, described, details, summary};
use crate::matrix::heads;
use crate::report::{Answer, Column, EnumReport, Finding, Problem, Report, Status};

const BOLD: Style = Style::new().bold();
pub(super) const FAINT: Style = Style::new().dimmed();
pub(super) const GREEN: Style = AnsiColor::Green.on_default();
pub(super) const RED: Style = AnsiColor::Red.on_default().bold();
pub(super) const YELLOW: Style = AnsiColor::Yellow.on_default().bold();

/// How to draw. (Colours are always there; the stream takes them out.)
#[derive(Debug, Clone, Copy)]
pub struct Look {
    pub width: u16,
    /// Whether to stay within ASCII.
    pub ascii: bool,
}

/// The report as text with colours.
pub fn text(report: &Report, look: Look, quiet: bool) -> String {
    let shown = report.enums.iter();
    let shown = shown.filter(|known| !quiet || !known.status().is_fine());
    let enums = shown.map(|known| of_enum(known, look));
    let problems = report
        .problems
        .iter()
        .map(|found| problem("error", RED, found));
    let warnings = report
        .warnings
        .iter()
        .map(|found| problem("warning", YELLOW, found));
    let style = style(report.status());
    let summary = format!("{style}{}{style:#}\n", summary(report));
    enums
        .chain(problems)
        .chain(warnings)
        .chain([summary])
        .collect()
}

fn style(status: Status) -> Style {
    match status {
        Status::Uncompared => FAINT,
        Status::InStep | Status::Compiler => GREEN,
        Status::Drift => RED,
        Status::Undetermined => YELLOW,
    }
}

fn problem(what: &str, style: Style, problem: &Problem) -> String {
    let Problem { place, message, .. } = problem;
    format!(
        "{style}{what}{style:#}: {message}\n  {FAINT}at{FAINT:#} {}\n\n",
        at(place)
    )
}

fn of_enum(report: &EnumReport, look: Look) -> String {
    let style = style(report.status());
    let mut text = format!(
        "{BOLD}{}{BOLD:#}  {style}{}{style:#}\n  {} in {}, {}{}\n",
        report.type_name(),
        report.status().text(),
        report.name,
        report.package,
        at(&report.place),
        condition(report.condition.as_deref()),
    );
    if !report.labels.is_empty() {
        for line in tables(report, look, "  ".len()) {
            let _ = writeln!(text, "  {line}");
        }
    }
    text.push_str(&legend(report));
    for finding in report.all_findings() {
        text.push('\n');
        text.push_str(&of_finding(finding));
    }
    text.push('\n');
    text
}

fn condition(condition: Option<&str>) -> String {
    condition.map_or_else(String::new, |condition| format!(", where {condition}"))
}

/// What the heads of the columns stand for, and which labels are conditional.
fn legend(report: &EnumReport) -> String {
    let heads = heads(&report.columns);
    let width = heads.iter().map(String::len).max().unwrap_or_default();
    let line = |head: &str, text: &str| format!("  {FAINT}{head:width$}{FAINT:#}  {text}\n");
    let sources = heads
        .iter()
        .zip(&report.columns)
        .filter_map(|(head, column)| {
            let text = about(column);
            (!text.is_empty()).then(|| line(head, &text))
        });
    let conditions = report.labels.iter().filter_map(|label| {
        let condition = label.condition.as_ref()?;
        Some(line(
            "cfg",
            &format!("{} only where {condition}", label.label),
        ))
    });
    sources.chain(conditions).collect()
}

fn about(column: &Column) -> String {
    let name = described(&column.source);
    match &column.answer {
        Answer::Compiler => format!("{name}: checked by the compiler, cannot be read here"),
        Answer::Absent => format!("{name}: has no such type"),
        Answer::Unknown => format!("{name}: cannot determine"),
        Answer::Listed { .. } => name,
    }
}

fn of_finding(finding: &Finding) -> String {
    let style = style(finding.kind.status());
    let mut text = format!("  {style}{}{style:#}\n", finding.message);
    let place = ("at".to_owned(), at(&finding.place));
    let details: Vec<_> = std::iter::once(place).chain(details(finding)).collect();
    let width = details.iter().map(|(what, _)| what.len()).max();
    let width = width.unwrap_or_default();
    for (what, detail) in details {
        let _ = writeln!(text, "    {FAINT}{what:width$}{FAINT:#}  {detail}");
    }
    text
}
