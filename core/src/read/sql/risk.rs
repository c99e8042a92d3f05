//! What may fail of the statements that are passed over, where a handler of the block
//! would catch it.

use super::block::Handler;
use super::do_block::Runner;
use super::refusal::OTHERS;
use super::select;
use super::statement::{self, Statement};
use super::token::Token;
use super::touch;

/// The conditions that a handler may be for: those that only some statements raise, and
/// all others.
const OBJECT: u8 = 1;
const TABLE: u8 = 2;
const COLUMN: u8 = 4;
const FUNCTION: u8 = 8;
const UNIQUE: u8 = 16;
const ROLE: u8 = 32;
const OTHER: u8 = 64;
/// A column may need a type that is dropped; without a handler for that it is taken for
/// granted that none does.
const NEEDED: u8 = 128;
const ANY: u8 = 127;

/// The conditions that some statements may raise.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Risks(u8);

impl Risks {
    pub(super) const ANY: Self = Self(ANY);
    /// Of an expression that is not followed.
    pub(super) const VALUE: Self = Self(OTHER);

    pub(super) fn add(&mut self, more: Self) {
        self.0 |= more.0;
    }

    /// Of a statement.
    pub(super) fn of(tokens: &[Token<'_>]) -> Self {
        let Some(first) = tokens.first() else {
            return Self::default();
        };
        const HARMLESS: [&str; 6] = ["comment", "get", "listen", "notify", "reset", "set"];
        if first.is_any(&HARMLESS) {
            return Self::default();
        }
        let raises = match statement::parse(tokens) {
            Ok(Statement::Other | Statement::Routine) if first.is("create") => created(tokens),
            Ok(Statement::Other) if first.is("alter") => altered(tokens),
            Ok(Statement::AlterOther { .. }) => owned(tokens),
            Ok(Statement::AlterRoutine) => OTHER | FUNCTION,
            Ok(Statement::Other | Statement::DropRoutines) => OTHER,
            Ok(Statement::DropTypes { cascade: false, .. }) => NEEDED,
            Ok(Statement::CopyIn) => OTHER | UNIQUE,
            Ok(Statement::Query) if first.is("create") => OTHER | OBJECT,
            Ok(Statement::Query) if first.is_any(&["insert", "merge", "update", "with"]) => {
                OTHER | UNIQUE
            }
            Ok(Statement::Query) => OTHER,
            _ => 0,
        };
        Self(raises)
    }

    /// Whether a handler may run.
    pub(super) fn may_run(self, handler: &Handler<'_, '_>) -> bool {
        let mut names = handler.conditions.iter();
        names.any(|name| self.0 & caught_by(name) != 0)
    }

    /// What is left of them behind these handlers.
    pub(super) fn past(self, handlers: &[Handler<'_, '_>]) -> Self {
        let mut names = handlers.iter().flat_map(|handler| &handler.conditions);
        if names.any(|name| name == OTHERS) {
            return Self::default();
        }
        self
    }
}

impl Runner<'_, '_> {
    /// What a statement may raise here.
    pub(super) fn risks_of(&self, tokens: &[Token<'_>]) -> Risks {
        if self.guards == 0 {
            return Risks::default();
        }
        if touch::calls(tokens).any(|name| self.replay.may_change_types(&name)) {
            return Risks::ANY;
        }
        let risks = Risks::of(tokens);
        // A query that can be answered does not fail.
        let strict = tokens.iter().any(|token| token.is("strict"));
        let asks = tokens
            .first()
            .is_some_and(|first| first.is_any(&["select", "perform"]));
        if asks && !strict && select::is_known(tokens, self.facts()) {
            return Risks::default();
        }
        risks
    }
}

/// What a handler catches of them.
fn caught_by(name: &str) -> u8 {
    match name {
        OTHERS => ANY & !NEEDED,
        "duplicate_object" | "42710" => OBJECT,
        "duplicate_table" | "42P07" => TABLE,
        "duplicate_column" | "42701" => COLUMN,
        "duplicate_function" | "42723" => FUNCTION,
        "unique_violation" | "23505" => UNIQUE,
        "duplicate_schema" | "42P06" => 0,
        "undefined_object" | "42704" | "insufficient_privilege" | "42501" => ROLE | OTHER,
        "dependent_objects_still_exist" | "2BP01" => NEEDED | OTHER,
        "integrity_constraint_violation" | "23000" => UNIQUE | OTHER,
        "syntax_error_or_access_rule_violation" | "42000" => ANY & !UNIQUE,
        _ => OTHER,
    }
}

/// What a `CREATE` raises.
fn created(tokens: &[Token<'_>]) -> u8 {
    const RELATIONS: [&str; 10] = [
        "foreign",
        "global",
        "index",
        "local",
        "materialized",
        "sequence",
        "table",
        "temp",
        "temporary",
        "unlogged",
    ];
    let replaces = tokens.get(1).is_some_and(|token| token.is("or"));
    let guarded = tokens
        .windows(3)
        .any(|three| three[0].is("if") && three[1].is("not") && three[2].is("exists"));
    let Some(kind) = tokens.get(if replaces { 3 } else { 1 }) else {
        return OTHER;
    };
    OTHER
        | match kind {
            _ if kind.is_any(&["aggregate", "function", "procedure"]) && !replaces => FUNCTION,
            _ if kind.is_any(&["aggregate", "function", "procedure"]) => 0,
            _ if kind.is_any(&["view", "recursive"]) && !replaces => TABLE | COLUMN,
            _ if kind.is_any(&["view", "recursive"]) => COLUMN,
            _ if kind.is("unique") && guarded => UNIQUE,
            _ if kind.is("unique") => UNIQUE | TABLE,
            _ if kind.is_any(&RELATIONS) && guarded => COLUMN,
            _ if kind.is_any(&RELATIONS) => COLUMN | TABLE,
            _ => OBJECT,
        }
}

/// What `ALTER TYPE … OWNER TO` raises, and what alters a type that is no enum.
fn owned(tokens: &[Token<'_>]) -> u8 {
    match tokens {
        [.., owner, to, role] if owner.is("owner") && to.is("to") => {
            let there = role.is_any(&["current_role", "current_user", "session_user"]);
            if there { 0 } else { ROLE }
        }
        _ => OTHER,
    }
}

/// What an `ALTER` raises.
fn altered(tokens: &[Token<'_>]) -> u8 {
    let has = |words: &[&str]| tokens.iter().any(|token| token.is_any(words));
    let mut raises = OTHER;
    if !has(&["if"]) || has(&["rename"]) {
        raises |= COLUMN;
    }
    if has(&["constraint", "primary", "unique"]) {
        raises |= UNIQUE;
    }
    if has(&[
        "constraint",
        "primary",
        "unique",
        "rename",
        "schema",
        "attach",
    ]) {
        raises |= OBJECT | TABLE | FUNCTION;
    }
    raises
}
