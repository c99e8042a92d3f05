//! The types and schemas at a point of the history, and what statements do to them.

use std::collections::BTreeMap;

use super::cursor::TypeRef;
use super::entry::{Entry, EnumEntry, Gone};
use super::journal::{Changes, Journal};
use super::refusal::{Condition, Doubt, Key, Refusal, Site, Subject};
use super::search_path::SearchPath;
use crate::change::Change;
use crate::model::{Label, Name};

/// The schema that every database starts with.
pub(super) const PUBLIC: &str = "public";

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
#[derive(Debug, Clone, Default)]
pub(super) struct Catalogue {
    types: Journal<Key, Entry>,
    /// Whether a schema is there; one that no statement names is taken to be.
    schemas: Journal<String, bool>,
    ambient: Ambient,
    marks: Vec<Ambient>,
}

/// What is kept as a whole at a mark.
#[derive(Debug, Clone, Default)]
struct Ambient {
    path: SearchPath,
    /// The last statement that may have done anything to any type.
    anywhere: Option<Doubt>,
}

/// What happened between a mark and its undoing.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    types: Changes<Key, Entry>,
    schemas: Changes<String, bool>,
    ambient: Ambient,
}

impl Catalogue {
    pub(super) fn types(&self) -> &BTreeMap<Key, Entry> {
        self.types.now()
    }

    pub(super) fn anywhere(&self) -> Option<&Doubt> {
        self.ambient.anywhere.as_ref()
    }

    pub(super) fn path_mut(&mut self) -> &mut SearchPath {
        &mut self.ambient.path
    }

