//! In which order the rows of a query come, and whether all of them do.

use super::cursor::Cursor;
use super::guard::split;
use super::select::Row;
use super::token::Token;

/// What leaves rows out, or makes one of several.
const CUTS: [&str; 8] = [
    "except",
    "fetch",
    "group",
    "having",
    "intersect",
    "limit",
    "offset",
    "union",
];

/// The rows as the query gives them; nothing if which or in which order is up to the
/// server. Behind `FROM` stands what says so; the order may not matter at all.
pub(super) fn in_order(
    rows: Vec<Row>,
    from: &[Token<'_>],
    distinct: bool,
    matters: bool,
) -> Option<Vec<Row>> {
    if rows.len() < 2 {
        return Some(rows);
    }
    let cut = CUTS.iter().any(|word| split(from, word).len() > 1);
    let known = match split(from, "order")[..] {
        [_] => !distinct,
        [_, order] => !distinct && is_by_position(order),
        _ => false,
    };
    (!cut && (known || !matters)).then_some(rows)
}

/// `BY enumsortorder [ASC]`, and the same of `WITH ORDINALITY`: as they are.
pub(super) fn is_by_position(order: &[Token<'_>]) -> bool {
    let mut cursor = Cursor::new(order);
    if !cursor.word("by") {
        return false;
    }
    let mut name = cursor.label_name().ok();
    if cursor.symbol(b'.') {
        name = cursor.label_name().ok();
    }
    cursor.word("asc");
    let by_position = name.is_some_and(|name| name == "enumsortorder" || name == "ordinality");
    by_position && cursor.at_end()
}

/// Whether the rows are types, whatever of them is shown but for their labels.
pub(super) fn are_types(rows: &[Row], items: &[&[Token<'_>]]) -> bool {
    let has = |row: &Row, wanted: &str| row.iter().any(|(column, _)| column == wanted);
    let mut shown = items.iter().flat_map(|item| item.iter());
    let shows_labels = shown.any(|token| token.is("enumlabel") || token.is_symbol(b'*'));
    rows.iter().all(|row| {
        let is_type = has(row, "oid") || has(row, "udt_name");
        is_type && !(shows_labels && has(row, "enumlabel"))
    })
}
