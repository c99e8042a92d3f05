//! The types and schemas at a point of the history, and what statements do to them.

use std::collections::BTreeMap;

use super::budget::Budget;
use super::cursor::TypeRef;
use super::entry::Entry;
use super::journal::{Changes, Journal};
use super::overloads::Overloads;
use super::refusal::{Doubt, Key};
use super::search_path::SearchPath;
use super::system::{self, PG_CATALOG};
use super::types::Types;

/// The schema that every database starts with.
pub(super) const PUBLIC: &str = "public";

/// The session's own schema, in which everything is temporary.
pub(super) const TEMPORARY: &str = "pg_temp";

/// What a name without a schema means here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// This type.
    One(Key),
    /// None; this is where it is missed.
    None(Key),
    /// It depends on the session which of these.
    Several(Vec<Key>),
}

/// Types and schemas, and how names are looked up.
#[derive(Debug, Default)]
pub(super) struct Catalogue {
    pub(super) types: Types,
    /// Whether a schema is there; one that no statement names is taken to be.
    pub(super) schemas: Journal<String, bool>,
    /// Functions that may change types, by name.
    pub(super) routines: Journal<String, Overloads>,
    pub(super) ambient: Ambient,
    /// How many more tokens of expressions the statement may have evaluated.
    pub(super) tokens_left: Budget,
    marks: Vec<Ambient>,
    /// Whether there ever was a type in the schema of what is temporary.
    pub(super) temporary: bool,
}

/// What is kept as a whole at a mark.
#[derive(Debug, Clone, Default)]
pub(super) struct Ambient {
    pub(super) path: SearchPath,
    /// The last statement that may have done anything to any type.
    pub(super) anywhere: Option<Doubt>,
}

/// What happened between a mark and its undoing.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    types: Changes<Key, Entry>,
    schemas: Changes<String, bool>,
    routines: Changes<String, Overloads>,
    ambient: Ambient,
}

impl Catalogue {
    pub(super) fn types(&self) -> &BTreeMap<Key, Entry> {
        self.types.all()
    }

    pub(super) fn anywhere(&self) -> Option<&Doubt> {
        self.ambient.anywhere.as_ref()
    }

    pub(super) fn path_mut(&mut self) -> &mut SearchPath {
        &mut self.ambient.path
    }

