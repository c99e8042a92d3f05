//! How much may still be done of what a text could ask for without end.

use std::sync::atomic::{AtomicUsize, Ordering};

/// A number that can be spent, also where nothing else changes.
#[derive(Debug, Default)]
pub(super) struct Budget {
    left: AtomicUsize,
}

impl Budget {
    pub(super) const fn of(amount: usize) -> Self {
        Self {
            left: AtomicUsize::new(amount),
        }
    }

    /// Spends an amount; false if less than that is left.
    pub(super) fn spend(&self, amount: usize) -> bool {
        let spend = |left: usize| left.checked_sub(amount);
        let spent = self
            .left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, spend);
        spent.is_ok()
    }
}
