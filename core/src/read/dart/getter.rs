//! Getters that give each value of an enum a text: by a switch, by a map, or by what
//! they call something else.

use std::collections::HashMap;
use std::format;

use super::super::ReadError;
use super::super::script::{Element, Kind, Span};
use super::constant::Thing;
use super::declarations::{Computed, Library, Member, Scope, Variable};
use super::enumeration::{Enum, Value};
use super::switch::switch_on_this;

/// What a getter gives each value of an enum.
#[derive(Debug)]
pub(super) struct Texts<'a> {
    pub(super) getter: Computed,
    pub(super) by_value: HashMap<&'a str, Arm>,
    /// Of every value that is not among those.
    pub(super) rest: Option<Arm>,
}

/// What becomes of a value.
#[derive(Debug, Clone, Copy)]
pub(super) struct Arm {
    /// Where what decides it begins.
    pub(super) start: usize,
    pub(super) outcome: Outcome,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Outcome {
    /// An expression in the getter.
    Text(Span),
    /// An expression in a map, which knows no `this`.
    Constant(Span, Scope),
    Nothing,
    /// What stands there would have to run.
    Unclear(Span),
}

/// Collects what a getter gives, as far down as it is certain.
pub(super) struct Reading<'r, 'l, 'a> {
    pub(super) library: &'r Library<'a>,
    pub(super) declared: Enum<'l, 'a>,
    pub(super) texts: Texts<'a>,
}

impl Reading<'_, '_, '_> {
    fn body(&mut self) -> Result<(), ReadError> {
        let source = &self.library.source;
        let body = self.texts.getter.body;
        match source.text(body.start) {
            "=>" => self.expression(Span::new(body.start + 1, body.end - 1)),
            "{" => self.block(source.inside(body.start)),
            _ => Err(self.library.computed(self.declared, self.texts.getter)),
        }
    }

    /// A block that returns at once, or that switches and returns behind that.
    fn block(&mut self, block: Span) -> Result<(), ReadError> {
        let source = &self.library.source;
        if let Some(open) = switch_on_this(source, block.start) {
            let behind = block.from(source.next(open));
            return self.cases(source.inside(open), behind);
        }
        match self.statement(block) {
            Some(Outcome::Text(expression)) => self.expression(expression),
            _ => Err(self.library.computed(self.declared, self.texts.getter)),
        }
    }

    fn expression(&mut self, span: Span) -> Result<(), ReadError> {
        let source = &self.library.source;
        let span = source.without_parentheses(span);
        let arms = switch_on_this(source, span.start);
        if let Some(open) = arms.filter(|open| source.next(*open) == span.end) {
            return self.arms(source.inside(open));
        }
        if let Some(open) = source.find(span, "[") {
            return self.lookup(span, open);
        }
        let is_text = |at| source.kind(at) == Kind::Text;
        let is_plain = source.path(span).is_some() || (span.start..span.end).all(is_text);
        if !is_plain {
            return Err(self.library.computed(self.declared, self.texts.getter));
        }
        self.texts.rest = Some(Arm {
            start: span.start,
            outcome: Outcome::Text(span),
        });
        Ok(())
    }

    /// `names[this]!`, or with `?? 'x'` behind it.
    fn lookup(&mut self, span: Span, open: usize) -> Result<(), ReadError> {
        let source = &self.library.source;
        let (map, behind) = (Span::new(span.start, open), span.from(source.next(open)));
        let is_of_this =
            source.inside(open) == Span::new(open + 1, open + 2) && source.is(open + 1, "this");
        let is_asserted = behind.len() == 1 && source.is(behind.start, "!");
        let is_defaulted = source.is(behind.start, "??");
        let is_lookup = is_of_this && (behind.is_empty() || is_asserted || is_defaulted);
        let path = source.path(map).filter(|_| is_lookup);
        let path = path.ok_or_else(|| self.library.computed(self.declared, self.texts.getter))?;
        let variable = self.variable(&path).ok_or_else(|| {
            source.undetermined(
                map.start,
                format!("`{}` is no map of this file", source.excerpt(map)),
                "name the map in its own file, with `.values`, or move it here",
            )
        })?;
        self.entries(self.library.value(variable)?, variable.scope)?;
        if is_defaulted {
            let expression = behind.from(behind.start + 1);
            self.texts.rest = Some(Arm {
                start: expression.start,
                outcome: Outcome::Text(expression),
            });
        }
        Ok(())
    }

    /// A variable by its name; what the getter's type declares hides what the file does.
    fn variable(&self, path: &[&str]) -> Option<Variable> {
        let scope = self.texts.getter.scope;
        let enclosing = self.library.type_of(scope)?;
        match (path, self.library.resolve(path, scope)) {
            ([name], _) if enclosing.members.contains_key(name) => match enclosing.members[name] {
                Member::Variable(variable) => Some(variable),
                Member::Computed(_) => None,
            },
            (_, Some((Thing::Variable(variable), used))) if used == path.len() => Some(variable),
            _ => None,
        }
    }

    fn entries(&mut self, map: Span, scope: Scope) -> Result<(), ReadError> {
        let source = &self.library.source;
        let open = self.library.literal(map);
        let open = open.filter(|open| source.is(*open, "{") && source.next(*open) == map.end);
        let open = open.ok_or_else(|| self.library.unreadable(map))?;
        for entry in self.library.parts(source.inside(open))? {
            self.library.check_flow(entry)?;
            let colon = source.find(entry, ":");
            let colon = colon.ok_or_else(|| self.library.unreadable(entry))?;
            let key = Span::new(entry.start, colon);
            let name = self
                .library
                .value_name(self.declared, key, scope)
                .ok_or_else(|| {
                    let (key, owner) = (source.excerpt(key), self.declared.owner.name);
                    source.undetermined(
                        entry.start,
                        format!("the key `{key}` is no value of `{owner}`"),
                        "write the values as keys",
                    )
                })?;
            let arm = Arm {
                start: entry.start,
                outcome: Outcome::Constant(entry.from(colon + 1), scope),
            };
            if self.texts.by_value.insert(name, arm).is_some() {
                let reason = format!("the key `{}` stands here again", source.excerpt(key));
                return Err(source.invalid(entry.start, reason));
            }
        }
        Ok(())
    }
}

