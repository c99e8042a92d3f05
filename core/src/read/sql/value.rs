//! Values of variables and expressions, as far as they can be told.

use std::collections::BTreeMap;

use super::array::{self, Elements};
use super::case;
use super::catalogue::{Catalogue, Found};
use super::column::Past;
use super::constant::{self, HOLE};
use super::cursor::{Cursor, TypeRef};
use super::grid::{self, Grid};
use super::guard::truth;
use super::keyword::is_reserved;
use super::query::Query;
use super::refusal::Key;
use super::search_path::{self, Path};
use super::select;
use super::token::{Kind, Token};
use crate::quote;

/// How deep expressions may nest.
const DEEPEST: usize = 30;

/// The most tokens of expressions that one statement of a file may have evaluated.
pub(super) const MOST_TOKENS: usize = 1 << 21;

/// The most variables whose value is kept.
const MOST_VARIABLES: usize = 100;

/// The variable in which a statement leaves whether it came upon a row.
pub(super) const FOUND: &str = "found";

/// What is known of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// A text, with holes where it is not known; numbers are texts too.
    Text(String),
    Bool(bool),
    Null,
    Array(Elements),
    Grid(Grid),
    /// The `oid` of a type.
    Type(Key),
    /// What `search_path` was: one of these.
    Path(Vec<Path>),
}

/// The variables of which something is known.
pub(super) type Variables = BTreeMap<String, Value>;

/// What an expression is evaluated with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts<'f> {
    pub(super) catalogue: &'f Catalogue,
    pub(super) variables: &'f Variables,
    /// The statements before, where they can be asked for columns.
    pub(super) past: Option<Past<'f>>,
    depth: usize,
}

impl<'f> Facts<'f> {
    pub(super) fn new(catalogue: &'f Catalogue, variables: &'f Variables) -> Self {
        Self {
            catalogue,
            variables,
            past: None,
            depth: 0,
        }
    }

    /// The same after these statements.
    pub(super) fn after(self, past: Past<'f>) -> Self {
        let past = Some(past);
        Self { past, ..self }
    }

    /// The same for so many tokens that are nested inside; nothing if that is too deep,
    /// or too much: each may be tried as several kinds of value, at every depth anew.
    pub(super) fn inside(self, tokens: usize) -> Option<Self> {
        let depth = self.depth + 1;
        let may = depth <= DEEPEST && self.catalogue.tokens_left.spend(1 + tokens);
        may.then_some(Self { depth, ..self })
    }

    /// The same with other variables.
    pub(super) fn with(self, variables: &'f Variables) -> Self {
        Self { variables, ..self }
    }

    /// The schema in which a name without one is created, if there is but one.
    pub(super) fn current_schema(self) -> Option<String> {
        let paths = self.catalogue.ambient.path.possible()?;
        let mut schemas = paths.iter().map(|path| {
            let mut there = path.iter();
            there.find(|schema| self.catalogue.schema_is_there(schema))
        });
        let first = schemas.next()??;
        schemas
            .all(|schema| schema == Some(first))
            .then(|| first.clone())
    }
}

/// A type's name as a cast of its `oid` to `regtype` shows it.
pub(super) fn registered_name(key: &Key, catalogue: &Catalogue) -> String {
    let name = TypeRef {
        schema: None,
        name: key.name.clone(),
    };
    let plain = |text: &str| {
        let first = text.starts_with(|c: char| c.is_ascii_lowercase() || c == '_');
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        match first && text.chars().all(fits) && !is_reserved(text) {
            true => text.to_owned(),
            false => quote::identifier(text),
        }
    };
    if catalogue.find(&name) == Found::One(key.clone()) {
        return plain(&key.name);
    }
    format!("{}.{}", plain(&key.schema), plain(&key.name))
}

/// Keeps the value of a variable, or forgets it.
pub(super) fn keep(name: &str, value: Option<Value>, variables: &mut Variables) {
    match value {
        Some(value) if variables.len() < MOST_VARIABLES => {
            variables.insert(name.to_owned(), value);
        }
        _ => {
            variables.remove(name);
        }
    }
}

/// The value of an expression.
pub(super) fn evaluate(tokens: &[Token<'_>], facts: Facts<'_>) -> Option<Value> {
    let facts = facts.inside(tokens.len())?;
    let mut cursor = Cursor::new(tokens);
    if let Some(inside) = cursor.parenthesized().filter(|_| cursor.at_end()) {
        return match inside.peek() {
            Some(first) if first.is("select") => select::scalar(inside, facts),
            _ => evaluate(inside.rest(), facts),
        };
    }
    if let [only] = tokens {
        if only.is("null") {
            return Some(Value::Null);
        }
    }
    if let Some(value) = variable(tokens, facts) {
        return Some(value.clone());
    }
    if let Some(chosen) = case::chosen(tokens, facts) {
        return chosen.map_or(Some(Value::Null), |chosen| evaluate(chosen, facts));
    }
    if let Some(position) = array::position(tokens, facts) {
        return Some(position);
    }
    if let Some(values) = array::evaluate(tokens, facts) {
        return Some(Value::Array(values));
    }
    if let Some(rows) = grid::rows(tokens, facts) {
        return Some(Value::Grid(rows));
    }
    if let Some(paths) = search_path::current_setting(tokens, facts) {
        return Some(Value::Path(paths));
    }
    let text = constant::text(tokens, facts);
    if text != HOLE.to_string() {
        return Some(Value::Text(text));
    }
    truth(tokens, facts).map(Value::Bool).or_else(|| {
        // `'name'::regtype::oid` and `to_regtype('name')`
        Query::registered(tokens, facts)
    })
}

/// The value of a variable that is all there is, but for casts behind it.
pub(super) fn variable<'f>(tokens: &[Token<'_>], facts: Facts<'f>) -> Option<&'f Value> {
    let mut cursor = Cursor::new(tokens);
    let name = name(&mut cursor)?;
    while cursor.symbols("::") {
        cursor.next()?;
    }
    facts.variables.get(&name).filter(|_| cursor.at_end())
}

/// The name of a variable: `name`, `record.field` or `$1`.
pub(super) fn name(cursor: &mut Cursor<'_, '_>) -> Option<String> {
    let mut ahead = *cursor;
    let name = if ahead.symbol(b'$') {
        let number = ahead.next().filter(|token| token.kind == Kind::Number)?;
        format!("${}", number.text)
    } else {
        let name = ahead.label_name().ok()?;
        if ahead.symbol(b'.') {
            format!("{name}.{}", ahead.label_name().ok()?)
        } else {
            name
        }
    };
    *cursor = ahead;
    Some(name)
}
