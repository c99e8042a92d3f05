//! Tokens of one statement to what the replay does with it.

use super::cursor::{Cursor, TypeRef};
use super::lexer::{Kind, Token};
use super::search_path::{Scope, Setting};
use crate::change::{Change, Position};
use crate::model::{Label, Name};

/// What a statement does to types, or what the reading of others depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Statement {
    CreateEnum {
        name: TypeRef,
        /// The labels and where each stands in the text.
        labels: Vec<(Label, usize)>,
    },
    /// A domain, or a type that is no enum.
    CreateOther {
        name: TypeRef,
    },
    /// `CREATE TYPE name;`, which a definition may follow.
    CreateShell {
        name: TypeRef,
    },
    Alter {
        name: TypeRef,
        change: Change,
    },
    DropTypes {
        names: Vec<TypeRef>,
        if_exists: bool,
    },
    CreateSchema {
        name: String,
        if_not_exists: bool,
    },
    RenameSchema {
        from: String,
        to: Name,
    },
    DropSchemas {
        names: Vec<String>,
        if_exists: bool,
        cascade: bool,
    },
    SearchPath {
        setting: Setting,
        scope: Scope,
    },
    /// What later sessions start with.
    SessionDefault(Setting),
    /// `standard_conforming_strings`, as a setting of the lexer.
    BackslashEscapes(bool),
    Transaction(Transaction),
    Do,
    Routine,
    DropOwned,
    CopyIn,
    /// Anything that may call a function.
    Query,
    /// Nothing that matters here.
    Other,
}

/// A statement that begins or ends something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Transaction {
    Begin,
    Commit { chain: bool },
    Rollback { chain: bool },
    Savepoint(String),
    RollbackTo(String),
    Release(String),
}

/// A statement that the server would not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Malformed {
    /// The type that it is about, as far as it got.
    pub(super) about: Option<TypeRef>,
    pub(super) reason: String,
}

impl From<String> for Malformed {
    fn from(reason: String) -> Self {
        Self {
            about: None,
            reason,
        }
    }
}

type Parsed = Result<Statement, Malformed>;

/// What a statement's first words say about the need for the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Interest {
    /// Another word tells.
    Undecided,
    /// It can be passed over.
    None,
    /// All its tokens are needed.
    All,
    /// They are needed if a function that touches types may be called.
    IfCalling,
}

