//! The members of interfaces and of types of objects.

use std::collections::HashSet;
use std::format;
use std::string::String;
use std::vec::Vec;

use super::super::ReadError;
use super::super::script::{Kind, Span};
use super::declarations::{Node, type_end};
use super::shape::{Property, Reader, SPELL_OUT, Shape};

/// The members that have a name, and whether there may be more.
pub(super) struct Members {
    pub(super) properties: Vec<Property>,
    /// One that may stand for other keys: `[key: string]: …`, `[K in T]: …`.
    pub(super) open: Option<Span>,
}

impl Reader<'_, '_> {
    /// The properties of an object, with those that an interface inherits, if these
    /// are all.
    pub(super) fn properties(&self, node: Node, depth: usize) -> Result<Vec<Property>, ReadError> {
        let source = &self.module.source;
        let Shape::Object(inside) = self.shape(node, depth)? else {
            return Err(self.unreadable(node.span()));
        };
        let object = self.object(inside)?;
        if let Some(open) = object.open {
            let reason = format!("`{}` may stand for any keys", source.excerpt(open));
            return Err(source.undetermined(open.start, reason, SPELL_OUT));
        }
        let mut properties = object.properties.clone();
        let Node::Interface { extends, .. } = inside else {
            return Ok(properties);
        };
        if source.find(extends, "<").is_some() {
            return Err(self.unreadable(extends));
        }
        let mut known: HashSet<String> = properties.iter().map(|own| own.key.clone()).collect();
        for base in source.split(extends, ",") {
            let inherited = self.properties(Node::Type(base), depth + 1)?;
            self.step(base.start, inherited.len(), depth)?;
            properties.extend(
                inherited
                    .into_iter()
                    .filter(|inherited| known.insert(inherited.key.clone())),
            );
        }
        Ok(properties)
    }

    pub(super) fn signatures(&self, span: Span) -> Members {
        let source = &self.module.source;
        let mut members = Members {
            properties: Vec::new(),
            open: None,
        };
        let mut at = span.start;
        while at < span.end {
            let end = self.signature(Span::new(at, span.end), &mut members);
            at = end.max(at + 1);
            while at < span.end && matches!(source.text(at), ";" | ",") {
                at += 1;
            }
        }
        members
    }

    /// Adds the first member of a span; gives where it ends.
    fn signature(&self, span: Span, members: &mut Members) -> usize {
        let source = &self.module.source;
        let name = self.after_modifiers(span.start);
        let after = source.next(name);
        let colon = after + usize::from(source.is(after, "?"));
        let is_typed = source.is(colon, ":");
        let start = if is_typed { colon + 1 } else { span.start };
        let end = type_end(source, start, &[";", ","]).min(span.end);
        let whole = Span::new(span.start, end);
        if self.has_no_name(name) {
            return end;
        }
        let inside = source.inside(name);
        // `["a"]: …` is spelt out.
        let is_spelt_out = source.is(name, "[") && inside.len() == 1;
        let is_literal = is_spelt_out && source.kind(inside.start) == Kind::Text;
        let key_at = if is_literal { inside.start } else { name };
        match self.key(key_at) {
            Ok(Some(key)) => members.properties.push(Property {
                key,
                key_at,
                is_optional: colon > after,
                span: whole,
                node: is_typed.then(|| Node::Type(Span::new(colon + 1, end))),
            }),
            _ => members.open = members.open.or(Some(whole)),
        }
        end
    }

    /// Behind `readonly`, `get` and `set`, unless that is the name.
    fn after_modifiers(&self, at: usize) -> usize {
        let source = &self.module.source;
        let is_name = matches!(source.text(at + 1), ":" | "?" | "(" | "<" | ";" | "," | "}");
        let is_modifier = matches!(source.text(at), "readonly" | "get" | "set") && !is_name;
        at + usize::from(is_modifier && !source.begins_line(at + 1))
    }

    /// Whether what stands there is called or constructed, and not a member's name.
    fn has_no_name(&self, at: usize) -> bool {
        let source = &self.module.source;
        let is_called = |at| matches!(source.text(at), "(" | "<");
        is_called(at) || (source.is(at, "new") && is_called(at + 1))
    }
}
