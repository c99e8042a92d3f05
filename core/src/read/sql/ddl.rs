//! `CREATE`, `ALTER` and `DROP` of types and schemas.

use super::cursor::{Cursor, TypeRef};
use super::session::session_default;
use super::statement::{
    ALTERS, CALLERS, CREATES, DROPS, Malformed, Parsed, Statement, names_routine,
};
use super::token::Token;
use crate::change::{Change, Position};
use crate::model::{Label, Name};

pub(super) fn create(mut cursor: Cursor<'_, '_>) -> Parsed {
    let replaces = cursor.words(&["or", "replace"]);
    match cursor.one_of(&CREATES) {
        Some(0) if replaces => Err(Malformed {
            about: cursor.type_ref().ok(),
            reason: "PostgreSQL has no `CREATE OR REPLACE TYPE`; drop the type first, or swap it \
                     for a new one"
                .into(),
        }),
        Some(0) => create_type(cursor),
        Some(1) => {
            let name = cursor.type_ref()?;
            cursor.word("as");
            Ok(match cursor.type_ref() {
                Ok(over) => Statement::CreateDomain { name, over },
                Err(_) => Statement::CreateOther { name },
            })
        }
        Some(2) => create_schema(cursor),
        Some(_) => Ok(Statement::Routine),
        None if cursor.one_of(&CALLERS).is_some() => Ok(Statement::Query),
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
    if cursor.words(&["as", "range"]) {
        return Ok(match subtype(cursor) {
            Some(over) => Statement::CreateDomain { name, over },
            None => Statement::CreateOther { name },
        });
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

/// The type that a range is over.
fn subtype(mut cursor: Cursor<'_, '_>) -> Option<TypeRef> {
    let mut inside = cursor.parenthesized()?;
    while !inside.at_end() {
        if inside.word("subtype") && inside.symbol(b'=') {
            return inside.type_ref().ok();
        }
        inside.next();
    }
    None
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
    // `N'…'` is an expression, which the grammar does not take here.
    let national = |token: &&Token<'_>| token.text.starts_with(['n', 'N']);
    if let Some(token) = cursor.peek().filter(national) {
        return Err(format!("expected a string literal, found `{}`", token.text));
    }
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

pub(super) fn alter(mut cursor: Cursor<'_, '_>) -> Parsed {
    if cursor.peek().is_some_and(names_routine) {
        return Ok(Statement::AlterRoutine);
    }
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
        Ok(None) => Ok(Statement::AlterOther { name }),
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

pub(super) fn drop(mut cursor: Cursor<'_, '_>) -> Parsed {
    if cursor.peek().is_some_and(names_routine) {
        return Ok(Statement::DropRoutines);
    }
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
        let cascade = cursor.one_of(&["cascade", "restrict"]) == Some(0);
        end(cursor).map_err(|reason| Malformed {
            about: about_first,
            reason,
        })?;
        return Ok(Statement::DropTypes {
            names,
            if_exists,
            cascade,
        });
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
