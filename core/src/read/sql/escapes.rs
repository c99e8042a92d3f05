//! `standard_conforming_strings` through the transactions of a file.

use super::search_path::Scope;
use super::statement::{Statement, Transaction};

/// Whether a backslash escapes, and what ends that.
#[derive(Debug, Default)]
pub(super) struct Escapes {
    /// Whether it does now.
    pub(super) now: bool,
    /// What it was where the transaction and its savepoints began.
    marks: Vec<(String, bool)>,
    /// What it is again after the transaction.
    after_local: Option<bool>,
}

impl Escapes {
    pub(super) fn new(now: bool) -> Self {
        Self {
            now,
            ..Self::default()
        }
    }

    /// Takes a statement.
    pub(super) fn follow(&mut self, statement: &Statement) {
        match statement {
            Statement::BackslashEscapes { on, scope } => self.set(*on, *scope),
            Statement::Transaction(step) => self.step(step),
            _ => {}
        }
    }

    fn set(&mut self, on: bool, scope: Scope) {
        match scope {
            Scope::Session => self.after_local = None,
            Scope::Local if self.marks.is_empty() => {}
            Scope::Local => {
                self.after_local.get_or_insert(self.now);
            }
        }
        self.now = on;
    }

    fn step(&mut self, step: &Transaction) {
        match step {
            Transaction::Begin if self.marks.is_empty() => self.mark(String::new()),
            Transaction::Begin => {}
            Transaction::Savepoint(name) => self.mark(name.clone()),
            Transaction::Release(name) => {
                let at = self.mark_of(name).unwrap_or(self.marks.len());
                self.marks.truncate(at);
            }
            Transaction::RollbackTo(name) => {
                if let Some(at) = self.mark_of(name) {
                    self.now = self.marks[at].1;
                    self.marks.truncate(at + 1);
                }
            }
            Transaction::Commit { chain } => {
                self.now = self.after_local.unwrap_or(self.now);
                self.end(*chain);
            }
            Transaction::Rollback { chain } => {
                self.now = self.marks.first().map_or(self.now, |(_, before)| *before);
                self.end(*chain);
            }
        }
    }

    fn mark(&mut self, name: String) {
        self.marks.push((name, self.now));
    }

    fn mark_of(&self, name: &str) -> Option<usize> {
        self.marks.iter().rposition(|(known, _)| known == name)
    }

    /// The transaction is over; with `chain` another one begins.
    fn end(&mut self, chain: bool) {
        self.marks.clear();
        self.after_local = None;
        if chain {
            self.mark(String::new());
        }
    }
}
