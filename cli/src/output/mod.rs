//! Shows a report.

mod github;
mod json;
mod list;
mod markdown;
mod sarif;
mod table;
mod text;

use clap::ValueEnum;
use pg_integration_enum_core::read::Place;

pub use self::json::list as list_json;
pub use self::list::list as list_text;
pub use self::text::Look;

use crate::report::{Finding, Report, Source, Status};

/// What a check can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a person
    Text,
    /// For a program
    Json,
    /// Annotations of GitHub Actions
    Github,
    /// For the comment on a pull request
    Markdown,
    /// For code scanning: SARIF 2.1.0
    Sarif,
}

/// The report in a format. `quiet` leaves out what is in step, where that is for a person.
pub fn render(report: &Report, format: Format, look: Look, quiet: bool) -> String {
    match format {
        Format::Text => text::text(report, look, quiet),
        Format::Json => json::check(report),
        Format::Github => github::github(report),
        Format::Markdown => markdown::markdown(report, quiet),
        Format::Sarif => sarif::sarif(report),
    }
}

/// A label; in quotes where it would not show, or not as what it is.
fn visible(label: &str) -> String {
    let plain = !label.is_empty() && label.trim() == label && !label.chars().any(char::is_control);
    if plain {
        label.to_owned()
    } else {
        format!("{label:?}")
    }
}

/// A place as editors take it.
fn at(place: &Place) -> String {
    place.to_string()
}

/// What a source is, beyond its kind.
fn described(source: &Source) -> String {
    let named = match &source.item {
        Some(item) => format!("{}, {item}", source.name),
        None => source.name.clone(),
    };
    match &source.condition {
        Some(condition) => format!("{named} where {condition}").trim_start().to_owned(),
        None => named,
    }
}

/// The lines below a finding's message: what decided it, and what would mend it.
fn details(finding: &Finding) -> Vec<(String, String)> {
    let decided = finding.decided_by.iter().map(|(place, statement)| {
        let text = format!("{} {statement}", at(place));
        ("decided at".to_owned(), text.trim_end().to_owned())
    });
    let fixes = finding
        .fixes
        .iter()
        .map(|fix| (format!("fix in {}", fix.side.key()), fix.text.clone()));
    decided.chain(fixes).collect()
}

/// The message of a finding with its details, a line each.
fn in_full(finding: &Finding) -> String {
    let details = details(finding);
    let lines = details
        .iter()
        .map(|(what, text)| format!("\n{what}: {text}"));
    std::iter::once(finding.message.clone())
        .chain(lines)
        .collect()
}

/// How many enums there are, and how they are.
fn summary(report: &Report) -> String {
    let with = |status| {
        report
            .enums
            .iter()
            .filter(|known| known.status() == status)
            .count()
    };
    let by_status = Status::ALL.map(|status| (with(status), status.text().to_owned()));
    let others = [
        (
            report.problems.len(),
            noun("problem", report.problems.len()),
        ),
        (
            report.warnings.len(),
            noun("warning", report.warnings.len()),
        ),
    ];
    let counts = by_status.into_iter().chain(others);
    let counts = counts.filter(|(count, _)| *count > 0);
    let parts: Vec<String> = counts
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    let enums = report.enums.len();
    match (enums, parts.is_empty()) {
        (0, true) => "no enum derives `PgIntegrationEnum` here".to_owned(),
        _ => format!("{enums} {}: {}", noun("enum", enums), parts.join(", ")),
    }
}

fn noun(word: &str, count: usize) -> String {
    if count == 1 {
        word.to_owned()
    } else {
        format!("{word}s")
    }
}
