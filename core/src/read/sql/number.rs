//! Numbers: sums, and the ranges that loops go over.

use super::constant::known;
use super::cursor::Cursor;
use super::guard::split;
use super::token::{Kind, Token};
use super::value::Facts;

/// The most numbers of a range that are kept.
const MOST: usize = 1_000;

/// What `one + other - third` comes to; nothing if there is no sign in it.
pub(super) fn sum(tokens: &[Token<'_>], facts: Facts<'_>) -> Option<i64> {
    let mut depth = 0_usize;
    let (mut sum, mut start, mut sign) = (0_i64, 0, 1);
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Symbol(b'(' | b'[') => depth += 1,
            Kind::Symbol(b')' | b']') => depth = depth.saturating_sub(1),
            Kind::Symbol(symbol @ (b'+' | b'-')) if depth == 0 => {
                sum = sum.checked_add(sign * number(&tokens[start..at], facts)?)?;
                sign = if symbol == b'+' { 1 } else { -1 };
                start = at + 1;
            }
            _ => {}
        }
    }
    (start > 0).then(|| sum.checked_add(sign * number(&tokens[start..], facts)?))?
}

fn number(tokens: &[Token<'_>], facts: Facts<'_>) -> Option<i64> {
    let number: i32 = known(tokens, facts)?.parse().ok()?;
    Some(number.into())
}

/// The numbers of `[REVERSE] 1..3 [BY 2]`, whose ends may be expressions.
pub(super) fn range(mut cursor: Cursor<'_, '_>, facts: Facts<'_>) -> Option<Vec<i64>> {
    let reverse = cursor.word("reverse");
    let (first, rest) = cursor.rest().split_first()?;
    let joined = first
        .text
        .split_once("..")
        .filter(|_| first.kind == Kind::Number);
    let (start, end) = match joined {
        Some((start, "")) => (vec![part(first, start)], rest.to_vec()),
        Some((start, end)) => {
            let end = [&[part(first, end)], rest].concat();
            (vec![part(first, start)], end)
        }
        None => {
            let dots = |pair: &[Token<'_>]| pair.iter().all(|token| token.is_symbol(b'.'));
            let at = cursor.rest().windows(2).position(dots)?;
            (
                cursor.rest()[..at].to_vec(),
                cursor.rest()[at + 2..].to_vec(),
            )
        }
    };
    let (end, step) = match split(&end, "by")[..] {
        [end] => (number(end, facts)?, 1),
        [end, step] => (number(end, facts)?, number(step, facts)?),
        _ => return None,
    };
    let start = number(&start, facts)?;
    let (low, high) = if reverse { (end, start) } else { (start, end) };
    let steps = usize::try_from(step).ok().filter(|step| *step > 0)?;
    if high.checked_sub(low)? >= i64::try_from(MOST).ok()? {
        return None;
    }
    let numbers = low..=high;
    Some(if reverse {
        numbers.rev().step_by(steps).collect()
    } else {
        numbers.step_by(steps).collect()
    })
}

/// A part of a token in which the lexer takes a number and what follows for one.
fn part<'a>(token: &Token<'a>, text: &'a str) -> Token<'a> {
    let number = text.starts_with(|first: char| first.is_ascii_digit());
    let kind = if number { Kind::Number } else { Kind::Word };
    Token {
        kind,
        text,
        ..*token
    }
}
