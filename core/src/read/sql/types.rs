//! The types of a history at a point of it.

use std::collections::{BTreeMap, BTreeSet};

use super::budget::Budget;
use super::entry::Entry;
use super::journal::{Changes, Journal};
use super::refusal::Key;

/// What is known of each type, and those found together that statements are about
/// together.
#[derive(Debug)]
pub(super) struct Types {
    entries: Journal<Key, Entry>,
    /// Those that are there.
    there: BTreeSet<Key>,
    /// The same by schema and name.
    in_schema: BTreeSet<(String, String)>,
    /// Domains, each behind the type that it is over.
    domains: BTreeSet<(Key, Key)>,
    /// Those that are not doubtful, by the file that changed them last.
    certain: BTreeSet<(File, Key)>,
    /// How many more types may be gone through for queries that name none.
    looks_left: Budget,
}

/// The most types that the queries of one history may go through.
const MOST_LOOKS: usize = 1 << 20;

/// A file by its number; none if that does not matter to anyone.
type File = Option<usize>;

/// Where a type is found.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Found {
    there: bool,
    over: Option<Key>,
    certain: Option<File>,
}

impl Found {
    fn of(entry: Option<&Entry>) -> Self {
        Self {
            there: entry.is_some_and(Entry::is_there),
            over: match entry {
                Some(Entry::Domain(over)) => Some(over.clone()),
                _ => None,
            },
            certain: entry
                .filter(|entry| !matches!(entry, Entry::Doubtful(_)))
                .map(|entry| entry.site().map(|site| site.file)),
        }
    }
}

impl Default for Types {
    fn default() -> Self {
        Self {
            entries: Journal::default(),
            there: BTreeSet::new(),
            in_schema: BTreeSet::new(),
            domains: BTreeSet::new(),
            certain: BTreeSet::new(),
            looks_left: Budget::of(MOST_LOOKS),
        }
    }
}

impl Types {
    /// All of which something is known, also that they are gone.
    pub(super) fn all(&self) -> &BTreeMap<Key, Entry> {
        self.entries.now()
    }

    pub(super) fn get(&self, key: &Key) -> Option<&Entry> {
        self.entries.get(key)
    }

    pub(super) fn set(&mut self, key: Key, entry: Entry) {
        let before = Found::of(self.get(&key));
        self.find(&key, before, Found::of(Some(&entry)));
        self.entries.set(key, entry);
    }

    /// Forgets a type.
    pub(super) fn forget(&mut self, key: &Key) {
        let before = Found::of(self.entries.take(key).as_ref());
        self.find(key, before, Found::of(None));
    }

    /// All that are there, for a query that names none; nothing if such queries went
    /// through too many already.
    pub(super) fn there(&self) -> Option<impl Iterator<Item = &Key>> {
        let may_look = self.looks_left.spend(self.there.len());
        may_look.then(|| self.there.iter())
    }

