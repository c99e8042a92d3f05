//! `CASE` as a statement and as an expression: which branch it takes.

use super::constant::split_commas;
use super::cursor::Cursor;
use super::guard::{Truth, decide, split};
use super::token::{Kind, Token};
use super::value::Facts;

const OPEN: Token<'static> = symbol(b'(', "(");
const CLOSE: Token<'static> = symbol(b')', ")");
const EQUAL: Token<'static> = symbol(b'=', "=");

const fn symbol(symbol: u8, text: &'static str) -> Token<'static> {
    Token {
        kind: Kind::Symbol(symbol),
        text,
        start: 0,
    }
}

/// Whether a `WHEN` fits: one of its values, or its condition where there is no operand.
pub(super) fn fits(operand: &[Token<'_>], when: &[Token<'_>], facts: Facts<'_>) -> Truth {
    if operand.is_empty() {
        return decide(when, facts);
    }
    let mut known = true;
    for value in split_commas(Cursor::new(when)) {
        let parts = [&[OPEN], operand, &[CLOSE, EQUAL, OPEN], value, &[CLOSE]];
        match decide(&parts.concat(), facts) {
            Some(true) => return Some(true),
            Some(false) => {}
            None => known = false,
        }
    }
    known.then_some(false)
}

/// What a `CASE … END` comes to: the tokens of the branch that it takes, none for null.
pub(super) fn chosen<'t, 'a>(
    tokens: &'t [Token<'a>],
    facts: Facts<'_>,
) -> Option<Option<&'t [Token<'a>]>> {
    let [case, inside @ .., end] = tokens else {
        return None;
    };
    if !case.is("case") || !end.is("end") {
        return None;
    }
    let branches = split(inside, "when");
    let (operand, branches) = branches.split_first()?;
    let mut otherwise = None;
    for (at, branch) in branches.iter().enumerate() {
        let [when, then] = split(branch, "then")[..] else {
            return None;
        };
        let parts = split(then, "else");
        let value = match parts[..] {
            [value] => value,
            [value, other] if at + 1 == branches.len() => {
                otherwise = Some(other);
                value
            }
            _ => return None,
        };
        if fits(operand, when, facts)? {
            return Some(Some(value));
        }
    }
    Some(otherwise)
}
