//! Conditions on the catalogue that guard statements in `DO` blocks.

use super::array::{self, Elements};
use super::constant::{HOLE, known, split_commas};
use super::cursor::{Cursor, TypeRef};
use super::pattern::Pattern;
use super::select;
use super::token::{Kind, Token};
use super::touch;
use super::value::{Facts, Value, evaluate};

/// What a condition comes to; nothing if only the server can tell.
pub(super) type Truth = Option<bool>;

/// Whether one is true; if not, whether none can be.
pub(super) fn any(truths: impl Iterator<Item = Truth>) -> Truth {
    let mut all_known = true;
    for truth in truths {
        match truth {
            Some(true) => return Some(true),
            Some(false) => {}
            None => all_known = false,
        }
    }
    all_known.then_some(false)
}

/// Whether all are true; if not, whether one is false.
pub(super) fn all(truths: impl Iterator<Item = Truth>) -> Truth {
    any(truths.map(|truth| truth.map(|truth| !truth))).map(|found| !found)
}

/// Decides a condition, for which null is as good as false.
pub(super) fn decide(tokens: &[Token<'_>], facts: Facts<'_>) -> Truth {
    let negated = false;
    Guard { facts, negated }.any(tokens)
}

/// Whether a condition is true or false; one that may be null is not known.
pub(super) fn truth(tokens: &[Token<'_>], facts: Facts<'_>) -> Truth {
    let negated = true;
    Guard { facts, negated }.any(tokens)
}

#[derive(Clone, Copy)]
struct Guard<'g> {
    facts: Facts<'g>,
    /// Whether null is not the same as false, as behind a `NOT`.
    negated: bool,
}

impl Guard<'_> {
    /// Parts with `OR` between them.
    fn any(self, tokens: &[Token<'_>]) -> Truth {
        let parts = split(tokens, "or");
        let truths: Vec<Truth> = parts.iter().map(|part| self.all(part)).collect();
        if truths.contains(&Some(true)) {
            return Some(true);
        }
        truths
            .iter()
            .all(|truth| *truth == Some(false))
            .then_some(false)
    }

    /// Parts with `AND` between them.
    fn all(self, tokens: &[Token<'_>]) -> Truth {
        let parts = split(tokens, "and");
        let truths: Vec<Truth> = parts.iter().map(|part| self.one(part)).collect();
        if truths.contains(&Some(false)) {
            return Some(false);
        }
        truths
            .iter()
            .all(|truth| *truth == Some(true))
            .then_some(true)
    }

    fn one(self, tokens: &[Token<'_>]) -> Truth {
        let facts = self.facts.inside(tokens.len())?;
        Self { facts, ..self }.try_one(tokens)
    }

    fn try_one(self, tokens: &[Token<'_>]) -> Truth {
        let mut cursor = Cursor::new(tokens);
        if cursor.word("not") {
            let negated = Self {
                negated: true,
                ..self
            };
            return negated.one(cursor.rest()).map(|truth| !truth);
        }
        if cursor.word("exists") {
            let inside = cursor.parenthesized().filter(|_| cursor.at_end())?;
            return select::finds(inside, self.facts);
        }
        let mut bracketed = cursor;
        if let Some(inside) = bracketed.parenthesized().filter(|_| bracketed.at_end()) {
            return match inside.peek() {
                Some(first) if first.is("select") => {
                    self.truth_of(&select::scalar(inside, self.facts)?)
                }
                _ => self.any(inside.rest()),
            };
        }
        if cursor.one_of(&["true", "false"]).is_some() && cursor.at_end() {
            return Some(tokens[0].is("true"));
        }
        self.is_something(tokens)
            .or_else(|| self.distinct(tokens))
            .or_else(|| self.like(tokens))
            .or_else(|| self.is_among(tokens))
            .or_else(|| self.contains(tokens))
            .or_else(|| self.compared(tokens))
            .or_else(|| self.flag(tokens))
    }

    /// What a value comes to as a condition.
    fn truth_of(self, value: &Value) -> Truth {
        match value {
            Value::Bool(truth) => Some(*truth),
            Value::Null => self.null(),
            _ => None,
        }
    }

    /// A condition that is null does not hold, and neither does its negation.
    fn null(self) -> Truth {
        (!self.negated).then_some(false)
    }

    /// `… IS [NOT] NULL`, `… IS [NOT] TRUE` and `… IS [NOT] FALSE`
    fn is_something(self, tokens: &[Token<'_>]) -> Truth {
        let at = tokens.iter().rposition(|token| token.is("is"))?;
        let mut after = Cursor::new(&tokens[at + 1..]);
        let negated = after.word("not");
        let what = after.one_of(&["null", "true", "false"])?;
        if !after.at_end() {
            return None;
        }
        let value = evaluate(&tokens[..at], self.facts);
        let holds = match (what, value?) {
            (0, Value::Text(text)) if text.contains(HOLE) => return None,
            (0, value) => value == Value::Null,
            (_, Value::Null) => false,
            (what, Value::Bool(truth)) => truth == (what == 1),
            _ => return None,
        };
        Some(holds != negated)
    }

    /// `… = ANY (array)`, `… <> ALL (array)` and `… [NOT] IN (…)`
    fn is_among(self, tokens: &[Token<'_>]) -> Truth {
        let (inside, before) = last_brackets(tokens)?;
        let (before, list, wanted) = match before {
            [before @ .., equal, any] if any.is_any(&["any", "some"]) && equal.is_symbol(b'=') => {
                (before, false, true)
            }
            [before @ .., less, more, all]
                if all.is("all") && less.is_symbol(b'<') && more.is_symbol(b'>') =>
            {
                (before, false, false)
            }
            [before @ .., not, is_in] if is_in.is("in") && not.is("not") => (before, true, false),
            [before @ .., is_in] if is_in.is("in") => (before, true, true),
            _ => return None,
        };
        let value = known(before, self.facts)?;
        let queries = inside.first().is_some_and(|token| token.is("select"));
        let among = if queries {
            select::column(Cursor::new(inside), self.facts)?
                .values
                .contains(&value)
        } else if list {
            let values = split_commas(Cursor::new(inside));
            let values: Option<Vec<String>> =
                values.iter().map(|one| known(one, self.facts)).collect();
            values?.contains(&value)
        } else {
            array::elements(inside, self.facts)?.values.contains(&value)
        };
        Some(among == wanted)
    }

    /// `array @> array`, `array <@ array` and `array && array`
    fn contains(self, tokens: &[Token<'_>]) -> Truth {
        const SIGNS: [&str; 3] = ["@>", "<@", "&&"];
        let sign_at = |at: usize| {
            let mut cursor = Cursor::new(&tokens[at..]);
            SIGNS.iter().position(|sign| cursor.symbols(sign))
        };
        let (at, sign) = (0..tokens.len()).find_map(|at| Some((at, sign_at(at)?)))?;
        let one = array::elements(&tokens[..at], self.facts)?.values;
        let other = array::elements(&tokens[at + 2..], self.facts)?.values;
        Some(match sign {
            0 => other.iter().all(|value| one.contains(value)),
            1 => one.iter().all(|value| other.contains(value)),
            _ => one.iter().any(|value| other.contains(value)),
        })
    }

    /// `… IS [NOT] DISTINCT FROM …`
    fn distinct(self, tokens: &[Token<'_>]) -> Truth {
        let (left, right) = parted(tokens, "is")?;
        let mut right = Cursor::new(right?);
        let negated = right.word("not");
        if !right.words(&["distinct", "from"]) {
            return None;
        }
        let left = evaluate(left, self.facts)?;
        let right = evaluate(right.rest(), self.facts)?;
        Some(equal(&left, &right)? == negated)
    }

    /// `… [NOT] LIKE …`, `… [NOT] ILIKE …` and `… ~ …`
    fn like(self, tokens: &[Token<'_>]) -> Truth {
        let keyword =
            |token: &Token<'_>| token.is("like") || token.is("ilike") || token.is_symbol(b'~');
        let at = tokens.iter().position(keyword)?;
        let not = |token: &Token<'_>| token.is("not") || token.is_symbol(b'!');
        let negated = at > 0 && not(&tokens[at - 1]);
        let (left, right) = tokens.split_at(at - usize::from(negated));
        let pattern = Pattern::parse(right, self.facts)?;
        if evaluate(left, self.facts)? == Value::Null {
            return self.null();
        }
        pattern.fits(&known(left, self.facts)?)
    }

    /// Two values that are known, with a sign between.
    fn compared(self, tokens: &[Token<'_>]) -> Truth {
        let (left, sign, right) = comparison(tokens)?;
        let (left, right) = (evaluate(left, self.facts)?, evaluate(right, self.facts)?);
        let ordering = match (left, right) {
            (Value::Null, _) | (_, Value::Null) => return self.null(),
            (Value::Bool(one), Value::Bool(other)) => one.cmp(&other),
            (Value::Text(one), Value::Text(other)) => compare_texts(&one, &other, &sign)?,
            (one, other) => {
                let equal = equal(&one, &other)?;
                return match &*sign {
                    "=" => Some(equal),
                    "<>" | "!=" => Some(!equal),
                    _ => None,
                };
            }
        };
        match &*sign {
            "=" => Some(ordering.is_eq()),
            "<>" | "!=" => Some(ordering.is_ne()),
            "<" => Some(ordering.is_lt()),
            "<=" => Some(ordering.is_le()),
            ">" => Some(ordering.is_gt()),
            ">=" => Some(ordering.is_ge()),
            _ => None,
        }
    }

    /// A variable, or `coalesce(variable, …)`.
    fn flag(self, tokens: &[Token<'_>]) -> Truth {
        let mut cursor = Cursor::new(tokens);
        if cursor.word("coalesce") {
            let arguments = cursor.parenthesized().filter(|_| cursor.at_end())?;
            let arguments = split_commas(arguments);
            let mut values = arguments.iter().map(|one| evaluate(one, self.facts));
            let first = values.find(|value| *value != Some(Value::Null))?;
            return self.truth_of(&first?);
        }
        let name = super::value::name(&mut cursor).filter(|_| cursor.at_end())?;
        self.truth_of(self.facts.variables.get(&name)?)
    }
}

/// Whether two values are the same, null being the same as null.
fn equal(one: &Value, other: &Value) -> Truth {
    match (one, other) {
        (Value::Null, Value::Null) => Some(true),
        // A text with holes may be null.
        (Value::Null, Value::Text(text)) | (Value::Text(text), Value::Null) => {
            (!text.contains(HOLE)).then_some(false)
        }
        (Value::Null, _) | (_, Value::Null) => Some(false),
        (Value::Bool(one), Value::Bool(other)) => Some(one == other),
        (Value::Text(one), Value::Text(other)) => {
            compare_texts(one, other, "=").map(core::cmp::Ordering::is_eq)
        }
        (Value::Array(one), Value::Array(other)) if one.shuffled || other.shuffled => {
            let sorted = |array: &Elements| {
                let mut values = array.values.clone();
                values.sort_unstable();
                values
            };
            (sorted(one) != sorted(other)).then_some(false)
        }
        (Value::Array(one), Value::Array(other)) => Some(one == other),
        _ => None,
    }
}

/// How two texts that may be numbers compare; the order of other texts is up to
/// the server's locale.
fn compare_texts(one: &str, other: &str, sign: &str) -> Option<core::cmp::Ordering> {
    if one.contains(HOLE) || other.contains(HOLE) {
        return None;
    }
    let number = |text: &str| text.parse::<i64>().ok().filter(|it| it.to_string() == text);
    match (number(one), number(other)) {
        (Some(one), Some(other)) => Some(one.cmp(&other)),
        // As a text or as a number, only the types of both would tell.
        _ if [one, other].iter().all(|text| text.parse::<f64>().is_ok()) => None,
        _ => matches!(sign, "=" | "<>" | "!=").then(|| one.cmp(other)),
    }
}

/// The tokens around the first sign of comparison outside of brackets, and the sign.
fn comparison<'t, 'a>(
    tokens: &'t [Token<'a>],
) -> Option<(&'t [Token<'a>], String, &'t [Token<'a>])> {
    let is_sign = |token: &Token<'_>| matches!(token.kind, Kind::Symbol(b'=' | b'<' | b'>' | b'!'));
    let mut depth = 0_usize;
    let at = tokens.iter().position(|token| {
        match token.kind {
            Kind::Symbol(b'(' | b'[') => depth += 1,
            Kind::Symbol(b')' | b']') => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && is_sign(token)
    })?;
    let signs = tokens[at..].iter().take_while(|token| is_sign(token));
    let sign: String = signs.map(|token| token.text).collect();
    Some((&tokens[..at], sign.clone(), &tokens[at + sign.len()..]))
}

/// What is in the brackets at the end, and what stands before them.
fn last_brackets<'t, 'a>(tokens: &'t [Token<'a>]) -> Option<(&'t [Token<'a>], &'t [Token<'a>])> {
    let (last, inside) = tokens.split_last()?;
    if !last.is_symbol(b')') {
        return None;
    }
    let mut depth = 1_usize;
    let open = inside.iter().rposition(|token| {
        match token.kind {
            Kind::Symbol(b')') => depth += 1,
            Kind::Symbol(b'(') => depth -= 1,
            _ => {}
        }
        depth == 0
    })?;
    Some((&inside[open + 1..], &inside[..open]))
}

/// The name that a text holds, as casts to `regtype` read it.
pub(super) fn type_named(text: &str) -> Option<TypeRef> {
    let tokens = touch::tokens(text);
    let mut cursor = Cursor::new(&tokens);
    let name = cursor.type_ref().ok()?;
    cursor.at_end().then_some(name)
}

/// What stands before a keyword and behind it, if it stands there once or not at all.
#[allow(clippy::type_complexity)]
pub(super) fn parted<'t, 'a>(
    tokens: &'t [Token<'a>],
    keyword: &str,
) -> Option<(&'t [Token<'a>], Option<&'t [Token<'a>]>)> {
    match split(tokens, keyword)[..] {
        [before] => Some((before, None)),
        [before, after] => Some((before, Some(after))),
        _ => None,
    }
}

/// The parts between a keyword outside of brackets and of `CASE … END`.
pub(super) fn split<'t, 'a>(tokens: &'t [Token<'a>], keyword: &str) -> Vec<&'t [Token<'a>]> {
    let mut parts: Vec<&'t [Token<'a>]> = Vec::new();
    let mut depth = 0_usize;
    let mut start = 0;
    for (at, token) in tokens.iter().enumerate() {
        if token.is("case") || matches!(token.kind, Kind::Symbol(b'(' | b'[')) {
            depth += 1;
        } else if token.is("end") || matches!(token.kind, Kind::Symbol(b')' | b']')) {
            depth = depth.saturating_sub(1);
        } else if depth == 0 && token.is(keyword) {
            parts.push(&tokens[start..at]);
            start = at + 1;
        }
    }
    parts.push(&tokens[start..]);
    parts
}