    /// The types of this name that are there, in whatever schema.
    pub(super) fn named<'c>(&'c self, name: &str) -> impl Iterator<Item = (&'c Key, &'c Entry)> {
        let keys = self.types.named(name);
        keys.filter_map(|key| Some((key, self.types.get(key)?)))
    }

    pub(super) fn mark(&mut self) {
        self.types.mark();
        self.schemas.mark();
        self.routines.mark();
        self.marks.push(self.ambient.clone());
    }

    pub(super) fn keep(&mut self) {
        self.types.keep();
        self.schemas.keep();
        self.routines.keep();
        self.marks.pop();
    }

    pub(super) fn undo(&mut self) -> Outcome {
        let before = self.marks.pop().unwrap_or_default();
        Outcome {
            types: self.types.undo(),
            schemas: self.schemas.undo(),
            routines: self.routines.undo(),
            ambient: core::mem::replace(&mut self.ambient, before),
        }
    }

    /// The outcome of doing nothing.
    pub(super) fn unchanged(&self) -> Outcome {
        Outcome {
            ambient: self.ambient.clone(),
            ..Outcome::default()
        }
    }

    /// Takes what the given outcomes agree on, and doubts the rest.
    pub(super) fn merge(&mut self, outcomes: &[Outcome], doubt: &Doubt) {
        for (key, changed) in by_key(outcomes.iter().map(|one| &one.types)) {
            let values = with_current(changed, outcomes.len(), self.types.get(key));
            match agreed(values.into_iter().map(Option::<&Entry>::cloned)) {
                Some(Some(entry)) => self.types.set(key.clone(), entry),
                Some(None) => self.types.forget(key),
                None => self.doubt(key.clone(), doubt.clone()),
            }
        }
        self.merge_schemas(outcomes);
        self.merge_routines(outcomes);
        self.merge_ambient(outcomes);
    }

    /// Of a schema on which they differ nothing is known.
    fn merge_schemas(&mut self, outcomes: &[Outcome]) {
        for (name, changed) in by_key(outcomes.iter().map(|one| &one.schemas)) {
            let values = with_current(changed, outcomes.len(), self.schemas.get(name));
            let mut values = values.into_iter().map(Option::<&bool>::copied);
            let first = values.next().flatten();
            match first {
                Some(there) if values.all(|value| value == first) => {
                    self.schemas.set(name.clone(), there);
                }
                _ => {
                    self.schemas.take(name);
                }
            }
        }
    }

    /// Those of every outcome: which of them a call means is then not known.
    fn merge_routines(&mut self, outcomes: &[Outcome]) {
        for (name, changed) in by_key(outcomes.iter().map(|one| &one.routines)) {
            let values = with_current(changed, outcomes.len(), self.routines.get(name));
            let merged = Overloads::union(values.into_iter().flatten());
            self.routines.set(name.clone(), merged);
        }
    }

    fn merge_ambient(&mut self, outcomes: &[Outcome]) {
        let Some((first, others)) = outcomes.split_first() else {
            return;
        };
        self.ambient.path = first.ambient.path.clone();
        for other in others {
            self.ambient.path.or(&other.ambient.path);
        }
        let anywhere = outcomes
            .iter()
            .find_map(|one| one.ambient.anywhere.as_ref());
        self.ambient.anywhere = anywhere.cloned();
    }

    pub(super) fn schema_is_there(&self, schema: &str) -> bool {
        self.schemas.get(&schema.to_owned()) != Some(&false)
    }

    pub(super) fn is_there(&self, key: &Key) -> bool {
        self.types.get(key).is_some_and(Entry::is_there)
    }

    /// Whether a type exists, as far as that is known.
    pub(super) fn exists(&self, key: &Key) -> Option<bool> {
        match self.types.get(key) {
            Some(Entry::Doubtful(_)) => None,
            Some(entry) if entry.is_there() => Some(true),
            // It may be an array type.
            _ if key.name.starts_with('_') || self.ambient.anywhere.is_some() => None,
            None if system::may_be_of_extension(&key.name) => None,
            _ => Some(false),
        }
    }

    /// Whether a schema exists, as far as that is known.
    pub(super) fn schema_exists(&self, schema: &str) -> Option<bool> {
        let known = self.schemas.get(&schema.to_owned()).copied();
        known.or((schema == PUBLIC).then_some(true))
    }

    pub(super) fn key(schema: &str, name: &str) -> Key {
        Key {
            name: name.to_owned(),
            schema: schema.to_owned(),
        }
    }

    /// Finds a type that a statement names.
    pub(super) fn find(&self, type_ref: &TypeRef) -> Found {
        let name = &type_ref.name;
        if let Some(schema) = &type_ref.schema {
            let key = Self::key(schema, name);
            return if self.is_there(&key) {
                Found::One(key)
            } else {
                Found::None(key)
            };
        }
        let paths = self.ambient.path.possible().unwrap_or_default();
        let named = |path: &Vec<String>| path.iter().any(|schema| schema == PG_CATALOG);
        if system::comes_first(name) && !paths.iter().any(named) {
            return Found::None(Self::key(PG_CATALOG, name));
        }
        let mut keys: Vec<Key> = match self.ambient.path.possible() {
            Some(paths) => {
                let mut keys = Vec::new();
                for path in paths {
                    self.find_in(path, name, &mut keys);
                }
                keys
            }
            None => self.named(name).map(|(key, _)| key.clone()).collect(),
        };
        keys.sort();
        keys.dedup();
        match keys.len() {
            0 => Found::None(Self::key(self.first_schema(), name)),
            1 => keys
                .pop()
                .map_or_else(|| Found::Several(Vec::new()), Found::One),
            _ => Found::Several(keys),
        }
    }

    /// Finds the type of a name that comes first in a path, and one before it of which
    /// it is not known whether it is still there.
    fn find_in(&self, path: &[String], name: &str, keys: &mut Vec<Key>) {
        // The schema of what is temporary comes first where the path does not name it.
        let implied = self.temporary && !path.iter().any(|schema| schema == TEMPORARY);
        let implied = implied.then_some(TEMPORARY).into_iter();
        for schema in implied.chain(path.iter().map(String::as_str)) {
            let key = Self::key(schema, name);
            let entry = self.types.get(&key).filter(|entry| entry.is_there());
            let Some(entry) = entry else { continue };
            let may_be_gone = schema == TEMPORARY && matches!(entry, Entry::Doubtful(_));
            keys.push(key);
            if !may_be_gone {
                return;
            }
        }
    }

    /// A file ends, and with it perhaps its session: what is temporary may be gone.
    pub(super) fn end_session(&mut self) {
        if !self.temporary {
            return;
        }
        let keys: Vec<Key> = self.types.in_schema(TEMPORARY).collect();
        for key in keys {
            let site = self.types.get(&key).and_then(Entry::site);
            let site = site.unwrap_or_default();
            let reason = "whether a temporary type is still there depends on the runner";
            let reason = reason.to_owned();
            self.doubt(key, Doubt { site, reason });
        }
    }

    /// The labels of a type, if there is but one that the name can mean.
    pub(super) fn labels_of(&self, name: &TypeRef) -> Option<Vec<String>> {
        match self.find(name) {
            Found::One(key) => self.types.get(&key)?.labels(),
            _ => None,
        }
    }

    /// The type that a statement is about, whether it is there or not.
    pub(super) fn subject_of(&self, name: &TypeRef) -> Key {
        match self.find(name) {
            Found::One(key) | Found::None(key) => key,
            Found::Several(_) => Self::key(PUBLIC, &name.name),
        }
    }

    pub(super) fn first_schema(&self) -> &str {
        let paths = self.ambient.path.possible().unwrap_or_default();
        paths.iter().flatten().next().map_or(PUBLIC, String::as_str)
    }

    /// Says of a type that its state cannot be determined.
    pub(super) fn doubt(&mut self, key: Key, doubt: Doubt) {
        self.types.set(key, Entry::Doubtful(doubt));
    }

    pub(super) fn doubt_each(&mut self, keys: Vec<Key>, doubt: &Doubt) {
        for key in keys {
            self.doubt(key, doubt.clone());
        }
    }

    /// Says so of every type, those included that only the server knows.
    pub(super) fn doubt_all(&mut self, doubt: &Doubt) {
        let keys: Vec<Key> = self.types.certain().cloned().collect();
        self.doubt_each(keys, doubt);
        self.ambient.anywhere = Some(doubt.clone());
    }
}