/// Tells from the first words of a statement.
pub(super) fn interest(tokens: &[Token<'_>]) -> Interest {
    let mut cursor = Cursor::new(tokens);
    let undecided_at_end = |cursor: Cursor<'_, '_>, then: &[&str]| match cursor.peek() {
        None => Interest::Undecided,
        Some(token) if then.iter().any(|word| token.is(word)) => Interest::All,
        Some(_) => Interest::None,
    };
    if cursor.word("create") {
        if cursor.word("or") && !cursor.word("replace") {
            return undecided_at_end(cursor, &[]);
        }
        return undecided_at_end(cursor, &CREATES);
    }
    if cursor.word("alter") {
        return undecided_at_end(cursor, &ALTERS);
    }
    if cursor.word("drop") {
        return undecided_at_end(cursor, &DROPS);
    }
    if cursor.word("insert") {
        return insert_interest(cursor);
    }
    match cursor.one_of(&HEADS) {
        Some(_) => Interest::All,
        None => Interest::None,
    }
}

const CREATES: [&str; 8] = [
    "type",
    "domain",
    "schema",
    "function",
    "procedure",
    "trigger",
    "event",
    "constraint",
];
const ALTERS: [&str; 7] = [
    "type", "domain", "schema", "role", "user", "database", "group",
];
const DROPS: [&str; 4] = ["type", "domain", "schema", "owned"];
const HEADS: [&str; 24] = [
    "set",
    "reset",
    "discard",
    "select",
    "with",
    "values",
    "call",
    "update",
    "delete",
    "merge",
    "explain",
    "do",
    "copy",
    "begin",
    "start",
    "commit",
    "end",
    "rollback",
    "abort",
    "savepoint",
    "release",
    "prepare",
    "perform",
    "table",
];

/// Rows of data are the bulk of many folders, and hardly ever go to a catalogue.
fn insert_interest(mut cursor: Cursor<'_, '_>) -> Interest {
    cursor.word("into");
    match cursor.peek() {
        None => Interest::Undecided,
        Some(token) if token.is("pg_enum") || token.is("pg_catalog") || token.is("pg_type") => {
            Interest::All
        }
        Some(_) => Interest::IfCalling,
    }
}

/// Parses one statement, without its semicolon.
pub(super) fn parse(tokens: &[Token<'_>]) -> Parsed {
    let mut cursor = Cursor::new(tokens);
    let Some(head) = cursor.next() else {
        return Ok(Statement::Other);
    };
    let head = head.text.to_ascii_lowercase();
    match head.as_str() {
        "create" => create(cursor),
        "alter" => alter(cursor),
        "drop" => drop(cursor),
        "set" => Ok(set(cursor)),
        "reset" => Ok(reset(cursor)),
        "discard" if cursor.word("all") => Ok(Statement::SearchPath {
            setting: Setting::Default,
            scope: Scope::Session,
        }),
        "do" => Ok(Statement::Do),
        "copy" => Ok(copy(cursor)),
        "insert" | "select" | "with" | "values" | "call" | "update" | "delete" | "merge"
        | "explain" | "table" | "perform" => Ok(Statement::Query),
        other => Ok(transaction(other, cursor).map_or(Statement::Other, Statement::Transaction)),
    }
}

fn create(mut cursor: Cursor<'_, '_>) -> Parsed {
    cursor.words(&["or", "replace"]);
    match cursor.one_of(&CREATES) {
        Some(0) => create_type(cursor),
        Some(1) => {
            let name = cursor.type_ref()?;
            Ok(Statement::CreateOther { name })
        }
        Some(2) => create_schema(cursor),
        Some(3 | 4) => Ok(Statement::Routine),
        Some(_) => Ok(Statement::Query),
        None => Ok(Statement::Other),
    }
}

fn create_type(mut cursor: Cursor<'_, '_>) -> Parsed {
    if cursor.words(&["if", "not", "exists"]) {
        return Err(Malformed {
            about: cursor.type_ref().ok(),
            reason: "PostgreSQL has no `CREATE TYPE IF NOT EXISTS`; put the statement into a \
                     `DO` block that catches `duplicate_object`"
                .into(),
        });
    }
    let name = cursor.type_ref()?;
    if cursor.at_end() {
        return Ok(Statement::CreateShell { name });
    }
    if !cursor.words(&["as", "enum"]) {
        return Ok(Statement::CreateOther { name });
    }
    let labels = enum_labels(&mut cursor).and_then(|labels| end(cursor).map(|()| labels));
    match labels {
        Ok(labels) => Ok(Statement::CreateEnum { name, labels }),
        Err(reason) => Err(about(name, reason)),
    }
}

fn enum_labels(cursor: &mut Cursor<'_, '_>) -> Result<Vec<(Label, usize)>, String> {
    let mut inside = cursor
        .parenthesized()
        .ok_or_else(|| cursor.expected("a list of labels in parentheses"))?;
    if inside.at_end() {
        return Ok(Vec::new());
    }
    let labels = inside.list(|cursor| {
        let offset = cursor.peek().map_or(0, |token| token.start);
        label(cursor).map(|label| (label, offset))
    })?;
    if inside.at_end() {
        Ok(labels)
    } else {
        Err(inside.expected("a `,` between two labels"))
    }
}

fn label(cursor: &mut Cursor<'_, '_>) -> Result<Label, String> {
    let text = cursor.text()?;
    Label::new(text).map_err(|error| format!("{error}"))
}

fn name(cursor: &mut Cursor<'_, '_>) -> Result<Name, String> {
    Name::new(cursor.name()?).map_err(|error| format!("{error}"))
}

/// Refuses what follows the end of a statement.
fn end(cursor: Cursor<'_, '_>) -> Result<(), String> {
    if cursor.at_end() {
        Ok(())
    } else {
        Err(cursor.expected("the end of the statement"))
    }
}

fn about(name: TypeRef, reason: String) -> Malformed {
    Malformed {
        about: Some(name),
        reason,
    }
}

fn create_schema(mut cursor: Cursor<'_, '_>) -> Parsed {
    let if_not_exists = cursor.words(&["if", "not", "exists"]);
    if cursor.word("authorization") {
        // The schema takes the role's name.
        let name = cursor.label_name()?;
        return Ok(Statement::CreateSchema {
            name,
            if_not_exists,
        });
    }
    let name = cursor.name()?;
    Ok(Statement::CreateSchema {
        name,
        if_not_exists,
    })
}

fn alter(mut cursor: Cursor<'_, '_>) -> Parsed {
    match cursor.one_of(&ALTERS) {
        Some(0) => alter_type(cursor),
        Some(1) => alter_domain(cursor),
        Some(2) => {
            let from = cursor.name()?;
            if !cursor.words(&["rename", "to"]) {
                return Ok(Statement::Other);
            }
            let to = name(&mut cursor)?;
            Ok(Statement::RenameSchema { from, to })
        }
        Some(_) => Ok(session_default(cursor)),
        None => Ok(Statement::Other),
    }
}

fn alter_type(mut cursor: Cursor<'_, '_>) -> Parsed {
    let name = cursor.type_ref()?;
    let change = type_change(&mut cursor);
    match change.and_then(|change| change.map_or(Ok(None), |c| end(cursor).map(|()| Some(c)))) {
        Ok(Some(change)) => Ok(Statement::Alter { name, change }),
        Ok(None) => Ok(Statement::Other),
        Err(reason) => Err(about(name, reason)),
    }
}

/// The change that an `ALTER TYPE` makes; none to what counts here.
fn type_change(cursor: &mut Cursor<'_, '_>) -> Result<Option<Change>, String> {
    if cursor.words(&["add", "value"]) {
        return add_value(cursor).map(Some);
    }
    if cursor.words(&["rename", "value"]) {
        let from = label(cursor)?;
        if !cursor.word("to") {
            return Err(cursor.expected("`TO`"));
        }
        let to = label(cursor)?;
        return Ok(Some(Change::RenameValue { from, to }));
    }
    if cursor.words(&["drop", "value"]) {
        return Err("PostgreSQL cannot drop a label; swap the type for a new one".into());
    }
    if let Some(change) = moved(cursor)? {
        return Ok(Some(change));
    }
    let ignored = [
        &["owner", "to"][..],
        &["add", "attribute"],
        &["drop", "attribute"],
        &["alter", "attribute"],
        &["rename", "attribute"],
        &["set"],
    ];
    if ignored.iter().any(|words| cursor.words(words)) {
        return Ok(None);
    }
    Err(cursor.expected("what `ALTER TYPE` can do"))
}

fn add_value(cursor: &mut Cursor<'_, '_>) -> Result<Change, String> {
    let if_not_exists = cursor.words(&["if", "not", "exists"]);
    let new = label(cursor)?;
    let position = if cursor.word("before") {
        Position::Before(label(cursor)?)
    } else if cursor.word("after") {
        Position::After(label(cursor)?)
    } else {
        Position::End
    };
    Ok(Change::AddValue {
        label: new,
        position,
        if_not_exists,
    })
}

/// `RENAME TO` and `SET SCHEMA`, which domains know too.
fn moved(cursor: &mut Cursor<'_, '_>) -> Result<Option<Change>, String> {
    if cursor.words(&["rename", "to"]) {
        return Ok(Some(Change::RenameType { to: name(cursor)? }));
    }
    if cursor.words(&["set", "schema"]) {
        return Ok(Some(Change::SetSchema { to: name(cursor)? }));
    }
    Ok(None)
}

fn alter_domain(mut cursor: Cursor<'_, '_>) -> Parsed {
    let name = cursor.type_ref()?;
    match moved(&mut cursor)? {
        Some(change) => Ok(Statement::Alter { name, change }),
        None => Ok(Statement::Other),
    }
}

/// `ALTER ROLE … SET search_path`: the path of sessions that start later.
fn session_default(mut cursor: Cursor<'_, '_>) -> Statement {
    while let Some(token) = cursor.next() {
        if token.is("set") || token.is("reset") {
            let mut setting = cursor;
            if setting.word("search_path") || setting.word("all") {
                return Statement::SessionDefault(Setting::read(setting));
            }
        }
    }
    Statement::Other
}

fn drop(mut cursor: Cursor<'_, '_>) -> Parsed {
    let Some(what) = cursor.one_of(&DROPS) else {
        return Ok(Statement::Other);
    };
    if what == 3 {
        return Ok(Statement::DropOwned);
    }
    let if_exists = cursor.words(&["if", "exists"]);
    if what < 2 {
        let names = cursor.list(Cursor::type_ref)?;
        let about_first = names.first().cloned();
        cursor.one_of(&["cascade", "restrict"]);
        end(cursor).map_err(|reason| Malformed {
            about: about_first,
            reason,
        })?;
        return Ok(Statement::DropTypes { names, if_exists });
    }
    let names = cursor.list(Cursor::name)?;
    let cascade = cursor.one_of(&["cascade", "restrict"]) == Some(0);
    end(cursor)?;
    Ok(Statement::DropSchemas {
        names,
        if_exists,
        cascade,
    })
}

fn set(mut cursor: Cursor<'_, '_>) -> Statement {
    let scope = match cursor.one_of(&["session", "local"]) {
        Some(1) => Scope::Local,
        _ => Scope::Session,
    };
    if cursor.word("search_path") || cursor.word("schema") {
        let setting = Setting::read(cursor);
        return Statement::SearchPath { setting, scope };
    }
    if cursor.word("standard_conforming_strings") {
        let off = cursor
            .rest()
            .iter()
            .any(|token| is_false(token.text.trim_matches('\'')));
        return Statement::BackslashEscapes(off);
    }
    Statement::Other
}

fn is_false(value: &str) -> bool {
    ["off", "of", "false", "f", "no", "n", "0"]
        .iter()
        .any(|word| value.eq_ignore_ascii_case(word))
}

fn reset(mut cursor: Cursor<'_, '_>) -> Statement {
    match cursor.one_of(&["search_path", "all", "standard_conforming_strings"]) {
        Some(0 | 1) => Statement::SearchPath {
            setting: Setting::Default,
            scope: Scope::Session,
        },
        Some(_) => Statement::BackslashEscapes(false),
        None => Statement::Other,
    }
}

/// Whether a `COPY` is followed by its data.
fn copy(cursor: Cursor<'_, '_>) -> Statement {
    let from_stdin = cursor
        .rest()
        .windows(2)
        .any(|pair| pair[0].is("from") && pair[1].is("stdin"));
    if from_stdin {
        Statement::CopyIn
    } else {
        Statement::Query
    }
}

fn transaction(head: &str, mut cursor: Cursor<'_, '_>) -> Option<Transaction> {
    match head {
        "begin" => Some(Transaction::Begin),
        "start" if cursor.word("transaction") => Some(Transaction::Begin),
        "savepoint" => cursor.label_name().ok().map(Transaction::Savepoint),
        "release" => {
            cursor.word("savepoint");
            cursor.label_name().ok().map(Transaction::Release)
        }
        // It ends the transaction, and its effects stay if it is committed.
        "prepare" if cursor.word("transaction") => Some(Transaction::Commit { chain: false }),
        "commit" | "end" if !cursor.word("prepared") => Some(Transaction::Commit {
            chain: chained(cursor),
        }),
        "rollback" | "abort" if !cursor.word("prepared") => rollback(cursor),
        _ => None,
    }
}

fn rollback(mut cursor: Cursor<'_, '_>) -> Option<Transaction> {
    cursor.one_of(&["work", "transaction"]);
    if cursor.word("to") {
        cursor.word("savepoint");
        return cursor.label_name().ok().map(Transaction::RollbackTo);
    }
    Some(Transaction::Rollback {
        chain: chained(cursor),
    })
}

fn chained(mut cursor: Cursor<'_, '_>) -> bool {
    cursor.one_of(&["work", "transaction"]);
    cursor.words(&["and", "chain"])
}

/// The type that a `CREATE`, `ALTER` or `DROP TYPE` names first, as far as it can be read.
pub(super) fn subject(tokens: &[Token<'_>]) -> Option<TypeRef> {
    let mut cursor = Cursor::new(tokens);
    cursor.one_of(&["create", "alter", "drop"])?;
    cursor.one_of(&["type", "domain"])?;
    cursor.words(&["if", "exists"]);
    let name = cursor.type_ref().ok()?;
    let alone = !cursor.symbol(b',');
    alone.then_some(name)
}

/// The body of a `DO`: its first string literal that names no language.
pub(super) fn do_body<'t, 'a>(tokens: &'t [Token<'a>]) -> Option<&'t Token<'a>> {
    tokens
        .windows(2)
        .find(|pair| !pair[0].is("language") && is_text(&pair[1]))
        .map(|pair| &pair[1])
}

/// The body of a function: the string literal behind `AS`.
pub(super) fn routine_body<'t, 'a>(tokens: &'t [Token<'a>]) -> Option<&'t Token<'a>> {
    tokens
        .windows(2)
        .rfind(|pair| pair[0].is("as") && is_text(&pair[1]))
        .map(|pair| &pair[1])
}

fn is_text(token: &Token<'_>) -> bool {
    matches!(
        token.kind,
        Kind::Dollar | Kind::Text | Kind::Escaped | Kind::Unicode
    )
}