    /// The types of this name that are there, in whatever schema.
    pub(super) fn named<'c>(&'c self, name: &str) -> impl Iterator<Item = (&'c Key, &'c Entry)> {
        let first = Key {
            name: name.to_owned(),
            schema: String::new(),
        };
        let name = name.to_owned();
        self.types
            .now()
            .range(first..)
            .take_while(move |(key, _)| key.name == name)
            .filter(|(_, entry)| entry.is_there())
    }

    pub(super) fn mark(&mut self) {
        self.types.mark();
        self.schemas.mark();
        self.marks.push(self.ambient.clone());
    }

    pub(super) fn keep(&mut self) {
        self.types.keep();
        self.schemas.keep();
        self.marks.pop();
    }

    pub(super) fn undo(&mut self) -> Outcome {
        let before = self.marks.pop().unwrap_or_default();
        Outcome {
            types: self.types.undo(),
            schemas: self.schemas.undo(),
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
        let keys: Vec<&Key> = outcomes.iter().flat_map(|one| one.types.keys()).collect();
        for key in keys {
            let current = self.types.get(key).cloned();
            let after = |outcome: &Outcome| match outcome.types.get(key) {
                Some(changed) => changed.clone(),
                None => current.clone(),
            };
            let values: Vec<Option<Entry>> = outcomes.iter().map(after).collect();
            let first = values[0].clone();
            let agreed = values
                .iter()
                .all(|value| Entry::same(value.as_ref(), first.as_ref()));
            // A doubt that came up on the way says more than that there are two ways.
            let doubtful = values
                .into_iter()
                .flatten()
                .find(|value| matches!(value, Entry::Doubtful(_)));
            match doubtful.or(first.filter(|_| agreed)) {
                Some(entry) => self.types.set(key.clone(), entry),
                None if agreed => {
                    self.types.take(key);
                }
                None => self.doubt(key.clone(), doubt.clone()),
            }
        }
        self.merge_schemas(outcomes);
        self.merge_ambient(outcomes);
    }

    /// Of a schema on which they differ nothing is known.
    fn merge_schemas(&mut self, outcomes: &[Outcome]) {
        let names: Vec<&String> = outcomes.iter().flat_map(|one| one.schemas.keys()).collect();
        for name in names {
            let current = self.schemas.get(name).copied();
            let mut values = outcomes
                .iter()
                .map(|outcome| outcome.schemas.get(name).copied().unwrap_or(current));
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

    fn schema_is_there(&self, schema: &str) -> bool {
        self.schemas.get(&schema.to_owned()) != Some(&false)
    }

    fn is_there(&self, key: &Key) -> bool {
        self.types.get(key).is_some_and(Entry::is_there)
    }

    /// Whether a type exists, as far as that is known.
    pub(super) fn exists(&self, key: &Key) -> Option<bool> {
        match self.types.get(key) {
            Some(Entry::Doubtful(_)) => None,
            Some(entry) if entry.is_there() => Some(true),
            // It may be an array type.
            _ if key.name.starts_with('_') || self.ambient.anywhere.is_some() => None,
            _ => Some(false),
        }
    }

    /// Whether a schema exists, as far as that is known.
    pub(super) fn schema_exists(&self, schema: &str) -> Option<bool> {
        let known = self.schemas.get(&schema.to_owned()).copied();
        known.or((schema == PUBLIC).then_some(true))
    }

    fn key(schema: &str, name: &str) -> Key {
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
        let mut keys: Vec<Key> = match self.ambient.path.possible() {
            Some(paths) => paths
                .iter()
                .filter_map(|path| {
                    path.iter()
                        .map(|schema| Self::key(schema, name))
                        .find(|key| self.is_there(key))
                })
                .collect(),
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

    /// The type that a statement is about, whether it is there or not.
    pub(super) fn subject_of(&self, name: &TypeRef) -> Key {
        match self.find(name) {
            Found::One(key) | Found::None(key) => key,
            Found::Several(_) => Self::key(PUBLIC, &name.name),
        }
    }

    fn first_schema(&self) -> &str {
        let paths = self.ambient.path.possible().unwrap_or_default();
        paths.iter().flatten().next().map_or(PUBLIC, String::as_str)
    }

    /// Where a new type of this name goes.
    fn place_for(&self, type_ref: &TypeRef, site: Site) -> Result<Found, Refusal> {
        let name = &type_ref.name;
        if let Some(schema) = &type_ref.schema {
            let key = Self::key(schema, name);
            self.require_schema(&key, site)?;
            return Ok(Found::One(key));
        }
        let Some(paths) = self.ambient.path.possible() else {
            return Ok(Found::Several(vec![Self::key(PUBLIC, name)]));
        };
        let mut keys: Vec<Key> = paths
            .iter()
            .filter_map(|path| path.iter().find(|schema| self.schema_is_there(schema)))
            .map(|schema| Self::key(schema, name))
            .collect();
        keys.sort();
        keys.dedup();
        let Some(first) = keys.first().cloned() else {
            let key = Self::key(self.first_schema(), name);
            let reason = format!("no schema of `search_path` is there to create `{name}` in");
            return Err(refusal(Condition::UndefinedSchema, key, reason, site));
        };
        // The history is taken to have run, so where it fails is not where it went.
        let free: Vec<Key> = keys.into_iter().filter(|key| !self.is_there(key)).collect();
        Ok(match free.len() {
            0 => Found::One(first),
            1 => Found::One(free[0].clone()),
            _ => Found::Several(free),
        })
    }

    fn require_schema(&self, key: &Key, site: Site) -> Result<(), Refusal> {
        if self.schema_is_there(&key.schema) {
            return Ok(());
        }
        let reason = format!("schema `{}` was dropped before", key.schema);
        Err(refusal(
            Condition::UndefinedSchema,
            key.clone(),
            reason,
            site,
        ))
    }

    fn require_free(&self, key: &Key, site: Site) -> Result<(), Refusal> {
        if !self.types.get(key).is_some_and(Entry::blocks_creation) {
            return Ok(());
        }
        let reason = format!("type `{}` exists already", qualified(key));
        Err(refusal(
            Condition::DuplicateObject,
            key.clone(),
            reason,
            site,
        ))
    }

    /// `CREATE TYPE … AS ENUM`
    pub(super) fn create_enum(
        &mut self,
        name: &TypeRef,
        labels: &[(Label, Option<usize>)],
        site: Site,
    ) -> Result<(), Refusal> {
        self.create(name, site, |key| {
            EnumEntry::new(key, labels, site).map(Entry::Enum)
        })
    }

    /// Any other `CREATE TYPE`, and `CREATE DOMAIN`.
    pub(super) fn create_other(
        &mut self,
        name: &TypeRef,
        entry: Entry,
        site: Site,
    ) -> Result<(), Refusal> {
        self.create(name, site, |_| Ok(entry))
    }

    fn create(
        &mut self,
        name: &TypeRef,
        site: Site,
        entry: impl FnOnce(&Key) -> Result<Entry, Refusal>,
    ) -> Result<(), Refusal> {
        match self.place_for(name, site)? {
            Found::One(key) | Found::None(key) => {
                self.require_free(&key, site)?;
                let entry = entry(&key)?;
                self.types.set(key, entry);
            }
            Found::Several(keys) => self.doubt_each(keys, &session_decides(name, site)),
        }
        Ok(())
    }

    /// `ALTER TYPE` and `ALTER DOMAIN`
    pub(super) fn alter(
        &mut self,
        name: &TypeRef,
        change: &Change,
        site: Site,
    ) -> Result<(), Refusal> {
        match self.find(name) {
            Found::One(key) => match change {
                Change::AddValue { .. } | Change::RenameValue { .. } => {
                    self.change_labels(key, change, site)
                }
                Change::RenameType { to } => {
                    let to = Self::key(&key.schema, to.as_str());
                    self.move_type(key, to, change, site)
                }
                Change::SetSchema { to } => {
                    let to = Self::key(to.as_str(), &key.name);
                    self.require_schema(&to, site)?;
                    if to == key {
                        return Ok(());
                    }
                    self.move_type(key, to, change, site)
                }
            },
            Found::None(key) => self.miss(key, site),
            Found::Several(keys) => {
                self.doubt_each(keys, &session_decides(name, site));
                Ok(())
            }
        }
    }

    fn change_labels(&mut self, key: Key, change: &Change, site: Site) -> Result<(), Refusal> {
        match self.types.take(&key) {
            Some(Entry::Enum(entry)) => {
                let entry = entry.apply(&key, change, site)?;
                self.types.set(key, Entry::Enum(entry));
                Ok(())
            }
            Some(other @ Entry::Doubtful(_)) => {
                self.types.set(key, other);
                Ok(())
            }
            other => {
                let reason = format!("`{}` is not an enum", qualified(&key));
                if let Some(other) = other {
                    self.types.set(key.clone(), other);
                }
                Err(refusal(Condition::WrongObjectType, key, reason, site))
            }
        }
    }

    fn move_type(
        &mut self,
        from: Key,
        to: Key,
        change: &Change,
        site: Site,
    ) -> Result<(), Refusal> {
        self.require_free(&to, site)?;
        let entry = match self.types.take(&from) {
            Some(Entry::Enum(entry)) => Entry::Enum(entry.apply(&from, change, site)?),
            Some(other) => other,
            None => return Ok(()),
        };
        let moved_to = Some(to.clone());
        self.types.set(to, entry);
        self.types.set(from, Entry::Gone(Gone { site, moved_to }));
        Ok(())
    }

    /// A statement names a type that is not there.
    fn miss(&mut self, key: Key, site: Site) -> Result<(), Refusal> {
        if let Some(doubt) = self.ambient.anywhere.clone() {
            self.doubt(key, doubt);
            return Ok(());
        }
        self.require_schema(&key, site)?;
        let reason = format!("there is no type `{}` at this point", qualified(&key));
        Err(refusal(Condition::UndefinedObject, key, reason, site))
    }

    /// `DROP TYPE` and `DROP DOMAIN`
    pub(super) fn drop_types(
        &mut self,
        names: &[TypeRef],
        if_exists: bool,
        site: Site,
    ) -> Result<(), Refusal> {
        let mut found = Vec::new();
        for name in names {
            match self.find(name) {
                Found::One(key) => found.push(key),
                Found::None(key) if if_exists || self.ambient.anywhere.is_some() => {
                    self.forget_doubt_of_absence(key, site);
                }
                Found::None(key) => return self.miss(key, site),
                Found::Several(keys) => self.doubt_each(keys, &session_decides(name, site)),
            }
        }
        for key in found {
            self.remove(key, site);
        }
        Ok(())
    }

    /// After a `DROP … IF EXISTS` a type is gone, even if only the server knew of it.
    fn forget_doubt_of_absence(&mut self, key: Key, site: Site) {
        if self.ambient.anywhere.is_some() {
            self.remove(key, site);
        }
    }

    fn remove(&mut self, key: Key, site: Site) {
        let moved_to = None;
        self.types.set(key, Entry::Gone(Gone { site, moved_to }));
    }

    /// `CREATE SCHEMA`. One for `public` is no mistake: dumps have it.
    pub(super) fn create_schema(
        &mut self,
        name: &str,
        if_not_exists: bool,
        site: Site,
    ) -> Result<(), Refusal> {
        let there = self.schemas.get(&name.to_owned()) == Some(&true);
        if there && !if_not_exists && name != PUBLIC {
            let reason = format!("schema `{name}` exists already");
            return Err(about_schema(Condition::DuplicateSchema, name, reason, site));
        }
        self.schemas.set(name.to_owned(), true);
        Ok(())
    }

    /// `ALTER SCHEMA … RENAME TO`
    pub(super) fn rename_schema(
        &mut self,
        from: &str,
        to: &Name,
        site: Site,
    ) -> Result<(), Refusal> {
        if !self.schema_is_there(from) {
            let reason = format!("schema `{from}` was dropped before");
            return Err(about_schema(Condition::UndefinedSchema, from, reason, site));
        }
        let known = self.schemas.get(&to.as_str().to_owned());
        if known.copied().unwrap_or(to.as_str() == PUBLIC) {
            let reason = format!("schema `{}` exists already", to.as_str());
            return Err(about_schema(
                Condition::DuplicateSchema,
                to.as_str(),
                reason,
                site,
            ));
        }
        self.schemas.set(from.to_owned(), false);
        self.schemas.set(to.as_str().to_owned(), true);
        let change = Change::SetSchema { to: to.clone() };
        for key in self.keys_in(from) {
            let moved = Self::key(to.as_str(), &key.name);
            self.move_type(key, moved, &change, site)?;
        }
        Ok(())
    }

    /// `DROP SCHEMA`
    pub(super) fn drop_schemas(
        &mut self,
        names: &[String],
        if_exists: bool,
        cascade: bool,
        site: Site,
    ) -> Result<(), Refusal> {
        for name in names {
            if !self.schema_is_there(name) && !if_exists {
                let reason = format!("schema `{name}` was dropped before");
                return Err(about_schema(Condition::UndefinedSchema, name, reason, site));
            }
            let keys = self.keys_in(name);
            if let Some(key) = keys.first().filter(|_| !cascade) {
                let reason = format!("type `{}` is still in its schema", qualified(key));
                return Err(about_schema(Condition::StillNeeded, name, reason, site));
            }
            for key in keys {
                self.remove(key, site);
            }
            self.schemas.set(name.clone(), false);
        }
        Ok(())
    }

    fn keys_in(&self, schema: &str) -> Vec<Key> {
        self.types
            .now()
            .iter()
            .filter(|(key, entry)| key.schema == schema && entry.is_there())
            .map(|(key, _)| key.clone())
            .collect()
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
        let keys: Vec<Key> = self.types.now().keys().cloned().collect();
        self.doubt_each(keys, doubt);
        self.ambient.anywhere = Some(doubt.clone());
    }
}

/// A type's full name for a message.
pub(super) fn qualified(key: &Key) -> String {
    format!("{}.{}", key.schema, key.name)
}

fn refusal(condition: Condition, key: Key, reason: String, site: Site) -> Refusal {
    Refusal {
        condition,
        subject: Subject::Type(key),
        reason,
        site,
    }
}

fn about_schema(condition: Condition, schema: &str, reason: String, site: Site) -> Refusal {
    Refusal {
        condition,
        subject: Subject::Schema(schema.to_owned()),
        reason,
        site,
    }
}

fn session_decides(name: &TypeRef, site: Site) -> Doubt {
    let reason = format!(
        "which schema `{}` means depends on the `search_path` of the session",
        name.name
    );
    Doubt { site, reason }
}
