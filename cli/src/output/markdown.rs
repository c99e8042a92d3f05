//! For the comment on a pull request.

use super::{at, described, details, summary};
use crate::matrix::{Cell, Matrix, heads};
use crate::report::{Answer, Column, EnumReport, Finding, Problem, Report};

/// The report in GitHub's Markdown; what is in step is folded away.
pub fn markdown(report: &Report, quiet: bool) -> String {
    let (in_step, open): (Vec<_>, Vec<_>) = report
        .enums
        .iter()
        .partition(|known| known.status().is_fine());
    let status = report.status().text();
    let mut text = format!(
        "### PostgreSQL enums: {status}\n\n{}\n\n",
        prose(&summary(report))
    );
    text.extend(open.into_iter().map(of_enum));
    text.extend(
        report
            .problems
            .iter()
            .map(|found| problem("cannot determine", found)),
    );
    text.extend(
        report
            .warnings
            .iter()
            .map(|found| problem("warning", found)),
    );
    if !quiet && !in_step.is_empty() {
        text.push_str("\n<details><summary>nothing to mend</summary>\n\n");
        text.extend(in_step.into_iter().map(of_enum));
        text.push_str("</details>\n");
    }
    format!("{}\n", text.trim_end())
}

fn problem(what: &str, problem: &Problem) -> String {
    format!(
        "- **{what}**, {}: {}\n",
        code(&at(&problem.place)),
        prose(&problem.message)
    )
}

fn of_enum(report: &EnumReport) -> String {
    let condition = report.condition.as_ref();
    let condition = condition.map_or_else(String::new, |where_it_is| {
        format!(" where {}", code(where_it_is))
    });
    let mut text = format!(
        "#### {} – {}\n\n{} in {}, {}{condition}\n\n",
        code(&report.type_name()),
        report.status().text(),
        code(&report.name),
        code(&report.package),
        code(&at(&report.place)),
    );
    if !report.labels.is_empty() {
        text.push_str(&table(report));
    }
    let heads = heads(&report.columns);
    text.extend(
        heads
            .iter()
            .zip(&report.columns)
            .filter_map(|(head, column)| legend(head, column)),
    );
    text.extend(report.all_findings().map(of_finding));
    text.push('\n');
    text
}

fn table(report: &EnumReport) -> String {
    let matrix = Matrix::of(report);
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let head: Vec<String> = std::iter::once("label".to_owned())
        .chain(matrix.heads)
        .collect();
    let mut text = line(&head) + &line(&vec!["---".to_owned(); head.len()]);
    for row in matrix.rows {
        let label = code(&row.label).replace('|', "\\|");
        let cells: Vec<String> = std::iter::once(label)
            .chain(row.cells.into_iter().map(of_cell))
            .collect();
        text.push_str(&line(&cells));
    }
    text.push('\n');
    text
}

fn of_cell(cell: Cell) -> String {
    match cell {
        Cell::There => "✓".to_owned(),
        Cell::Not => "–".to_owned(),
        Cell::Missing => "**missing**".to_owned(),
        Cell::Extra => "**extra**".to_owned(),
        Cell::Moved { ours, theirs } if ours == theirs => "**moved**".to_owned(),
        Cell::Moved { ours, theirs } => format!("**moved** {ours} → {theirs}"),
        Cell::Depends => "cfg".to_owned(),
        Cell::Compiler => "compiler".to_owned(),
        Cell::Unknown => "?".to_owned(),
    }
}

fn legend(head: &str, column: &Column) -> Option<String> {
    let name = described(&column.source);
    let name = (!name.is_empty()).then(|| code(&name))?;
    let note = match &column.answer {
        Answer::Compiler => ", checked by the compiler",
        Answer::Absent => ", which has no such type",
        Answer::Unknown => ", which cannot be determined",
        Answer::Listed { .. } => "",
    };
    Some(format!("- {head}: {name}{note}\n"))
}

fn of_finding(finding: &Finding) -> String {
    let mut text = format!(
        "- **{}**, {}\n",
        prose(&finding.message),
        code(&at(&finding.place))
    );
    for (what, detail) in details(finding) {
        text.push_str(&format!("  - {what}: {}\n", code(&detail)));
    }
    text
}

/// A text between as many backquotes as it takes.
fn code(text: &str) -> String {
    let text = text.replace(['\n', '\r'], " ");
    let longest = text
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let touches = text.starts_with('`') || text.ends_with('`') || text.is_empty();
    let pad = if touches { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A message: its backquotes make code, and nothing else in it is markup.
fn prose(text: &str) -> String {
    let mut in_code = false;
    let mut prose = String::new();
    for c in text.chars() {
        match c {
            '`' => in_code = !in_code,
            '*' | '_' | '<' | '[' | '\\' | '#' if !in_code => prose.push('\\'),
            _ => {}
        }
        prose.push(if matches!(c, '\n' | '\r') { ' ' } else { c });
    }
    prose
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_keeps_backquotes() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b"), "``a`b``");
        assert_eq!(code("`a"), "`` `a ``");
        assert_eq!(code(""), "`  `");
    }

    #[test]
    fn a_message_is_no_markup() {
        assert_eq!(
            prose("label `a_b` is *not* there\nnow"),
            "label `a_b` is \\*not\\* there now"
        );
    }
}
