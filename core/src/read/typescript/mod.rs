//! Lists of labels in TypeScript: unions, enums, constant arrays and objects, and
//! the types that Supabase generates.

mod declarations;
mod labels;
mod members;
mod shape;
mod supabase;
mod typed;

use std::collections::HashSet;
use std::format;
use std::string::{String, ToString};
use std::vec::Vec;

use super::script::{Dialect, Element, Source, Span};
use super::{Listing, ReadError};
use declarations::{Declared, Module, Node, What};
use labels::Side;
use shape::{Reader, Shape};
use supabase::Generated;

/// Reads the list that `item` names in a TypeScript module.
///
/// `item` is a union type, an enum, a constant array (also one inside of an
/// object: `limits.plans`), the keys or the values of a constant object
/// (`Plan.values`), or an enum of Supabase's generated types (`public.mood`).
/// A file whose name ends with `.tsx` may hold JSX.
///
/// ```
/// use pg_integration_enum_core::read::typescript;
///
/// let text = r#"export const MOODS = ["sad", "ok"] as const
/// export type Mood = (typeof MOODS)[number]"#;
/// let listing = typescript::read("mood.ts", text, "Mood")?;
/// assert_eq!(listing.label_texts(), ["sad", "ok"]);
/// assert_eq!(listing.labels[1].place.to_string(), "mood.ts:1:30");
/// # Ok::<(), pg_integration_enum_core::read::ReadError>(())
/// ```
///
/// # Errors
///
/// [`ReadError::NotFound`] lists the items that are there. What only running the
/// program would tell (a call, a spread, a template with substitutions, a generic
/// type) is [`ReadError::CannotDetermine`]. A text that is no TypeScript, an array
/// that holds a label twice, and two declarations that should say the same and do
/// not, are [`ReadError::Invalid`].
pub fn read(file_name: &str, text: &str, item: &str) -> Result<Listing, ReadError> {
    let module = Module::new(source(file_name, text)?);
    let path: Vec<&str> = item.split('.').map(str::trim).collect();
    let reader = Reader::new(&module);
    match reader.listing(&path)? {
        Some(listing) => Ok(listing),
        None => Err(ReadError::NotFound {
            path: file_name.into(),
            item: item.into(),
            known: Reader::new(&module).items(),
            removed_at: None,
            remedy: None,
        }),
    }
}

/// What can be named as an item of a TypeScript module, in its order.
///
/// ```
/// use pg_integration_enum_core::read::typescript;
///
/// let text = r#"type Mood = "sad" | "ok"; const limits = { plans: ["free"] } as const;"#;
/// assert_eq!(typescript::items(text), ["Mood", "limits.keys", "limits.values"]);
/// ```
pub fn items(text: &str) -> Vec<String> {
    source("", text).map_or(Vec::new(), |source| {
        Reader::new(&Module::new(source)).items()
    })
}

fn source<'a>(file_name: &'a str, text: &'a str) -> Result<Source<'a>, ReadError> {
    let jsx = file_name.ends_with(".tsx") || file_name.ends_with(".jsx");
    Source::new(Dialect::TypeScript { jsx }, file_name, text)
}

impl Reader<'_, '_> {
    /// The listing, or nothing where no such item is.
    fn listing(&self, path: &[&str]) -> Result<Option<Listing>, ReadError> {
        let generated = match path {
            ["Constants" | "Database", schema, "Enums", name] => Some((*schema, name.to_string())),
            [schema, name @ ..] if !self.declares(schema) && !name.is_empty() => {
                Some((*schema, name.join(".")))
            }
            _ => None,
        };
        if let Some((schema, name)) = generated {
            return match self.generated(schema, &name)? {
                Some(Generated { node, elements }) => {
                    // With its key.
                    let start = node.span().start.saturating_sub(2);
                    let declaration = Span::new(start, node.span().end);
                    self.module.source.listing(declaration, elements).map(Some)
                }
                None => Ok(None),
            };
        }
        let [name, keys @ ..] = path else {
            return Ok(None);
        };
        self.declared(name, keys)
    }

