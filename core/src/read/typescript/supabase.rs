//! The file that `supabase gen types typescript` writes: each enum stands in the
//! `Database` type, and since 2025 in `Constants` too.

use std::collections::HashSet;
use std::format;
use std::string::String;
use std::vec::Vec;

use super::super::ReadError;
use super::super::script::Element;
use super::declarations::{Declared, Node};
use super::shape::{Reader, Shape};

/// An enum of the generated file.
pub(super) struct Generated {
    pub(super) node: Node,
    pub(super) elements: Vec<Element>,
}

impl Reader<'_, '_> {
    /// An enum by its schema and name, which both places must give alike.
    pub(super) fn generated(
        &self,
        schema: &str,
        name: &str,
    ) -> Result<Option<Generated>, ReadError> {
        let constants = self.module.values.get("Constants").copied();
        let database = self.module.types.get("Database").copied();
        let constant = self.in_schema(constants, schema, name)?;
        let typed = match self.in_schema(database, schema, name) {
            // A `Database` that is put together from others says nothing here.
            Err(_) if constant.is_some() => return self.read(constant),
            other => other?,
        };
        if let (Some(one), None) | (None, Some(one)) = (constant, typed) {
            if constants.is_some() && database.is_some() {
                let reason = format!(
                    "only one of `Constants` and `Database` has `{schema}.{name}`; generate the file anew"
                );
                return Err(self.module.source.invalid(one.span().start, reason));
            }
        }
        let (constant, typed) = (self.read(constant)?, self.read(typed)?);
        if let (Some(constant), Some(typed)) = (&constant, &typed) {
            self.check_agreement(constant, typed)?;
        }
        Ok(constant.or(typed))
    }

    fn in_schema(
        &self,
        root: Option<Declared>,
        schema: &str,
        name: &str,
    ) -> Result<Option<Node>, ReadError> {
        let Some(root) = root else {
            return Ok(None);
        };
        let mut node = self.module.node(root)?;
        for key in [schema, "Enums", name] {
            if !matches!(self.shape(node, 0)?, Shape::Object(_)) {
                return Err(self.unreadable(node.span()));
            }
            match self.property(node, key, 0)? {
                Some(next) => node = next,
                None => return Ok(None),
            }
        }
        Ok(Some(node))
    }

    fn read(&self, node: Option<Node>) -> Result<Option<Generated>, ReadError> {
        node.map(|node| {
            Ok(Generated {
                node,
                elements: self.list(node, 0)?,
            })
        })
        .transpose()
    }

    fn check_agreement(&self, one: &Generated, other: &Generated) -> Result<(), ReadError> {
        let labels = |generated: &Generated| -> HashSet<String> {
            let elements = generated.elements.iter();
            elements.map(|element| element.label.clone()).collect()
        };
        let (ours, theirs) = (labels(one), labels(other));
        let mut difference: Vec<&str> = ours
            .symmetric_difference(&theirs)
            .map(String::as_str)
            .collect();
        difference.sort_unstable();
        let Some(label) = difference.first() else {
            return Ok(());
        };
        let reason = format!(
            "`{label}` is in only one of `Constants` and `Database`; generate the file anew"
        );
        Err(self.module.source.invalid(one.node.span().start, reason))
    }

    /// Every enum of the generated file, as `schema.name`.
    pub(super) fn generated_names(&self) -> Vec<(usize, String)> {
        let constants = self.module.values.get("Constants");
        let database = self.module.types.get("Database");
        let Some(root) = constants.or(database) else {
            return Vec::new();
        };
        let mut names = Vec::new();
        let root = self.module.node(*root).ok();
        for (_, schema, node) in self.properties_of(root) {
            let enums = self.property(node, "Enums", 0).ok().flatten();
            for (at, name, _) in self.properties_of(enums) {
                names.push((at, format!("{schema}.{name}")));
            }
        }
        names
    }

    fn properties_of(&self, node: Option<Node>) -> Vec<(usize, String, Node)> {
        let shape = node.and_then(|node| self.shape(node, 0).ok());
        let Some(Shape::Object(object)) = shape else {
            return Vec::new();
        };
        let object = self.object(object).ok();
        let properties = object.iter().flat_map(|object| &object.properties);
        properties
            .filter_map(|property| {
                let node = property.node?;
                Some((property.span.start, property.key.clone(), node))
            })
            .collect()
    }
}
