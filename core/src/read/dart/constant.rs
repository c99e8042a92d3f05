//! Constant expressions: the strings and lists that a library spells out.

use std::format;
use std::string::String;
use std::vec::Vec;

use super::super::ReadError;
use super::super::script::{Element, Kind, MAX_DEPTH, Span, Undecoded};
use super::declarations::{Computed, Library, Member, Scope, Type, Variable};
use super::enumeration::{Enum, Value};

const SPELL_OUT: &str = "spell the labels out as string literals or constants of this file, \
                         or name another item";

/// What a name stands for.
#[derive(Clone, Copy)]
pub(super) enum Thing<'l, 'a> {
    Type(&'l Type<'a>),
    EnumValue(Enum<'l, 'a>, &'l Value<'a>),
    Variable(Variable),
    Computed(Computed),
}

impl Thing<'_, '_> {
    fn of(member: Member) -> Self {
        match member {
            Member::Variable(variable) => Thing::Variable(variable),
            Member::Computed(computed) => Thing::Computed(computed),
        }
    }
}

/// What of a type is reached through its name: not an enum's instance fields.
fn static_member<'l, 'a>(owner: &'l Type<'a>, name: &str) -> Option<Thing<'l, 'a>> {
    let Some(declared) = owner.as_enum() else {
        return owner.members.get(name).map(|member| Thing::of(*member));
    };
    if let Some(index) = declared.body.by_name.get(name) {
        let value = declared.body.values.get(*index)?;
        return Some(Thing::EnumValue(declared, value));
    }
    match owner.members.get(name) {
        Some(Member::Variable(variable)) if variable.is_static => Some(Thing::Variable(*variable)),
        _ => None,
    }
}

