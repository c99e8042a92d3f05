//! Enums and their values.

use std::collections::HashMap;
use std::format;
use std::vec::Vec;

use super::super::ReadError;
use super::super::script::{Source, Span};
use super::constructor::{Constructors, unless_new};
use super::declarations::{Members, Scope, Type, after_metadata, cut, declare};
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
    pub(super) constructors: Constructors<'a>,
    /// With their brackets.
    pub(super) type_parameters: Span,
}

pub(super) struct Value<'a> {
    pub(super) metadata: Span,
    /// From its name on, without the comma.
    pub(super) span: Span,
    pub(super) constructor: &'a str,
    pub(super) arguments: Arguments<'a>,
}

/// What a value passes to its constructor.
#[derive(Default)]
pub(super) struct Arguments<'a> {
    pub(super) by_place: Vec<Span>,
    pub(super) by_name: HashMap<&'a str, Span>,
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
    let mut type_parameters = Span::new(header.start, header.start);
    if source.is(header.start, "<") {
        type_parameters.end = source.next(header.start);
    }
    let header = header.from(type_parameters.end);
    let mut constructors = Constructors::of_header(source, header, scope, members)?;
    for span in cut(source, body.from((end + 1).min(body.end)))? {
        if !constructors.add(source, span, source.text(name)) {
            declare(source, span, scope, members)?;
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
        type_parameters,
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

/// An enum with what its type declares.
#[derive(Clone, Copy)]
pub(super) struct Enum<'l, 'a> {
    pub(super) owner: &'l Type<'a>,
    pub(super) body: &'l Enumeration<'a>,
}
