//! What a part of a module comes to: references followed, wrappings taken off.

use core::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::format;
use std::rc::Rc;
use std::string::{String, ToString};
use std::vec::Vec;

use super::super::ReadError;
use super::super::script::{Kind, MAX_DEPTH, Span};
use super::declarations::{Declared, Module, Node};
use super::members::Members;

/// How many parts of a file one item may lead through: references that fan out
/// grow faster than any file.
const MAX_STEPS: usize = 200_000;

pub(super) const SPELL_OUT: &str = "spell the labels out as string literals or constants of this \
                                    file, or name another item";

/// Follows references, and counts how often.
pub(super) struct Reader<'m, 'a> {
    pub(super) module: &'m Module<'a>,
    steps: Cell<usize>,
    /// The objects that were looked into, by where they begin.
    objects: RefCell<HashMap<usize, Rc<Object>>>,
}

/// The properties of an object, a type of objects or an enum, in their order.
pub(super) struct Object {
    pub(super) properties: Vec<Property>,
    /// A member that may stand for other keys.
    pub(super) open: Option<Span>,
    by_key: HashMap<String, usize>,
}

/// What a node is, once no reference is left to follow.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    /// The inside of an array's or a tuple's brackets.
    Array(Node),
    /// The inside of an object's, an interface's or an enum's braces.
    Object(Node),
    /// Anything else: a string, a union, what cannot be read.
    Other(Node),
}

/// A property of an object: what it is called, and what it holds.
#[derive(Debug, Clone)]
pub(super) struct Property {
    pub(super) key: String,
    /// The token of the key.
    pub(super) key_at: usize,
    /// Whether a `?` stands behind it.
    pub(super) is_optional: bool,
    pub(super) span: Span,
    /// Nothing for a method, and where an enum counts.
    pub(super) node: Option<Node>,
}

impl<'m, 'a> Reader<'m, 'a> {
    pub(super) fn new(module: &'m Module<'a>) -> Self {
        Self {
            module,
            steps: Cell::new(0),
            objects: RefCell::default(),
        }
    }

    /// Counts a step, or as many as there are labels to take over, and refuses
    /// the one that is too many.
    pub(super) fn step(&self, at: usize, steps: usize, depth: usize) -> Result<(), ReadError> {
        self.steps.set(self.steps.get() + steps);
        if depth < MAX_DEPTH && self.steps.get() < MAX_STEPS {
            return Ok(());
        }
        Err(self.module.source.undetermined(
            at,
            "declarations refer to each other too often or in a circle",
            SPELL_OUT,
        ))
    }

    pub(super) fn shape(&self, node: Node, depth: usize) -> Result<Shape, ReadError> {
        self.step(node.span().start, 1, depth)?;
        match node {
            Node::Expression(span) => self.shape_of_expression(span, depth),
            Node::Type(span) => self.shape_of_type(span, depth),
            Node::Interface { .. } | Node::Enum(_) => Ok(Shape::Object(node)),
        }
    }

    fn shape_of_expression(&self, span: Span, depth: usize) -> Result<Shape, ReadError> {
        let source = &self.module.source;
        let span = self.without_assertion(span);
        let is_whole = source.next(span.start) == span.end;
        if is_whole && source.is(span.start, "[") {
            return Ok(Shape::Array(Node::Expression(source.inside(span.start))));
        }
        if is_whole && source.is(span.start, "{") {
            return Ok(Shape::Object(Node::Expression(source.inside(span.start))));
        }
        if let Some(argument) = self.frozen(span) {
            return self.shape(Node::Expression(argument), depth + 1);
        }
        let path = self.access(span).unwrap_or_default();
        match self.follow(&self.module.values, &path, span.start, depth)? {
            Some(node) => self.shape(node, depth + 1),
            None => Ok(Shape::Other(Node::Expression(span))),
        }
    }

