//! Lists of labels in Dart: enums, and constant lists, sets and maps.

mod constant;
mod constructor;
mod declarations;
mod enumeration;
mod getter;
mod switch;
mod wire;

use std::format;
use std::string::String;
use std::vec::Vec;

use super::script::{Dialect, Source, Span};
use super::{Listing, ReadError};
use constant::Thing;
use declarations::{Computed, Library, Member, Type, Variable};

/// Reads the list that `item` names in a Dart library.
///
/// `item` is an enum (`PlanType`), one of its fields or getters (`PlanType.wire`, or
/// `PlanType.name` for the names), or a constant list, set or map, at the top level
/// (`supportedTypes`) or in a class (`Registry.supportedTypes`). Of a map the keys
/// are read, with `.values` after it the values.
///
/// ```
/// use pg_integration_enum_core::read::dart;
///
/// let text = "enum PlanType {
///   monthly('monthly'),
///   plan('session_pack');
///
///   const PlanType(this.wire);
///   final String wire;
/// }";
/// let listing = dart::read("plan_type.dart", text, "PlanType")?;
/// assert_eq!(listing.label_texts(), ["monthly", "session_pack"]);
/// assert_eq!(listing.labels[1].place.to_string(), "plan_type.dart:3:3");
/// # Ok::<(), pg_integration_enum_core::read::ReadError>(())
/// ```
///
/// # Errors
///
/// [`ReadError::NotFound`] lists the items that are there. What only running the
/// program would tell (a condition, a call, a spread, an interpolation) is
/// [`ReadError::CannotDetermine`]. A text that is no Dart, or a list that holds a
/// label twice, is [`ReadError::Invalid`].
pub fn read(file_name: &str, text: &str, item: &str) -> Result<Listing, ReadError> {
    let library = Library::new(Source::new(Dialect::Dart, file_name, text)?)?;
    let path: Vec<&str> = item.split('.').map(str::trim).collect();
    match library.listing(&path) {
        Err(ReadError::NotFound { .. }) => Err(ReadError::NotFound {
            path: file_name.into(),
            item: item.into(),
            known: library.items(),
            removed_at: None,
            remedy: None,
        }),
        other => other,
    }
}

/// What can be named as an item of a Dart library, in its order.
///
/// ```
/// use pg_integration_enum_core::read::dart;
///
/// let text = "enum Role { admin, user }  const roles = ['admin', 'user'];";
/// assert_eq!(dart::items(text), ["Role", "roles"]);
/// ```
pub fn items(text: &str) -> Vec<String> {
    Source::new(Dialect::Dart, "", text)
        .and_then(Library::new)
        .map_or(Vec::new(), |library| library.items())
}

impl<'a> Library<'a> {
    fn listing(&self, path: &[&str]) -> Result<Listing, ReadError> {
        let (thing, used) = self.resolve(path, None).ok_or_else(|| self.not_found())?;
        let elements = self.list(thing, &path[used..], 0)?;
        self.source.listing(self.declaration(thing), elements)
    }

    /// What of a declaration a message shows.
    fn declaration(&self, thing: Thing<'_, 'a>) -> Span {
        match thing {
            Thing::Variable(variable) => variable.head,
            Thing::Type(owner) => {
                let declared = owner.as_enum();
                declared.map_or(Span::new(0, 0), |declared| {
                    Span::new(declared.body.name - 1, declared.body.name + 1)
                })
            }
            Thing::EnumValue(_, value) => value.span,
            Thing::Computed(Computed { name, .. }) => Span::new(name, name + 1),
        }
    }

    /// The error that [`read`] completes.
    fn not_found(&self) -> ReadError {
        ReadError::NotFound {
            path: String::new(),
            item: String::new(),
            known: Vec::new(),
            removed_at: None,
            remedy: None,
        }
    }

    fn items(&self) -> Vec<String> {
        let types = self.types.iter().flat_map(|owner| self.items_of(owner));
        let members = self.members.values();
        let variables = members.filter_map(|member| self.item(*member));
        let mut items: Vec<(usize, String)> = types.chain(variables).collect();
        items.sort_unstable();
        items.into_iter().map(|(_, item)| item).collect()
    }

    /// The enum itself, its fields where it has several, what its getters and those of
    /// an extension on it say, and its constants.
    fn items_of(&self, owner: &Type<'a>) -> Vec<(usize, String)> {
        let mut items = Vec::new();
        if let Some(declared) = owner.as_enum() {
            let name = declared.body.name;
            items.push((name, owner.name.into()));
            let fields = self.string_fields(declared, 0);
            if fields.len() > 1 {
                let fields = fields.iter().map(|field| format!("{}.{field}", owner.name));
                items.extend(fields.map(|item| (name, item)));
            }
        }
        let members = owner.members.values();
        items.extend(members.filter_map(|member| match member {
            Member::Computed(getter) => self.getter_item(owner, *getter),
            Member::Variable(_) => self.item(*member),
        }));
        items
    }

    /// A getter that gives an enum's first value a text.
    fn getter_item(&self, owner: &Type<'a>, getter: Computed) -> Option<(usize, String)> {
        let extended = || self.type_named(owner.extends?)?.as_enum();
        let declared = owner.as_enum().or_else(extended)?;
        let name = self.source.text(getter.name);
        let wire = self.wire(declared, Some(name), 0).ok()?;
        let first = declared.body.values.first()?;
        self.label(declared, first, &wire, 0).ok()?;
        Some((getter.name, format!("{}.{name}", declared.owner.name)))
    }

    fn item(&self, member: Member) -> Option<(usize, String)> {
        let Member::Variable(variable) = member else {
            return None;
        };
        let name = self.source.text(variable.name);
        let item = match self.type_of(variable.scope).map(|owner| owner.name) {
            None => name.into(),
            Some("") => return None,
            Some(owner) => format!("{owner}.{name}"),
        };
        self.is_list(variable).then_some((variable.name, item))
    }

    /// A constant that holds a literal list, or an enum's `values`.
    fn is_list(&self, variable: Variable) -> bool {
        let is_list =
            |value: Span| self.literal(value).is_some() || self.source.is(value.end - 1, "values");
        variable.is_constant
            && variable
                .value
                .is_some_and(|value| !value.is_empty() && is_list(value))
    }
}
