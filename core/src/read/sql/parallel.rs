//! Work on many files at once.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// With fewer items than this, a thread costs more than it saves.
const FEW: usize = 32;

/// The work is short, so more threads than this would hardly begin before it ends.
const MOST_THREADS: usize = 4;

/// What a function gives for each item, in the items' order.
pub(super) fn map<'a, T: Sync, R: Send>(
    items: &'a [T],
    function: impl Fn(&'a T) -> R + Sync,
) -> Vec<R> {
    if items.len() < FEW {
        return items.iter().map(function).collect();
    }
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            match items.get(index) {
                Some(item) => done.push((index, function(item))),
                None => return done,
            }
        }
    };
    let mut done = thread::scope(|scope| {
        let spawn = |_| thread::Builder::new().spawn_scoped(scope, work).ok();
        let others: Vec<_> = (1..threads()).filter_map(spawn).collect();
        let mut done = work();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}

fn threads() -> usize {
    thread::available_parallelism().map_or(1, |threads| threads.get().min(MOST_THREADS))
}

#[cfg(test)]
mod tests {
    use super::map;

    #[test]
    fn results_are_in_the_order_of_the_items() {
        let items: Vec<usize> = (0..1_000).collect();
        let doubled: Vec<usize> = items.iter().map(|item| item * 2).collect();
        assert_eq!(map(&items, |item| item * 2), doubled);
    }
}
