//! What may fail of the statements that are passed over, where a handler of the block
//! would catch it: what is not known to be unable to fail may.

use core::ops::BitOr;

use super::aggregate::Aggregate;
use super::block::Handler;
use super::catalogue::{Found, qualified};
use super::constant::HOLE;
use super::cursor::{Cursor, TypeRef};
use super::do_block::Runner;
use super::functions;
use super::guard::{decide, type_named};
use super::literal::{self, DEFAULT_ESCAPE};
use super::refusal::{Condition, Key, OTHERS, Refusal, Site, Subject};
use super::select;
use super::statement::{self, Statement};
use super::system::PG_CATALOG;
use super::token::{Kind, Token};
use super::touch;
use super::value::{Facts, Value, evaluate};
use crate::change::Change;

/// The conditions that some statements may raise.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Risks(u16);

impl BitOr for Risks {
    type Output = Self;

    fn bitor(self, more: Self) -> Self {
        Self(self.0 | more.0)
    }
}

/// The conditions that only some statements raise, and all others.
impl Risks {
    pub(super) const NONE: Self = Self(0);
    pub(super) const OBJECT: Self = Self(1);
    pub(super) const TABLE: Self = Self(2);
    pub(super) const COLUMN: Self = Self(4);
    pub(super) const FUNCTION: Self = Self(8);
    pub(super) const UNIQUE: Self = Self(16);
    pub(super) const ROLE: Self = Self(32);
    pub(super) const SCHEMA: Self = Self(64);
    /// Something that is named is not there.
    const MISSING: Self = Self(128);
    /// A column may need a type that is dropped; without a handler for that it is taken
    /// for granted that none does.
    pub(super) const NEEDED: Self = Self(256);
    pub(super) const REST: Self = Self(512);
    pub(super) const ANY: Self = Self(1023);
    /// Of an expression that is not followed.
    pub(super) const VALUE: Self = Self(Self::REST.0 | Self::MISSING.0);
}

impl Risks {
    pub(super) fn add(&mut self, more: Self) {
        *self = *self | more;
    }

    /// Whether a handler may run.
    pub(super) fn may_run(self, handler: &Handler<'_, '_>) -> bool {
        let mut names = handler.conditions.iter();
        names.any(|name| self.0 & Self::caught_by(name).0 != 0)
    }

    /// What is left of them behind these handlers.
    pub(super) fn past(self, handlers: &[Handler<'_, '_>]) -> Self {
        let mut names = handlers.iter().flat_map(|handler| &handler.conditions);
        if names.any(|name| name == OTHERS) {
            return Self::NONE;
        }
        self
    }

    /// What a handler catches of them.
    fn caught_by(name: &str) -> Self {
        match name {
            OTHERS => Self::ANY,
            "duplicate_object" | "42710" => Self::OBJECT,
            "duplicate_table" | "42P07" => Self::TABLE,
            "duplicate_column" | "42701" => Self::COLUMN,
            "duplicate_function" | "42723" => Self::FUNCTION,
            "duplicate_schema" | "42P06" => Self::SCHEMA,
            "unique_violation" | "23505" => Self::UNIQUE,
            "undefined_column" | "42703" | "undefined_function" | "42883" => Self::MISSING,
            "undefined_table" | "42P01" | "invalid_schema_name" | "3F000" => Self::MISSING,
            "undefined_object" | "42704" => Self::MISSING | Self::ROLE,
            "insufficient_privilege" | "42501" => Self::REST | Self::ROLE,
            "dependent_objects_still_exist" | "2BP01" => Self::REST | Self::NEEDED,
            "dependent_privilege_descriptors_still_exist" | "2B000" => Self::REST | Self::NEEDED,
            "integrity_constraint_violation" | "23000" => Self::REST | Self::UNIQUE,
            "syntax_error_or_access_rule_violation" | "42000" => {
                Self(Self::ANY.0 & !Self::UNIQUE.0 & !Self::NEEDED.0)
            }
            _ => Self::REST,
        }
    }
}

