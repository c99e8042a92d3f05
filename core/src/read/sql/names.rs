//! Other names of what a body declares: `label.variable`, `ALIAS FOR` and bound cursors.
//!
//! They are put in place before the body is parsed, so that each variable goes by one
//! name from there on.

use std::collections::{BTreeMap, BTreeSet};

use super::literal::{self, DEFAULT_ESCAPE};
use super::routine::Routine;
use super::token::Token;

/// The names of a body.
#[derive(Default)]
struct Names<'t, 'a> {
    /// How often each is declared.
    declared: BTreeMap<String, usize>,
    /// The labels of its blocks, and the function's own name.
    labels: BTreeSet<String>,
    aliases: BTreeMap<String, &'t [Token<'a>]>,
    cursors: BTreeMap<String, &'t [Token<'a>]>,
}

/// The tokens with one name for each variable; nothing if which is meant cannot be told.
pub(super) fn unified<'a>(
    tokens: Vec<Token<'a>>,
    function: Option<&Routine>,
) -> Option<Vec<Token<'a>>> {
    let mut names = Names::of(&tokens);
    if let Some(function) = function {
        names.labels.insert(function.name.clone());
        for parameter in function.parameter_names() {
            *names.declared.entry(parameter.to_owned()).or_default() += 1;
        }
    }
    if names.labels.is_empty() && names.aliases.is_empty() && names.cursors.is_empty() {
        return Some(tokens);
    }
    names.rewritten(&tokens)
}

impl<'t, 'a> Names<'t, 'a> {
    fn of(tokens: &'t [Token<'a>]) -> Self {
        let mut names = Self::default();
        let mut declares = false;
        for at in 0..tokens.len() {
            if let Some(label) = label(&tokens[at..]) {
                names.labels.insert(label);
            }
            if tokens[at].is("for") && at > 0 && !tokens[at - 1].is_any(&["alias", "cursor"]) {
                names.declare(tokens.get(at + 1));
            }
            let begins = at == 0 || ends_step(&tokens[at - 1]);
            if tokens[at].is_any(&["begin", "declare"]) && begins {
                declares = tokens[at].is("declare");
            } else if declares && begins {
                names.declaration(&tokens[at..]);
            }
        }
        names
    }

    fn declare(&mut self, name: Option<&Token<'_>>) -> Option<String> {
        let name = literal::name(name?, DEFAULT_ESCAPE)?.ok()?;
        *self.declared.entry(name.clone()).or_default() += 1;
        Some(name)
    }

    /// `name type`, `name ALIAS FOR other` or `name CURSOR FOR query`
    fn declaration(&mut self, tokens: &'t [Token<'a>]) {
        let Some(name) = self.declare(tokens.first()) else {
            return;
        };
        let end = tokens.iter().position(|token| token.is_symbol(b';'));
        let rest = &tokens[1..end.unwrap_or(tokens.len()).max(1)];
        let meant = rest.iter().position(|token| token.is_any(&["for", "is"]));
        let meant = meant.map_or(&[][..], |at| &rest[at + 1..]);
        let is = |word: &str| {
            let head = &rest[..rest.len() - meant.len()];
            !meant.is_empty() && head.len() < 5 && head.iter().any(|token| token.is(word))
        };
        if is("alias") {
            self.aliases.insert(name, meant);
        } else if is("cursor") {
            self.cursors.insert(name, meant);
        }
    }

    fn is_one(&self, name: &str) -> bool {
        self.declared.get(name) == Some(&1)
    }

    fn rewritten(&self, tokens: &[Token<'a>]) -> Option<Vec<Token<'a>>> {
        let mut rewritten = Vec::with_capacity(tokens.len());
        let mut at = 0;
        let mut defines = false;
        while let Some(token) = tokens.get(at) {
            let before = at.checked_sub(1).map(|at| &tokens[at]);
            if before.is_none_or(ends_step) {
                defines = defines_objects(token);
            }
            let free = !defines && before.is_none_or(|token| !token.is_symbol(b'.'));
            let name = match literal::name(token, DEFAULT_ESCAPE) {
                Some(Ok(name)) if free => name,
                _ => {
                    rewritten.push(*token);
                    at += 1;
                    continue;
                }
            };
            if self.qualifies(&name, &tokens[at + 1..])? {
                at += 2;
                continue;
            }
            match self.meant(&name, before, &tokens[at + 1..])? {
                Some(meant) => {
                    let start = token.start;
                    rewritten.extend(meant.iter().map(|token| Token { start, ..*token }));
                }
                None => rewritten.push(*token),
            }
            at += 1;
        }
        Some(rewritten)
    }

    /// Whether a name is that of a block, before a variable of it.
    fn qualifies(&self, name: &str, after: &[Token<'_>]) -> Option<bool> {
        let [dot, variable, ..] = after else {
            return Some(false);
        };
        if !dot.is_symbol(b'.') || !self.labels.contains(name) || self.declared.contains_key(name) {
            return Some(false);
        }
        let variable = literal::name(variable, DEFAULT_ESCAPE).and_then(Result::ok);
        match variable.and_then(|variable| self.declared.get(&*variable)) {
            None => Some(false),
            Some(1) => Some(true),
            // One of them hides another.
            Some(_) => None,
        }
    }

    /// What stands for a name here, if anything does.
    fn meant(
        &self,
        name: &str,
        before: Option<&Token<'_>>,
        after: &[Token<'_>],
    ) -> Option<Option<&'t [Token<'a>]>> {
        let next_is = |word: &str| after.first().is_some_and(|next| next.is(word));
        if let Some(query) = self.cursors.get(name) {
            let loops = before.is_some_and(|token| token.is("in")) && next_is("loop");
            return Some(Some(*query).filter(|_| loops && self.is_one(name)));
        }
        let Some(meant) = self.aliases.get(name).filter(|_| !next_is("alias")) else {
            return Some(None);
        };
        let other = meant
            .first()
            .and_then(|token| literal::name(token, DEFAULT_ESCAPE)?.ok());
        let hidden = other.is_some_and(|other| !self.is_one(&other));
        (self.is_one(name) && !hidden).then_some(Some(meant))
    }
}

/// `<<label>>`
fn label(tokens: &[Token<'_>]) -> Option<String> {
    let [one, two, label, ..] = tokens else {
        return None;
    };
    let opens = one.is_symbol(b'<') && two.is_symbol(b'<');
    let label = literal::name(label, DEFAULT_ESCAPE).filter(|_| opens)?;
    label.ok()
}

/// Whether a step of a block may begin behind a token.
fn ends_step(token: &Token<'_>) -> bool {
    const WORDS: [&str; 6] = ["begin", "declare", "else", "exception", "loop", "then"];
    token.is_symbol(b';') || token.is_symbol(b'>') || token.is_any(&WORDS)
}

/// Whether a statement takes no variables, so that its names are those of objects.
fn defines_objects(first: &Token<'_>) -> bool {
    first.is_any(&[
        "alter", "comment", "create", "drop", "grant", "revoke", "set",
    ])
}
