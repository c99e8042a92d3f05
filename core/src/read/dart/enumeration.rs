//! Enums: their values, and what each value's fields hold.

use std::collections::HashMap;
use std::format;
use std::string::String;
use std::vec::Vec;

use super::super::ReadError;
use super::super::script::{Source, Span};
use super::declarations::{Library, Member, Members, Scope, Type, after_metadata, cut, declare};
use super::wire::json_value;

pub(super) struct Enumeration<'a> {
    /// The name's token.
    pub(super) name: usize,
    pub(super) metadata: Span,
    pub(super) values: Vec<Value<'a>>,
    /// The values' indexes by name.
    pub(super) by_name: HashMap<&'a str, usize>,
    /// Whether `@JsonValue` stands before any value.
    pub(super) has_json_values: bool,
    /// By what follows the dot, or nothing.
    constructors: HashMap<&'a str, Constructor<'a>>,
    /// Between its name and its body.
    pub(super) header: Span,
}

pub(super) struct Value<'a> {
    pub(super) metadata: Span,
    /// From its name on, without the comma.
    pub(super) span: Span,
    constructor: &'a str,
    arguments: Arguments<'a>,
}

/// What a value passes to its constructor.
#[derive(Default)]
struct Arguments<'a> {
    by_place: Vec<Span>,
    by_name: HashMap<&'a str, Span>,
}

#[derive(Default)]
struct Constructor<'a> {
    /// By name.
    parameters: HashMap<&'a str, Parameter<'a>>,
    /// Those that are `this.name`.
    fields: HashMap<&'a str, Parameter<'a>>,
    /// The expressions of `name = expression`.
    initializers: HashMap<&'a str, Span>,
}

#[derive(Debug, Clone, Copy)]
struct Parameter<'a> {
    name: &'a str,
    /// Whether it is `this.name`.
    is_field: bool,
    kind: Passed,
    default: Option<Span>,
}

/// How an argument finds its parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Passed {
    At(usize),
    ByName,
}

/// Reads an enum's body; what is declared after the values goes to `members`.
pub(super) fn parse<'a>(
    source: &Source<'a>,
    name: usize,
    metadata: Span,
    header: Span,
    body: Span,
    scope: Scope,
    members: &mut Members<'a>,
) -> Result<Enumeration<'a>, ReadError> {
    let end = source.find(body, ";").unwrap_or(body.end);
    let values = values(source, Span::new(body.start, end))?;
    if values.is_empty() {
        return Err(source.invalid(name, format!("enum `{}` has no values", source.text(name))));
    }
    let mut constructors = HashMap::new();
    for span in cut(source, body.from((end + 1).min(body.end)))? {
        match constructor(source, span, source.text(name)) {
            Some((name, constructor)) => {
                constructors.entry(name).or_insert(constructor);
            }
            None => declare(source, span, scope, members)?,
        }
    }
    let by_name = values
        .iter()
        .enumerate()
        .map(|(index, value)| (source.text(value.span.start), index))
        .collect();
    let has_json_values = values
        .iter()
        .any(|value| json_value(source, value).is_some());
    Ok(Enumeration {
        name,
        metadata,
        values,
        has_json_values,
        by_name,
        constructors,
        header,
    })
}

fn values<'a>(source: &Source<'a>, span: Span) -> Result<Vec<Value<'a>>, ReadError> {
    let mut values = Vec::new();
    let mut at = span.start;
    while at < span.end {
        let start = after_metadata(source, at);
        if !source.is_word(start) || start >= span.end {
            return Err(source.invalid(start, "the name of an enum value is missing"));
        }
        let metadata = Span::new(at, start);
        at = start + 1;
        if source.is(at, "<") {
            at = source.next(at);
        }
        let mut constructor = "";
        if source.is(at, ".") {
            constructor = source.text(at + 1);
            at += 2;
        }
        let mut passed = Arguments::default();
        if source.is(at, "(") {
            passed = arguments(source, source.inside(at));
            at = source.next(at);
        }
        values.push(Value {
            metadata,
            span: Span::new(start, at),
            constructor: unless_new(constructor),
            arguments: passed,
        });
        if at < span.end && !source.is(at, ",") {
            return Err(source.invalid(at, "a `,` is missing between two enum values"));
        }
        at += 1;
    }
    Ok(values)
}

/// `X.new` is the constructor without a name.
fn unless_new(name: &str) -> &str {
    if name == "new" { "" } else { name }
}

fn arguments<'a>(source: &Source<'a>, span: Span) -> Arguments<'a> {
    let mut arguments = Arguments::default();
    for part in source.split(span, ",") {
        if source.is_word(part.start) && source.is(part.start + 1, ":") {
            let name = source.text(part.start);
            let value = part.from(part.start + 2);
            arguments.by_name.entry(name).or_insert(value);
        } else {
            arguments.by_place.push(part);
        }
    }
    arguments
}

