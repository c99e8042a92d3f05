//! The aggregates of a query: `count`, `array_agg` and `string_agg`.

use super::array::Elements;
use super::constant::{SHUFFLED, known, split_commas};
use super::cursor::Cursor;
use super::guard::{parted, split};
use super::order::Rows;
use super::select::{column_in, finds_from};
use super::source::rows;
use super::token::{Kind, Token};
use super::value::{Facts, Value, evaluate};

/// `count(…)`, `array_agg(…)` or `string_agg(…, …)`
pub(super) struct Aggregate<'t, 'a> {
    name: &'static str,
    argument: &'t [Token<'a>],
    distinct: bool,
    /// What stands behind its own `ORDER`.
    order: Option<&'t [Token<'a>]>,
}

const NAMES: [&str; 3] = ["count", "array_agg", "string_agg"];

/// The names under which an expression finds what its aggregates give.
const RESULTS: [&str; 4] = [
    "\"(aggregate 1)\"",
    "\"(aggregate 2)\"",
    "\"(aggregate 3)\"",
    "\"(aggregate 4)\"",
];

/// The value of an expression with aggregates in it, for the rows of what stands behind
/// `FROM`; nothing if it has none.
pub(super) fn with_aggregates(
    item: &[Token<'_>],
    from: &[Token<'_>],
    facts: Facts<'_>,
) -> Option<Value> {
    let mut variables = facts.variables.clone();
    let mut replaced = Vec::new();
    let mut names = RESULTS.iter();
    let mut rest = Cursor::new(item);
    while let Some(token) = rest.peek() {
        let start = rest.rest();
        let mut call = rest;
        if call.one_of(&NAMES).is_none() || call.parenthesized().is_none() {
            replaced.push(*token);
            rest.next();
            continue;
        }
        let aggregate = Aggregate::of(&start[..start.len() - call.rest().len()])?;
        let text = names.next()?;
        variables.insert(
            text.trim_matches('"').to_owned(),
            aggregate.value(from, facts)?,
        );
        let kind = Kind::Quoted;
        replaced.push(Token {
            kind,
            text,
            ..*token
        });
        rest = call;
    }
    (names.len() < RESULTS.len()).then(|| evaluate(&replaced, facts.with(&variables)))?
}

impl<'t, 'a> Aggregate<'t, 'a> {
    pub(super) fn of(item: &'t [Token<'a>]) -> Option<Self> {
        let mut cursor = Cursor::new(item);
        let name = NAMES[cursor.one_of(&NAMES)?];
        let mut argument = cursor.parenthesized()?;
        while cursor.symbols("::") {
            cursor.next()?;
            while cursor.symbol(b'[') {
                cursor.symbol(b']');
            }
        }
        let distinct = argument.word("distinct");
        let (argument, order) = parted(argument.rest(), "order")?;
        // A `FILTER` leaves rows out, and what else stands there makes more of it.
        cursor.at_end().then_some(Self {
            name,
            argument,
            distinct,
            order,
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
                _ => self.rows(from, facts)?.list.len(),
            };
            return Some(Value::Text(count.to_string()));
        }
        let rows = self.rows(from, facts)?;
        let arguments = split_commas(Cursor::new(self.argument));
        let values = column_in(arguments.first()?, &rows.list, facts)?;
        match (self.name, &arguments[..]) {
            _ if values.is_empty() => Some(Value::Null),
            ("array_agg", [_]) => {
                let shuffled = rows.shuffled;
                Some(Value::Array(Elements {
                    shuffled,
                    ..Elements::from(values)
                }))
            }
            ("string_agg", [_, separator]) => {
                let text = values.join(&known(separator, facts)?);
                let mark = if rows.shuffled { SHUFFLED } else { "" };
                Some(Value::Text(format!("{mark}{text}")))
            }
            _ => None,
        }
    }

    /// The rows as it takes them, if it takes all.
    fn rows(&self, from: &[Token<'_>], facts: Facts<'_>) -> Option<Rows> {
        let rows = rows(from, facts).filter(|rows| !self.distinct || rows.list.len() < 2)?;
        Some(match self.order {
            Some(order) => rows.sorted(order, |one, other| one == other),
            None => rows,
        })
    }
}
