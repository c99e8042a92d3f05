//! What statements do to the types and schemas of a catalogue.

use super::catalogue::{Catalogue, Found, PUBLIC, TEMPORARY, qualified};
use super::cursor::TypeRef;
use super::entry::{Entry, EnumEntry, Gone};
use super::refusal::{Condition, Doubt, Key, Refusal, Site, Subject};
use crate::change::Change;
use crate::model::{Label, Name};

impl Catalogue {
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

    /// `CREATE DOMAIN`
    pub(super) fn create_domain(
        &mut self,
        name: &TypeRef,
        over: &TypeRef,
        site: Site,
    ) -> Result<(), Refusal> {
        let entry = match self.find(over) {
            Found::One(key) => Entry::Domain(key),
            _ => Entry::Other,
        };
        self.create_other(name, entry, site)
    }

    /// Drops the domains over a type that is gone, and those over them.
    fn drop_domains(&mut self, over: &Key, site: Site) {
        let mut dropped: Vec<Key> = self.types.domains_over(over).cloned().collect();
        while let Some(key) = dropped.pop() {
            self.remove(key.clone(), site);
            dropped.extend(self.types.domains_over(&key).cloned());
        }
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
                self.temporary |= key.schema == TEMPORARY;
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

    pub(super) fn change_labels(
        &mut self,
        key: Key,
        change: &Change,
        site: Site,
    ) -> Result<(), Refusal> {
        match self.types.get(&key).cloned() {
            Some(Entry::Enum(entry)) => {
                let entry = entry.apply(&key, change, site)?;
                self.types.set(key, Entry::Enum(entry));
                Ok(())
            }
            Some(Entry::Doubtful(_)) => Ok(()),
            _ => {
                let reason = format!("`{}` is not an enum", qualified(&key));
                Err(refusal(Condition::WrongObjectType, key, reason, site))
            }
        }
    }

    /// `DELETE FROM pg_enum`
    pub(super) fn delete_label(&mut self, key: Key, label: &Label, site: Site) {
        if let Some(Entry::Enum(entry)) = self.types.get(&key).cloned() {
            let entry = entry.without(label, site);
            self.types.set(key, Entry::Enum(entry));
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
        let entry = match self.types.get(&from).cloned() {
            Some(Entry::Enum(entry)) => Entry::Enum(entry.apply(&from, change, site)?),
            Some(other) => other,
            None => return Ok(()),
        };
        let domains: Vec<Key> = self.types.domains_over(&from).cloned().collect();
        for domain in domains {
            self.types.set(domain, Entry::Domain(to.clone()));
        }
        let moved_to = Some(to.clone());
        self.types.set(to, entry);
        self.types.set(from, Entry::Gone(Gone { site, moved_to }));
        Ok(())
    }

    /// Any other `ALTER TYPE`
    pub(super) fn require_type(&mut self, name: &TypeRef, site: Site) -> Result<(), Refusal> {
        match self.find(name) {
            Found::One(_) | Found::Several(_) => Ok(()),
            Found::None(key) => self.miss(key, site),
        }
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
        cascade: bool,
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
            if cascade {
                self.drop_domains(&key, site);
            }
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
        let keys: Vec<Key> = self.types.in_schema(from).collect();
        for key in keys {
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
            let first = self.types.in_schema(name).next();
            if let Some(key) = first.filter(|_| !cascade) {
                let reason = format!("type `{}` is still in its schema", qualified(&key));
                return Err(about_schema(Condition::StillNeeded, name, reason, site));
            }
            let keys: Vec<Key> = self.types.in_schema(name).collect();
            for key in keys {
                self.drop_domains(&key, site);
                self.remove(key, site);
            }
            self.schemas.set(name.clone(), false);
        }
        Ok(())
    }
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
