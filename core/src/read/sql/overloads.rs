//! The functions of one name.

use std::sync::Arc;

use super::routine::{Kinds, Routine};
use super::tree::Tree;

/// Functions of one name, by the types of their parameters.
#[derive(Debug, Clone, Default)]
pub(super) struct Overloads {
    /// Of the same parameters there is one in each schema, or several of which only the
    /// server knows which it is.
    known: Tree<Kinds, Vec<Arc<Routine>>>,
    /// Whether there were too many to tell which are there.
    open: bool,
}

/// The most functions of one name of which each is tried at a call.
const MOST_TRIED: usize = 32;

impl Overloads {
    pub(super) fn is_empty(&self) -> bool {
        self.known.len() == 0 && !self.open
    }

    /// Adds a function in place of the one that it replaces. Beside others, it counts
    /// for which of them a call means; alone, it does if it matters.
    pub(super) fn define(&mut self, routine: Routine, matters: bool) {
        let kinds = routine.kinds();
        self.take_of(&kinds, |known| known.schema == routine.schema);
        if matters || !self.is_empty() {
            self.add(Arc::new(routine));
        }
    }

    /// Adds a function beside all others.
    pub(super) fn add(&mut self, routine: Arc<Routine>) {
        let kinds = routine.kinds();
        match self.known.get_mut(&kinds) {
            Some(known) if known.iter().any(|one| Arc::ptr_eq(one, &routine)) => {}
            Some(known) if known.len() < MOST_TRIED => known.push(routine),
            Some(_) => self.open = true,
            None => self.known.insert(kinds, vec![routine]),
        }
    }

    /// Takes out those of these parameters for which this holds; of any parameters, if
    /// none are given.
    pub(super) fn take(
        &mut self,
        kinds: Option<&Kinds>,
        holds: impl Fn(&Routine) -> bool,
    ) -> Vec<Arc<Routine>> {
        if let Some(kinds) = kinds {
            return self.take_of(kinds, holds);
        }
        let Some(known) = self.to_try() else {
            self.open = true;
            return Vec::new();
        };
        let kinds: Vec<Kinds> = known.map(|routine| routine.kinds()).collect();
        kinds
            .iter()
            .flat_map(|kinds| self.take_of(kinds, &holds))
            .collect()
    }

    fn take_of(&mut self, kinds: &Kinds, holds: impl Fn(&Routine) -> bool) -> Vec<Arc<Routine>> {
        let known = self.known.remove(kinds).unwrap_or_default();
        let (taken, left): (Vec<_>, Vec<_>) = known.into_iter().partition(|one| holds(one));
        if !left.is_empty() {
            self.known.insert(kinds.clone(), left);
        }
        taken
    }

    /// The functions to try; nothing if they are too many.
    pub(super) fn to_try(&self) -> Option<impl Iterator<Item = &Arc<Routine>>> {
        let known = || self.known.values().flatten();
        let few = !self.open && self.known.len() <= MOST_TRIED && known().count() <= MOST_TRIED;
        few.then(known)
    }

    /// Whether this holds for one, or may.
    pub(super) fn may(&self, holds: impl Fn(&Routine) -> bool) -> bool {
        let known = self.to_try();
        known.is_none_or(|mut known| known.any(|one| holds(one)))
    }

    /// Whether there were too many to tell which are there.
    pub(super) fn is_open(&self) -> bool {
        self.open
    }

    pub(super) fn leave_open(&mut self) {
        self.open = true;
    }

    /// The functions of all of these.
    pub(super) fn union<'o>(all: impl Iterator<Item = &'o Self>) -> Self {
        all.fold(Self::default(), Self::or)
    }

    fn or(mut self, other: &Self) -> Self {
        if self.is_empty() {
            return other.clone();
        }
        match other.to_try() {
            Some(known) => known.cloned().for_each(|routine| self.add(routine)),
            None => self.open = true,
        }
        self
    }
}
