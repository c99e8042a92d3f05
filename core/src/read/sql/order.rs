//! In which order the rows of a query come, and whether all of them do.

use core::cmp::Ordering;

use super::constant::split_commas;
use super::cursor::Cursor;
use super::guard::split;
use super::select::Row;
use super::token::Token;
use super::value::Value;

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

/// The columns of the catalogue that hold names, which sort by their bytes in every
/// locale.
const NAMES: [&str; 3] = ["enumlabel", "nspname", "typname"];

/// Rows, and what is known of their order.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pub(super) list: Vec<Row>,
    /// Whether the server may give them in another order.
    pub(super) shuffled: bool,
    /// The column that counts them, each type's labels by themselves.
    pub(super) position: Option<String>,
}

impl Rows {
    /// Rows of the catalogue, which the server gives in any order.
    pub(super) fn of_catalogue(list: Vec<Row>) -> Self {
        Self {
            shuffled: list.len() > 1,
            list,
            position: Some("enumsortorder".to_owned()),
        }
    }

    /// The rows as a query gives them, of which some may look the same; nothing if which
    /// ones is up to the server. Behind `FROM` stands what says so.
    pub(super) fn given(
        self,
        from: &[Token<'_>],
        distinct: bool,
        look_same: impl Fn(&Row, &Row) -> bool,
    ) -> Option<Self> {
        if self.list.len() < 2 {
            return Some(self);
        }
        if CUTS.iter().any(|word| split(from, word).len() > 1) {
            return None;
        }
        let shuffled = self.shuffled || distinct;
        match split(from, "order")[..] {
            [_] => Some(Self { shuffled, ..self }),
            [_, order] => Some(self.sorted(order, look_same)),
            _ => None,
        }
    }

    /// The rows behind an `ORDER BY`, from its `BY` on.
    pub(super) fn sorted(
        self,
        order: &[Token<'_>],
        look_same: impl Fn(&Row, &Row) -> bool,
    ) -> Self {
        let shuffled = self.list.len() > 1;
        let Some(keys) = self.keys(order) else {
            return Self { shuffled, ..self };
        };
        let mut rows: Vec<(usize, Row)> = self.list.into_iter().enumerate().collect();
        // One that is not known is still one for all, as sorting needs it.
        rows.sort_by(|one, other| {
            compare(&keys, one, other)
                .unwrap_or_else(|| (oid(&one.1), one.0).cmp(&(oid(&other.1), other.0)))
        });
        let known = |pair: &[(usize, Row)]| {
            let (one, other) = (&pair[0], &pair[1]);
            compare(&keys, one, other).is_some() || look_same(&one.1, &other.1)
        };
        Self {
            shuffled: !rows.windows(2).all(known),
            list: rows.into_iter().map(|(_, row)| row).collect(),
            position: self.position,
        }
    }

    /// The keys of an `ORDER BY`, if it is known how each of them sorts.
    fn keys(&self, order: &[Token<'_>]) -> Option<Vec<SortKey>> {
        let mut cursor = Cursor::new(order);
        if !cursor.word("by") {
            return None;
        }
        let of_catalogue = self.list.iter().all(|row| oid(row).is_some());
        let key = |tokens: &[Token<'_>]| {
            let mut cursor = Cursor::new(tokens);
            let mut name = cursor.label_name().ok()?;
            if cursor.symbol(b'.') {
                name = cursor.label_name().ok()?;
            }
            let descends = cursor.one_of(&["asc", "desc"]) == Some(1);
            let column = if self.position.as_ref() == Some(&name) {
                None
            } else {
                let sorts = of_catalogue && NAMES.contains(&name.as_str());
                Some(sorts.then_some(name)?)
            };
            let key = SortKey { column, descends };
            cursor.at_end().then_some(key)
        };
        split_commas(cursor).into_iter().map(key).collect()
    }
}

/// One part of an `ORDER BY`.
struct SortKey {
    /// The column with a name; nothing for the one that counts.
    column: Option<String>,
    descends: bool,
}

/// How two rows sort, each with where it stood among its like; nothing if that is up
/// to the server, as it is where they are alike.
fn compare(keys: &[SortKey], one: &(usize, Row), other: &(usize, Row)) -> Option<Ordering> {
    for key in keys {
        let ordering = match &key.column {
            Some(column) => text(&one.1, column)?.cmp(text(&other.1, column)?),
            // What counts the labels of one type says nothing of another's.
            None if oid(&one.1) != oid(&other.1) => return None,
            None => one.0.cmp(&other.0),
        };
        if ordering.is_ne() {
            return Some(if key.descends {
                ordering.reverse()
            } else {
                ordering
            });
        }
    }
    None
}

fn oid(row: &Row) -> Option<&super::refusal::Key> {
    row.iter().find_map(|(column, value)| match value {
        Value::Type(key) if column == "oid" => Some(key),
        _ => None,
    })
}

fn text<'r>(row: &'r Row, wanted: &str) -> Option<&'r str> {
    row.iter().find_map(|(column, value)| match value {
        Value::Text(text) if column == wanted => Some(text.as_str()),
        _ => None,
    })
}
