//! The labels that a shape holds.

use std::collections::HashSet;
use std::format;
use std::string::String;
use std::vec::Vec;

use super::super::ReadError;
use super::super::script::{Element, Kind, Span, Undecoded};
use super::declarations::Node;
use super::shape::{Property, Reader, SPELL_OUT, Shape};

/// Which side of an object's properties an item names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Keys,
    Values,
}

impl Reader<'_, '_> {
    pub(super) fn list(&self, node: Node, depth: usize) -> Result<Vec<Element>, ReadError> {
        match self.shape(node, depth)? {
            Shape::Array(inside) => self.array(inside, depth),
            Shape::Object(Node::Enum(inside)) => self.side(Node::Enum(inside), Side::Values, depth),
            Shape::Object(object) => Err(self.module.source.undetermined(
                // The bracket before what is inside.
                object.span().start.saturating_sub(1),
                "an object has keys and values",
                "add `.keys` or `.values` to the item",
            )),
            Shape::Other(Node::Type(span)) => {
                let mut union = Union::default();
                self.union(span, depth, &mut union)?;
                Ok(union.elements)
            }
            Shape::Other(other) => match node {
                // A type that is one member of an enum, or the type of one constant.
                Node::Type(span) => Ok(Vec::from([Element {
                    label: self.string(other, depth)?,
                    span,
                }])),
                _ => Err(self.unreadable(other.span())),
            },
        }
    }

    pub(super) fn array(&self, inside: Node, depth: usize) -> Result<Vec<Element>, ReadError> {
        let parts = self.module.source.split(inside.span(), ",");
        let element = |part: Span| {
            let node = match inside {
                Node::Expression(_) => Node::Expression(part),
                _ => Node::Type(part),
            };
            Ok(Element {
                label: self.string(node, depth)?,
                span: part,
            })
        };
        parts.into_iter().map(element).collect()
    }

    /// The keys or the values of an object.
    pub(super) fn side(
        &self,
        node: Node,
        side: Side,
        depth: usize,
    ) -> Result<Vec<Element>, ReadError> {
        let source = &self.module.source;
        let element = |property: Property| {
            let node = match side {
                Side::Keys => property.node,
                Side::Values => self.value_of(&property)?,
            };
            let label = match (side, node) {
                (Side::Keys, Some(_)) => property.key,
                (Side::Values, Some(node)) => self.string(node, depth + 1)?,
                (_, None) => {
                    let reason = format!("`{}` has no string", source.excerpt(property.span));
                    return Err(source.undetermined(property.span.start, reason, SPELL_OUT));
                }
            };
            Ok(Element {
                label,
                span: property.span,
            })
        };
        let properties = self.properties(node, depth)?;
        properties.into_iter().map(element).collect()
    }

    /// Adds the members of a union, and of the unions that it names.
    pub(super) fn union(
        &self,
        span: Span,
        depth: usize,
        union: &mut Union,
    ) -> Result<(), ReadError> {
        let source = &self.module.source;
        self.step(span.start, 1, depth)?;
        let span = source.without_parentheses(span);
        let mut parts = source.split(span, "|");
        if parts.first().is_some_and(|first| first.is_empty()) {
            parts.remove(0);
        }
        let empty = parts.iter().find(|part| part.is_empty());
        if parts.is_empty() || empty.is_some() || source.is(span.end - 1, "|") {
            let at = empty.map_or(span.end, |empty| empty.end);
            return Err(source.invalid(at, "a type is missing before this"));
        }
        for part in parts {
            if source.kind(part.start) == Kind::Text && part.len() == 1 {
                let label = self.text(part.start)?;
                union.add(Element { label, span: part });
            } else if !source.is(part.start, "never") || part.len() != 1 {
                let elements = self.member(part, depth + 1)?;
                self.step(part.start, elements.len(), depth)?;
                for element in elements {
                    union.add(element);
                }
            }
        }
        Ok(())
    }