    fn declares(&self, name: &str) -> bool {
        self.module.values.contains_key(name) || self.module.types.contains_key(name)
    }

    /// A declared item: where a value and a type have one name, both must agree
    /// as far as both are lists.
    fn declared(&self, name: &str, keys: &[&str]) -> Result<Option<Listing>, ReadError> {
        let value = self.module.values.get(name).copied();
        let ty = self.module.types.get(name).copied();
        let value = value.filter(|value| !self.is_same(*value, ty));
        let typed = ty.map(|ty| self.listing_of(ty, keys)).transpose();
        let valued = value.map(|value| self.listing_of(value, keys)).transpose();
        match (typed.map(Option::flatten), valued.map(Option::flatten)) {
            (Err(broken @ ReadError::Invalid { .. }), _)
            | (_, Err(broken @ ReadError::Invalid { .. })) => Err(broken),
            (Ok(Some(typed)), Ok(Some(valued))) => self.agreed(name, typed, valued).map(Some),
            (Ok(Some(listing)), _) | (_, Ok(Some(listing))) => Ok(Some(listing)),
            (Err(error), _) | (_, Err(error)) => Err(error),
            (Ok(None), Ok(None)) => Ok(None),
        }
    }

    /// An enum is a value and a type at once.
    fn is_same(&self, value: Declared, ty: Option<Declared>) -> bool {
        ty.is_some_and(|ty| ty.head == value.head)
    }

    fn agreed(&self, name: &str, typed: Listing, valued: Listing) -> Result<Listing, ReadError> {
        let labels = |listing: &Listing| -> HashSet<String> {
            listing
                .labels
                .iter()
                .map(|read| read.label.clone())
                .collect()
        };
        if labels(&typed) == labels(&valued) {
            return Ok(valued);
        }
        Err(ReadError::Invalid {
            place: valued.place,
            reason: format!("the type `{name}` and the constant `{name}` differ"),
        })
    }

    fn listing_of(&self, declared: Declared, keys: &[&str]) -> Result<Option<Listing>, ReadError> {
        let mut node = self.module.node(declared)?;
        let mut side = None;
        for (index, key) in keys.iter().enumerate() {
            let is_last = index + 1 == keys.len();
            match (self.property(node, key, 0)?, *key) {
                (Some(next), _) => node = next,
                (None, "keys") if is_last => side = Some(Side::Keys),
                (None, "values") if is_last => side = Some(Side::Values),
                (None, _) => return Ok(None),
            }
        }
        let elements: Vec<Element> = match side {
            None => self.list(node, 0)?,
            Some(side) => match self.shape(node, 0)? {
                Shape::Object(_) => self.side(node, side, 0)?,
                _ => return Ok(None),
            },
        };
        self.module
            .source
            .listing(declared.head, elements)
            .map(Some)
    }

    fn items(&self) -> Vec<String> {
        let values = self.module.values.iter();
        let types = self.module.types.iter();
        let mut items: Vec<(usize, String)> = values
            .chain(types)
            .flat_map(|(name, declared)| self.items_of(name, *declared))
            .chain(self.generated_names())
            .collect();
        items.sort_unstable();
        items.dedup();
        items.into_iter().map(|(_, item)| item).collect()
    }

    /// The names by which a declaration can be read, as far as it looks like a list.
    fn items_of(&self, name: &str, declared: Declared) -> Vec<(usize, String)> {
        let What::Node(node) = declared.what else {
            return Vec::new();
        };
        let suffixes: &[&str] = match self.shape(node, 0) {
            Ok(Shape::Array(_) | Shape::Object(Node::Enum(_))) => &[""],
            Ok(Shape::Object(Node::Expression(_))) if name != "Constants" => &[".keys", ".values"],
            Ok(Shape::Other(Node::Type(_))) if self.list(node, 0).is_ok() => &[""],
            _ => &[],
        };
        suffixes
            .iter()
            .map(|suffix| (declared.head.start, format!("{name}{suffix}")))
            .collect()
    }
}
