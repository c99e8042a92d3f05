//! `EXECUTE` in a `DO` block.

use super::constant::{self, HOLE};
use super::cursor::TypeRef;
use super::do_block::{Runner, broken};
use super::lexer::Lexer;
use super::outline::{Piece, outline};
use super::refusal::{Doubt, Refusal, Site};
use super::replay::Origin;
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
        let pieces = outline(lexer).map_err(|error| broken(&error.reason, site))?;
        self.replay.nesting += 1;
        let result = self.execute_all(&pieces, site);
        self.replay.nesting -= 1;
        result
    }

    fn execute_all(&mut self, pieces: &[Piece<'_>], site: Site) -> Result<(), Refusal> {
        let mut tokens = Vec::new();
        for piece in pieces {
            if self.replay.runs(piece.matters) {
                piece
                    .read(&mut tokens)
                    .map_err(|error| broken(&error.reason, site))?;
                let parsed = statement::parse(&tokens);
                self.sql(parsed, &tokens, Origin::Inside(site))?;
            }
        }
        Ok(())
    }

    /// Doubts what a text may touch that has holes in it.
    fn computed(&mut self, text: &str, site: Site) {
        let reason = "this executes a text that is put together when it runs";
        let tokens = touch::tokens(text);
        if Hints::of(text).types {
            match only_subject(&tokens) {
                Some(name) => {
                    let key = self.replay.catalogue.subject_of(&name);
                    let reason = reason.to_owned();
                    self.replay.catalogue.doubt(key, Doubt { site, reason });
                }
                None => self.doubt_body(site, reason),
            }
        } else if may_begin_otherwise(&tokens) && self.may_be_on_types(&tokens) {
            self.doubt_body(site, reason);
        }
    }

    /// Whether the block hints at types, or at no kind of statement at all.
    fn may_be_on_types(&self, tokens: &[Token<'_>]) -> bool {
        Hints::of(self.body).types || (is_open(tokens.first()) && !touch::has_statement(self.body))
    }
}

/// The one type that a text with holes is about, if its name has none.
fn only_subject(tokens: &[Token<'_>]) -> Option<TypeRef> {
    let semicolon = tokens.iter().position(|token| token.is_symbol(b';'));
    if semicolon.is_some_and(|at| at + 1 < tokens.len()) {
        return None;
    }
    let name = statement::subject(tokens)?;
    let schema = name.schema.as_deref().unwrap_or_default();
    let whole = !name.name.contains(HOLE) && !schema.contains(HOLE);
    whole.then_some(name)
}

/// Whether it is not known what stands here.
fn is_open(token: Option<&Token<'_>>) -> bool {
    token.is_none_or(|token| token.text.contains(HOLE))
}

/// Whether a text with holes may be a statement on types that it does not show.
fn may_begin_otherwise(tokens: &[Token<'_>]) -> bool {
    let first = tokens.first();
    is_open(first)
        || first.is_some_and(|token| {
            (token.is("create") || token.is("alter") || token.is("drop")) && is_open(tokens.get(1))
        })
}
