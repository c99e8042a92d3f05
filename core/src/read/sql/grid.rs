//! Arrays of two dimensions, as pairs of an old name and a new one are listed.

use super::array::{self, Elements, without_cast};
use super::constant::{known, split_commas};
use super::cursor::Cursor;
use super::loops::Rounds;
use super::token::Token;
use super::value::{Facts, Value, name};

/// Rows of as many elements each, of which there is at least one.
pub(super) type Grid = Vec<Vec<String>>;

/// The rows of `ARRAY[['a', 'b'], …]`, `ARRAY[ARRAY['a', 'b'], …]`, or of a variable.
pub(super) fn rows(tokens: &[Token<'_>], facts: Facts<'_>) -> Option<Grid> {
    let (tokens, _) = without_cast(tokens);
    let mut cursor = Cursor::new(tokens);
    if let Some(inside) = cursor.parenthesized().filter(|_| cursor.at_end()) {
        return rows(inside.rest(), facts.inside(tokens.len())?);
    }
    if let Some(inside) = constructed(cursor) {
        let grid = inside.into_iter().map(|row| elements(row, facts));
        let grid = grid.collect::<Option<Grid>>()?;
        let same = grid.windows(2).all(|pair| pair[0].len() == pair[1].len());
        return same.then_some(grid);
    }
    let name = name(&mut cursor)?;
    match facts.variables.get(&name)? {
        Value::Grid(grid) if cursor.at_end() => Some(grid.clone()),
        _ => None,
    }
}

/// What stands in `ARRAY[…]`.
fn constructed<'t, 'a>(mut cursor: Cursor<'t, 'a>) -> Option<Vec<&'t [Token<'a>]>> {
    match cursor.word("array").then(|| cursor.rest())? {
        [open, inside @ .., close] if open.is_symbol(b'[') && close.is_symbol(b']') => {
            Some(split_commas(Cursor::new(inside)))
        }
        _ => None,
    }
}

/// The elements of a row: `['a', 'b']` or `ARRAY['a', 'b']`.
fn elements(row: &[Token<'_>], facts: Facts<'_>) -> Option<Vec<String>> {
    let mut cursor = Cursor::new(row);
    cursor.word("array");
    let [open, inside @ .., close] = cursor.rest() else {
        return None;
    };
    if !open.is_symbol(b'[') || !close.is_symbol(b']') || inside.is_empty() {
        return None;
    }
    let elements = split_commas(Cursor::new(inside)).into_iter();
    elements.map(|element| known(element, facts)).collect()
}

/// What is to be taken as an array of one dimension or of two.
pub(super) fn array(tokens: &[Token<'_>], facts: Facts<'_>) -> Option<Value> {
    match rows(tokens, facts) {
        Some(grid) => Some(Value::Grid(grid)),
        None => array::elements(tokens, facts).map(Value::Array),
    }
}

/// The rounds of `FOREACH variable SLICE 1 IN ARRAY`: a row each, and all of an array
/// that has one dimension.
pub(super) fn rounds(variable: &str, sliced: &[Token<'_>], facts: Facts<'_>) -> Option<Rounds> {
    let slices = match array(sliced, facts)? {
        Value::Grid(grid) => grid.into_iter().map(Elements::from).collect(),
        Value::Array(elements) if !elements.values.is_empty() => vec![elements],
        _ => return None,
    };
    let slices = slices.into_iter().map(Value::Array);
    Some(Rounds::of(variable, slices))
}
