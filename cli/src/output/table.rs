//! The lists of an enum as tables for a terminal.

use std::ops::Range;

use anstyle::Style;
use comfy_table::{ContentArrangement, Table, presets};

use super::text::{FAINT, GREEN, Look, RED, YELLOW};
use super::visible;
use crate::matrix::{Cell, Matrix};
use crate::report::EnumReport;

/// The lines of the matrix: one table, or several below each other where there is
/// no room for all columns, since nobody can read words that are broken apart.
pub fn tables(report: &EnumReport, look: Look, indent: usize) -> Vec<String> {
    let matrix = Matrix::of(report);
    let room = usize::from(look.width).saturating_sub(indent);
    let labels = matrix.rows.iter().map(|row| visible(&row.label));
    let labels: Vec<String> = labels.collect();
    // A long label is broken before it takes half of the room.
    let label = widest("label", labels.iter().map(String::as_str)).min(room / 2);
    let widths: Vec<usize> = (0..matrix.heads.len())
        .map(|at| width(&matrix, at, look))
        .collect();
    let groups = groups(&widths, room.saturating_sub(label + BESIDE + 1));
    let tables = groups.into_iter().map(|columns| {
        let mut table = empty(look, room);
        let heads = matrix.heads[columns.clone()].iter().cloned();
        table.set_header(std::iter::once("label".to_owned()).chain(heads));
        for (row, label) in matrix.rows.iter().zip(&labels) {
            let cells = row.cells[columns.clone()].iter();
            let cells = cells.map(|cell| styled(*cell, look));
            table.add_row(std::iter::once(label.clone()).chain(cells));
        }
        table.to_string()
    });
    let tables: Vec<String> = tables.collect();
    tables
        .iter()
        .flat_map(|table| table.lines().map(str::to_owned))
        .collect()
}

/// What a column takes beside its text: a line and a space on either side.
const BESIDE: usize = 3;

fn empty(look: Look, room: usize) -> Table {
    let mut table = Table::new();
    table
        .load_style(if look.ascii {
            presets::ASCII_FULL_CONDENSED
        } else {
            presets::UTF8_FULL_CONDENSED
        })
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(u16::try_from(room).unwrap_or(u16::MAX));
    table
}

/// The columns of each table, as many as there is room for; one at least.
fn groups(widths: &[usize], room: usize) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    let mut left = 0;
    for (at, width) in widths.iter().map(|width| width + BESIDE).enumerate() {
        match groups.last_mut() {
            Some(last) if width <= left => last.end = at + 1,
            _ => {
                groups.push(at..at + 1);
                left = room;
            }
        }
        left = left.saturating_sub(width);
    }
    groups
}

fn width(matrix: &Matrix, at: usize, look: Look) -> usize {
    let cells = matrix.rows.iter().map(|row| text(row.cells[at], look).1);
    let cells: Vec<String> = cells.collect();
    widest(&matrix.heads[at], cells.iter().map(String::as_str))
}

fn widest<'a>(head: &'a str, cells: impl Iterator<Item = &'a str>) -> usize {
    let texts = std::iter::once(head).chain(cells);
    texts
        .map(|text| text.chars().count())
        .max()
        .unwrap_or_default()
}

fn styled(cell: Cell, look: Look) -> String {
    let (style, text) = text(cell, look);
    format!("{style}{text}{style:#}")
}

fn text(cell: Cell, look: Look) -> (Style, String) {
    let (tick, arrow) = if look.ascii {
        ("yes", "->")
    } else {
        ("✓", "→")
    };
    match cell {
        Cell::There => (GREEN, tick.to_owned()),
        Cell::Not => (FAINT, "-".to_owned()),
        Cell::Missing => (RED, "missing".to_owned()),
        Cell::Extra => (RED, "extra".to_owned()),
        Cell::Moved { ours, theirs } if ours == theirs => (RED, "moved".to_owned()),
        Cell::Moved { ours, theirs } => (RED, format!("moved {ours}{arrow}{theirs}")),
        Cell::Depends => (YELLOW, "cfg".to_owned()),
        Cell::Compiler => (FAINT, "compiler".to_owned()),
        Cell::Unknown => (YELLOW, "?".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_go_on_in_another_table_where_there_is_no_room() {
        let ends = |room| -> Vec<usize> {
            let groups = groups(&[4, 7, 5], room);
            groups.iter().map(|columns| columns.end).collect()
        };
        assert_eq!(ends(30), [3]);
        assert_eq!(ends(25), [3]);
        assert_eq!(ends(24), [2, 3]);
        assert_eq!(ends(0), [1, 2, 3]);
    }
}