    /// A member of a union that is no literal.
    fn member(&self, span: Span, depth: usize) -> Result<Vec<Element>, ReadError> {
        let source = &self.module.source;
        if source.is(span.start, "keyof") {
            return self.keys_of(span, depth);
        }
        if let Some((object, index)) = self.indexed(span) {
            return if source.is(index.start, "number") && index.len() == 1 {
                self.elements_of(object, depth)
            } else if self.indexes_all(object, index) {
                self.side(self.literal(object, depth)?, Side::Values, depth)
            } else {
                Err(self.unreadable(span))
            };
        }
        match self.shape(Node::Type(span), depth)? {
            Shape::Object(Node::Enum(inside)) => self.side(Node::Enum(inside), Side::Values, depth),
            Shape::Other(Node::Type(inner)) if inner != span => {
                let mut union = Union::default();
                self.union(inner, depth, &mut union)?;
                Ok(union.elements)
            }
            Shape::Other(Node::Expression(inner)) => {
                let label = self.string(Node::Expression(inner), depth)?;
                Ok(Vec::from([Element { label, span }]))
            }
            _ => Err(self.unreadable(span)),
        }
    }

    /// The parts of `X[index]`, where the index is no string.
    fn indexed(&self, span: Span) -> Option<(Span, Span)> {
        let source = &self.module.source;
        let last = source.top_level(span).last()?;
        let index = source.inside(last);
        let is_indexed = last > span.start
            && source.is(last, "[")
            && !index.is_empty()
            && source.kind(index.start) != Kind::Text;
        is_indexed.then(|| (Span::new(span.start, last), index))
    }

    /// Whether an index is `keyof` of the very object that it stands behind.
    fn indexes_all(&self, object: Span, index: Span) -> bool {
        let source = &self.module.source;
        let object = source.without_parentheses(object);
        let keys = source.without_parentheses(index.from(index.start + 1));
        source.is(index.start, "keyof")
            && object.len() == keys.len()
            && (object.start..object.end)
                .zip(keys.start..keys.end)
                .all(|(one, other)| source.text(one) == source.text(other))
    }

    /// The one text that a node is.
    fn string(&self, node: Node, depth: usize) -> Result<String, ReadError> {
        let source = &self.module.source;
        let span = match node {
            Node::Expression(span) => self.without_assertion(span),
            other => source.without_parentheses(other.span()),
        };
        if span.len() == 1 && source.kind(span.start) == Kind::Text {
            return self.text(span.start);
        }
        let inner = match node {
            Node::Expression(_) => Node::Expression(span),
            _ => Node::Type(span),
        };
        match self.shape(inner, depth + 1)? {
            Shape::Other(other) if other.span() != span => self.string(other, depth + 1),
            _ => Err(self.unreadable(span)),
        }
    }

    fn text(&self, at: usize) -> Result<String, ReadError> {
        let source = &self.module.source;
        source.decode(at).map_err(|undecoded| match undecoded {
            Undecoded::Substitution => self.unreadable(Span::new(at, at + 1)),
            Undecoded::Invalid(reason) => source.invalid(at, reason),
        })
    }

    /// Why a part is no label: it is broken, or only running it would tell.
    pub(super) fn unreadable(&self, span: Span) -> ReadError {
        let source = &self.module.source;
        if span.is_empty() {
            let reason = "there is no value before this";
            return source.undetermined(span.end, reason, SPELL_OUT);
        }
        let is_junction = |at: &usize| {
            let after = source.next(*at);
            source.kind(*at) == Kind::Text
                && after < span.end
                && matches!(source.kind(after), Kind::Text | Kind::Word | Kind::Number)
                && !matches!(
                    source.text(after),
                    "as" | "satisfies" | "extends" | "in" | "instanceof" | "is"
                )
        };
        if let Some(at) = source.top_level(span).find(is_junction) {
            return source.invalid(at + 1, "a `,`, a `|` or a `;` is missing before this");
        }
        let what = match (source.kind(span.start), source.text(span.start)) {
            (_, "...") => "adds the elements of another list",
            (Kind::Template, _) => "takes in a value from elsewhere",
            (Kind::Number, _) if span.len() == 1 => "is a number",
            (Kind::Word, _) if span.len() == 1 => "is no string and no list of this file",
            _ => "is computed",
        };
        let reason = format!("`{}` {what}", source.excerpt(span));
        source.undetermined(span.start, reason, SPELL_OUT)
    }
}

/// The members of a union, of which it has each once however often it is named.
#[derive(Default)]
pub(super) struct Union {
    pub(super) elements: Vec<Element>,
    known: HashSet<String>,
}

impl Union {
    fn add(&mut self, element: Element) {
        if self.known.insert(element.label.clone()) {
            self.elements.push(element);
        }
    }
}