/// A constructor by what follows its dot, or nothing.
fn constructor<'a>(
    source: &Source<'a>,
    span: Span,
    owner: &str,
) -> Option<(&'a str, Constructor<'a>)> {
    let mut at = after_metadata(source, span.start);
    if source.is(at, "const") {
        at += 1;
    }
    if !source.is(at, owner) {
        return None;
    }
    at += 1;
    let mut name = "";
    if source.is(at, ".") {
        name = unless_new(source.text(at + 1));
        at += 2;
    }
    if !source.is(at, "(") {
        return None;
    }
    let mut constructor = Constructor::default();
    for parameter in parameters(source, source.inside(at)) {
        let name = parameter.name;
        constructor.parameters.entry(name).or_insert(parameter);
        if parameter.is_field {
            constructor.fields.entry(name).or_insert(parameter);
        }
    }
    let after = source.next(at);
    if source.is(after, ":") {
        let end = span.end - usize::from(source.is(span.end - 1, ";"));
        constructor.initializers = initializers(source, Span::new(after + 1, end));
    }
    Some((name, constructor))
}

/// The expressions of `field = expression` and `this.field = expression`.
fn initializers<'a>(source: &Source<'a>, span: Span) -> HashMap<&'a str, Span> {
    let mut initializers = HashMap::new();
    for part in source.split(span, ",") {
        let has_this = source.is(part.start, "this") && source.is(part.start + 1, ".");
        let name = part.start + if has_this { 2 } else { 0 };
        if source.is(name + 1, "=") {
            let value = part.from(name + 2);
            initializers.entry(source.text(name)).or_insert(value);
        }
    }
    initializers
}

fn parameters<'a>(source: &Source<'a>, span: Span) -> Vec<Parameter<'a>> {
    let mut parameters = Vec::new();
    for part in source.split(span, ",") {
        let is_group = source.next(part.start) == part.end;
        let inner = if is_group && (source.is(part.start, "{") || source.is(part.start, "[")) {
            source.split(source.inside(part.start), ",")
        } else {
            Vec::from([part])
        };
        let is_named = is_group && source.is(part.start, "{");
        for part in inner {
            let kind = if is_named {
                Passed::ByName
            } else {
                Passed::At(parameters.len())
            };
            parameters.extend(parameter(source, part, kind));
        }
    }
    parameters
}

fn parameter<'a>(source: &Source<'a>, span: Span, kind: Passed) -> Option<Parameter<'a>> {
    let equals = source.find(span, "=");
    let before_default = Span::new(span.start, equals.unwrap_or(span.end));
    let name = source
        .top_level(before_default)
        .filter(|at| source.is_word(*at))
        .last()?;
    Some(Parameter {
        name: source.text(name),
        is_field: name >= 2 && source.is(name - 1, ".") && source.is(name - 2, "this"),
        kind,
        default: equals.map(|equals| span.from(equals + 1)),
    })
}

/// An enum with what its type declares.
#[derive(Clone, Copy)]
pub(super) struct Enum<'l, 'a> {
    pub(super) owner: &'l Type<'a>,
    pub(super) body: &'l Enumeration<'a>,
}

/// Where a field's value stands.
enum Origin<'a> {
    Expression(Span),
    Parameter(Parameter<'a>),
}

impl<'a> Library<'a> {
    /// The text that a field of an enum value holds.
    pub(super) fn field(
        &self,
        declared: Enum<'_, 'a>,
        value: &Value<'a>,
        field: &str,
        depth: usize,
    ) -> Result<String, ReadError> {
        let expression = match declared.owner.members.get(field) {
            Some(Member::Variable(variable)) if variable.value.is_some() => variable.value,
            _ => match self.origin(declared.body, value, field)? {
                Origin::Expression(span) => Some(span),
                Origin::Parameter(parameter) => self.argument(value, parameter),
            },
        };
        match expression {
            Some(span) => self.string(span, declared.owner.scope, depth),
            None => Err(self.source.undetermined(
                value.span.start,
                format!(
                    "`{}` gives `{field}` no value",
                    self.source.excerpt(value.span)
                ),
                "give every value one",
            )),
        }
    }

    fn origin(
        &self,
        enumeration: &Enumeration<'a>,
        value: &Value<'a>,
        field: &str,
    ) -> Result<Origin<'a>, ReadError> {
        let constructor = enumeration
            .constructors
            .get(value.constructor)
            .ok_or_else(|| {
                let excerpt = self.source.excerpt(value.span);
                let reason = format!("the enum has no such constructor as `{excerpt}` needs");
                self.source.invalid(value.span.start, reason)
            })?;
        if let Some(parameter) = constructor.fields.get(field) {
            return Ok(Origin::Parameter(*parameter));
        }
        let initializer = constructor.initializers.get(field).ok_or_else(|| {
            self.source.undetermined(
                value.span.start,
                format!("the constructor does not say what `{field}` holds"),
                format!("write `this.{field}` among its parameters"),
            )
        })?;
        let path = self.source.path(*initializer).unwrap_or_default();
        let passed = match path[..] {
            [name] => constructor.parameters.get(name),
            _ => None,
        };
        Ok(
            passed.map_or(Origin::Expression(*initializer), |parameter| {
                Origin::Parameter(*parameter)
            }),
        )
    }

    /// What a value passes for a parameter, or the parameter's default.
    fn argument(&self, value: &Value<'a>, parameter: Parameter<'a>) -> Option<Span> {
        let arguments = &value.arguments;
        let passed = match parameter.kind {
            Passed::At(index) => arguments.by_place.get(index),
            Passed::ByName => arguments.by_name.get(parameter.name),
        };
        passed.copied().or(parameter.default)
    }
}
