//! Which text of an enum value goes over the wire: a field, its name, or what
//! `package:json_serializable` makes of its annotations.

use std::collections::{HashMap, HashSet};
use std::format;
use std::rc::Rc;
use std::string::{String, ToString};
use std::vec::Vec;

use super::super::ReadError;
use super::super::script::{Element, Source, Span};
use super::declarations::{Library, Member, Scope, Variable, after_annotation};
use super::enumeration::{Enum, Value};
use super::getter::Texts;

/// How an enum's values become labels.
#[derive(Debug)]
pub(super) enum Wire<'a> {
    Name,
    Field(String),
    Getter(Texts<'a>),
    Json(Json),
}

/// How enums become labels, by their index and the field that was asked for.
pub(super) type Wires<'a> = HashMap<(Scope, Option<String>), Rc<Wire<'a>>>;

/// The arguments of `@JsonEnum` that say what a value without `@JsonValue` becomes.
#[derive(Debug, Clone, Default)]
pub(super) struct Json {
    value_field: Option<String>,
    rename: Rename,
}

/// `FieldRename` of `package:json_annotation`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Rename {
    #[default]
    None,
    Kebab,
    Snake,
    Pascal,
    ScreamingSnake,
}

impl Rename {
    fn parse(name: &str) -> Option<Self> {
        Some(match name {
            "none" => Self::None,
            "kebab" => Self::Kebab,
            "snake" => Self::Snake,
            "pascal" => Self::Pascal,
            "screamingSnake" => Self::ScreamingSnake,
            _ => return None,
        })
    }

    /// json_serializable's own rule: every capital begins a word, so `userID`
    /// becomes `user_i_d`.
    fn apply(self, name: &str) -> String {
        match self {
            Self::None => name.to_string(),
            Self::Kebab => separate(name, '-'),
            Self::Snake => separate(name, '_'),
            Self::ScreamingSnake => separate(name, '_').to_uppercase(),
            Self::Pascal => {
                let (first, rest) = name.split_at(name.chars().next().map_or(0, char::len_utf8));
                first.to_uppercase() + rest
            }
        }
    }
}

fn separate(name: &str, separator: char) -> String {
    let mut separated = String::new();
    for (index, character) in name.char_indices() {
        if index > 0 && character.is_ascii_uppercase() {
            separated.push(separator);
        }
        separated.push(character.to_ascii_lowercase());
    }
    separated
}

impl<'a> Library<'a> {
    /// The labels of all values, which must differ from each other.
    pub(super) fn enum_elements(
        &self,
        declared: Enum<'_, 'a>,
        field: Option<&str>,
        depth: usize,
    ) -> Result<Vec<Element>, ReadError> {
        let wire = self.wire(declared, field, depth)?;
        let mut seen = HashMap::new();
        let mut elements = Vec::new();
        for value in &declared.body.values {
            let element = self.label(declared, value, &wire, depth)?;
            if let Some(first) = seen.insert(element.label.clone(), value) {
                let [first, second] =
                    [first, value].map(|value| self.source.text(value.span.start));
                let owner = declared.owner.name;
                let label = element.label;
                return Err(self.source.invalid(
                    element.span.start,
                    format!(
                        "label `{label}` stands for both `{owner}.{first}` and `{owner}.{second}`"
                    ),
                ));
            }
            elements.push(element);
        }
        Ok(elements)
    }

    /// The label of a value, with what decides it: also its annotation, where that counts.
    pub(super) fn label(
        &self,
        declared: Enum<'_, 'a>,
        value: &Value<'a>,
        wire: &Wire<'a>,
        depth: usize,
    ) -> Result<Element, ReadError> {
        let name = self.source.text(value.span.start);
        let mut span = value.span;
        let label = match wire {
            Wire::Name => name.to_string(),
            Wire::Field(field) => self.field(declared, value, field, depth)?,
            Wire::Getter(texts) => return self.text(declared, value, texts, depth),
            Wire::Json(json) => match (json_value(&self.source, value), &json.value_field) {
                (Some(argument), _) => {
                    span.start = value.metadata.start;
                    self.string(argument, declared.owner.scope, depth)?
                }
                (None, Some(field)) => self.field(declared, value, field, depth)?,
                (None, None) => json.rename.apply(name),
            },
        };
        Ok(Element { label, span })
    }

