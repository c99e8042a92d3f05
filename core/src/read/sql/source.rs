//! The rows of what stands behind `FROM`.

use super::array::{self, Elements};
use super::column_query;
use super::constant::{known, split_commas};
use super::cursor::Cursor;
use super::from;
use super::guard::decide;
use super::order::Rows;
use super::query::Query;
use super::select::{Row, Select};
use super::token::Token;
use super::value::{Facts, Value, Variables};

/// The most numbers of a series that are kept.
const MOST_NUMBERS: usize = 1_000;

/// The rows, if all are known.
pub(super) fn rows(from: &[Token<'_>], facts: Facts<'_>) -> Option<Rows> {
    if let Some(query) = Query::parse_from(from, facts) {
        return query.rows(facts.catalogue).map(Rows::of_catalogue);
    }
    if let Some(rows) = column_query::rows(from, facts) {
        return Some(Rows::of_catalogue(rows));
    }
    let (source, conditions) = from::parts(from)?;
    let mut rows = listed(source, facts)?;
    let Some(conditions) = conditions else {
        return Some(rows);
    };
    let mut kept = Vec::new();
    for row in rows.list {
        let mut variables: Variables = facts.variables.clone();
        variables.extend(row.iter().cloned());
        if decide(conditions, facts.with(&variables))? {
            kept.push(row);
        }
    }
    rows.list = kept;
    Some(rows)
}

/// `unnest(array, …) [WITH ORDINALITY] AS alias(name, …)`, `generate_series(1, 3) AS name`
/// and `(VALUES (…), …) AS alias(name, …)`
fn listed(source: &[Token<'_>], facts: Facts<'_>) -> Option<Rows> {
    let mut cursor = Cursor::new(source);
    if let Some(array) = array::rows_of(&mut cursor, facts) {
        return unnested(vec![array], Alias::parse(cursor)?, source[0].text);
    }
    cursor = Cursor::new(source);
    if let Some(function) = cursor.one_of(&["unnest", "generate_series"]) {
        let arguments = split_commas(cursor.parenthesized()?);
        let alias = Alias::parse(cursor)?;
        if function == 1 {
            return alias.rows(vec![series(&arguments, facts)?], "generate_series");
        }
        let arrays = arguments.iter().map(|one| array::elements(one, facts));
        return unnested(arrays.collect::<Option<_>>()?, alias, "unnest");
    }
    let mut values = cursor.parenthesized()?;
    let alias = Alias::parse(cursor).filter(|alias| !alias.ordinality)?;
    if values.peek().is_some_and(|first| first.is("select")) {
        let rows = Select::parse(values)?.rows(facts.inside(values.rest().len())?)?;
        return alias.columns.is_empty().then_some(rows);
    }
    if !values.word("values") {
        return None;
    }
    let list = listed_values(values, &alias.columns, facts)?;
    Some(Rows {
        list,
        ..Rows::default()
    })
}

fn unnested(arrays: Vec<Elements>, alias: Alias, function: &str) -> Option<Rows> {
    let shuffled = arrays.iter().any(|array| array.shuffled);
    // How two of them stand to each other is as open as the order of each.
    if shuffled && (arrays.len() > 1 || alias.ordinality) {
        return None;
    }
    let are_labels = arrays.len() == 1 && arrays[0].labels && !alias.ordinality;
    let columns = arrays.into_iter().map(|array| array.values).collect();
    let mut rows = alias.rows(columns, function)?;
    if are_labels {
        let first = rows.list.first().and_then(|row| row.first());
        rows.position = first.map(|(column, _)| column.clone());
    }
    Some(Rows { shuffled, ..rows })
}

/// The numbers from one up to another.
fn series(arguments: &[&[Token<'_>]], facts: Facts<'_>) -> Option<Vec<String>> {
    let [start, end] = arguments else {
        return None;
    };
    let number = |tokens| known(tokens, facts)?.parse::<usize>().ok();
    let numbers = number(start)?..=number(end)?;
    let few = numbers.clone().nth(MOST_NUMBERS).is_none();
    few.then(|| numbers.map(|number| number.to_string()).collect())
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

/// `[WITH ORDINALITY] [AS] alias [(name, …)]`
struct Alias {
    /// Whether a last column counts the rows.
    ordinality: bool,
    table: Option<String>,
    columns: Vec<String>,
}

impl Alias {
    fn parse(mut cursor: Cursor<'_, '_>) -> Option<Self> {
        let ordinality = cursor.words(&["with", "ordinality"]);
        let named = cursor.word("as");
        let table = match cursor.at_end() {
            true if named => return None,
            true => None,
            false => Some(cursor.name().ok()?),
        };
        let columns = match cursor.parenthesized() {
            Some(mut columns) => columns.list(Cursor::label_name).ok()?,
            None => Vec::new(),
        };
        cursor.at_end().then_some(Self {
            ordinality,
            table,
            columns,
        })
    }

    /// The rows of a function's columns, which are all of one length.
    fn rows(self, columns: Vec<Vec<String>>, function: &str) -> Option<Rows> {
        let count = columns.first()?.len();
        if columns.iter().any(|column| column.len() != count) {
            return None;
        }
        let only = columns.len() == 1;
        let unnamed = |at: usize| match &self.table {
            _ if at == columns.len() => "ordinality".to_owned(),
            Some(table) if only => table.clone(),
            _ => function.to_owned(),
        };
        let name = |at: usize| self.columns.get(at).cloned().unwrap_or_else(|| unnamed(at));
        let position = self.ordinality.then(|| name(columns.len()));
        let row = |at: usize| {
            let texts = columns.iter().map(|column| column[at].clone());
            let number = self.ordinality.then(|| (at + 1).to_string());
            let texts = texts.chain(number).enumerate();
            texts
                .map(|(column, text)| (name(column), Value::Text(text)))
                .collect()
        };
        Some(Rows {
            list: (0..count).map(row).collect(),
            shuffled: false,
            position,
        })
    }
}
