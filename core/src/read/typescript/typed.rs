//! What a type says of a constant: `keyof typeof C`, `(typeof C)[number]`. TypeScript
//! goes by the type that the constant was given, and without `as const` takes its
//! strings for any strings.

use std::format;
use std::string::String;
use std::vec::Vec;

use super::super::ReadError;
use super::super::script::{Element, Kind, Span};
use super::declarations::{Node, What};
use super::labels::Union;
use super::shape::{Reader, SPELL_OUT, Shape};

/// What decides the type of a constant.
enum Typed {
    /// A type that is written down.
    Given(Node),
    /// The value, whose strings are literals.
    Literal,
    /// The value, whose strings are `string`.
    Wide,
}

impl Reader<'_, '_> {
    /// The labels of `keyof …`, with the `keyof`.
    pub(super) fn keys_of(&self, span: Span, depth: usize) -> Result<Vec<Element>, ReadError> {
        let source = &self.module.source;
        let object = span.from(span.start + 1);
        let node = match self.typed(object, depth)? {
            Some(Typed::Given(node)) => node,
            _ => Node::Type(object),
        };
        let is_queried = self.queried(object).is_some();
        let shape = self.shape(node, depth)?;
        if !is_queried && matches!(shape, Shape::Object(Node::Enum(_))) {
            // Of a string's methods, not of the enum's members.
            return Err(self.unreadable(span));
        }
        let is_type = matches!(shape, Shape::Object(Node::Interface { .. }));
        let keys = self.properties(node, depth)?.into_iter().map(|property| {
            let reason = match source.kind(property.key_at) {
                Kind::Number => "is a number",
                _ if property.node.is_none() && !is_type => "has no string",
                _ => {
                    let (label, span) = (property.key, property.span);
                    return Ok(Element { label, span });
                }
            };
            let reason = format!("`{}` {reason}", source.excerpt(property.span));
            Err(source.undetermined(property.span.start, reason, SPELL_OUT))
        });
        keys.collect()
    }

    /// The labels of `…[number]`, without the index.
    pub(super) fn elements_of(&self, span: Span, depth: usize) -> Result<Vec<Element>, ReadError> {
        let source = &self.module.source;
        self.step(span.start, 1, depth)?;
        let node = self.literal(span, depth)?;
        let mut span = source.without_parentheses(node.span());
        if source.is(span.start, "readonly") {
            span = source.without_parentheses(span.from(span.start + 1));
        }
        if let Some(element) = self.element_type(span) {
            let mut union = Union::default();
            self.union(element, depth + 1, &mut union)?;
            return Ok(union.elements);
        }
        match self.shape(Node::Type(span), depth)? {
            Shape::Array(inside) => self.array(inside, depth),
            Shape::Other(Node::Type(inner)) if inner != span => self.elements_of(inner, depth + 1),
            _ => Err(self.unreadable(span)),
        }
    }

    /// The `T` of `T[]`, `Array<T>` and `ReadonlyArray<T>`.
    fn element_type(&self, span: Span) -> Option<Span> {
        let source = &self.module.source;
        let last = source.top_level(span).last()?;
        if last > span.start && source.is(last, "[") && source.inside(last).is_empty() {
            return Some(Span::new(span.start, last));
        }
        let is_array = matches!(source.text(span.start), "Array" | "ReadonlyArray");
        let is_applied = source.is(span.start + 1, "<") && source.is(span.end - 1, ">");
        (is_array && is_applied).then(|| Span::new(span.start + 2, span.end - 1))
    }

    /// A type whose labels are literals: the given one where it is `typeof` a constant
    /// that was given one.
    pub(super) fn literal(&self, span: Span, depth: usize) -> Result<Node, ReadError> {
        match self.typed(span, depth)? {
            None | Some(Typed::Literal) => Ok(Node::Type(span)),
            Some(Typed::Given(node)) => Ok(node),
            Some(Typed::Wide) => {
                let source = &self.module.source;
                let reason = format!(
                    "`{}` has any strings for TypeScript, whatever stands there",
                    source.excerpt(span)
                );
                let remedy = "declare that constant `as const`, or name it as the item";
                Err(source.undetermined(span.start, reason, remedy))
            }
        }
    }

    /// What decides the type of `typeof …`, if that is what the span is.
    fn typed(&self, span: Span, depth: usize) -> Result<Option<Typed>, ReadError> {
        let span = self.module.source.without_parentheses(span);
        let path = self.queried(span);
        path.map(|path| self.type_at(&path, span.start, depth))
            .transpose()
    }

    fn type_at(&self, path: &[String], at: usize, depth: usize) -> Result<Typed, ReadError> {
        self.step(at, 1, depth)?;
        let Some((name, keys)) = path.split_first() else {
            return Ok(Typed::Literal);
        };
        // Of a name that is not declared here, whoever reads it says so.
        let Some(declared) = self.module.values.get(name.as_str()) else {
            return Ok(Typed::Literal);
        };
        match (declared.annotation, declared.what) {
            (Some(annotation), _) => self.type_within(Node::Type(annotation), keys, depth),
            (None, What::Node(Node::Expression(span))) => self.type_of_value(span, keys, depth),
            _ => Ok(Typed::Literal),
        }
    }

    /// The type that a written one has under keys.
    fn type_within(&self, ty: Node, keys: &[String], depth: usize) -> Result<Typed, ReadError> {
        let mut node = ty;
        for key in keys {
            let within = self.property(node, key, depth)?;
            node = within.ok_or_else(|| self.unreadable(node.span()))?;
        }
        Ok(Typed::Given(node))
    }

    fn type_of_value(&self, span: Span, keys: &[String], depth: usize) -> Result<Typed, ReadError> {
        let source = &self.module.source;
        self.step(span.start, 1, depth)?;
        let span = source.without_parentheses(span);
        let assertion = source.find(span, "as").map(|at| span.from(at + 1));
        if source.is(span.start + 1, "const") && source.is(span.start, "<") {
            return Ok(Typed::Literal);
        }
        match assertion {
            Some(ty) if source.is(ty.start, "const") => return Ok(Typed::Literal),
            Some(ty) => return self.type_within(Node::Type(ty), keys, depth),
            None => {}
        }
        let bare = self.without_assertion(span);
        if let Some(argument) = self.frozen(bare) {
            if keys.is_empty() && source.is(argument.start, "{") {
                // Of an object, unlike of an array, the strings stay what they are.
                return Ok(Typed::Literal);
            }
            return self.type_of_value(argument, keys, depth + 1);
        }
        if let Some(path) = self.access(bare) {
            return self.type_at(&[path, keys.to_vec()].concat(), span.start, depth + 1);
        }
        let Some((key, rest)) = keys.split_first() else {
            return Ok(Typed::Wide);
        };
        match self.property(Node::Expression(bare), key, depth)? {
            Some(Node::Expression(value)) => self.type_of_value(value, rest, depth + 1),
            _ => Ok(Typed::Literal),
        }
    }
}
