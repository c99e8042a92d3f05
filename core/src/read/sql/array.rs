//! Arrays of texts whose elements can be told.

use super::constant::{known, operands, split_commas};
use super::cursor::Cursor;
use super::guard::type_named;
use super::literal::{self, DEFAULT_ESCAPE};
use super::select;
use super::token::Token;
use super::value::{Facts, Value, name};

/// The functions that give a row for each element.
pub(super) const SETS: [&str; 3] = ["unnest", "string_to_table", "regexp_split_to_table"];

/// The most elements that are kept.
const MOST_ELEMENTS: usize = 10_000;

/// The elements of an array.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Elements {
    pub(super) values: Vec<String>,
    /// Whether they may stand in another order.
    pub(super) shuffled: bool,
    /// Whether they are labels as such, which sort as they stand.
    pub(super) labels: bool,
}

impl Elements {
    /// The elements, if their order is known.
    pub(super) fn in_order(self) -> Option<Vec<String>> {
        (!self.shuffled).then_some(self.values)
    }

    fn append(&mut self, more: Self) {
        self.values.extend(more.values);
        self.shuffled |= more.shuffled;
        self.labels = false;
    }
}

impl From<Vec<String>> for Elements {
    fn from(values: Vec<String>) -> Self {
        Self {
            values,
            ..Self::default()
        }
    }
}

