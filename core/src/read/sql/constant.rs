//! Expressions of text whose value can be told: literals, variables that hold
//! one, `||`, `format`, `quote_ident`, `quote_literal`, `concat`.

use std::collections::BTreeMap;

use super::cursor::Cursor;
use super::literal::{self, DEFAULT_ESCAPE};
use super::token::{Kind, Token};
use crate::quote;

/// Stands for the part of a text that cannot be told; it lexes as part of a name.
pub(super) const HOLE: char = '\u{fffc}';

/// The deepest nesting of calls that is followed.
const DEEPEST: usize = 20;

/// The most variables whose value is kept.
const MOST_VARIABLES: usize = 100;

/// The longest text that is kept; one that doubles itself would not end.
const LONGEST: usize = 1 << 20;

/// The variables of which something is known; their texts may have holes.
pub(super) type Variables = BTreeMap<String, String>;

/// Keeps the value of a variable as far as it can be told.
pub(super) fn assign(name: &str, value: &[Token<'_>], variables: &mut Variables) {
    let text = text(value, variables);
    if variables.len() < MOST_VARIABLES && text != HOLE.to_string() {
        variables.insert(name.to_owned(), text);
    } else {
        variables.remove(name);
    }
}

/// The text that an expression gives, with [`HOLE`]s in it.
pub(super) fn text(tokens: &[Token<'_>], variables: &Variables) -> String {
    Evaluator {
        variables,
        depth: 0,
    }
    .expression(Cursor::new(tokens))
}

/// The text of an expression without a hole.
pub(super) fn known(tokens: &[Token<'_>], variables: &Variables) -> Option<String> {
    Some(text(tokens, variables)).filter(|text| !text.contains(HOLE))
}

/// The elements of `ARRAY['a', 'b']` or of `'{a,b}'`, if all are known.
pub(super) fn array(tokens: &[Token<'_>], variables: &Variables) -> Option<Vec<String>> {
    let mut cursor = Cursor::new(tokens);
    if !cursor.word("array") || !cursor.symbol(b'[') {
        return array_literal(tokens);
    }
    let inside = cursor.rest();
    let close = inside.iter().position(|token| token.is_symbol(b']'))?;
    if close == 0 {
        return Some(Vec::new());
    }
    inside[..close]
        .split(|token| token.is_symbol(b','))
        .map(|element| known(element, variables))
        .collect()
}

/// A literal array of plain words.
fn array_literal(tokens: &[Token<'_>]) -> Option<Vec<String>> {
    let text = literal::text(tokens.first()?, DEFAULT_ESCAPE)?.ok()?;
    let inside = text.strip_prefix('{')?.strip_suffix('}')?;
    let plain = |element: &str| {
        !element.is_empty() && element.chars().all(|c| c.is_alphanumeric() || c == '_')
    };
    let elements = inside.split(',').map(str::trim);
    elements
        .map(|element| plain(element).then(|| element.to_owned()))
        .collect()
}

struct Evaluator<'v> {
    variables: &'v Variables,
    depth: usize,
}

impl Evaluator<'_> {
    /// Terms with `||` between them.
    fn expression(&mut self, mut cursor: Cursor<'_, '_>) -> String {
        let mut value = String::new();
        loop {
            let operand = operand(&mut cursor);
            value.push_str(&self.term(operand));
            if value.len() > LONGEST {
                return HOLE.to_string();
            }
            if cursor.at_end() {
                return value;
            }
            cursor.symbols("||");
        }
    }

    fn term(&mut self, tokens: &[Token<'_>]) -> String {
        let hole = || HOLE.to_string();
        self.depth += 1;
        let value = if self.depth > DEEPEST {
            None
        } else {
            self.try_term(tokens)
        };
        self.depth -= 1;
        value.unwrap_or_else(hole)
    }

    fn try_term(&mut self, tokens: &[Token<'_>]) -> Option<String> {
        let mut cursor = Cursor::new(tokens);
        let value = if let Ok(text) = cursor.text() {
            text.into_owned()
        } else if let Some(inside) = cursor.parenthesized() {
            self.expression(inside)
        } else {
            let name = cursor.label_name().ok()?;
            match cursor.parenthesized() {
                Some(arguments) => self.call(&name, arguments)?,
                None => self.variables.get(&name)?.clone(),
            }
        };
        let text_types = ["text", "varchar", "name", "regtype"];
        while cursor.symbols("::") {
            cursor.one_of(&text_types)?;
        }
        cursor.at_end().then_some(value)
    }

    fn call(&mut self, name: &str, arguments: Cursor<'_, '_>) -> Option<String> {
        let arguments: Vec<String> = split_commas(arguments)
            .into_iter()
            .map(|argument| self.expression(Cursor::new(argument)))
            .collect();
        let quoted = |quote: fn(&str) -> String| {
            let [argument] = &arguments[..] else {
                return None;
            };
            Some(or_hole(argument, quote))
        };
        match name {
            "quote_ident" => quoted(quote::identifier),
            "quote_literal" | "quote_nullable" => quoted(quote::literal),
            "concat" => Some(arguments.concat()),
            "format" => format(&arguments),
            _ => None,
        }
    }
}

/// The quoted text; of one with a hole, the hole alone.
fn or_hole(text: &str, quote: impl Fn(&str) -> String) -> String {
    if text.contains(HOLE) {
        HOLE.to_string()
    } else {
        quote(text)
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
