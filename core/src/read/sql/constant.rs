//! Expressions of text whose value can be told: literals, variables that hold
//! one, `||`, `format`, `quote_ident`, `quote_literal`, `concat`.

use super::array;
use super::case;
use super::cursor::Cursor;
use super::grid;
use super::number;
use super::select;
use super::token::{Kind, Token};
use super::value::{Facts, Value, evaluate, name, registered_name};
use crate::quote;

/// Stands for the part of a text that cannot be told; it lexes as part of a name.
pub(super) const HOLE: char = '\u{fffc}';

/// Stands before a text whose parts the server may put in another order.
///
/// Nothing but [`in_any_order`] takes such a text for one that is known.
pub(super) const SHUFFLED: &str = "\u{fffc}\u{fdd0}";

/// The longest text that is kept; one that doubles itself would not end.
const LONGEST: usize = 1 << 20;

/// The text that an expression gives, with [`HOLE`]s in it.
pub(super) fn text(tokens: &[Token<'_>], facts: Facts<'_>) -> String {
    expression(Cursor::new(tokens), facts)
}

/// The text of an expression without a hole.
pub(super) fn known(tokens: &[Token<'_>], facts: Facts<'_>) -> Option<String> {
    Some(text(tokens, facts)).filter(|text| !text.contains(HOLE))
}

/// Terms with `||` between them.
fn expression(cursor: Cursor<'_, '_>, facts: Facts<'_>) -> String {
    let mut value = String::new();
    for operand in operands(cursor) {
        value.push_str(&term(operand, facts));
        if value.len() > LONGEST {
            return HOLE.to_string();
        }
    }
    value
}

fn term(tokens: &[Token<'_>], facts: Facts<'_>) -> String {
    let value = facts
        .inside(tokens.len())
        .and_then(|facts| try_term(tokens, facts));
    value.unwrap_or_else(|| HOLE.to_string())
}

fn try_term(tokens: &[Token<'_>], facts: Facts<'_>) -> Option<String> {
    if let Some(sum) = number::sum(tokens, facts) {
        return Some(sum.to_string());
    }
    if let Some(chosen) = case::chosen(tokens, facts) {
        return chosen.map(|chosen| expression(Cursor::new(chosen), facts));
    }
    let mut cursor = Cursor::new(tokens);
    let value = if let Ok(text) = cursor.text() {
        text.into_owned()
    } else if let Some(inside) = cursor.parenthesized() {
        match element(&mut cursor, facts) {
            Some(at) => {
                let elements = array::elements(inside.rest(), facts)?.in_order()?;
                elements.into_iter().nth(at)?
            }
            None if inside.peek().is_some_and(|token| token.is("select")) => {
                match select::scalar(inside, facts)? {
                    Value::Text(text) => text,
                    _ => return None,
                }
            }
            None => expression(inside, facts),
        }
    } else if let Some(number) = cursor.peek().filter(|token| token.kind == Kind::Number) {
        cursor.next();
        number.text.to_owned()
    } else {
        named(&mut cursor, facts)?
    };
    let mut value = value;
    while cursor.symbols("::") {
        const TYPES: [&str; 8] = [
            "text", "varchar", "name", "regtype", "int", "integer", "bigint", "smallint",
        ];
        // As pg_dump writes `varchar`.
        if cursor.words(&["character", "varying"]) {
            continue;
        }
        if cursor.one_of(&TYPES)? > 3 {
            value = value.trim().parse::<i64>().ok()?.to_string();
        }
    }
    cursor.at_end().then_some(value)
}

/// A variable, an element of one, or a call.
fn named(cursor: &mut Cursor<'_, '_>, facts: Facts<'_>) -> Option<String> {
    let name = name(cursor)?;
    let function = name.strip_prefix("pg_catalog.").unwrap_or(&name);
    if let Some(arguments) = cursor.parenthesized() {
        return match function {
            "array_to_string" => array_to_string(arguments, facts),
            "coalesce" => coalesce(arguments, facts),
            "array_length" | "array_upper" => array_length(arguments, facts),
            "cardinality" => cardinality(arguments, facts),
            _ => call(function, arguments, facts),
        };
    }
    if function == "current_schema" {
        return facts.current_schema();
    }
    match facts.variables.get(&name)? {
        Value::Text(text) => Some(text.clone()),
        Value::Array(elements) => {
            let elements = elements.clone().in_order()?;
            elements.get(element(cursor, facts)?).cloned()
        }
        Value::Grid(rows) => {
            let row = rows.get(element(cursor, facts)?)?;
            row.get(element(cursor, facts)?).cloned()
        }
        Value::Type(key) => Some(registered_name(key, facts.catalogue)),
        _ => None,
    }
}

/// `[n]`, as an index from 0.
fn element(cursor: &mut Cursor<'_, '_>, facts: Facts<'_>) -> Option<usize> {
    if !cursor.symbol(b'[') {
        return None;
    }
    let rest = cursor.rest();
    let mut depth = 1_usize;
    let end = rest.iter().position(|token| {
        match token.kind {
            Kind::Symbol(b'[') => depth += 1,
            Kind::Symbol(b']') => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    *cursor = Cursor::new(&rest[end + 1..]);
    let at: usize = known(&rest[..end], facts)?.parse().ok()?;
    at.checked_sub(1)
}

/// How long an array is in one of its dimensions; of one without elements it is null.
fn array_length(arguments: Cursor<'_, '_>, facts: Facts<'_>) -> Option<String> {
    let [array, dimension] = split_commas(arguments)[..] else {
        return None;
    };
    let length = match (grid::rows(array, facts), &*known(dimension, facts)?) {
        (Some(grid), "1") => grid.len(),
        (Some(grid), "2") => grid.first()?.len(),
        (None, "1") => array::elements(array, facts)?.values.len(),
        _ => return None,
    };
    (length > 0).then(|| length.to_string())
}

/// How many elements an array has.
fn cardinality(arguments: Cursor<'_, '_>, facts: Facts<'_>) -> Option<String> {
    let length = match grid::rows(arguments.rest(), facts) {
        Some(grid) => grid.concat().len(),
        None => array::elements(arguments.rest(), facts)?.values.len(),
    };
    Some(length.to_string())
}

/// The first of some values that is not null.
fn coalesce(arguments: Cursor<'_, '_>, facts: Facts<'_>) -> Option<String> {
    let mut values = split_commas(arguments).into_iter();
    match values.find_map(|value| match evaluate(value, facts) {
        Some(Value::Null) => None,
        value => Some(value),
    })?? {
        Value::Text(text) if !text.contains(HOLE) => Some(text),
        _ => None,
    }
}

fn array_to_string(arguments: Cursor<'_, '_>, facts: Facts<'_>) -> Option<String> {
    let arguments = split_commas(arguments);
    let [array, separator] = arguments[..] else {
        return None;
    };
    let elements = array::elements(array, facts)?.in_order()?;
    Some(elements.join(&known(separator, facts)?))
}

fn call(name: &str, arguments: Cursor<'_, '_>, facts: Facts<'_>) -> Option<String> {
    let arguments: Vec<String> = split_commas(arguments)
        .into_iter()
        .map(|argument| expression(Cursor::new(argument), facts))
        .collect();
    let one = |change: fn(&str) -> String| {
        let [argument] = &arguments[..] else {
            return None;
        };
        Some(or_hole(argument, change))
    };
    match name {
        "quote_ident" => one(quote::identifier),
        "quote_literal" | "quote_nullable" => one(quote::literal),
        // Beyond ASCII the server's locale decides.
        "lower" if arguments.concat().is_ascii() => one(str::to_ascii_lowercase),
        "upper" if arguments.concat().is_ascii() => one(str::to_ascii_uppercase),
        "trim" | "btrim" => one(|text| text.trim_matches(' ').to_owned()),
        "concat" => Some(arguments.concat()),
        "concat_ws" => {
            let (separator, texts) = arguments.split_first()?;
            Some(texts.join(separator))
        }
        "replace" => {
            let [text, from, to] = &arguments[..] else {
                return None;
            };
            let whole = arguments.iter().all(|one| !one.contains(HOLE)) && !from.is_empty();
            whole.then(|| text.replace(&**from, to))
        }
        "format" => format(&arguments),
        "current_schema" => facts.current_schema().filter(|_| arguments.is_empty()),
        _ => None,
    }
}

/// The changed text; of one with a hole, the hole alone.
fn or_hole(text: &str, change: impl Fn(&str) -> String) -> String {
    if text.contains(HOLE) {
        HOLE.to_string()
    } else {
        change(text)
    }
}

/// What stands between `||` outside of brackets.
pub(super) fn operands<'t, 'a>(mut cursor: Cursor<'t, 'a>) -> Vec<&'t [Token<'a>]> {
    let mut operands = Vec::new();
    loop {
        operands.push(operand(&mut cursor));
        if !cursor.symbols("||") {
            return operands;
        }
    }
}

/// The tokens up to the next `||` outside of brackets.
fn operand<'t, 'a>(cursor: &mut Cursor<'t, 'a>) -> &'t [Token<'a>] {
    let tokens = cursor.rest();
    let mut depth = 0_usize;
    while let Some(token) = cursor.peek() {
        let ahead = *cursor;
        match token.kind {
            Kind::Symbol(b'(' | b'[') => depth += 1,
            Kind::Symbol(b')' | b']') => depth = depth.saturating_sub(1),
            Kind::Word if token.is("case") => depth += 1,
            Kind::Word if token.is("end") => depth = depth.saturating_sub(1),
            Kind::Symbol(b'|') if depth == 0 && { ahead }.symbols("||") => break,
            _ => {}
        }
        cursor.next();
    }
    &tokens[..tokens.len() - cursor.rest().len()]
}

/// The parts between commas outside of brackets.
pub(super) fn split_commas<'t, 'a>(cursor: Cursor<'t, 'a>) -> Vec<&'t [Token<'a>]> {
    let mut depth = 0_usize;
    let mut parts: Vec<&'t [Token<'a>]> = Vec::new();
    let tokens = cursor.rest();
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Symbol(b'(' | b'[') => depth += 1,
            Kind::Symbol(b')' | b']') => depth = depth.saturating_sub(1),
            Kind::Symbol(b',') if depth == 0 => {
                parts.push(&tokens[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    if !tokens.is_empty() {
        parts.push(&tokens[start..]);
    }
    parts
}

/// `format` with `%s`, `%I`, `%L` and `%%`, by position or in order.
fn format(arguments: &[String]) -> Option<String> {
    let (template, arguments) = arguments.split_first()?;
    let mut next = 0;
    let mut value = String::new();
    let mut parts = template.split('%');
    value.push_str(parts.next().unwrap_or_default());
    while let Some(part) = parts.next() {
        if part.is_empty() {
            value.push('%');
            value.push_str(parts.next()?);
            continue;
        }
        let (position, part) = match part.split_once('$') {
            Some((digits, rest)) if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                (digits.parse::<usize>().ok()?.checked_sub(1)?, rest)
            }
            _ => (next, part),
        };
        next = position + 1;
        let argument = arguments.get(position)?;
        match part.as_bytes().first()? {
            b's' => value.push_str(argument),
            b'I' => value.push_str(&or_hole(argument, quote::identifier)),
            b'L' => value.push_str(&or_hole(argument, quote::literal)),
            _ => return None,
        }
        value.push_str(&part[1..]);
    }
    Some(value)
}