/// The elements of an array, if all are known.
pub(super) fn evaluate(tokens: &[Token<'_>], facts: Facts<'_>) -> Option<Elements> {
    let facts = facts.inside(tokens.len())?;
    let mut parts = operands(Cursor::new(tokens));
    if parts.len() < 2 {
        return one(tokens, facts);
    }
    // What begins with a text is one, as far as can be told.
    let mut elements = one(parts.remove(0), facts)?;
    for part in parts {
        match one(part, facts) {
            Some(more) => elements.append(more),
            None => elements.values.push(known(part, facts)?),
        }
        if elements.values.len() > MOST_ELEMENTS {
            return None;
        }
    }
    Some(elements)
}

/// The elements of what is to be taken as an array, a literal included.
pub(super) fn elements(tokens: &[Token<'_>], facts: Facts<'_>) -> Option<Elements> {
    evaluate(tokens, facts).or_else(|| literal(&known(tokens, facts)?).map(Elements::from))
}

fn one(tokens: &[Token<'_>], facts: Facts<'_>) -> Option<Elements> {
    let (tokens, cast) = without_cast(tokens);
    let elements = uncast(tokens, cast, facts)?;
    let labels = elements.labels && !cast;
    Some(Elements { labels, ..elements })
}

fn uncast(tokens: &[Token<'_>], cast: bool, facts: Facts<'_>) -> Option<Elements> {
    let mut cursor = Cursor::new(tokens);
    if let Some(inside) = cursor.parenthesized().filter(|_| cursor.at_end()) {
        return match inside.peek() {
            Some(first) if first.is("select") => match select::scalar(inside, facts)? {
                Value::Array(elements) => Some(elements),
                _ => None,
            },
            _ => evaluate(inside.rest(), facts),
        };
    }
    if cursor.word("array") {
        return constructed(cursor, facts);
    }
    if cast {
        if let Some(Ok(text)) = tokens
            .first()
            .and_then(|t| literal::text(t, DEFAULT_ESCAPE))
        {
            let elements = literal(&text).filter(|_| tokens.len() == 1);
            return elements.map(Elements::from);
        }
    }
    let name = name(&mut cursor)?;
    match cursor.parenthesized() {
        Some(arguments) if cursor.at_end() => {
            let labels = name == "enum_range";
            Some(Elements {
                labels,
                ..Elements::from(call(&name, arguments, facts)?)
            })
        }
        Some(_) => None,
        None => match facts.variables.get(&name)? {
            // A variable may be of texts.
            Value::Array(elements) if cursor.at_end() => Some(Elements {
                labels: false,
                ..elements.clone()
            }),
            _ => None,
        },
    }
}

/// The tokens without `::text[]` at the end, and whether there was such a cast.
pub(super) fn without_cast<'t, 'a>(tokens: &'t [Token<'a>]) -> (&'t [Token<'a>], bool) {
    let at = tokens
        .windows(2)
        .rposition(|pair| pair[0].is_symbol(b':') && pair[1].is_symbol(b':'));
    match at {
        Some(at) if tokens.last().is_some_and(|last| last.is_symbol(b']')) => {
            let cast = &tokens[at..];
            let count = |symbol| cast.iter().filter(|token| token.is_symbol(symbol)).count();
            // A bracket that is only closed there was opened before, as that of `ARRAY[`.
            if count(b'(') + count(b',') == 0 && count(b'[') == count(b']') {
                (&tokens[..at], true)
            } else {
                (tokens, false)
            }
        }
        _ => (tokens, false),
    }
}

/// `ARRAY['a', 'b']` and `ARRAY(SELECT …)`
fn constructed(mut cursor: Cursor<'_, '_>, facts: Facts<'_>) -> Option<Elements> {
    if let Some(query) = cursor.parenthesized() {
        return select::column(query, facts).filter(|_| cursor.at_end());
    }
    let [open, inside @ .., close] = cursor.rest() else {
        return None;
    };
    if !open.is_symbol(b'[') || !close.is_symbol(b']') {
        return None;
    }
    let elements = split_commas(Cursor::new(inside));
    let elements = elements.into_iter().map(|element| known(element, facts));
    elements
        .collect::<Option<Vec<String>>>()
        .map(Elements::from)
}

/// The elements that a function gives as rows: `unnest(array)` and those that split.
pub(super) fn rows_of(cursor: &mut Cursor<'_, '_>, facts: Facts<'_>) -> Option<Elements> {
    let function = cursor.one_of(&SETS)?;
    let arguments = cursor.parenthesized()?;
    match function {
        0 => elements(arguments.rest(), facts),
        1 => call("string_to_array", arguments, facts).map(Elements::from),
        _ => call("regexp_split_to_array", arguments, facts).map(Elements::from),
    }
}

fn call(name: &str, mut arguments: Cursor<'_, '_>, facts: Facts<'_>) -> Option<Vec<String>> {
    match name {
        "string_to_array" | "regexp_split_to_array" => {
            let arguments = split_commas(arguments);
            let [text, separator] = arguments[..] else {
                return None;
            };
            let (text, separator) = (known(text, facts)?, known(separator, facts)?);
            let plain = separator
                .chars()
                .all(|c| !c.is_alphanumeric() && !"\\.[]()*+?|^$".contains(c));
            let plain = plain || name == "string_to_array";
            let usable = plain && !separator.is_empty() && !text.is_empty();
            usable.then(|| text.split(&*separator).map(String::from).collect())
        }
        // `schema.name`, each part folded or in quotes.
        "parse_ident" => {
            let name = type_named(&known(arguments.rest(), facts)?)?;
            Some(name.schema.into_iter().chain([name.name]).collect())
        }
        "array_append" | "array_cat" | "array_prepend" | "array_remove" => {
            let arguments = split_commas(arguments);
            let [first, second] = arguments[..] else {
                return None;
            };
            changed(name, first, second, facts)
        }
        "enum_range" => {
            if !arguments.word("null") || !arguments.symbols("::") {
                return None;
            }
            let name = arguments.type_ref().ok().filter(|_| arguments.at_end())?;
            facts.catalogue.labels_of(&name)
        }
        _ => None,
    }
}

/// An array with more elements, or with fewer.
fn changed(
    function: &str,
    first: &[Token<'_>],
    second: &[Token<'_>],
    facts: Facts<'_>,
) -> Option<Vec<String>> {
    let array = |tokens| elements(tokens, facts)?.in_order();
    match function {
        "array_prepend" => Some([vec![known(first, facts)?], array(second)?].concat()),
        "array_cat" => Some([array(first)?, array(second)?].concat()),
        "array_append" => Some([array(first)?, vec![known(second, facts)?]].concat()),
        _ => {
            let removed = known(second, facts)?;
            let mut left = array(first)?;
            left.retain(|element| *element != removed);
            Some(left)
        }
    }
}

/// `array_position(array, value)`: where it is first, or null.
pub(super) fn position(tokens: &[Token<'_>], facts: Facts<'_>) -> Option<Value> {
    let mut cursor = Cursor::new(tokens);
    let arguments = cursor
        .word("array_position")
        .then(|| cursor.parenthesized())??;
    let [array, value] = split_commas(arguments)[..] else {
        return None;
    };
    let (array, value) = (elements(array, facts)?, known(value, facts)?);
    match array.values.iter().position(|element| *element == value) {
        _ if !cursor.at_end() => None,
        None => Some(Value::Null),
        Some(at) => (!array.shuffled).then(|| Value::Text((at + 1).to_string())),
    }
}

/// The elements of `{a,b}`: plain words, or texts in double quotes.
fn literal(text: &str) -> Option<Vec<String>> {
    let mut rest = text.trim().strip_prefix('{')?.strip_suffix('}')?.trim();
    let mut elements = Vec::new();
    if rest.is_empty() {
        return Some(elements);
    }
    loop {
        let (element, after) = literal_element(rest)?;
        elements.push(element);
        match after.trim_start().strip_prefix(',') {
            Some(next) => rest = next.trim_start(),
            None => return after.trim().is_empty().then_some(elements),
        }
    }
}

/// The first element, and what stands behind it.
fn literal_element(text: &str) -> Option<(String, &str)> {
    if let Some(quoted) = text.strip_prefix('"') {
        let (element, after) = quoted.split_once('"')?;
        return (!element.contains('\\')).then(|| (element.to_owned(), after));
    }
    let end = text.find(',').unwrap_or(text.len());
    let (element, after) = text.split_at(end);
    let element = element.trim_end();
    let plain = !element.is_empty()
        && !element.contains(['{', '}', '"', '\\'])
        && !element.eq_ignore_ascii_case("null");
    plain.then(|| (element.to_owned(), after))
}
