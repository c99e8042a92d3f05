//! Annotations of GitHub Actions: a line each.

use pg_integration_enum_core::read::Place;

use super::{in_full, summary};
use crate::report::Report;

/// A workflow command for everything to mend, and a line that sums up.
pub fn github(report: &Report) -> String {
    let findings = report.enums.iter().flat_map(|known| {
        let title = format!("{}: {}", known.type_name(), known.status().text());
        let findings = known.all_findings();
        findings.map(move |finding| annotation("error", &finding.place, &title, &in_full(finding)))
    });
    let problems = report.problems.iter();
    let problems =
        problems.map(|found| annotation("error", &found.place, "cannot determine", &found.message));
    let warnings = report.warnings.iter();
    let warnings =
        warnings.map(|found| annotation("warning", &found.place, "pg-enum", &found.message));
    let summary = format!("{}\n", summary(report));
    findings
        .chain(problems)
        .chain(warnings)
        .chain([summary])
        .collect()
}

fn annotation(level: &str, place: &Place, title: &str, message: &str) -> String {
    format!(
        "::{level} file={},line={},col={},title={}::{}\n",
        property(&place.file),
        place.line,
        place.column,
        property(title),
        data(message),
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_end_a_part_is_escaped() {
        let place = Place {
            file: "a,b:c.rs".to_owned(),
            line: 3,
            column: 5,
        };
        assert_eq!(
            annotation("error", &place, "100%: a", "x, y: 5%\r\nz"),
            "::error file=a%2Cb%3Ac.rs,line=3,col=5,title=100%25%3A a::x, y: 5%25%0D%0Az\n"
        );
    }
}