impl<'a> Library<'a> {
    /// What a getter of an enum, or of an extension on it, gives each value.
    pub(super) fn texts(
        &self,
        declared: Enum<'_, 'a>,
        getter: Computed,
    ) -> Result<Texts<'a>, ReadError> {
        let mut reading = Reading {
            library: self,
            declared,
            texts: Texts {
                getter,
                by_value: HashMap::new(),
                rest: None,
            },
        };
        reading.body()?;
        Ok(reading.texts)
    }

    pub(super) fn computed(&self, declared: Enum<'_, 'a>, getter: Computed) -> ReadError {
        let name = self.source.text(getter.name);
        self.source.undetermined(
            getter.name,
            format!("`{}.{name}` is computed", declared.owner.name),
            "make it a `switch (this)` with a text for each value, or a `final` field \
             that the constructor sets",
        )
    }

    /// The text that a getter gives a value, with what decides it.
    pub(super) fn text(
        &self,
        declared: Enum<'_, 'a>,
        value: &Value<'a>,
        texts: &Texts<'a>,
        depth: usize,
    ) -> Result<Element, ReadError> {
        let source = &self.source;
        let name = source.text(value.span.start);
        let arm = texts.by_value.get(name).copied().or(texts.rest);
        let arm = arm.unwrap_or(Arm {
            start: texts.getter.name,
            outcome: Outcome::Nothing,
        });
        let getter = || format!("{}.{}", declared.owner.name, source.text(texts.getter.name));
        let nothing = || {
            let reason = format!("`{}` gives `{name}` no text", getter());
            source.undetermined(arm.start, reason, "give every value one")
        };
        let (expression, scope) = match arm.outcome {
            Outcome::Text(span) if span.len() == 1 && source.is(span.start, "null") => {
                return Err(nothing());
            }
            Outcome::Text(span) => {
                if let Some(field) = self.member_of_this(declared, span, texts.getter.scope) {
                    self.check_depth(span, depth)?;
                    let wire = self.wire(declared, Some(field), depth + 1)?;
                    return self.label(declared, value, &wire, depth + 1);
                }
                (span, texts.getter.scope)
            }
            Outcome::Constant(span, scope) => (span, scope),
            Outcome::Nothing => return Err(nothing()),
            Outcome::Unclear(span) => {
                let what = source.excerpt(span);
                let reason = format!("what `{}` gives `{name}` depends on `{what}`", getter());
                let remedy = "give every value an arm of its own, with a text";
                return Err(source.undetermined(span.start, reason, remedy));
            }
        };
        Ok(Element {
            label: self.string(expression, scope, depth)?,
            span: Span::new(arm.start, expression.end),
        })
    }

    /// The name of the value of an enum that stands there.
    pub(super) fn value_name(
        &self,
        declared: Enum<'_, 'a>,
        span: Span,
        scope: Scope,
    ) -> Option<&'a str> {
        if self.source.is(span.start, ".") && span.len() == 2 {
            let name = self.source.text(span.start + 1);
            return declared.body.by_name.contains_key(name).then_some(name);
        }
        let path = self.source.path(span)?;
        match self.resolve(&path, scope)? {
            (Thing::EnumValue(found, value), used)
                if used == path.len() && found.owner.scope == declared.owner.scope =>
            {
                Some(self.source.text(value.span.start))
            }
            _ => None,
        }
    }

    /// The member of the value itself that an expression in a getter names. What is
    /// declared around it comes first, then what its enum and the extensions have.
    fn member_of_this(&self, declared: Enum<'_, 'a>, span: Span, scope: Scope) -> Option<&'a str> {
        let is_known = |name: &str| {
            declared.owner.members.contains_key(name)
                || self.extended.contains_key(&(declared.owner.name, name))
                || name == "name"
        };
        let path = self.source.path(self.source.without_parentheses(span))?;
        match path[..] {
            ["this", name] => is_known(name).then_some(name),
            [name] => {
                let enclosing = self.type_of(scope)?;
                let is_instance = match enclosing.members.get(name) {
                    Some(Member::Variable(variable)) => !variable.is_static,
                    Some(Member::Computed(computed)) => !computed.is_static,
                    None => self.resolve(&path, scope).is_none() && is_known(name),
                };
                is_instance.then_some(name)
            }
            _ => None,
        }
    }
}
