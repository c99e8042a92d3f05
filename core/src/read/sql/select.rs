//! What queries give, as far as it can be told.

use std::collections::BTreeSet;

use super::aggregate::{Aggregate, with_aggregates};
use super::array::{self, Elements};
use super::constant::{HOLE, split_commas};
use super::cursor::Cursor;
use super::guard::{Truth, decide, parted, split};
use super::order::Rows;
use super::query::Query;
use super::source::rows;
use super::token::{Kind, Token};
use super::value::{self, FOUND, Facts, Value, Variables, evaluate};

/// The column of an expression that has no name.
const UNNAMED: &str = "?column?";

/// The columns of one row that are known.
pub(super) type Row = Vec<(String, Value)>;

/// `SELECT items FROM …`
pub(super) struct Select<'t, 'a> {
    pub(super) items: Vec<&'t [Token<'a>]>,
    distinct: bool,
    /// What stands behind `FROM`.
    pub(super) from: Option<&'t [Token<'a>]>,
    /// What stands behind `WHERE` where there is no `FROM`.
    pub(super) condition: Option<&'t [Token<'a>]>,
}

impl<'t, 'a> Select<'t, 'a> {
    /// Reads a query from its first word on.
    pub(super) fn parse(mut cursor: Cursor<'t, 'a>) -> Option<Self> {
        cursor.one_of(&["select", "perform"])?;
        let distinct = cursor.word("distinct");
        let (mut items, from) = parted(cursor.rest(), "from")?;
        let mut condition = None;
        if from.is_none() {
            const OTHERS: [&str; 6] = ["limit", "offset", "order", "union", "intersect", "except"];
            if OTHERS.iter().any(|word| split(items, word).len() > 1) {
                return None;
            }
            (items, condition) = parted(items, "where")?;
        }
        Some(Self {
            items: split_commas(Cursor::new(items)),
            distinct,
            from,
            condition,
        })
    }

    /// Whether it gives a row.
    pub(super) fn finds(&self, facts: Facts<'_>) -> Truth {
        let Some(from) = self.from else {
            let sets = self.items.iter().any(|item| gives_rows(item));
            return match self.condition {
                _ if sets => None,
                Some(condition) => decide(condition, facts),
                None => Some(true),
            };
        };
        if self.items.iter().any(|item| Aggregate::of(item).is_some()) {
            // An aggregate gives a row even where nothing is found.
            let groups = from.iter().any(|token| token.is("group"));
            return (!groups).then_some(true);
        }
        if self.items.iter().any(|item| may_aggregate(item)) {
            return None;
        }
        finds_from(from, facts)
    }

    /// Its rows, with the names of its columns.
    pub(super) fn rows(&self, facts: Facts<'_>) -> Option<Rows> {
        if let ([item], None, None) = (&self.items[..], self.from, self.condition) {
            let array = set_of(item, facts)?;
            let name = alias(item).unwrap_or_else(|| UNNAMED.to_owned());
            let row = |value| vec![(name.clone(), Value::Text(value))];
            let rows = Rows {
                list: array.values.into_iter().map(row).collect(),
                shuffled: array.shuffled,
                position: None,
            };
            return rows.given(&[], self.distinct, |one, other| one == other);
        }
        let from = self.from?;
        let look_same = |one: &Row, other: &Row| self.shown(one, facts) == self.shown(other, facts);
        let mut rows = rows(from, facts)?.given(from, self.distinct, look_same)?;
        let mut shown: Vec<Row> = Vec::new();
        for row in &rows.list {
            let row = self.shown(row, facts);
            if self.distinct && row.len() < self.items.len() {
                return None;
            }
            if !self.distinct || !shown.contains(&row) {
                shown.push(row);
            }
        }
        rows.list = shown;
        rows.position = None;
        Some(rows)
    }

    /// The variables that its items see in each row, if all rows are known.
    pub(super) fn variables_of_rows(&self, facts: Facts<'_>) -> Option<Vec<Variables>> {
        let items = self.items.concat();
        if self.from.is_none() {
            let sets = |at: &usize| items.get(*at..).is_some_and(gives_rows);
            let mut sets = (0..items.len()).filter(sets);
            let (Some(set), None) = (sets.next(), sets.next()) else {
                return None;
            };
            let values = array::rows_of(&mut Cursor::new(&items[set..]), facts)?;
            let name = items[set].text.to_ascii_lowercase();
            let with = |value| {
                let mut variables = facts.variables.clone();
                variables.insert(name.clone(), Value::Text(value));
                variables
            };
            return Some(values.in_order()?.into_iter().map(with).collect());
        }
        let from = self.from?;
        let rows = rows(from, facts)?.given(from, self.distinct, |_, _| false)?;
        let known = !rows.shuffled && !self.distinct;
        let variables = rows.list.iter().map(|row| with_columns(&items, row, facts));
        known.then(|| variables.collect())
    }