/// What a key has become in the outcomes that changed it, each with its number.
type Changed<'o, V> = Vec<(usize, Option<&'o V>)>;

fn by_key<'o, K: Ord, V>(
    outcomes: impl Iterator<Item = &'o Changes<K, V>>,
) -> BTreeMap<&'o K, Changed<'o, V>> {
    let mut changed: BTreeMap<&K, Changed<'_, V>> = BTreeMap::new();
    for (number, outcome) in outcomes.enumerate() {
        for (key, value) in outcome {
            let values = changed.entry(key).or_default();
            values.push((number, value.as_ref()));
        }
    }
    changed
}

/// The values of all outcomes in their order; for those without a change, once what
/// it was before, in the place of the first.
fn with_current<'o, V>(
    changed: Changed<'o, V>,
    outcomes: usize,
    current: Option<&'o V>,
) -> Vec<Option<&'o V>> {
    let numbered = changed.iter().enumerate();
    let first = numbered
        .take_while(|(at, (number, _))| at == number)
        .count();
    let mut values: Vec<_> = changed.into_iter().map(|(_, value)| value).collect();
    if first < outcomes {
        values.insert(first, current);
    }
    values
}

/// The state on which all agree, absence included; nothing if they do not.
fn agreed(mut states: impl Iterator<Item = Option<Entry>>) -> Option<Option<Entry>> {
    let first = states.next()?;
    let mut agree = true;
    let mut doubtful = None;
    for state in [first.clone()].into_iter().chain(states) {
        agree &= Entry::same(state.as_ref(), first.as_ref());
        // A doubt that came up on the way says more than that there are two ways.
        if doubtful.is_none() {
            doubtful = state.filter(|state| matches!(state, Entry::Doubtful(_)));
        }
    }
    match doubtful {
        Some(doubtful) => Some(Some(doubtful)),
        None => agree.then_some(first),
    }
}

/// A type's full name for a message.
pub(super) fn qualified(key: &Key) -> String {
    format!("{}.{}", key.schema, key.name)
}
