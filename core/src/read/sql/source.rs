//! The rows of what stands behind `FROM`.

use super::array;
use super::column_query;
use super::constant::{known, split_commas};
use super::cursor::Cursor;
use super::guard::decide;
use super::query::{self, Query};
use super::select::{Row, elements_of};
use super::token::{Kind, Token};
use super::value::{Facts, Value, Variables};

/// The rows, if all are known.
pub(super) fn rows(from: &[Token<'_>], facts: Facts<'_>) -> Option<Vec<Row>> {
    if let Some(query) = Query::parse_from(from, facts) {
        return query.rows(facts.catalogue);
    }
    if let Some(rows) = column_query::rows(from, facts) {
        return Some(rows);
    }
    let (source, conditions) = query::parts(from)?;
    let rows = listed(source, facts)?;
    let Some(conditions) = conditions else {
        return Some(rows);
    };
    let mut kept = Vec::new();
    for row in rows {
        let mut variables: Variables = facts.variables.clone();
        variables.extend(row.iter().cloned());
        if decide(conditions, facts.with(&variables))? {
            kept.push(row);
        }
    }
    Some(kept)
}

/// `unnest(array) AS name`, `unnest(array) AS alias(name)` and
/// `(VALUES (…), …) AS alias(name, …)`
fn listed(source: &[Token<'_>], facts: Facts<'_>) -> Option<Vec<Row>> {
    let mut cursor = Cursor::new(source);
    if let Some(elements) = elements_of(source) {
        let values = array::elements(elements.rest(), facts)?;
        cursor.next();
        cursor.parenthesized();
        let names = names(cursor)?;
        let name = names.last().cloned().unwrap_or_else(|| "unnest".to_owned());
        let row = |value| vec![(name.clone(), Value::Text(value))];
        return Some(values.into_iter().map(row).collect());
    }
    let mut values = cursor.parenthesized()?;
    if !values.word("values") {
        return None;
    }
    let mut names = names(cursor)?;
    if !names.is_empty() {
        names.remove(0);
    }
    listed_values(values, &names, facts)
}

/// The rows of `('a', 'b'), …`, with these names for the first columns.
pub(super) fn listed_values(
    values: Cursor<'_, '_>,
    names: &[String],
    facts: Facts<'_>,
) -> Option<Vec<Row>> {
    let row = |row: &[Token<'_>]| {
        let mut cursor = Cursor::new(row);
        let columns = cursor.parenthesized().filter(|_| cursor.at_end())?;
        let columns = split_commas(columns);
        let name = |at: usize| names.get(at).cloned();
        let columns = columns.iter().enumerate().map(|(at, column)| {
            let name = name(at).unwrap_or_else(|| format!("column{}", at + 1));
            Some((name, Value::Text(known(column, facts)?)))
        });
        columns.collect::<Option<Row>>()
    };
    split_commas(values).into_iter().map(row).collect()
}

/// `AS alias(name, …)`: the alias and the names.
fn names(mut cursor: Cursor<'_, '_>) -> Option<Vec<String>> {
    cursor.word("as");
    let mut names = Vec::new();
    while let Some(token) = cursor.next() {
        match token.kind {
            Kind::Word | Kind::Quoted => {
                let name = Cursor::new(std::slice::from_ref(token)).label_name();
                names.push(name.ok()?);
            }
            Kind::Symbol(b'(' | b')' | b',') => {}
            _ => return None,
        }
    }
    Some(names)
}