    /// How the values become labels, which is found out once.
    pub(super) fn wire(
        &self,
        declared: Enum<'_, 'a>,
        field: Option<&str>,
        depth: usize,
    ) -> Result<Rc<Wire<'a>>, ReadError> {
        let key = (declared.owner.scope, field.map(String::from));
        if let Some(known) = self.wires.borrow().get(&key) {
            return Ok(Rc::clone(known));
        }
        let wire = Rc::new(self.find_wire(declared, field, depth)?);
        self.wires.borrow_mut().insert(key, Rc::clone(&wire));
        Ok(wire)
    }

    /// By the field that is asked for, or else by what the declaration says without
    /// doubt.
    fn find_wire(
        &self,
        declared: Enum<'_, 'a>,
        field: Option<&str>,
        depth: usize,
    ) -> Result<Wire<'a>, ReadError> {
        if let Some(field) = field {
            return self.wire_of_field(declared, field);
        }
        if let Some(json) = self.json(declared, depth)? {
            return Ok(json);
        }
        let fields = self.string_fields(declared, depth);
        let is_marked = annotation(&self.source, declared.body.metadata, "JsonEnum").is_some();
        match fields.as_slice() {
            [] => Ok(Wire::Name),
            [field] if !is_marked => Ok(Wire::Field((*field).to_string())),
            fields => Err(self.ambiguous(declared, fields)),
        }
    }

    fn ambiguous(&self, declared: Enum<'_, 'a>, fields: &[&str]) -> ReadError {
        let items: Vec<String> = fields
            .iter()
            .chain(&["name"])
            .map(|field| format!("`{}.{field}`", declared.owner.name))
            .collect();
        self.source.undetermined(
            declared.body.name,
            format!("`{}` has several texts for each value", declared.owner.name),
            format!("name one: {}", items.join(", ")),
        )
    }

    fn wire_of_field(&self, declared: Enum<'_, 'a>, field: &str) -> Result<Wire<'a>, ReadError> {
        match declared.owner.members.get(field) {
            Some(Member::Variable(_)) => return Ok(Wire::Field(field.to_string())),
            Some(Member::Computed(getter)) if getter.is_static => {
                return Err(self.computed(declared, *getter));
            }
            Some(Member::Computed(getter)) => {
                return Ok(Wire::Getter(self.texts(declared, *getter)?));
            }
            None if field == "index" => {
                return Err(self.source.undetermined(
                    declared.body.name,
                    format!("`{}.index` is a number", declared.owner.name),
                    "name a field that holds text",
                ));
            }
            None => {}
        }
        match self
            .extended
            .get(&(declared.owner.name, field))
            .map(Vec::as_slice)
        {
            Some([getter]) => Ok(Wire::Getter(self.texts(declared, *getter)?)),
            Some([_, second, ..]) => Err(self.source.undetermined(
                second.name,
                format!("two extensions give `{}.{field}`", declared.owner.name),
                "name another item, or call one of them differently",
            )),
            _ if field == "name" => Ok(Wire::Name),
            _ => Err(self.not_found()),
        }
    }

    /// The fields that hold text, in their order.
    pub(super) fn string_fields(&self, declared: Enum<'_, 'a>, depth: usize) -> Vec<&'a str> {
        let types = declared.body.type_parameters;
        let types = (types.start..types.end).map(|at| self.source.text(at));
        let types: HashSet<&str> = types.collect();
        let members = declared.owner.members.values();
        let mut fields: Vec<usize> = members
            .filter_map(|member| match member {
                Member::Variable(variable) if !variable.is_static => Some(variable),
                _ => None,
            })
            .filter(|variable| self.holds_text(declared, variable, &types, depth))
            .map(|variable| variable.name)
            .collect();
        fields.sort_unstable();
        fields.into_iter().map(|at| self.source.text(at)).collect()
    }

    /// By a field's type, or where that leaves it open, as a type parameter of the enum
    /// does, by its first value.
    fn holds_text(
        &self,
        declared: Enum<'_, 'a>,
        field: &Variable,
        type_parameters: &HashSet<&str>,
        depth: usize,
    ) -> bool {
        match self.type_text(field.type_name) {
            "String" => true,
            open if matches!(open, "" | "dynamic" | "Object") || type_parameters.contains(open) => {
                let name = self.source.text(field.name);
                let first = declared.body.values.first();
                first.is_some_and(|value| self.field(declared, value, name, depth).is_ok())
            }
            _ => false,
        }
    }

    /// A type of one word, without its `?`.
    fn type_text(&self, span: Span) -> &'a str {
        let is_nullable = span.len() == 2 && self.source.is(span.start + 1, "?");
        match span.len() {
            0 => "",
            1 => self.source.text(span.start),
            _ if is_nullable => self.source.text(span.start),
            _ => "…",
        }
    }

    /// json_serializable's rules, where an annotation says more than that it is used.
    fn json(&self, declared: Enum<'_, 'a>, depth: usize) -> Result<Option<Wire<'a>>, ReadError> {
        let source = &self.source;
        let mut json = Json::default();
        let mut says_so = declared.body.has_json_values;
        let arguments = annotation(source, declared.body.metadata, "JsonEnum");
        for argument in arguments.map_or(Vec::new(), |arguments| source.split(arguments, ",")) {
            let value = argument.from(argument.start + 2);
            match source.text(argument.start) {
                "valueField" => {
                    let field = self.string(value, declared.owner.scope, depth)?;
                    if let Wire::Getter(texts) = self.wire_of_field(declared, &field)? {
                        return Err(self.computed(declared, texts.getter));
                    }
                    says_so = true;
                    json.value_field = Some(field);
                }
                "fieldRename" => {
                    says_so = true;
                    json.rename = self.rename(value)?;
                }
                _ => {}
            }
        }
        // `name` is no field that could be looked up, but what `rename` starts from.
        if json.value_field.as_deref() == Some("name")
            && !declared.owner.members.contains_key("name")
        {
            return Ok(Some(Wire::Json(Json::default())));
        }
        Ok(says_so.then_some(Wire::Json(json)))
    }

    fn rename(&self, value: Span) -> Result<Rename, ReadError> {
        let name = self.source.text(value.end.saturating_sub(1));
        Rename::parse(name).ok_or_else(|| {
            self.source.undetermined(
                value.start,
                format!("`{}` is no known rule", self.source.excerpt(value)),
                "write `FieldRename.snake` or another value of `FieldRename`",
            )
        })
    }
}

/// The argument of a value's `@JsonValue`.
pub(super) fn json_value(source: &Source<'_>, value: &Value<'_>) -> Option<Span> {
    let arguments = annotation(source, value.metadata, "JsonValue")?;
    source.split(arguments, ",").into_iter().next()
}

/// The arguments of the annotation of that name, with or without a prefix.
fn annotation(source: &Source<'_>, metadata: Span, name: &str) -> Option<Span> {
    let mut at = metadata.start;
    while at < metadata.end {
        let after = after_annotation(source, at);
        let open = source
            .top_level(Span::new(at, after))
            .find(|open| source.is(*open, "("));
        if let Some(open) = open.filter(|open| source.is(open - 1, name)) {
            return Some(source.inside(open));
        }
        at = after;
    }
    None
}