    /// The argument of `Object.freeze(…)`, which gives back what it takes.
    pub(super) fn frozen(&self, span: Span) -> Option<Span> {
        let source = &self.module.source;
        let is_freeze = ["Object", ".", "freeze", "("]
            .iter()
            .zip(span.start..)
            .all(|(text, at)| source.is(at, text));
        let open = span.start + 3;
        (is_freeze && source.next(open) == span.end).then(|| source.inside(open))
    }

    /// The expression without parentheses, `<const>`, `as …` and `satisfies …`.
    pub(super) fn without_assertion(&self, span: Span) -> Span {
        let source = &self.module.source;
        let mut span = source.without_parentheses(span);
        if source.is(span.start, "<") && source.is(span.start + 2, ">") {
            span = source.without_parentheses(span.from(span.start + 3));
        }
        let assertion = source
            .top_level(span)
            .skip(1)
            .find(|at| matches!(source.text(*at), "as" | "satisfies"));
        match assertion {
            Some(at) if !self.has_operator(span.from(at)) => {
                source.without_parentheses(Span::new(span.start, at))
            }
            _ => span,
        }
    }

    /// `x as T ?? y` is more than an assertion.
    fn has_operator(&self, span: Span) -> bool {
        let source = &self.module.source;
        source.top_level(span).any(|at| {
            matches!(
                source.text(at),
                "?" | "??" | "||" | "&&" | "+" | "==" | "!="
            )
        })
    }

    fn shape_of_type(&self, span: Span, depth: usize) -> Result<Shape, ReadError> {
        let source = &self.module.source;
        let mut span = source.without_parentheses(span);
        if source.is(span.start, "readonly") {
            span = source.without_parentheses(span.from(span.start + 1));
        }
        let is_whole = source.next(span.start) == span.end;
        if is_whole && source.is(span.start, "[") {
            return Ok(Shape::Array(Node::Type(source.inside(span.start))));
        }
        if is_whole && source.is(span.start, "{") {
            return Ok(Shape::Object(Node::Interface {
                inside: source.inside(span.start),
                extends: Span::new(span.start, span.start),
            }));
        }
        let (scope, path) = match self.queried(span) {
            Some(path) => (&self.module.values, path),
            None => (&self.module.types, self.access(span).unwrap_or_default()),
        };
        match self.follow(scope, &path, span.start, depth)? {
            Some(node) => self.shape(node, depth + 1),
            None => Ok(Shape::Other(Node::Type(span))),
        }
    }

    /// The path of `typeof a.b` and of `(typeof a.b)["c"]`.
    pub(super) fn queried(&self, span: Span) -> Option<Vec<String>> {
        let source = &self.module.source;
        if source.is(span.start, "typeof") {
            return self.access(span.from(span.start + 1));
        }
        if !source.is(span.start, "(") || !source.is(span.start + 1, "typeof") {
            return None;
        }
        let close = source.next(span.start) - 1;
        let path = self.access(Span::new(span.start + 2, close))?;
        let indexes = self.indexes(Span::new(close + 1, span.end))?;
        Some([path, indexes].concat())
    }

    /// What a path leads to, if its first name is declared in this file.
    fn follow(
        &self,
        scope: &HashMap<&'a str, Declared>,
        path: &[String],
        at: usize,
        depth: usize,
    ) -> Result<Option<Node>, ReadError> {
        let Some((name, keys)) = path.split_first() else {
            return Ok(None);
        };
        let Some(declared) = scope.get(name.as_str()) else {
            return Ok(None);
        };
        let mut node = self.module.node(*declared)?;
        for key in keys {
            node = self.property(node, key, depth)?.ok_or_else(|| {
                let reason = format!("`{}` is not in this file", path.join("."));
                self.module.source.undetermined(at, reason, SPELL_OUT)
            })?;
        }
        Ok(Some(node))
    }

