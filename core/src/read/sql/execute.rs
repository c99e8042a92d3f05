//! `EXECUTE` in a `DO` block.

use super::constant::{self, HOLE};
use super::do_block::{Runner, broken};
use super::lexer::Lexer;
use super::refusal::{Doubt, Refusal, Site};
use super::replay::Origin;
use super::script::Script;
use super::statement;
use super::token::Token;
use super::touch::{self, Hints};

/// How deep texts may execute texts.
const DEEPEST: usize = 8;

impl Runner<'_, '_> {
    /// `EXECUTE`: runs a text that can be told, and doubts what another may touch.
    pub(super) fn execute(
        &mut self,
        whole: &[Token<'_>],
        expression: &[Token<'_>],
    ) -> Result<(), Refusal> {
        let site = self.origin.site(whole);
        let text = constant::text(expression, &self.variables);
        if text.contains(HOLE) {
            self.computed(&text, site);
            return Ok(());
        }
        self.execute_text(&text, site)
    }

    /// Runs the statements of a text.
    fn execute_text(&mut self, text: &str, site: Site) -> Result<(), Refusal> {
        if self.replay.nesting >= DEEPEST {
            self.give_up(site);
            return Ok(());
        }
        let mut lexer = Lexer::fragment(text);
        lexer.backslash_escapes = self.replay.backslash_escapes;
        let mut script = Script { lexer };
        let mut tokens = Vec::new();
        self.replay.nesting += 1;
        let result = loop {
            match script.next(!self.replay.routines.is_empty(), &mut tokens) {
                Ok(None) => break Ok(()),
                Err(error) => break Err(broken(&error.reason, site)),
                Ok(Some(_)) => {
                    let parsed = statement::parse(&tokens);
                    if let Err(refusal) = self.sql(parsed, &tokens, Origin::Inside(site)) {
                        break Err(refusal);
                    }
                }
            }
        };
        self.replay.nesting -= 1;
        result
    }

    /// Doubts what a text may touch that has holes in it.
    fn computed(&mut self, text: &str, site: Site) {
        let reason = "this executes a text that is put together when it runs".to_owned();
        let doubt = Doubt { site, reason };
        let tokens = touch::tokens(text);
        if !Hints::of(text).types {
            if may_begin_otherwise(&tokens) && Hints::of(self.body).types {
                self.replay.doubt_named(&[], self.body, &doubt);
            }
            return;
        }
        match statement::subject(&tokens).filter(|name| !name.name.contains(HOLE)) {
            Some(name) => {
                let key = self.replay.catalogue.subject_of(&name);
                self.replay.catalogue.doubt(key, doubt);
            }
            None => self.replay.doubt_named(&[], self.body, &doubt),
        }
    }
}

/// Whether a text with holes may be a statement on types that it does not show.
fn may_begin_otherwise(tokens: &[Token<'_>]) -> bool {
    let is_open = |token: Option<&Token<'_>>| token.is_none_or(|token| token.text.contains(HOLE));
    let first = tokens.first();
    is_open(first)
        || first.is_some_and(|token| {
            (token.is("create") || token.is("alter") || token.is("drop")) && is_open(tokens.get(1))
        })
}