impl Runner<'_, '_> {
    /// Notes what an expression may raise, which ends the block at once where it is sure.
    pub(super) fn weigh(&mut self, expression: &[Token<'_>]) -> Result<(), Refusal> {
        if self.guards == 0 || expression.is_empty() {
            return Ok(());
        }
        let types = self.types_by_name(expression)?;
        let risks = match types {
            _ if functions::may_do_anything(expression) => Risks::ANY,
            true if cannot_fail(expression, self.facts()) => Risks::NONE,
            _ => Risks::VALUE,
        };
        self.risks.add(risks);
        Ok(())
    }

    /// The same of a statement.
    pub(super) fn weigh_statement(&mut self, tokens: &[Token<'_>]) -> Result<(), Refusal> {
        if self.guards == 0 {
            return Ok(());
        }
        let risks = match statement::parse(tokens) {
            Ok(Statement::Query) => {
                let types = self.types_by_name(tokens)?;
                self.risks_of_query(tokens, types)
            }
            Ok(statement) if self.may_miss_schema(&statement) => Risks::MISSING,
            _ if self.is_without_risk(tokens) => Risks::NONE,
            _ => Risks::of(tokens) | self.risks_of_definition(tokens),
        };
        self.risks.add(risks);
        Ok(())
    }

    /// The same of what a loop goes over, where that is not known.
    pub(super) fn weigh_rounds(&mut self, head: &[Token<'_>]) -> Result<(), Refusal> {
        const CHANGES: [&str; 6] = ["delete", "execute", "insert", "merge", "update", "with"];
        if self.guards == 0 {
            return Ok(());
        }
        self.types_by_name(head)?;
        let anything =
            functions::may_do_anything(head) || head.iter().any(|token| token.is_any(&CHANGES));
        self.risks
            .add(if anything { Risks::ANY } else { Risks::VALUE });
        Ok(())
    }

    /// A query that can be answered does not fail.
    fn risks_of_query(&self, tokens: &[Token<'_>], types: bool) -> Risks {
        if functions::may_do_anything(tokens) {
            return Risks::ANY;
        }
        let strict = tokens.iter().any(|token| token.is("strict"));
        if types && !strict && is_answered(tokens, self.facts()) {
            return Risks::NONE;
        }
        Risks::of(tokens)
    }

    /// What the types and functions that are known add to the risks of a statement that
    /// defines something.
    fn risks_of_definition(&self, tokens: &[Token<'_>]) -> Risks {
        let mut called = touch::calls(tokens);
        if called.any(|name| self.replay.may_change_types(&name)) {
            return Risks::ANY;
        }
        let creates = tokens.first().is_some_and(|first| first.is("create"));
        if !creates || !matches!(statement::parse(tokens), Ok(Statement::Other)) {
            return Risks::NONE;
        }
        let query = tokens.iter().position(|token| token.is("select"));
        let stored = tokens.iter().take(4).any(|token| token.is("view"));
        if query.is_some_and(|at| !stored && functions::may_do_anything(&tokens[at..])) {
            return Risks::ANY;
        }
        // A table is a type, too.
        let mut names = tokens
            .iter()
            .take_while(|token| !token.is_symbol(b'(') && !token.is("as"))
            .filter_map(|token| literal::name(token, DEFAULT_ESCAPE)?.ok());
        match names.any(|name| self.replay.catalogue.named(&name).next().is_some()) {
            true => Risks::OBJECT,
            false => Risks::NONE,
        }
    }

    /// Whether a type is to be in a schema of which it is not known that it is there.
    fn may_miss_schema(&self, statement: &Statement) -> bool {
        let schema = match statement {
            Statement::CreateEnum { name, .. } => name.schema.as_deref(),
            Statement::Alter {
                change: Change::SetSchema { to },
                ..
            } => Some(to.as_str()),
            _ => None,
        };
        schema.is_some_and(|schema| self.replay.catalogue.schema_exists(schema).is_none())
    }

    /// Whether what a statement names is known to be there, or need not be.
    fn is_without_risk(&self, tokens: &[Token<'_>]) -> bool {
        let known = |name: &TypeRef| matches!(self.replay.catalogue.find(name), Found::One(_));
        let mut cursor = Cursor::new(tokens);
        if cursor.words(&["comment", "on", "type"]) {
            return cursor.type_ref().is_ok_and(|name| known(&name));
        }
        match statement::parse(tokens) {
            Ok(Statement::DropTypes { names, .. }) => names.iter().all(|name| {
                let found = self.replay.catalogue.find(name);
                matches!(found, Found::None(key) if self.replay.catalogue.exists(&key) == Some(false))
            }),
            _ => false,
        }
    }

    /// Whether each `'name'::regtype` is known to be there; an error if one is not.
    ///
    /// The server looks for the type when it reads the expression, wherever that stands.
    fn types_by_name(&self, tokens: &[Token<'_>]) -> Result<bool, Refusal> {
        let catalogue = &self.replay.catalogue;
        let mut all_known = true;
        for (at, token) in tokens.iter().enumerate() {
            if !token.is("regtype") {
                continue;
            }
            let Some(name) = cast_name(&tokens[..at]) else {
                all_known = false;
                continue;
            };
            match catalogue.find(&name) {
                Found::One(_) => {}
                Found::None(key) if key.schema == PG_CATALOG => {}
                Found::None(key) if catalogue.exists(&key) == Some(false) => {
                    return Err(missing(key, self.origin.site(tokens)));
                }
                _ => all_known = false,
            }
        }
        Ok(all_known)
    }
}

fn missing(key: Key, site: Site) -> Refusal {
    Refusal {
        condition: Condition::UndefinedObject,
        reason: format!("there is no type `{}` at this point", qualified(&key)),
        subject: Subject::Type(key),
        site,
    }
}

/// The name in `'name'::`
fn cast_name(before: &[Token<'_>]) -> Option<TypeRef> {
    let [.., text, one, two] = before else {
        return None;
    };
    let casts = one.is_symbol(b':') && two.is_symbol(b':');
    let text = literal::text(text, DEFAULT_ESCAPE)
        .filter(|_| casts)?
        .ok()?;
    type_named(&text)
}

/// Whether an expression is known to give a value.
fn cannot_fail(expression: &[Token<'_>], facts: Facts<'_>) -> bool {
    match evaluate(expression, facts) {
        Some(Value::Text(text)) if text.contains(HOLE) => is_plain(expression),
        // Its elements are taken as texts.
        Some(Value::Array(_) | Value::Grid(_)) => !casts_elements(expression),
        Some(_) => true,
        None => is_plain(expression) || decide(expression, facts).is_some(),
    }
}

/// Whether there is a cast to an array of what not every text is.
fn casts_elements(expression: &[Token<'_>]) -> bool {
    const TEXTS: [&str; 4] = ["character", "name", "text", "varchar"];
    let casts = |three: &[Token<'_>]| three[0].is_symbol(b':') && three[1].is_symbol(b':');
    let mut casts = expression.windows(3).filter(|three| casts(three));
    casts.any(|three| !three[2].is_any(&TEXTS))
}

/// Whether an expression only names values and puts them together as texts.
fn is_plain(expression: &[Token<'_>]) -> bool {
    const SIGNS: [Kind; 6] = [
        Kind::Symbol(b'|'),
        Kind::Symbol(b','),
        Kind::Symbol(b'.'),
        Kind::Symbol(b'('),
        Kind::Symbol(b')'),
        Kind::Number,
    ];
    const WORDS: [&str; 8] = [
        "any", "at", "between", "case", "cast", "exists", "in", "select",
    ];
    let is_text =
        |token: &Token<'_>| matches!(token.kind, Kind::Text | Kind::Escaped | Kind::Dollar);
    // `date '…'` is a cast.
    let casts = |pair: &[Token<'_>]| pair[0].kind == Kind::Word && is_text(&pair[1]);
    let fits = |token: &Token<'_>| match token.kind {
        Kind::Word => !token.is_any(&WORDS),
        Kind::Quoted => true,
        kind => is_text(token) || SIGNS.contains(&kind),
    };
    expression.iter().all(fits)
        && !expression.windows(2).any(casts)
        && functions::cannot_fail(expression)
}

/// Whether all is known of a query that is asked in a block.
fn is_answered(tokens: &[Token<'_>], facts: Facts<'_>) -> bool {
    select::is_known(tokens, facts, |item| {
        Aggregate::of(item).is_some() || cannot_fail(item, facts)
    })
}
