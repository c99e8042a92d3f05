//! Constructors of enums: what each value's fields hold.

use std::collections::HashMap;
use std::format;
use std::string::String;
use std::vec::Vec;

use super::super::ReadError;
use super::super::script::{Source, Span};
use super::declarations::{
    Library, Member, Members, Scope, Variable, after_metadata, declared_twice,
};
use super::enumeration::{Enum, Value};

/// The constructors of an enum.
#[derive(Default)]
pub(super) struct Constructors<'a> {
    /// By what follows their dot, or nothing.
    by_name: HashMap<&'a str, Constructor<'a>>,
    /// The name of the one in the header, whose parameters the fields' values may name.
    primary: Option<&'a str>,
}

struct Constructor<'a> {
    /// By name.
    parameters: HashMap<&'a str, Parameter<'a>>,
    /// Those that set the field of their name.
    fields: HashMap<&'a str, Parameter<'a>>,
    /// The expressions of `name = expression`.
    initializers: HashMap<&'a str, Span>,
}

#[derive(Debug, Clone, Copy)]
struct Parameter<'a> {
    name: &'a str,
    /// Where the name stands.
    at: usize,
    /// The index after its modifiers.
    start: usize,
    /// Whether it is `this.name`.
    is_field: bool,
    /// Whether it is `final` or `var`: in a header, that declares a field.
    declares: bool,
    kind: Passed,
    default: Option<Span>,
}

/// How an argument finds its parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Passed {
    At(usize),
    ByName,
}

impl<'a> Constructor<'a> {
    fn new(parameters: Vec<Parameter<'a>>, is_field: impl Fn(&Parameter<'_>) -> bool) -> Self {
        let mut constructor = Self {
            parameters: HashMap::new(),
            fields: HashMap::new(),
            initializers: HashMap::new(),
        };
        for parameter in parameters {
            let name = parameter.name;
            constructor.parameters.entry(name).or_insert(parameter);
            if is_field(&parameter) {
                constructor.fields.entry(name).or_insert(parameter);
            }
        }
        constructor
    }

    /// What an expression is where the parameters are known.
    fn origin(&self, source: &Source<'a>, expression: Span) -> Origin<'a> {
        let path = source.path(source.without_parentheses(expression));
        let passed = match path.unwrap_or_default()[..] {
            [name] => self.parameters.get(name),
            _ => None,
        };
        passed.map_or(Origin::Expression(expression), |parameter| {
            Origin::Parameter(*parameter)
        })
    }
}

/// `X.new` is the constructor without a name.
pub(super) fn unless_new(name: &str) -> &str {
    if name == "new" { "" } else { name }
}

impl<'a> Constructors<'a> {
    /// The one of a header, `enum A(final String x)`, which declares fields as well.
    pub(super) fn of_header(
        source: &Source<'a>,
        header: Span,
        scope: Scope,
        members: &mut Members<'a>,
    ) -> Result<Self, ReadError> {
        let mut constructors = Self::default();
        let (name, open) = name(source, header.start);
        if !source.is(open, "(") || open >= header.end {
            return Ok(constructors);
        }
        let parameters = parameters(source, source.inside(open));
        for parameter in parameters.iter().filter(|parameter| parameter.declares) {
            let at = parameter.at;
            let mut between = parameter.start..at;
            if let Some(next) = between.find(|at| source.is(*at, "final")) {
                return Err(source.invalid(next, "a `,` is missing before this"));
            }
            let variable = Variable {
                scope,
                name: at,
                head: Span::new(parameter.start, at + 1),
                type_name: Span::new(parameter.start, at),
                value: None,
                is_static: false,
                is_constant: true,
            };
            if members
                .insert(parameter.name, Member::Variable(variable))
                .is_some()
            {
                return Err(declared_twice(source, at));
            }
        }
        constructors.primary = Some(name);
        let constructor = Constructor::new(parameters, |parameter| {
            parameter.is_field || parameter.declares
        });
        constructors.by_name.insert(name, constructor);
        Ok(constructors)
    }

