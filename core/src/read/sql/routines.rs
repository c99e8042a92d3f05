//! What statements do to functions that are there.

use std::sync::Arc;

use super::cursor::{Cursor, TypeRef};
use super::overloads::Overloads;
use super::replay::Replay;
use super::routine::Routine;
use super::token::Token;

impl Replay<'_> {
    /// `ALTER FUNCTION … RENAME TO`, `SET SCHEMA` and `SET search_path`
    pub(super) fn alter_routine(&mut self, tokens: &[Token<'_>]) {
        let mut cursor = Cursor::new(tokens.get(2..).unwrap_or_default());
        let mut whole = cursor;
        let taken = self.take_routines(&mut cursor);
        let mut renamed = cursor;
        if renamed.words(&["rename", "to"]) {
            if let (Ok(before), Ok(after)) = (whole.type_ref(), renamed.label_name()) {
                self.may_rename(&before.name, after);
            }
        }
        for routine in taken {
            let mut changed = Routine::clone(&routine);
            if cursor.words(&["rename", "to"]) {
                changed.name = cursor.label_name().unwrap_or(changed.name);
            } else if cursor.words(&["set", "schema"]) {
                changed.schema = cursor.label_name().ok();
            } else if let Some(path) = super::routine::path(cursor) {
                changed.path = Some(path);
            } else if resets_path(cursor) {
                changed.path = None;
            }
            self.add_routine(Arc::new(changed));
        }
    }

    /// One of which it is not known whether it is there may have another name from here.
    fn may_rename(&mut self, before: &str, after: String) {
        let known = self.catalogue.routines.now().get(before);
        if known.is_some_and(Overloads::is_open) {
            self.hooks.add(&after);
            let mut known = self.catalogue.routines.take(&after).unwrap_or_default();
            known.leave_open();
            self.catalogue.routines.set(after, known);
        }
    }

    /// `DROP FUNCTION [IF EXISTS] name [(…)], …`
    pub(super) fn drop_routines(&mut self, tokens: &[Token<'_>]) {
        let mut cursor = Cursor::new(tokens.get(2..).unwrap_or_default());
        cursor.words(&["if", "exists"]);
        loop {
            self.take_routines(&mut cursor);
            if !cursor.symbol(b',') {
                break;
            }
        }
    }

    /// Takes out those that `name [(type, …)]` means: one, or all that it may.
    fn take_routines(&mut self, cursor: &mut Cursor<'_, '_>) -> Vec<Arc<Routine>> {
        let Ok(TypeRef { schema, name }) = cursor.type_ref() else {
            return Vec::new();
        };
        let arguments = cursor.parenthesized();
        let Some(mut known) = self.catalogue.routines.take(&name) else {
            return Vec::new();
        };
        let kinds = arguments.map(Routine::listed_kinds);
        let taken = known.take(kinds.as_ref(), |routine| {
            schema.is_none() || routine.is_in(schema.as_deref())
        });
        self.catalogue.routines.set(name, known);
        taken
    }

    pub(super) fn add_routine(&mut self, routine: Arc<Routine>) {
        self.hooks.add(&routine.name);
        let known = self.catalogue.routines.take(&routine.name);
        let mut known = known.unwrap_or_default();
        let name = routine.name.clone();
        known.add(routine);
        self.catalogue.routines.set(name, known);
    }

    /// Whether a function of this name may do more than answer.
    pub(super) fn may_change_types(&self, name: &str) -> bool {
        let known = self.catalogue.routines.now().get(name);
        known.is_some_and(|known| known.may(|routine| routine.hints.concern_bodies()))
    }

    /// Whether there is a function of this name that counts.
    pub(super) fn has_routine(&self, name: &str) -> bool {
        let known = self.catalogue.routines.now().get(name);
        known.is_some_and(|known| !known.is_empty())
    }
}

/// Whether an `ALTER FUNCTION` goes on with `RESET search_path` or `RESET ALL`.
fn resets_path(mut cursor: Cursor<'_, '_>) -> bool {
    while let Some(token) = cursor.next() {
        if token.is("reset") && (cursor.named("search_path") || cursor.word("all")) {
            return true;
        }
    }
    false
}
