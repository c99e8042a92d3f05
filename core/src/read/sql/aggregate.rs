//! The aggregates of a query: `count`, `array_agg` and `string_agg`.

use super::constant::{known, split_commas};
use super::cursor::Cursor;
use super::guard::{parted, split};
use super::order::is_by_position;
use super::select::{Row, column_in, finds_from};
use super::source::rows;
use super::token::Token;
use super::value::{Facts, Value};

/// `count(…)`, `array_agg(…)` or `string_agg(…, …)`
pub(super) struct Aggregate<'t, 'a> {
    name: &'static str,
    argument: &'t [Token<'a>],
    /// Whether it takes the rows as they are.
    plain: bool,
}

impl<'t, 'a> Aggregate<'t, 'a> {
    pub(super) fn of(item: &'t [Token<'a>]) -> Option<Self> {
        const NAMES: [&str; 3] = ["count", "array_agg", "string_agg"];
        let mut cursor = Cursor::new(item);
        let name = NAMES[cursor.one_of(&NAMES)?];
        let mut argument = cursor.parenthesized()?;
        let distinct = argument.word("distinct");
        let (argument, order) = parted(argument.rest(), "order")?;
        Some(Self {
            name,
            argument,
            plain: !distinct && order.is_none_or(is_by_position),
        })
    }

    /// What it gives for the rows of what stands behind `FROM`.
    pub(super) fn value(&self, from: &[Token<'_>], facts: Facts<'_>) -> Option<Value> {
        if split(from, "group").len() > 1 {
            return None;
        }
        if self.name == "count" {
            let count = match finds_from(from, facts) {
                Some(false) => 0,
                _ => self.rows(from, facts)?.len(),
            };
            return Some(Value::Text(count.to_string()));
        }
        let arguments = split_commas(Cursor::new(self.argument));
        let values = column_in(arguments.first()?, &self.rows(from, facts)?, facts)?;
        match (self.name, &arguments[..]) {
            _ if values.is_empty() => Some(Value::Null),
            ("array_agg", [_]) => Some(Value::Array(values)),
            ("string_agg", [_, separator]) => {
                Some(Value::Text(values.join(&known(separator, facts)?)))
            }
            _ => None,
        }
    }

    /// The rows, if it takes all of them as they are.
    fn rows(&self, from: &[Token<'_>], facts: Facts<'_>) -> Option<Vec<Row>> {
        rows(from, facts).filter(|rows| self.plain || rows.len() < 2)
    }
}