    /// What the items make of a row.
    fn shown(&self, row: &Row, facts: Facts<'_>) -> Row {
        let mut shown = Vec::new();
        for item in &self.items {
            match item {
                [.., star] if star.is_symbol(b'*') => shown.extend(row.iter().cloned()),
                _ => {
                    let name = alias(item).or_else(|| column_name(item));
                    let name = name.unwrap_or_else(|| UNNAMED.to_owned());
                    let value = value_in(item, row, facts);
                    if let Some(value) = value {
                        shown.push((name, value));
                    }
                }
            }
        }
        shown
    }
}

/// Whether there is a row of what stands behind `FROM`.
pub(super) fn finds_from(from: &[Token<'_>], facts: Facts<'_>) -> Truth {
    match Query::parse_from(from, facts) {
        Some(query) => query.finds(facts.catalogue),
        None => rows(from, facts).map(|rows| !rows.list.is_empty()),
    }
}

/// What a query in a block leaves in variables, as far as it can be told.
pub(super) fn results(tokens: &[Token<'_>], facts: Facts<'_>) -> Vec<(String, Option<Value>)> {
    let (query, targets) = without_targets(tokens);
    let Some(select) = Select::parse(Cursor::new(&query)) else {
        let sets_none = tokens.first().is_some_and(|first| first.is("call"));
        return match sets_none {
            true => Vec::new(),
            false => vec![(FOUND.to_owned(), None)],
        };
    };
    let found = select.finds(facts);
    let mut results = vec![(FOUND.to_owned(), found.map(Value::Bool))];
    match &targets[..] {
        [target] if select.items.len() == 1 => {
            let value = scalar(Cursor::new(&query), facts);
            results.push((target.clone(), value));
        }
        _ if targets.len() == select.items.len() => {
            let values = select.tuple(facts).unwrap_or_default();
            results.extend(targets.into_iter().zip(values));
        }
        _ => {}
    }
    results
}

/// Whether all is known of a query that is asked in a block,
/// but for its items, which are as this tells.
pub(super) fn is_known(
    tokens: &[Token<'_>],
    facts: Facts<'_>,
    item_is_known: impl Fn(&[Token<'_>]) -> bool,
) -> bool {
    let (query, _) = without_targets(tokens);
    let Some(select) = Select::parse(Cursor::new(&query)) else {
        return false;
    };
    let is_known = match select.from {
        Some(from) => Query::parse_from(from, facts).is_some() || rows(from, facts).is_some(),
        None => select.finds(facts).is_some(),
    };
    is_known && select.items.iter().all(|item| item_is_known(item))
}

/// A query without its `INTO [STRICT] target, …`, and the targets.
fn without_targets<'a>(tokens: &[Token<'a>]) -> (Vec<Token<'a>>, Vec<String>) {
    let parts = split(tokens, "into");
    let selects = tokens.first().is_some_and(|first| first.is("select"));
    let (true, [before, after]) = (selects, &parts[..]) else {
        return (tokens.to_vec(), Vec::new());
    };
    let mut cursor = Cursor::new(after);
    cursor.word("strict");
    let mut targets = Vec::new();
    while let Some(target) = value::name(&mut cursor) {
        targets.push(target);
        if !cursor.symbol(b',') {
            break;
        }
    }
    ([*before, cursor.rest()].concat(), targets)
}

/// Whether a query gives a row.
pub(super) fn finds(cursor: Cursor<'_, '_>, facts: Facts<'_>) -> Truth {
    Select::parse(cursor)?.finds(facts.inside(cursor.rest().len())?)
}

/// The value of the one column of a query's one row; null if there is none.
pub(super) fn scalar(cursor: Cursor<'_, '_>, facts: Facts<'_>) -> Option<Value> {
    let facts = facts.inside(cursor.rest().len())?;
    let select = Select::parse(cursor)?;
    let [item] = select.items[..] else {
        return None;
    };
    let item = without_alias(item);
    let Some(from) = select.from else {
        return match select.finds(facts)? {
            true => evaluate(item, facts),
            false => Some(Value::Null),
        };
    };
    match Aggregate::of(item) {
        Some(aggregate) => aggregate.value(from, facts),
        None => with_aggregates(item, from, facts).or_else(|| select.first(item, from, facts)),
    }
}

impl Select<'_, '_> {
    /// The items of the only row; each null if there is none.
    fn tuple(&self, facts: Facts<'_>) -> Option<Vec<Option<Value>>> {
        let Some(from) = self.from else {
            let items = self.items.iter().filter(|_| self.condition.is_none());
            return Some(items.map(|item| evaluate(item, facts)).collect());
        };
        let items = self.items.iter();
        match &rows(from, facts)?.list[..] {
            [] => Some(items.map(|_| Some(Value::Null)).collect()),
            [row] => Some(items.map(|item| value_in(item, row, facts)).collect()),
            _ => None,
        }
    }

    /// The item of the first row, if all rows have the same.
    fn first(&self, item: &[Token<'_>], from: &[Token<'_>], facts: Facts<'_>) -> Option<Value> {
        match self.finds(facts) {
            Some(false) => return Some(Value::Null),
            Some(true) => {}
            None => return None,
        }
        match evaluate(item, facts) {
            // Its holes may be columns.
            Some(Value::Text(text)) if text.contains(HOLE) => {}
            Some(constant) => return Some(constant),
            None => {}
        }
        let same =
            |one: &Row, other: &Row| value_in(item, one, facts) == value_in(item, other, facts);
        if let [from @ .., limit, one] = from {
            if limit.is("limit") && one.text == "1" {
                let rows = rows(from, facts)?.given(from, self.distinct, same);
                if let Some(rows) = rows.filter(|rows| !rows.shuffled) {
                    return value_in(item, rows.list.first()?, facts);
                }
            }
        }
        let rows = rows(from, facts)?.list;
        let (first, others) = rows.split_first()?;
        let value = value_in(item, first, facts)?;
        others
            .iter()
            .all(|other| same(first, other))
            .then_some(value)
    }
}

/// The texts of the one column of a query.
pub(super) fn column(cursor: Cursor<'_, '_>, facts: Facts<'_>) -> Option<Elements> {
    let facts = facts.inside(cursor.rest().len())?;
    let select = Select::parse(cursor)?;
    let [item] = select.items[..] else {
        return None;
    };
    match select.from {
        None if select.condition.is_some() => None,
        None if select.distinct => None,
        None => set_of(item, facts),
        Some(from) => {
            let look_same =
                |one: &Row, other: &Row| value_in(item, one, facts) == value_in(item, other, facts);
            let rows = rows(from, facts)?.given(from, select.distinct, look_same)?;
            let mut values = column_in(item, &rows.list, facts)?;
            if select.distinct {
                let mut seen = BTreeSet::new();
                values.retain(|value| seen.insert(value.clone()));
            }
            let shuffled = rows.shuffled;
            Some(Elements {
                shuffled,
                ..Elements::from(values)
            })
        }
    }
}

pub(super) fn column_in(item: &[Token<'_>], rows: &[Row], facts: Facts<'_>) -> Option<Vec<String>> {
    rows.iter()
        .map(|row| match value_in(item, row, facts)? {
            Value::Text(text) => Some(text),
            _ => None,
        })
        .collect()
}

/// An item's value, where the columns of a row count as variables.
fn value_in(item: &[Token<'_>], row: &Row, facts: Facts<'_>) -> Option<Value> {
    let item = without_alias(item);
    if let Some(name) = column_name(item) {
        let found = row.iter().find(|(column, _)| *column == name);
        if let Some((_, value)) = found {
            return Some(value.clone());
        }
    }
    evaluate(item, facts.with(&with_columns(item, row, facts)))
}

/// The variables, and the columns of a row as an item may name them.
fn with_columns(item: &[Token<'_>], row: &Row, facts: Facts<'_>) -> Variables {
    let mut variables: Variables = facts.variables.clone();
    variables.extend(row.iter().cloned());
    // `alias.column` is the column, too.
    for qualified in item.windows(3).filter(|three| three[1].is_symbol(b'.')) {
        let column = row.iter().find(|(column, _)| qualified[2].is(column));
        if let Some((name, value)) = column {
            variables.insert(format!("{}.{name}", qualified[0].text), value.clone());
        }
    }
    variables
}

/// The column that an item names, whatever stands before its dot or is cast behind it.
fn column_name(item: &[Token<'_>]) -> Option<String> {
    let mut cursor = Cursor::new(item);
    let mut name = cursor.label_name().ok()?;
    if cursor.symbol(b'.') {
        name = cursor.label_name().ok()?;
    }
    while cursor.symbols("::") {
        cursor.next()?;
    }
    cursor.at_end().then_some(name)
}

/// The name that an item gives itself.
fn alias(item: &[Token<'_>]) -> Option<String> {
    match item {
        [.., before, name] if before.is("as") => {
            Cursor::new(std::slice::from_ref(name)).label_name().ok()
        }
        _ => None,
    }
}

fn without_alias<'t, 'a>(item: &'t [Token<'a>]) -> &'t [Token<'a>] {
    match item {
        [rest @ .., before, _] if before.is("as") => rest,
        other => other,
    }
}

/// Whether an item calls what may be an aggregate or give several rows.
fn may_aggregate(item: &[Token<'_>]) -> bool {
    const SCALAR: [&str; 8] = [
        "coalesce",
        "concat",
        "format",
        "lower",
        "nullif",
        "quote_ident",
        "quote_literal",
        "upper",
    ];
    item.windows(2)
        .filter(|pair| pair[1].is_symbol(b'(') && pair[0].kind != Kind::Symbol(b'('))
        .any(|pair| !SCALAR.iter().any(|name| pair[0].is(name)))
}

/// The values of an item that is a function which gives several rows.
fn set_of(item: &[Token<'_>], facts: Facts<'_>) -> Option<Elements> {
    let mut cursor = Cursor::new(without_alias(item));
    let elements = array::rows_of(&mut cursor, facts)?;
    while cursor.symbols("::") {
        cursor.next()?;
    }
    cursor.at_end().then_some(elements)
}

/// Whether an item begins with a function that gives several rows.
pub(super) fn gives_rows(item: &[Token<'_>]) -> bool {
    let mut cursor = Cursor::new(item);
    cursor.one_of(&array::SETS).is_some() && cursor.parenthesized().is_some()
}