    /// What an object holds under a key.
    pub(super) fn property(
        &self,
        node: Node,
        key: &str,
        depth: usize,
    ) -> Result<Option<Node>, ReadError> {
        let Shape::Object(object) = self.shape(node, depth + 1)? else {
            return Ok(None);
        };
        let object = self.object(object)?;
        let index = object.by_key.get(key).copied();
        let property = index.and_then(|index| object.properties.get(index));
        property.map_or(Ok(None), |property| self.value_of(property))
    }

    /// What a property holds; not where it may hold nothing.
    pub(super) fn value_of(&self, property: &Property) -> Result<Option<Node>, ReadError> {
        if !property.is_optional {
            return Ok(property.node);
        }
        let source = &self.module.source;
        let reason = format!("`{}` may be undefined", source.excerpt(property.span));
        let remedy = "take the `?` away, or name another item";
        Err(source.undetermined(property.span.start, reason, remedy))
    }

    pub(super) fn object(&self, inside: Node) -> Result<Rc<Object>, ReadError> {
        let start = inside.span().start;
        if let Some(known) = self.objects.borrow().get(&start) {
            return Ok(Rc::clone(known));
        }
        let Members { properties, open } = match inside {
            Node::Expression(span) => self.fields(span, ":")?,
            Node::Enum(span) => self.fields(span, "=")?,
            Node::Type(inside) | Node::Interface { inside, .. } => self.signatures(inside),
        };
        let keys = properties.iter().enumerate();
        let object = Rc::new(Object {
            by_key: keys
                .map(|(index, property)| (property.key.clone(), index))
                .collect(),
            properties,
            open,
        });
        self.objects.borrow_mut().insert(start, Rc::clone(&object));
        Ok(object)
    }

    fn fields(&self, span: Span, assigns: &str) -> Result<Members, ReadError> {
        let source = &self.module.source;
        let mut properties = Vec::new();
        for part in source.split(span, ",") {
            let Some(key) = self.key(part.start)? else {
                // A spread or a computed key may set any other property.
                let reason = format!("`{}` is not spelt out", source.excerpt(part));
                return Err(source.undetermined(part.start, reason, SPELL_OUT));
            };
            let node = if source.is(part.start + 1, assigns) {
                Some(Node::Expression(part.from(part.start + 2)))
            } else if assigns == ":" && part.len() == 1 {
                // `{ a }` takes the value from the name.
                Some(Node::Expression(part))
            } else {
                None
            };
            properties.push(Property {
                key,
                key_at: part.start,
                is_optional: false,
                span: part,
                node,
            });
        }
        Ok(Members {
            properties,
            open: None,
        })
    }

    pub(super) fn key(&self, at: usize) -> Result<Option<String>, ReadError> {
        let source = &self.module.source;
        match source.kind(at) {
            Kind::Word | Kind::Number => Ok(Some(source.text(at).to_string())),
            Kind::Text => match source.decode(at) {
                Ok(key) => Ok(Some(key)),
                Err(_) => Err(source.invalid(at, "this is no string literal")),
            },
            _ => Ok(None),
        }
    }

    /// The names of `a.b["c"]`.
    pub(super) fn access(&self, span: Span) -> Option<Vec<String>> {
        let source = &self.module.source;
        if span.is_empty() || !source.is_word(span.start) {
            return None;
        }
        let first = Vec::from([source.text(span.start).to_string()]);
        let rest = self.indexes(span.from(span.start + 1))?;
        Some([first, rest].concat())
    }

    fn indexes(&self, span: Span) -> Option<Vec<String>> {
        let source = &self.module.source;
        let mut names = Vec::new();
        let mut at = span.start;
        while at < span.end {
            if source.is(at, ".") && source.is_word(at + 1) {
                names.push(source.text(at + 1).to_string());
                at += 2;
            } else if source.is(at, "[") && source.inside(at).len() == 1 {
                if source.kind(at + 1) != Kind::Text {
                    return None;
                }
                names.push(source.decode(at + 1).ok()?);
                at = source.next(at);
            } else {
                return None;
            }
        }
        (at == span.end).then_some(names)
    }
}