impl<'a> Library<'a> {
    /// What the first words of a path stand for where `scope` encloses them, and
    /// how many words that takes.
    pub(super) fn resolve<'l>(
        &'l self,
        path: &[&str],
        scope: Scope,
    ) -> Option<(Thing<'l, 'a>, usize)> {
        let first = *path.first()?;
        let enclosing = self.type_of(scope);
        if let Some(thing) = enclosing.and_then(|scope| static_member(scope, first)) {
            return Some((thing, 1));
        }
        if let Some(owner) = self.type_named(first) {
            let member = path.get(1).and_then(|name| static_member(owner, name));
            return Some(member.map_or((Thing::Type(owner), 1), |thing| (thing, 2)));
        }
        let member = self.members.get(first)?;
        Some((Thing::of(*member), 1))
    }

    /// The elements of a list, set, map or enum; `select` is what follows its name.
    pub(super) fn list(
        &self,
        thing: Thing<'_, 'a>,
        select: &[&str],
        depth: usize,
    ) -> Result<Vec<Element>, ReadError> {
        match thing {
            Thing::Type(owner) => {
                let declared = owner.as_enum().ok_or_else(|| self.not_found())?;
                let field = match select {
                    [] | ["values"] => None,
                    [field] | ["values", field] => Some(*field),
                    _ => return Err(self.not_found()),
                };
                self.enum_elements(declared, field, depth)
            }
            Thing::Variable(variable) => {
                let value = self.value(variable)?;
                self.collection(value, variable.scope, select, depth)
            }
            Thing::EnumValue(_, value) => Err(self.source.undetermined(
                value.span.start,
                "this is one value of an enum",
                "name the enum or a list",
            )),
            Thing::Computed(Computed { name, .. }) => Err(self.source.undetermined(
                name,
                format!("`{}` is computed when it is called", self.source.text(name)),
                "make it a `static const` list, or name another item",
            )),
        }
    }

    /// The expression that a variable holds for good.
    pub(super) fn value(&self, variable: Variable) -> Result<Span, ReadError> {
        let name = self.source.text(variable.name);
        if !variable.is_constant {
            return Err(self.source.undetermined(
                variable.name,
                format!("`{name}` can be assigned anew"),
                "declare it `const` or `final`",
            ));
        }
        variable.value.ok_or_else(|| {
            self.source.undetermined(
                variable.name,
                format!("`{name}` has no value where it is declared"),
                "declare it `const`, with its value",
            )
        })
    }

    fn collection(
        &self,
        span: Span,
        scope: Scope,
        select: &[&str],
        depth: usize,
    ) -> Result<Vec<Element>, ReadError> {
        self.check_depth(span, depth)?;
        let source = &self.source;
        let Some(open) = self.literal(span) else {
            return self.reference(span, scope, select, depth);
        };
        if source.next(open) != span.end {
            return Err(self.unreadable(Span::new(span.start, span.end)));
        }
        let parts = self.parts(source.inside(open))?;
        let is_entry = |part: &Span| source.find(*part, ":").is_some();
        if source.is(open, "{") && parts.iter().any(is_entry) {
            return self.map(span, &parts, scope, select, depth);
        }
        let field = match select {
            [] => None,
            [field] => Some(*field),
            _ => return Err(self.not_found()),
        };
        let element = |part: &Span| self.element(*part, scope, field, depth);
        parts.iter().map(element).collect()
    }

    /// What stands between commas.
    pub(super) fn parts(&self, span: Span) -> Result<Vec<Span>, ReadError> {
        let parts = self.source.split(span, ",");
        match parts.iter().find(|part| part.is_empty()) {
            Some(empty) => Err(self
                .source
                .invalid(empty.end, "an element is missing before this")),
            None => Ok(parts),
        }
    }

    /// The bracket that begins a list, set or map, after `const` and `<String>`.
    pub(super) fn literal(&self, span: Span) -> Option<usize> {
        let source = &self.source;
        let mut at = span.start;
        if source.is(at, "const") {
            at += 1;
        }
        if source.is(at, "<") {
            at = source.next(at);
        }
        let is_literal = source.is(at, "[") || source.is(at, "{");
        (at < span.end && is_literal).then_some(at)
    }

    /// The keys or the values of a map: the keys, where they are strings.
    fn map(
        &self,
        span: Span,
        entries: &[Span],
        scope: Scope,
        select: &[&str],
        depth: usize,
    ) -> Result<Vec<Element>, ReadError> {
        let (takes_keys, field) = match select {
            [] => (true, None),
            ["keys"] => (true, Some(None)),
            ["values"] => (false, Some(None)),
            ["keys", field] => (true, Some(Some(*field))),
            ["values", field] => (false, Some(Some(*field))),
            _ => return Err(self.not_found()),
        };
        let mut elements = Vec::new();
        for entry in entries {
            let Some(colon) = self.source.find(*entry, ":") else {
                return Err(self.unreadable(*entry));
            };
            self.check_flow(*entry)?;
            let (key, value) = (Span::new(entry.start, colon), entry.from(colon + 1));
            let chosen = if takes_keys { key } else { value };
            if field.is_none() && self.is_enum_value(key, scope) {
                return Err(self.source.undetermined(
                    span.start,
                    "the keys of this map are no strings",
                    "add `.keys` or `.values` to the item",
                ));
            }
            elements.push(self.element(chosen, scope, field.flatten(), depth)?);
        }
        Ok(elements)
    }

    fn is_enum_value(&self, span: Span, scope: Scope) -> bool {
        let path = self.source.path(span).unwrap_or_default();
        matches!(self.resolve(&path, scope), Some((Thing::EnumValue(..), used)) if used == path.len())
    }

    /// A list by another's name.
    fn reference(
        &self,
        span: Span,
        scope: Scope,
        select: &[&str],
        depth: usize,
    ) -> Result<Vec<Element>, ReadError> {
        let Some(path) = self.source.path(span) else {
            return Err(self.unreadable(span));
        };
        let unknown = || {
            self.source.undetermined(
                span.start,
                format!("`{}` is no list of this file", self.source.excerpt(span)),
                SPELL_OUT,
            )
        };
        let (thing, used) = self.resolve(&path, scope).ok_or_else(unknown)?;
        let select = [&path[used..], select].concat();
        match self.list(thing, &select, depth + 1) {
            Err(ReadError::NotFound { .. }) => Err(unknown()),
            other => other,
        }
    }

    fn element(
        &self,
        span: Span,
        scope: Scope,
        field: Option<&str>,
        depth: usize,
    ) -> Result<Element, ReadError> {
        self.check_flow(span)?;
        let path = self.source.path(span).unwrap_or_default();
        let label = match self.resolve(&path, scope) {
            Some((Thing::EnumValue(declared, value), used)) if used == path.len() => {
                let wire = self.wire(declared, field, depth + 1)?;
                self.label(declared, value, &wire, depth + 1)?.label
            }
            _ if field.is_some() => return Err(self.not_found()),
            _ => self.string(span, scope, depth)?,
        };
        Ok(Element { label, span })
    }

    /// A spread, an `if`, a `for`: what only running the program would tell.
    pub(super) fn check_flow(&self, span: Span) -> Result<(), ReadError> {
        let what = match self.source.text(span.start) {
            "..." => "adds the elements of another list",
            "if" => "is there only on a condition",
            "for" => "is made in a loop",
            "?" => "is there only if it is not null",
            _ => return Ok(()),
        };
        let reason = format!("`{}` {what}", self.source.excerpt(span));
        Err(self.source.undetermined(span.start, reason, SPELL_OUT))
    }

    pub(super) fn check_depth(&self, span: Span, depth: usize) -> Result<(), ReadError> {
        if depth < MAX_DEPTH {
            return Ok(());
        }
        Err(self.source.undetermined(
            span.start,
            format!("constants refer to each other {MAX_DEPTH} times or in a circle"),
            SPELL_OUT,
        ))
    }

    /// The text of a constant string.
    pub(super) fn string(
        &self,
        span: Span,
        scope: Scope,
        depth: usize,
    ) -> Result<String, ReadError> {
        self.check_depth(span, depth)?;
        let source = &self.source;
        let span = source.without_parentheses(span);
        if span.is_empty() {
            return Err(source.invalid(span.end, "a value is missing before this"));
        }
        if let Some(path) = source.path(span) {
            return self.named_string(span, &path, scope, depth);
        }
        if !(span.start..span.end).all(|at| source.kind(at) == Kind::Text) {
            return Err(self.unreadable(span));
        }
        let decode = |at| {
            source.decode(at).map_err(|undecoded| match undecoded {
                Undecoded::Substitution => self.unreadable(span),
                Undecoded::Invalid(reason) => source.invalid(at, reason),
            })
        };
        (span.start..span.end).map(decode).collect()
    }

    fn named_string(
        &self,
        span: Span,
        path: &[&str],
        scope: Scope,
        depth: usize,
    ) -> Result<String, ReadError> {
        match self.resolve(path, scope) {
            Some((Thing::Variable(variable), used)) if used == path.len() => {
                self.string(self.value(variable)?, variable.scope, depth + 1)
            }
            Some((Thing::EnumValue(declared, value), used)) if used + 1 == path.len() => {
                let field = path.last().copied();
                let wire = self.wire(declared, field, depth + 1)?;
                Ok(self.label(declared, value, &wire, depth + 1)?.label)
            }
            _ => Err(self.source.undetermined(
                span.start,
                format!(
                    "`{}` is no string constant of this file",
                    self.source.excerpt(span)
                ),
                SPELL_OUT,
            )),
        }
    }

    /// Why an expression is no literal: it is broken, or only running it would tell.
    pub(super) fn unreadable(&self, span: Span) -> ReadError {
        let source = &self.source;
        let is_operand = |at: usize| {
            at < span.end
                && matches!(source.kind(at), Kind::Word | Kind::Number | Kind::Text)
                && !matches!(source.text(at), "as" | "is")
        };
        let is_junction = |at: &usize| match source.text(*at) {
            "]" | "}" => is_operand(at + 1),
            _ => {
                source.kind(*at) == Kind::Text
                    && is_operand(at + 1)
                    && source.kind(at + 1) != Kind::Text
            }
        };
        if let Some(at) = source
            .top_level(span)
            .map(|at| source.next(at) - 1)
            .find(is_junction)
        {
            return source.invalid(at + 1, "a `,` or a `;` is missing before this");
        }
        let is_substituted = (span.start..span.end).any(|at| match source.kind(at) {
            Kind::Template => true,
            Kind::Text => source.decode(at) == Err(Undecoded::Substitution),
            _ => false,
        });
        let what = if is_substituted {
            "takes in a value from elsewhere"
        } else if span.len() == 1 && source.kind(span.start) == Kind::Number {
            "is a number"
        } else {
            "is computed"
        };
        let reason = format!("`{}` {what}", source.excerpt(span));
        source.undetermined(span.start, reason, SPELL_OUT)
    }
}
