//! Statements that are not followed, and the types that they may change.

use super::literal::{self, DEFAULT_ESCAPE};
use super::refusal::{Doubt, Key, Site};
use super::replay::Replay;
use super::search_path::Setting;
use super::statement;
use super::token::Token;
use super::touch::{self, Hints};

/// A function whose body may change types.
#[derive(Debug, Clone)]
pub(super) struct Routine {
    body: String,
    hints: Hints,
}

impl Replay<'_> {
    /// A query whose result psql runs as SQL.
    pub(super) fn generated(&mut self, tokens: &[Token<'_>], site: Site) {
        let hints = tokens
            .iter()
            .filter_map(|token| literal::text(token, DEFAULT_ESCAPE)?.ok())
            .any(|text| Hints::of(&text).types);
        if hints {
            let reason = "`\\gexec` runs what a query gives".to_owned();
            let keys = touch::named_types(&self.catalogue, tokens);
            self.doubt_or_all(keys, &Doubt { site, reason });
        }
    }

    /// Remembers a function that may change types.
    pub(super) fn routine(&mut self, tokens: &[Token<'_>]) {
        let Some(body) = statement::routine_body(tokens) else {
            return;
        };
        let hints = Hints::of(body.text);
        let Some(name) = touch::calls(tokens).next() else {
            return;
        };
        if hints.types || hints.executes {
            self.types_change |= hints.types;
            let body = body.text.to_owned();
            self.routines.insert(name, Routine { body, hints });
        }
    }

    /// A statement that may set the path, write to a catalogue or call a function.
    pub(super) fn query(&mut self, tokens: &[Token<'_>], site: Site) {
        if let Some((setting, scope)) = Setting::of_call(tokens) {
            self.set_path(setting, scope);
        }
        if writes_catalogue(tokens) {
            let reason = "this writes to PostgreSQL's catalogue itself".to_owned();
            let keys = touch::picked_types(&self.catalogue, tokens);
            self.doubt_or_all(keys, &Doubt { site, reason });
        }
        self.called(tokens, site);
    }

    /// Doubts what the functions may change that a statement calls.
    fn called(&mut self, tokens: &[Token<'_>], site: Site) {
        let doubt = |name: &str| Doubt {
            site,
            reason: format!("function `{name}` may change types, and it is not followed"),
        };
        let mut last = None;
        for name in touch::calls(tokens) {
            let routine = self.routines.get(&name).filter(|known| known.hints.types);
            if let Some(routine) = routine {
                let mut keys = touch::named_types(&self.catalogue, tokens);
                if !routine.hints.executes {
                    keys.extend(touch::named_in(&self.catalogue, &routine.body));
                }
                self.doubt_or_all(keys, &doubt(&name));
            }
            last = Some(name);
        }
        let Some(name) = last else {
            return;
        };
        // A statement on types that is an argument: whoever takes it may run it.
        let argument = tokens
            .iter()
            .filter_map(|token| literal::text(token, DEFAULT_ESCAPE)?.ok())
            .find(|text| Hints::of(text).types);
        if let Some(argument) = argument {
            let keys = touch::named_in(&self.catalogue, &argument);
            self.catalogue.doubt_each(keys, &doubt(&name));
        }
    }

    /// Doubts these types, or all if there is none of them.
    pub(super) fn doubt_or_all(&mut self, keys: Vec<Key>, doubt: &Doubt) {
        if keys.is_empty() {
            self.catalogue.doubt_all(doubt);
        } else {
            self.catalogue.doubt_each(keys, doubt);
        }
    }
}

/// Whether a statement writes to the catalogue of types or labels.
fn writes_catalogue(tokens: &[Token<'_>]) -> bool {
    tokens.iter().enumerate().any(|(at, token)| {
        (token.is("pg_enum") || token.is("pg_type")) && is_written(&tokens[..at])
    })
}

/// Whether these tokens stand before the table that a statement writes to.
fn is_written(before: &[Token<'_>]) -> bool {
    let mut before = before
        .iter()
        .rev()
        .filter(|token| !(token.is("pg_catalog") || token.is_symbol(b'.') || token.is("only")));
    match before.next() {
        Some(token) if token.is("from") => before.next().is_some_and(|token| token.is("delete")),
        Some(token) => token.is("into") || token.is("update"),
        None => false,
    }
}
