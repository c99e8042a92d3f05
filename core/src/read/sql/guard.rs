//! Conditions on the catalogue that guard statements in `DO` blocks.

use super::catalogue::{Catalogue, Found};
use super::constant::{Variables, known};
use super::cursor::{Cursor, TypeRef};
use super::query::Query;
use super::token::{Kind, Token};
use super::touch;

/// How deep brackets and negations may nest.
const DEEPEST: usize = 30;

/// What a condition comes to; nothing if only the server can tell.
pub(super) type Truth = Option<bool>;

/// Decides a condition.
pub(super) fn decide(tokens: &[Token<'_>], catalogue: &Catalogue, variables: &Variables) -> Truth {
    Guard {
        catalogue,
        variables,
        depth: 0,
    }
    .any(tokens)
}

struct Guard<'g> {
    catalogue: &'g Catalogue,
    variables: &'g Variables,
    depth: usize,
}

impl Guard<'_> {
    /// Parts with `OR` between them.
    fn any(&mut self, tokens: &[Token<'_>]) -> Truth {
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
    fn all(&mut self, tokens: &[Token<'_>]) -> Truth {
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

    fn one(&mut self, tokens: &[Token<'_>]) -> Truth {
        self.depth += 1;
        let truth = if self.depth > DEEPEST {
            None
        } else {
            self.try_one(tokens)
        };
        self.depth -= 1;
        truth
    }

    fn try_one(&mut self, tokens: &[Token<'_>]) -> Truth {
        let mut cursor = Cursor::new(tokens);
        if cursor.word("not") {
            return self.one(cursor.rest()).map(|truth| !truth);
        }
        if cursor.word("exists") {
            let inside = cursor.parenthesized().filter(|_| cursor.at_end())?;
            return Query::parse(inside, self.variables)?.finds(self.catalogue);
        }
        let mut bracketed = cursor;
        if let Some(inside) = bracketed.parenthesized() {
            if bracketed.at_end() {
                return self.any(inside.rest());
            }
            return self.count(inside, bracketed);
        }
        if cursor.one_of(&["true", "false"]).is_some() && cursor.at_end() {
            return Some(tokens[0].is("true"));
        }
        self.registered(cursor)
            .or_else(|| self.label_in_range(Cursor::new(tokens)))
            .or_else(|| self.equal(tokens))
    }

    /// `(SELECT count(*) FROM …) = 0` and `> 0`
    fn count(&mut self, mut inside: Cursor<'_, '_>, after: Cursor<'_, '_>) -> Truth {
        if !inside.words(&["select", "count"]) {
            return None;
        }
        let wanted = match after.rest() {
            [sign, zero] if zero.text == "0" && sign.is_symbol(b'=') => false,
            [sign, zero] if zero.text == "0" && sign.is_symbol(b'>') => true,
            _ => return None,
        };
        inside.parenthesized()?;
        let found = Query::parse_from(inside, self.variables)?.finds(self.catalogue)?;
        Some(found == wanted)
    }

    /// `to_regtype('name') IS [NOT] NULL`
    fn registered(&mut self, mut cursor: Cursor<'_, '_>) -> Truth {
        if cursor.word("pg_catalog") {
            cursor.symbol(b'.');
        }
        if !cursor.word("to_regtype") {
            return None;
        }
        let name = known(cursor.parenthesized()?.rest(), self.variables)?;
        while cursor.symbols("::") {
            cursor.next()?;
        }
        if !cursor.word("is") {
            return None;
        }
        let negated = cursor.word("not");
        if !cursor.word("null") || !cursor.at_end() {
            return None;
        }
        let there = is_there(&name, self.catalogue)?;
        Some(there == negated)
    }

    /// `'label' = ANY (enum_range(NULL::name)::text[])`
    fn label_in_range(&mut self, mut cursor: Cursor<'_, '_>) -> Truth {
        let label = known(std::slice::from_ref(cursor.next()?), self.variables)?;
        while cursor.symbols("::") {
            cursor.next()?;
        }
        if !cursor.symbol(b'=') || !cursor.word("any") {
            return None;
        }
        let mut inside = cursor.parenthesized().filter(|_| cursor.at_end())?;
        if !inside.word("enum_range") {
            return None;
        }
        let mut argument = inside.parenthesized()?;
        if !argument.word("null") || !argument.symbols("::") {
            return None;
        }
        let name = argument.type_ref().ok().filter(|_| argument.at_end())?;
        match self.catalogue.find(&name) {
            Found::One(key) => self.catalogue.types().get(&key)?.has_label(&label),
            _ => None,
        }
    }

    /// Two texts that are known.
    fn equal(&mut self, tokens: &[Token<'_>]) -> Truth {
        let at = tokens.iter().position(|token| token.is_symbol(b'='))?;
        let one = known(&tokens[..at], self.variables)?;
        let other = known(&tokens[at + 1..], self.variables)?;
        Some(one == other)
    }
}

/// Whether a type that a text names, as `to_regtype` reads it, is there.
fn is_there(name: &str, catalogue: &Catalogue) -> Truth {
    let found = catalogue.find(&type_named(name)?);
    match found {
        Found::One(key) => catalogue.exists(&key),
        Found::None(key) => catalogue.exists(&key),
        Found::Several(_) => None,
    }
}

/// The name that a text holds, as casts to `regtype` read it.
pub(super) fn type_named(text: &str) -> Option<TypeRef> {
    let tokens = touch::tokens(text);
    let mut cursor = Cursor::new(&tokens);
    let name = cursor.type_ref().ok()?;
    cursor.at_end().then_some(name)
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