    /// Adds what a member of the enum `owner` declares, if that is a constructor or the
    /// initializers of the one in the header.
    pub(super) fn add(&mut self, source: &Source<'a>, span: Span, owner: &str) -> bool {
        let mut at = after_metadata(source, span.start);
        if source.is(at, "this") {
            let primary = self.primary.and_then(|name| self.by_name.get_mut(name));
            if let Some(constructor) = primary {
                constructor.initializers = initializers(source, span.from(at + 1));
            }
            return true;
        }
        if source.is(at, "const") {
            at += 1;
        }
        let (name, open) = match source.text(at) {
            "new" if source.is_word(at + 1) => (source.text(at + 1), at + 2),
            "new" => ("", at + 1),
            word if word == owner => name(source, at + 1),
            _ => return false,
        };
        if !source.is(open, "(") {
            return false;
        }
        let parameters = parameters(source, source.inside(open));
        let mut constructor = Constructor::new(parameters, |parameter| parameter.is_field);
        constructor.initializers = initializers(source, span.from(source.next(open)));
        self.by_name.entry(name).or_insert(constructor);
        true
    }
}

/// What follows a constructor's dot, or nothing, and the index after it.
fn name<'a>(source: &Source<'a>, at: usize) -> (&'a str, usize) {
    match source.is(at, ".") {
        true => (unless_new(source.text(at + 1)), at + 2),
        false => ("", at),
    }
}

/// The expressions of `field = expression` and `this.field = expression`, after a `:`.
fn initializers<'a>(source: &Source<'a>, span: Span) -> HashMap<&'a str, Span> {
    let mut initializers = HashMap::new();
    if !source.is(span.start, ":") {
        return initializers;
    }
    let end = span.end - usize::from(source.is(span.end - 1, ";"));
    for part in source.split(Span::new(span.start + 1, end), ",") {
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
    let at = source
        .top_level(before_default)
        .filter(|at| source.is_word(*at))
        .last()?;
    let first = after_metadata(source, span.start);
    let is_modifier =
        |at: &usize| matches!(source.text(*at), "required" | "covariant" | "final" | "var");
    let start = (first..at).find(|at| !is_modifier(at)).unwrap_or(at);
    Some(Parameter {
        name: source.text(at),
        at,
        start,
        is_field: at >= 2 && source.is(at - 1, ".") && source.is(at - 2, "this"),
        declares: (first..start).any(|at| matches!(source.text(at), "final" | "var")),
        kind,
        default: equals.map(|equals| span.from(equals + 1)),
    })
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
        let expression = match self.origin(declared, value, field)? {
            Origin::Expression(span) => Some(span),
            Origin::Parameter(parameter) => self.argument(value, parameter),
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
        declared: Enum<'_, 'a>,
        value: &Value<'a>,
        field: &str,
    ) -> Result<Origin<'a>, ReadError> {
        let constructors = &declared.body.constructors;
        let unsaid = || {
            self.source.undetermined(
                value.span.start,
                format!("the constructor does not say what `{field}` holds"),
                format!("write `this.{field}` among its parameters"),
            )
        };
        if let Some(Member::Variable(Variable {
            value: Some(beside),
            is_static,
            ..
        })) = declared.owner.members.get(field)
        {
            let primary = constructors.primary.filter(|_| !is_static);
            let primary = primary.and_then(|name| Some((name, constructors.by_name.get(name)?)));
            let Some((name, primary)) = primary else {
                return Ok(Origin::Expression(*beside));
            };
            return match primary.origin(&self.source, *beside) {
                Origin::Parameter(_) if name != value.constructor => Err(unsaid()),
                origin => Ok(origin),
            };
        }
        let constructor = constructors.by_name.get(value.constructor);
        let constructor = constructor.ok_or_else(|| {
            let excerpt = self.source.excerpt(value.span);
            let reason = format!("the enum has no such constructor as `{excerpt}` needs");
            self.source.invalid(value.span.start, reason)
        })?;
        if let Some(parameter) = constructor.fields.get(field) {
            return Ok(Origin::Parameter(*parameter));
        }
        let initializer = constructor.initializers.get(field).ok_or_else(unsaid)?;
        Ok(constructor.origin(&self.source, *initializer))
    }

    /// What a value passes for a parameter, or the parameter's default. For a private
    /// one by name, without its `_`.
    fn argument(&self, value: &Value<'a>, parameter: Parameter<'a>) -> Option<Span> {
        let arguments = &value.arguments;
        let name = parameter.name;
        let public = name.strip_prefix('_').unwrap_or(name);
        let passed = match parameter.kind {
            Passed::At(index) => arguments.by_place.get(index),
            Passed::ByName => arguments.by_name.get(public),
        };
        passed.copied().or(parameter.default)
    }
}
