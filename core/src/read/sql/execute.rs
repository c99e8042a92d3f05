//! `EXECUTE` in a `DO` block.

use super::calls::DEEPEST;
use super::constant::{self, HOLE, SHUFFLED};
use super::cursor::Cursor;
use super::do_block::Runner;
use super::guard::split;
use super::hints::Hints;
use super::lexer::Lexer;
use super::outline::{Piece, outline};
use super::refusal::{Doubt, Key, Refusal, Site};
use super::replay::Origin;
use super::risk::Risks;
use super::search_path::Setting;
use super::select;
use super::statement::{self, Statement};
use super::token::{Kind, Token};
use super::touch;
use super::unfollowed::broken;
use super::value::{FOUND, Facts, Value, Variables};

/// The text that an expression gives, with [`HOLE`]s in it. PL/pgSQL reads it as the
/// items of a `SELECT`, so a `FROM` may stand behind it.
fn executed_text(expression: &[Token<'_>], facts: Facts<'_>) -> String {
    match (expression.first(), split(expression, "from").len()) {
        (Some(first), 2) => {
            let text = "select";
            let query = [
                &[Token {
                    text,
                    kind: Kind::Word,
                    ..*first
                }],
                expression,
            ]
            .concat();
            match select::scalar(Cursor::new(&query), facts) {
                Some(Value::Text(text)) => text,
                _ => HOLE.to_string(),
            }
        }
        _ => constant::text(expression, facts),
    }
}

impl Runner<'_, '_> {
    /// `EXECUTE`: runs a text that can be told, and doubts what another may touch.
    pub(super) fn execute(
        &mut self,
        whole: &[Token<'_>],
        expression: &[Token<'_>],
    ) -> Result<(), Refusal> {
        let site = self.origin.site(whole);
        self.weigh(expression)?;
        for given in split(&whole[1 + expression.len()..], "using")
            .iter()
            .skip(1)
        {
            self.weigh(given)?;
        }
        let expression = &self.resolved(expression)?;
        let mut text = executed_text(expression, self.facts());
        if text.contains(SHUFFLED) {
            text = in_any_order(text);
        }
        if text.contains(HOLE) {
            self.risks.add(Risks::ANY);
            self.computed(&text, site);
            return Ok(());
        }
        // It does not see the variables.
        let variables = core::mem::take(&mut self.variables);
        let result = self.execute_text(&text, site);
        self.variables = variables;
        result
    }

    /// What an executed query leaves in the variables behind its `INTO`.
    pub(super) fn executed_results(
        &self,
        whole: &[Token<'_>],
        expression: &[Token<'_>],
    ) -> Vec<(String, Option<Value>)> {
        let behind = &whole[1 + expression.len()..];
        let Some(into) = behind.iter().position(|token| token.is("into")) else {
            return Vec::new();
        };
        let targets = split(&behind[into..], "using")[0];
        let Some(text) = constant::known(expression, self.facts()) else {
            return Vec::new();
        };
        let query = [&touch::tokens(&text), targets].concat();
        // It does not see the variables, and leaves `FOUND` alone.
        let mut results = select::results(&query, self.facts().with(&Variables::new()));
        results.retain(|(name, _)| name != FOUND);
        results
    }

    /// Runs the statements of a text.
    pub(super) fn execute_text(&mut self, text: &str, site: Site) -> Result<(), Refusal> {
        if self.replay.nesting >= DEEPEST {
            self.give_up(site);
            return Ok(());
        }
        let mut lexer = Lexer::fragment(text);
        lexer.backslash_escapes = self.replay.backslash_escapes;
        let pieces = outline(lexer, false).map_err(|error| broken(&error.reason, site))?;
        for statement in touch::tokens(text).split(|token| token.is_symbol(b';')) {
            self.weigh_statement(statement)?;
        }
        self.replay.nesting += 1;
        let result = self.execute_all(&pieces, site);
        self.replay.nesting -= 1;
        result
    }

    fn execute_all(&mut self, pieces: &[Piece<'_>], site: Site) -> Result<(), Refusal> {
        let mut tokens = Vec::new();
        for piece in pieces {
            if self.replay.runs(piece) {
                piece
                    .read(&mut tokens)
                    .map_err(|error| broken(&error.reason, site))?;
                let parsed = piece.parse(&tokens);
                self.sql(parsed, &tokens, Origin::Inside(site))?;
            }
        }
        Ok(())
    }

    /// Doubts what a text may touch that has holes in it.
    fn computed(&mut self, text: &str, site: Site) {
        let reason = "this executes a text that is put together when it runs";
        let tokens = touch::tokens(text);
        let hints = Hints::of(text);
        if hints.path {
            self.computed_path(&tokens);
        }
        if hints.types {
            let doubt = Doubt {
                site,
                reason: reason.to_owned(),
            };
            match self.subjects(&tokens) {
                Some(keys) => self.replay.catalogue.doubt_each(keys, &doubt),
                None => self.doubt_body(site, reason),
            }
        } else if may_begin_otherwise(&tokens) && self.may_be_on_types(&tokens) {
            self.doubt_body(site, reason);
        }
    }

    /// Takes what a text with holes sets `search_path` to, now or for later sessions.
    fn computed_path(&mut self, tokens: &[Token<'_>]) {
        for statement in tokens.split(|token| token.is_symbol(b';')) {
            let called = Setting::of_call(statement, self.facts());
            let path = self.replay.catalogue.path_mut();
            match (statement::parse(statement), called) {
                (Ok(Statement::SearchPath { setting, scope }), _) => path.set(setting, scope),
                (Ok(Statement::SessionDefault(setting)), _) => path.set_default(setting),
                (_, Some((setting, scope))) => path.set(setting, scope),
                _ => {}
            }
        }
    }

    /// The types that a text with holes can be about, if it tells.
    fn subjects(&self, tokens: &[Token<'_>]) -> Option<Vec<Key>> {
        let semicolon = tokens.iter().position(|token| token.is_symbol(b';'));
        if semicolon.is_some_and(|at| at + 1 < tokens.len()) {
            return None;
        }
        if let Ok(Statement::AlterOther { .. }) = statement::parse(tokens) {
            return Some(Vec::new());
        }
        let catalogue = &self.replay.catalogue;
        let name = statement::subject(tokens).filter(|name| !name.name.contains(HOLE))?;
        let schema = name.schema.as_deref().unwrap_or_default();
        if !schema.contains(HOLE) {
            return Some(vec![catalogue.subject_of(&name)]);
        }
        // In whatever schema there is one: a new one may be in any other.
        let creates = tokens.first().is_some_and(|first| first.is("create"));
        let keys: Vec<Key> = catalogue
            .named(&name.name)
            .map(|(key, _)| key.clone())
            .collect();
        (!creates && !keys.is_empty()).then_some(keys)
    }

    /// Whether the block hints at types, or at no kind of statement at all.
    fn may_be_on_types(&self, tokens: &[Token<'_>]) -> bool {
        self.hints().types || (is_open(tokens.first()) && !touch::has_statement(self.body))
    }
}

/// A text in which the server may put parts in another order, as any of them, if that
/// is all the same; else as it is.
fn in_any_order(text: String) -> String {
    const ALIKE: [&str; 4] = ["comment", "drop", "grant", "revoke"];
    let plain = text.replace(SHUFFLED, "");
    let tokens = touch::tokens(&plain);
    let mut statements = tokens.split(|token| token.is_symbol(b';'));
    let alike = statements.all(|statement| match statement.first() {
        Some(first) => ALIKE.iter().any(|word| first.is(word)),
        None => true,
    });
    if alike { plain } else { text }
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
