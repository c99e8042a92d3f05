//! A map that can go back to an earlier state.

use std::collections::BTreeMap;

/// A map with marks. An entry that changes is kept once for the innermost mark,
/// so that a change without one costs nothing more.
#[derive(Debug, Clone)]
pub(super) struct Journal<K, V> {
    now: BTreeMap<K, V>,
    marks: Vec<Changes<K, V>>,
}

/// Values by key; none where the key is absent.
pub(super) type Changes<K, V> = BTreeMap<K, Option<V>>;

impl<K, V> Default for Journal<K, V> {
    fn default() -> Self {
        Self {
            now: BTreeMap::new(),
            marks: Vec::new(),
        }
    }
}

impl<K: Ord + Clone, V: Clone> Journal<K, V> {
    pub(super) fn now(&self) -> &BTreeMap<K, V> {
        &self.now
    }

    pub(super) fn get(&self, key: &K) -> Option<&V> {
        self.now.get(key)
    }

    pub(super) fn set(&mut self, key: K, value: V) {
        self.remember(&key);
        self.now.insert(key, value);
    }

    /// Takes an entry out, to be changed and set again.
    pub(super) fn take(&mut self, key: &K) -> Option<V> {
        self.remember(key);
        self.now.remove(key)
    }

    fn remember(&mut self, key: &K) {
        if let Some(mark) = self.marks.last_mut() {
            if !mark.contains_key(key) {
                mark.insert(key.clone(), self.now.get(key).cloned());
            }
        }
    }

    /// Begins what may be undone.
    pub(super) fn mark(&mut self) {
        self.marks.push(BTreeMap::new());
    }

    /// Makes what happened since the last mark part of what surrounds it.
    pub(super) fn keep(&mut self) {
        let Some(changes) = self.marks.pop() else {
            return;
        };
        let Some(outer) = self.marks.last_mut() else {
            return;
        };
        // What the outer mark has counts; the fewer entries are those to move.
        if outer.len() < changes.len() {
            let fewer = core::mem::replace(outer, changes);
            outer.extend(fewer);
        } else {
            for (key, before) in changes {
                outer.entry(key).or_insert(before);
            }
        }
    }

    /// Goes back to the last mark, and gives what had become of what changed.
    pub(super) fn undo(&mut self) -> Changes<K, V> {
        let mut undone = BTreeMap::new();
        for (key, before) in self.marks.pop().unwrap_or_default() {
            let after = match before {
                Some(value) => self.now.insert(key.clone(), value),
                None => self.now.remove(&key),
            };
            undone.insert(key, after);
        }
        undone
    }
}

#[cfg(test)]
mod tests {
    use super::Journal;

    #[test]
    fn undo_gives_back_what_was_there() {
        let mut journal = Journal::default();
        journal.set("a", 1);
        journal.mark();
        journal.set("a", 2);
        journal.set("b", 3);
        let undone = journal.undo();
        assert_eq!(journal.get(&"a"), Some(&1));
        assert_eq!(journal.get(&"b"), None);
        assert_eq!(undone.get("b"), Some(&Some(3)));
    }

    #[test]
    fn what_an_inner_mark_keeps_the_outer_one_undoes() {
        let mut journal = Journal::default();
        journal.set("a", 1);
        journal.mark();
        journal.set("a", 2);
        journal.mark();
        journal.set("a", 3);
        journal.set("b", 4);
        journal.keep();
        journal.undo();
        assert_eq!(journal.get(&"a"), Some(&1));
        assert_eq!(journal.get(&"b"), None);
    }
}
