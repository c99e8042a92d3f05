//! What is there at a point of a history.

use std::collections::{BTreeMap, BTreeSet};

/// A schema and a name in it.
pub(super) type Full = (String, String);

#[derive(Debug, Clone)]
pub(super) struct World {
    pub(super) types: BTreeMap<Full, Vec<String>>,
    pub(super) schemas: BTreeSet<String>,
    pub(super) path: Vec<String>,
}

impl World {
    pub(super) fn new() -> Self {
        Self {
            types: BTreeMap::new(),
            schemas: BTreeSet::from(["public".to_owned()]),
            path: vec!["public".to_owned()],
        }
    }

    /// The schema in which a name without one is created.
    pub(super) fn creation(&self) -> Option<&String> {
        self.path
            .iter()
            .find(|schema| self.schemas.contains(*schema))
    }

    /// Whether the name alone finds this type.
    pub(super) fn is_visible(&self, full: &Full) -> bool {
        let found = self
            .path
            .iter()
            .map(|schema| (schema.clone(), full.1.clone()))
            .find(|candidate| self.types.contains_key(candidate));
        found.as_ref() == Some(full)
    }

    /// The server's name for a text: cut to 63 bytes.
    pub(super) fn stored(name: &str) -> String {
        let mut end = name.len().min(63);
        while !name.is_char_boundary(end) {
            end -= 1;
        }
        name[..end].to_owned()
    }
}
