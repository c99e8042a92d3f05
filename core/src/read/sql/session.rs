//! Settings, transactions and what else counts for the statements that follow.

use super::cursor::Cursor;
use super::search_path::{Scope, Setting};
use super::statement::{Statement, Transaction};

/// `ALTER ROLE … SET search_path`: the path of sessions that start later.
pub(super) fn session_default(mut cursor: Cursor<'_, '_>) -> Statement {
    while let Some(token) = cursor.next() {
        if token.is("set") || token.is("reset") {
            let mut setting = cursor;
            if setting.named("search_path") || setting.word("all") {
                return Statement::SessionDefault(Setting::read(setting));
            }
        }
    }
    Statement::Other
}

pub(super) fn set(mut cursor: Cursor<'_, '_>) -> Statement {
    let scope = match cursor.one_of(&["session", "local"]) {
        Some(1) => Scope::Local,
        _ => Scope::Session,
    };
    if cursor.named("search_path") || cursor.word("schema") {
        let setting = Setting::read(cursor);
        return Statement::SearchPath { setting, scope };
    }
    if cursor.named("standard_conforming_strings") {
        let mut values = cursor.rest().iter();
        let on = values.any(|token| is_false(token.text.trim_matches('\'')));
        return Statement::BackslashEscapes { on, scope };
    }
    Statement::Other
}

fn is_false(value: &str) -> bool {
    ["off", "of", "false", "f", "no", "n", "0"]
        .iter()
        .any(|word| value.eq_ignore_ascii_case(word))
}

pub(super) fn reset(mut cursor: Cursor<'_, '_>) -> Statement {
    if cursor.named("search_path") || cursor.word("all") {
        return Statement::SearchPath {
            setting: Setting::Default,
            scope: Scope::Session,
        };
    }
    if cursor.named("standard_conforming_strings") {
        return Statement::BackslashEscapes {
            on: false,
            scope: Scope::Session,
        };
    }
    Statement::Other
}

/// Whether a `COPY` is followed by its data.
pub(super) fn copy(cursor: Cursor<'_, '_>) -> Statement {
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

pub(super) fn transaction(head: &str, mut cursor: Cursor<'_, '_>) -> Option<Transaction> {
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
