//! Transactions and savepoints of a history, and what its files leave open.

use std::collections::BTreeMap;

use super::refusal::{Condition, Doubt, Key, Refusal, Site, Subject};
use super::replay::Replay;
use super::statement::Transaction;

/// A mark in the catalogue.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Transaction,
    Savepoint(String),
}

/// The marks that the history's own transaction and savepoints set.
#[derive(Debug, Default)]
pub(super) struct Levels {
    open: Vec<Level>,
    /// How many were open when each was opened; of one name there may be several.
    before: BTreeMap<Level, Vec<usize>>,
}

impl Levels {
    pub(super) fn has_transaction(&self) -> bool {
        self.depth_of(&Level::Transaction).is_some()
    }

    /// How many marks deep the last one of this kind is.
    fn depth_of(&self, level: &Level) -> Option<usize> {
        let before = self.before.get(level)?.last()?;
        Some(self.open.len() - before)
    }

    fn push(&mut self, level: Level) {
        let before = self.before.entry(level.clone()).or_default();
        before.push(self.open.len());
        self.open.push(level);
    }

    /// Closes the last one; false if there is none.
    fn pop(&mut self) -> bool {
        let Some(level) = self.open.pop() else {
            return false;
        };
        if let Some(before) = self.before.get_mut(&level) {
            before.pop();
            if before.is_empty() {
                self.before.remove(&level);
            }
        }
        true
    }
}

impl Replay<'_> {
    pub(super) fn transaction(&mut self, step: Transaction, site: Site) -> Result<(), Refusal> {
        match step {
            Transaction::Begin => self.begin(),
            Transaction::Commit { chain } => {
                self.commit();
                if chain {
                    self.begin();
                }
            }
            Transaction::Rollback { chain } => {
                self.rollback(site);
                if chain {
                    self.begin();
                }
            }
            Transaction::Savepoint(name) => {
                self.catalogue.mark();
                self.levels.push(Level::Savepoint(name));
            }
            Transaction::Release(name) => {
                for _ in 0..self.depth_of(name, site)? {
                    self.levels.pop();
                    self.catalogue.keep();
                }
            }
            Transaction::RollbackTo(name) => {
                for _ in 0..self.depth_of(name.clone(), site)? {
                    self.levels.pop();
                    self.catalogue.undo();
                }
                self.catalogue.mark();
                self.levels.push(Level::Savepoint(name));
            }
        }
        Ok(())
    }

    fn begin(&mut self) {
        if !self.levels.has_transaction() {
            self.catalogue.mark();
            self.levels.push(Level::Transaction);
        }
    }

    fn commit(&mut self) {
        while self.levels.pop() {
            self.catalogue.keep();
        }
        self.catalogue.path_mut().end_transaction();
    }

    fn rollback(&mut self, site: Site) {
        if !self.levels.has_transaction() {
            let reason = "how much a `ROLLBACK` without `BEGIN` undoes depends on the runner";
            self.doubt_file(&Doubt {
                site,
                reason: reason.into(),
            });
        }
        while self.levels.pop() {
            self.catalogue.undo();
        }
        self.catalogue.path_mut().end_transaction();
    }

    /// Doubts every type that this file changed so far.
    fn doubt_file(&mut self, doubt: &Doubt) {
        let changed = self.catalogue.types.certain_in(doubt.site.file);
        let changed: Vec<Key> = changed.cloned().collect();
        self.catalogue.doubt_each(changed, doubt);
    }

    /// How many marks deep a savepoint is.
    fn depth_of(&self, name: String, site: Site) -> Result<usize, Refusal> {
        let found = self.levels.depth_of(&Level::Savepoint(name));
        found.ok_or_else(|| Refusal {
            condition: Condition::NoSavepoint,
            subject: Subject::Everything,
            reason: "there is no such savepoint".into(),
            site,
        })
    }

    pub(super) fn end_file(&mut self, site: Site) {
        if self.levels.has_transaction() {
            while self.levels.open.len() > 1 {
                self.levels.pop();
                self.catalogue.keep();
            }
            self.levels.pop();
            let outcome = self.catalogue.undo();
            let reason = "this file opens a transaction and does not end it".to_owned();
            let doubt = Doubt { site, reason };
            self.catalogue
                .merge(&[outcome, self.catalogue.unchanged()], &doubt);
        }
        self.commit();
    }
}