    /// The types of this name that are there, in whatever schema.
    pub(super) fn named<'c>(&'c self, name: &str) -> impl Iterator<Item = &'c Key> {
        let name = name.to_owned();
        self.there
            .range(first_of(&name)..)
            .take_while(move |key| key.name == name)
    }

    /// The names of this kind of which something is known, also that they are gone.
    pub(super) fn once_named<'c>(&'c self, name: &str) -> impl Iterator<Item = &'c Key> {
        let name = name.to_owned();
        self.all()
            .range(first_of(&name)..)
            .map(|(key, _)| key)
            .take_while(move |key| key.name == name)
    }

    /// The types that are there in a schema.
    pub(super) fn in_schema(&self, schema: &str) -> impl Iterator<Item = Key> {
        let first = (schema.to_owned(), String::new());
        self.in_schema
            .range(first..)
            .take_while(move |(one, _)| one == schema)
            .map(|(schema, name)| Key {
                name: name.clone(),
                schema: schema.clone(),
            })
    }

    /// The domains over a type.
    pub(super) fn domains_over(&self, over: &Key) -> impl Iterator<Item = &Key> {
        let first = (over.clone(), first_of(""));
        self.domains
            .range(first..)
            .take_while(move |(one, _)| one == over)
            .map(|(_, key)| key)
    }

    /// The types that are not doubtful.
    pub(super) fn certain(&self) -> impl Iterator<Item = &Key> {
        self.certain.iter().map(|(_, key)| key)
    }

    /// Those of them that this file changed last.
    pub(super) fn certain_in(&self, file: usize) -> impl Iterator<Item = &Key> {
        let first = (Some(file), first_of(""));
        self.certain
            .range(first..)
            .take_while(move |(one, _)| *one == Some(file))
            .map(|(_, key)| key)
    }

    pub(super) fn mark(&mut self) {
        self.entries.mark();
    }

    pub(super) fn keep(&mut self) {
        self.entries.keep();
    }

    /// Goes back to the last mark, and gives what had become of what changed.
    pub(super) fn undo(&mut self) -> Changes<Key, Entry> {
        let undone = self.entries.undo();
        for (key, entry) in &undone {
            let now = Found::of(self.get(key));
            self.find(key, Found::of(entry.as_ref()), now);
        }
        undone
    }

    /// Sees to it that a type is found by what it has become.
    fn find(&mut self, key: &Key, before: Found, now: Found) {
        if before.there != now.there {
            let by_schema = (key.schema.clone(), key.name.clone());
            if now.there {
                self.there.insert(key.clone());
                self.in_schema.insert(by_schema);
            } else {
                self.there.remove(key);
                self.in_schema.remove(&by_schema);
            }
        }
        if before.over != now.over {
            if let Some(over) = before.over {
                self.domains.remove(&(over, key.clone()));
            }
            if let Some(over) = now.over {
                self.domains.insert((over, key.clone()));
            }
        }
        if before.certain != now.certain {
            if let Some(file) = before.certain {
                self.certain.remove(&(file, key.clone()));
            }
            if let Some(file) = now.certain {
                self.certain.insert((file, key.clone()));
            }
        }
    }
}

fn first_of(name: &str) -> Key {
    Key {
        name: name.to_owned(),
        schema: String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Key, Types};
    use crate::read::sql::entry::{Entry, Gone};
    use crate::read::sql::refusal::{Doubt, Site};

    fn key(schema: &str, name: &str) -> Key {
        Key {
            name: name.to_owned(),
            schema: schema.to_owned(),
        }
    }

    fn gone(file: usize) -> Entry {
        let site = Site {
            file,
            ..Site::default()
        };
        let moved_to = None;
        Entry::Gone(Gone { site, moved_to })
    }

    fn doubtful() -> Entry {
        Entry::Doubtful(Doubt {
            site: Site::default(),
            reason: String::new(),
        })
    }

    #[test]
    fn domains_are_found_by_their_type() {
        let mut types = Types::default();
        let over = key("a", "t");
        types.set(key("b", "d"), Entry::Domain(over.clone()));
        types.set(key("a", "e"), Entry::Domain(key("a", "u")));
        types.mark();
        types.set(key("a", "d"), Entry::Domain(over.clone()));
        types.set(key("b", "d"), gone(7));
        assert!(types.domains_over(&over).eq([&key("a", "d")]));
        types.undo();
        assert!(types.domains_over(&over).eq([&key("b", "d")]));
        types.set(key("b", "d"), Entry::Domain(key("a", "u")));
        assert_eq!(types.domains_over(&over).count(), 0);
    }

    #[test]
    fn types_are_found_by_what_they_are_and_what_is_undone() {
        let mut types = Types::default();
        types.set(key("a", "t"), Entry::Other);
        types.set(key("b", "t"), Entry::Other);
        types.mark();
        types.set(key("a", "t"), gone(7));
        types.set(key("b", "t"), doubtful());
        types.set(key("b", "u"), Entry::Other);
        assert!(types.named("t").eq([&key("b", "t")]));
        assert!(types.once_named("t").eq([&key("a", "t"), &key("b", "t")]));
        assert!(types.in_schema("b").eq([key("b", "t"), key("b", "u")]));
        assert!(types.certain().eq([&key("b", "u"), &key("a", "t")]));
        assert!(types.certain_in(7).eq([&key("a", "t")]));
        types.undo();
        assert!(types.named("t").eq([&key("a", "t"), &key("b", "t")]));
        assert!(types.in_schema("b").eq([key("b", "t")]));
        assert!(types.certain().eq([&key("a", "t"), &key("b", "t")]));
        assert_eq!(types.certain_in(7).count(), 0);
        types.forget(&key("a", "t"));
        assert_eq!(types.in_schema("a").count(), 0);
        assert!(types.certain().eq([&key("b", "t")]));
    }
}
