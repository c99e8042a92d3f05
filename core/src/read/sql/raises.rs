//! Which conditions a statement may raise, by its words alone.

use super::constant::split_commas;
use super::cursor::Cursor;
use super::risk::Risks;
use super::statement::{self, Statement};
use super::token::Token;

/// Settings that every server has, and that are given values which it takes.
const SETTINGS: [&str; 13] = [
    "application_name",
    "check_function_bodies",
    "client_encoding",
    "client_min_messages",
    "default_tablespace",
    "idle_in_transaction_session_timeout",
    "lock_timeout",
    "maintenance_work_mem",
    "row_security",
    "statement_timeout",
    "timezone",
    "work_mem",
    "xmloption",
];

impl Risks {
    /// What a statement may raise, whatever is there when it runs; of those that are
    /// replayed, what the replay cannot tell.
    pub(super) fn of(tokens: &[Token<'_>]) -> Self {
        let Some(first) = tokens.first() else {
            return Self::NONE;
        };
        if first.is_any(&["get", "listen", "notify"]) {
            return Self::NONE;
        }
        let Ok(parsed) = statement::parse(tokens) else {
            return Self::NONE;
        };
        match parsed {
            Statement::Other if first.is_any(&["reset", "set"]) => set(tokens),
            Statement::Other | Statement::Routine if first.is("create") => created(tokens),
            Statement::Other if first.is("alter") => altered(tokens),
            Statement::DropRoutines => dropped(tokens),
            Statement::Other if first.is("drop") => dropped(tokens),
            Statement::AlterOther { .. } => of_other_type(tokens),
            Statement::AlterRoutine => Self::VALUE | Self::FUNCTION,
            Statement::DropTypes { cascade: false, .. }
            | Statement::DropSchemas { cascade: false, .. } => Self::NEEDED,
            Statement::CreateSchema {
                name,
                if_not_exists: false,
            } if name == "public" => Self::SCHEMA,
            Statement::CreateOther { .. } => Self::VALUE | Self::TABLE,
            Statement::Query if first.is("create") => Self::VALUE | Self::OBJECT,
            Statement::Query if first.is_any(&["perform", "select", "table", "values"]) => {
                Self::VALUE
            }
            Statement::Query | Statement::CopyIn => Self::VALUE | Self::UNIQUE,
            Statement::Do => Self::ANY,
            Statement::Other
            | Statement::Transaction(_)
            | Statement::SessionDefault(_)
            | Statement::CreateDomain { .. } => Self::VALUE,
            _ => Self::NONE,
        }
    }
}

/// What a `SET` or `RESET` raises: a setting may not be there, as a role may not.
fn set(tokens: &[Token<'_>]) -> Risks {
    let mut cursor = Cursor::new(&tokens[1..]);
    cursor.one_of(&["local", "session"]);
    // A name with a dot need not be there.
    let custom =
        |cursor: Cursor<'_, '_>| cursor.rest().get(1).is_some_and(|dot| dot.is_symbol(b'.'));
    match custom(cursor) || cursor.one_of(&SETTINGS).is_some() {
        true => Risks::NONE,
        false => Risks::VALUE | Risks::ROLE,
    }
}

/// What a `CREATE` raises.
fn created(tokens: &[Token<'_>]) -> Risks {
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
        return Risks::VALUE;
    };
    let more = match kind {
        _ if kind.is_any(&["aggregate", "function", "procedure"]) && !replaces => Risks::FUNCTION,
        _ if kind.is_any(&["aggregate", "function", "procedure"]) => Risks::NONE,
        _ if kind.is_any(&["view", "recursive"]) && !replaces => Risks::TABLE | Risks::COLUMN,
        _ if kind.is_any(&["view", "recursive"]) => Risks::COLUMN,
        _ if kind.is("unique") && guarded => Risks::UNIQUE,
        _ if kind.is("unique") => Risks::UNIQUE | Risks::TABLE,
        _ if kind.is_any(&RELATIONS) && guarded => Risks::COLUMN,
        _ if kind.is_any(&RELATIONS) => Risks::COLUMN | Risks::TABLE,
        // Its script may do anything.
        _ if kind.is("extension") => Risks::ANY,
        _ => Risks::OBJECT,
    };
    Risks::VALUE | more
}

/// What a `DROP` raises of what is no type.
fn dropped(tokens: &[Token<'_>]) -> Risks {
    let guarded = tokens
        .windows(2)
        .any(|pair| pair[0].is("if") && pair[1].is("exists"));
    if guarded { Risks::REST } else { Risks::VALUE }
}

/// What `ALTER TYPE … OWNER TO` raises, and what alters a type that is no enum.
fn of_other_type(tokens: &[Token<'_>]) -> Risks {
    match tokens {
        [.., owner, to, role] if owner.is("owner") && to.is("to") => {
            let there = role.is_any(&["current_role", "current_user", "session_user"]);
            if there { Risks::NONE } else { Risks::ROLE }
        }
        _ => Risks::VALUE | adding_in_general(tokens),
    }
}

/// What an `ALTER` raises of what is no type.
fn altered(tokens: &[Token<'_>]) -> Risks {
    let mut cursor = Cursor::new(&tokens[1..]);
    cursor.word("foreign");
    if !cursor.word("table") {
        return Risks::VALUE | adding_in_general(tokens);
    }
    cursor.words(&["if", "exists"]);
    cursor.word("only");
    if cursor.type_ref().is_err() {
        return Risks::ANY;
    }
    cursor.symbol(b'*');
    let actions = split_commas(cursor).into_iter().map(table_action);
    actions.fold(Risks::VALUE, |all, one| all | one)
}

/// What an `ALTER` raises besides that something is not there, if all that is known is
/// its words.
fn adding_in_general(tokens: &[Token<'_>]) -> Risks {
    const ADDING: [&str; 7] = [
        "add",
        "attach",
        "attribute",
        "rename",
        "schema",
        "constraint",
        "mapping",
    ];
    let adds = tokens.iter().any(|token| token.is_any(&ADDING));
    if adds { Risks::ANY } else { Risks::NONE }
}

/// What one action of an `ALTER TABLE` raises.
fn table_action(tokens: &[Token<'_>]) -> Risks {
    const QUIET: [&str; 8] = [
        "cluster", "disable", "drop", "enable", "force", "no", "owner", "replica",
    ];
    let mut cursor = Cursor::new(tokens);
    if cursor.one_of(&QUIET).is_some() {
        return Risks::NONE;
    }
    if cursor.word("add") {
        return table_addition(cursor);
    }
    let retypes = tokens.iter().any(|token| token.is("type"));
    match cursor.one_of(&["alter", "set", "validate"]) {
        // It builds the indexes anew.
        Some(0) if retypes => Risks::UNIQUE,
        Some(1) if cursor.word("schema") => Risks::ANY,
        Some(_) => Risks::NONE,
        None => Risks::ANY,
    }
}

/// What the `ADD` of an `ALTER TABLE` raises.
fn table_addition(mut cursor: Cursor<'_, '_>) -> Risks {
    const CONSTRAINTS: [&str; 3] = ["constraint", "primary", "unique"];
    const OTHERS: [&str; 3] = ["check", "exclude", "foreign"];
    let named = cursor.rest().iter().any(|token| token.is_any(&CONSTRAINTS));
    let objects = match named {
        true => Risks::UNIQUE | Risks::OBJECT | Risks::TABLE | Risks::FUNCTION,
        false => Risks::NONE,
    };
    let constrains = |token: &Token<'_>| token.is_any(&CONSTRAINTS) || token.is_any(&OTHERS);
    let column = !cursor.peek().is_some_and(constrains);
    cursor.word("column");
    match column && !cursor.words(&["if", "not", "exists"]) {
        true => objects | Risks::COLUMN,
        false => objects,
    }
}
