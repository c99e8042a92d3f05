//! What queries on the catalogue find in it.

use super::catalogue::{Catalogue, Found};
use super::cursor::TypeRef;
use super::entry::Entry;
use super::guard::{Truth, all, any};
use super::query::Query;
use super::refusal::Key;
use super::select::Row;
use super::system::{self, PG_CATALOG};
use super::value::Value;

impl Query {
    /// Whether it finds a row.
    pub(super) fn finds(&self, catalogue: &Catalogue) -> Truth {
        if !self.types {
            let schemas = self.schemas.among.as_ref()?;
            let schemas = schemas
                .iter()
                .filter(|one| self.schemas.fits(one) == Some(true));
            return any(schemas.map(|schema| catalogue.schema_exists(schema)));
        }
        if let Some(key) = self.only_type(catalogue) {
            return self.fits(&key?, catalogue);
        }
        match &self.names.among {
            Some(names) => any(names.iter().map(|name| self.finds_named(name, catalogue))),
            None => {
                let keys = catalogue.types.there()?;
                let found = any(keys.map(|key| self.fits(key, catalogue)));
                // Those of tables, and of the server itself, are not in the catalogue.
                let all_known = self.only_enums() && catalogue.anywhere().is_none();
                found.filter(|found| *found || all_known)
            }
        }
    }

    /// Whether it finds enums alone.
    fn only_enums(&self) -> bool {
        self.enums || self.per_label
    }

    /// The one type that it can find, if it says which; which that is may be unknown.
    fn only_type(&self, catalogue: &Catalogue) -> Option<Option<Key>> {
        let registered = || match catalogue.find(self.registered.as_ref()?) {
            Found::One(key) => Some(key),
            _ => None,
        };
        match (&self.identified, &self.registered) {
            (None, None) => None,
            (None, Some(_)) => Some(registered()),
            (Some(key), None) => Some(Some(key.clone())),
            (Some(key), Some(_)) => Some(registered().filter(|registered| registered == key)),
        }
    }

    /// The rows that it finds, if all are known.
    pub(super) fn rows(&self, catalogue: &Catalogue) -> Option<Vec<Row>> {
        if !self.types || self.visible || catalogue.anywhere().is_some() {
            return None;
        }
        let mut keys: Vec<Key> = match (self.only_type(catalogue), &self.names.among) {
            (Some(key), _) => vec![key?],
            (None, Some(names)) if names.iter().any(|name| self.may_find_others(name)) => {
                return None;
            }
            (None, Some(names)) => {
                let named = names.iter().flat_map(|name| catalogue.named(name));
                named.map(|(key, _)| key.clone()).collect()
            }
            // Types of other kinds are not all known.
            (None, None) if self.only_enums() => catalogue.types.there()?.cloned().collect(),
            (None, None) => return None,
        };
        // A name that is listed twice finds its types once.
        keys.sort();
        keys.dedup();
        let mut rows = Vec::new();
        for key in keys {
            if self.fits(&key, catalogue)? {
                self.rows_of(&key, catalogue, &mut rows)?;
            }
        }
        Some(rows)
    }

    /// The rows of a type that fits.
    fn rows_of(&self, key: &Key, catalogue: &Catalogue, rows: &mut Vec<Row>) -> Option<()> {
        let text = |column: &str, text: &str| (column.to_owned(), Value::Text(text.to_owned()));
        let row = vec![
            text("typname", &key.name),
            text("nspname", &key.schema),
            ("oid".to_owned(), Value::Type(key.clone())),
            ("enumtypid".to_owned(), Value::Type(key.clone())),
        ];
        if !self.per_label {
            rows.push(row);
            return Some(());
        }
        for label in self.labels_of(catalogue.types().get(key)?)? {
            let mut row = row.clone();
            row.push(text("enumlabel", &label));
            rows.push(row);
        }
        Some(())
    }

    /// The labels of a type that it asks for.
    fn labels_of(&self, entry: &Entry) -> Option<Vec<String>> {
        let labels = match self.labels.among.as_deref() {
            Some([wanted]) if entry.has_label(wanted) => vec![wanted.clone()],
            Some([_]) => Vec::new(),
            _ => entry.labels().unwrap_or_default(),
        };
        let mut wanted = Vec::new();
        for label in labels {
            if self.labels.fits(&label)? {
                wanted.push(label);
            }
        }
        Some(wanted)
    }

    /// Whether it finds a type of the server's own.
    fn finds_system_type(&self, name: &str) -> bool {
        let Some(schema) = system::schema_of(name).filter(|_| !self.only_enums()) else {
            return false;
        };
        self.schemas.fits(schema) == Some(true)
            && self.names.fits(name) == Some(true)
            && (!self.visible || schema == PG_CATALOG)
    }

    /// Whether it finds a type of the server's own, or may find one of an extension.
    fn may_find_others(&self, name: &str) -> bool {
        self.finds_system_type(name) || (!self.only_enums() && system::may_be_of_extension(name))
    }

    fn finds_named(&self, name: &str, catalogue: &Catalogue) -> Truth {
        if self.finds_system_type(name) {
            return Some(true);
        }
        let missing =
            catalogue.anywhere().is_none() && !name.starts_with('_') && !self.may_find_others(name);
        let none = missing.then_some(false);
        if self.visible {
            let type_ref = TypeRef {
                schema: None,
                name: name.to_owned(),
            };
            return match catalogue.find(&type_ref) {
                Found::One(key) => self.fits(&key, catalogue),
                Found::None(_) => none,
                Found::Several(_) => None,
            };
        }
        let found = any(catalogue
            .named(name)
            .map(|(key, _)| self.fits(key, catalogue)));
        if found == Some(false) { none } else { found }
    }

    /// Whether an enum has a label that it asks for.
    fn finds_label_of(&self, entry: &Entry) -> Truth {
        let Some(among) = &self.labels.among else {
            return entry.any_label(|label| self.labels.fits(label));
        };
        let there = among.iter().filter(|label| entry.has_label(label));
        any(there.map(|label| self.labels.allows(label)))
    }

    /// Whether a type is what the query asks for.
    fn fits(&self, key: &Key, catalogue: &Catalogue) -> Truth {
        let named = all([self.schemas.fits(&key.schema), self.names.fits(&key.name)].into_iter());
        if named != Some(true) {
            return named;
        }
        let entry = catalogue.types().get(key)?;
        match entry {
            Entry::Doubtful(_) => None,
            Entry::Gone(_) => Some(false),
            Entry::Enum(_) if self.per_label || self.labels.is_any() => self.finds_label_of(entry),
            Entry::Enum(_) => Some(true),
            Entry::Shell | Entry::Domain(_) | Entry::Other => {
                Some(!self.only_enums() && !self.labels.is_any())
            }
        }
    }
}
