//! What functions give back that an expression of a block calls.

use super::calls::call_alone;
use super::do_block::Runner;
use super::refusal::Refusal;
use super::token::{Kind, Token};
use super::value::{Value, evaluate, keep};

/// The variable in which a function leaves what it returns; no name of SQL is empty.
pub(super) const RETURNED: &str = "(returned)";

/// The names under which an expression finds what its calls gave back.
const RESULTS: [&str; 4] = [
    "\"(result 1)\"",
    "\"(result 2)\"",
    "\"(result 3)\"",
    "\"(result 4)\"",
];

impl Runner<'_, '_> {
    /// Runs the functions that an expression calls, and puts what they give back in the
    /// place of each call.
    pub(super) fn resolved<'a>(
        &mut self,
        expression: &[Token<'a>],
    ) -> Result<Vec<Token<'a>>, Refusal> {
        let mut tokens = expression.to_vec();
        if self.replay.catalogue.routines.now().is_empty() {
            return Ok(tokens);
        }
        let at = |tokens: &[Token<'a>]| self.calls_routine(tokens);
        let Some(last) = at(&tokens) else {
            return Ok(tokens);
        };
        // How often, in which order, and whether they run is not that of the text.
        let has = |words: &[&str]| tokens.iter().any(|token| token.is_any(words));
        let open = at(&tokens[..last]).is_some() || has(&["and", "case", "coalesce", "or"]);
        if has(&["select"]) || (open && self.may_change_types(&tokens)) {
            self.calls(expression)?;
            return Ok(tokens);
        }
        for text in RESULTS {
            let Some(at) = self.calls_routine(&tokens) else {
                break;
            };
            let end = closing(&tokens, at + 1);
            let qualified = at > 1 && tokens[at - 1].is_symbol(b'.');
            let start = if qualified { at - 2 } else { at };
            let given = match call_alone(&tokens[start..end]) {
                Some(call) => {
                    let site = self.origin.site(expression);
                    self.replay.call(&call, site, &self.variables)?
                }
                None => None,
            };
            keep(text.trim_matches('"'), given, &mut self.variables);
            let kind = Kind::Quoted;
            let result = Token {
                kind,
                text,
                ..tokens[start]
            };
            tokens.splice(start..end, [result]);
        }
        Ok(tokens)
    }

    /// Where the last call of a known function is.
    fn calls_routine(&self, tokens: &[Token<'_>]) -> Option<usize> {
        let names = |pair: &[Token<'_>]| {
            let called = super::touch::calls(pair).next();
            called.is_some_and(|name| self.replay.has_routine(&name))
        };
        tokens.windows(2).rposition(names)
    }

    /// Whether one of the functions that the tokens call may change types.
    fn may_change_types(&self, tokens: &[Token<'_>]) -> bool {
        super::touch::calls(tokens).any(|name| self.replay.may_change_types(&name))
    }

    /// Leaves what a `RETURN` gives back.
    pub(super) fn give_back(&mut self, whole: &[Token<'_>]) -> Result<(), Refusal> {
        let value = self.resolved(whole.get(1..).unwrap_or_default())?;
        let value = evaluate(&value, self.facts());
        keep(RETURNED, value, &mut self.variables);
        Ok(())
    }

    /// What the body that was run gave back.
    pub(super) fn returned(&mut self) -> Option<Value> {
        self.variables.remove(RETURNED)
    }
}

/// The index behind the bracket that closes the one here.
fn closing(tokens: &[Token<'_>], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match token.kind {
            Kind::Symbol(b'(') => depth += 1,
            Kind::Symbol(b')') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at + 1;
        }
    }
    tokens.len()
}
