//! The parts of what stands behind `FROM`.

use super::guard::split;
use super::token::Token;

/// The tokens without the word before the next `JOIN`, and whether that is `LEFT`.
pub(super) fn without_kind_of_join<'t, 'a>(tokens: &'t [Token<'a>]) -> (&'t [Token<'a>], bool) {
    match tokens {
        [rest @ .., left, outer] if left.is("left") && outer.is("outer") => (rest, true),
        [rest @ .., left] if left.is("left") => (rest, true),
        [rest @ .., inner] if inner.is("inner") => (rest, false),
        other => (other, false),
    }
}

/// What stands behind `FROM` without its order, and whether rows are left out by that.
fn without_order<'t, 'a>(from: &'t [Token<'a>]) -> (&'t [Token<'a>], bool) {
    let kept = split(split(from, "order")[0], "limit")[0];
    let tail = &from[kept.len()..];
    let limited = tail
        .windows(2)
        .any(|pair| pair[0].is("limit") && pair[1].text == "0");
    let cuts = ["except", "fetch", "intersect", "offset", "union"];
    (
        kept,
        limited || tail.iter().any(|token| token.is_any(&cuts)),
    )
}

/// The tables and the conditions of what stands behind `FROM`, without what only
/// orders the rows.
pub(super) fn parts<'t, 'a>(
    from: &'t [Token<'a>],
) -> Option<(&'t [Token<'a>], Option<&'t [Token<'a>]>)> {
    let (from, cut) = without_order(from);
    if cut {
        return None;
    }
    let parts = split(from, "where");
    match parts[..] {
        [tables] => Some((tables, None)),
        [tables, conditions] => Some((tables, Some(conditions))),
        _ => None,
    }
}
