//! The outline of a TypeScript module: what it declares, and where statements end,
//! which often no `;` says.

use std::collections::HashMap;
use std::format;

use super::super::ReadError;
use super::super::script::{Kind, Source, Span};

/// A TypeScript file, with what it declares at the top level.
pub(super) struct Module<'a> {
    pub(super) source: Source<'a>,
    pub(super) values: HashMap<&'a str, Declared>,
    pub(super) types: HashMap<&'a str, Declared>,
}

/// Something declared, and what it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Declared {
    /// From its keyword up to its name.
    pub(super) head: Span,
    pub(super) what: What,
    /// The type that a constant with a value is given.
    pub(super) annotation: Option<Span>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// An expression, or a type, or the inside of a type's or an enum's braces.
    Node(Node),
    /// A `let` or a `var`.
    Variable,
    /// A type with parameters.
    Generic,
    /// More than one declaration that TypeScript merges.
    Merged,
    /// A name without a value.
    Empty,
}

/// What is declared, with the type that it is given.
struct Valued {
    what: What,
    annotation: Option<Span>,
}

impl From<What> for Valued {
    fn from(what: What) -> Self {
        let annotation = None;
        Self { what, annotation }
    }
}

/// A part of the file that may hold labels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Node {
    Expression(Span),
    Type(Span),
    /// The inside of an interface's braces, and the types that it extends.
    Interface {
        inside: Span,
        extends: Span,
    },
    /// The inside of an enum's braces.
    Enum(Span),
}

impl Node {
    pub(super) fn span(self) -> Span {
        match self {
            Self::Expression(span) | Self::Type(span) | Self::Enum(span) => span,
            Self::Interface { inside, .. } => inside,
        }
    }
}

/// The most tokens between a name and its type, what is in brackets not counted.
const LONGEST_HEAD: usize = 200;

impl<'a> Module<'a> {
    pub(super) fn new(source: Source<'a>) -> Self {
        let mut module = Self {
            source,
            values: HashMap::new(),
            types: HashMap::new(),
        };
        let all = module.source.all();
        let mut at = all.start;
        while at < all.end {
            let declared_until = if begins_statement(&module.source, at) {
                module.declaration(at)
            } else {
                None
            };
            at = declared_until.unwrap_or_else(|| module.source.next(at));
        }
        module
    }

    /// Adds what the keyword there declares; gives the index after it.
    fn declaration(&mut self, at: usize) -> Option<usize> {
        let name = at + 1;
        if !self.source.is_word(name) {
            return None;
        }
        match self.source.text(at) {
            "const" if self.source.is(name, "enum") => None,
            "const" | "let" | "var" => Some(self.variables(at)),
            "type" => self.alias(at),
            "interface" => {
                let open = self.end_of_head(name, "{")?;
                let extends = self.source.find(Span::new(name + 1, open), "extends");
                let node = Node::Interface {
                    inside: self.source.inside(open),
                    extends: Span::new(extends.map_or(open, |extends| extends + 1), open),
                };
                let is_generic = self.source.is(name + 1, "<");
                let what = if is_generic {
                    What::Generic
                } else {
                    What::Node(node)
                };
                add(&self.source, &mut self.types, at, name, what.into());
                Some(self.source.next(open))
            }
            "enum" if self.source.is(name + 1, "{") => {
                let what = What::Node(Node::Enum(self.source.inside(name + 1)));
                add(&self.source, &mut self.values, at, name, what.into());
                add(&self.source, &mut self.types, at, name, what.into());
                Some(self.source.next(name + 1))
            }
            _ => None,
        }
    }

    fn alias(&mut self, at: usize) -> Option<usize> {
        let name = at + 1;
        if self.source.is(name + 1, "<") {
            let equals = self.end_of_head(name, "=")?;
            add(
                &self.source,
                &mut self.types,
                at,
                name,
                What::Generic.into(),
            );
            // A default of a parameter has a `=` too, so what follows is looked at again.
            return Some(equals + 1);
        }
        let equals = name + 1;
        if !self.source.is(equals, "=") {
            return None;
        }
        let body = Span::new(equals + 1, type_end(&self.source, equals + 1, &[";"]));
        let what = What::Node(Node::Type(body));
        add(&self.source, &mut self.types, at, name, what.into());
        Some(body.end)
    }

    /// The sign that ends what stands between a name and its type.
    fn end_of_head(&self, name: usize, sign: &str) -> Option<usize> {
        let head = self.source.top_level(self.source.all().from(name));
        head.take(LONGEST_HEAD).find(|at| self.source.is(*at, sign))
    }

    /// Adds `a = 1, b: B = 2`; gives the index after them.
    fn variables(&mut self, at: usize) -> usize {
        let source = &self.source;
        let is_const = source.is(at, "const");
        let mut name = at + 1;
        loop {
            let mut end = name + 1;
            let mut annotation = None;
            if source.is(end, ":") {
                let start = end + 1;
                end = type_end(source, start, &[";", "="]);
                annotation = Some(Span::new(start, end));
            }
            let mut node = annotation.map(Node::Type);
            if source.is(end, "=") {
                let start = end + 1;
                end = expression_end(source, start);
                node = Some(Node::Expression(Span::new(start, end)));
            }
            let what = match node {
                _ if !is_const => What::Variable,
                Some(node) => What::Node(node),
                None => What::Empty,
            };
            let valued = Valued { what, annotation };
            add(source, &mut self.values, at, name, valued);
            name = end + 1;
            // In `new Map<string, Mood>()` the comma separates no declarations.
            let is_declared = matches!(source.text(name + 1), "=" | ":");
            if !source.is(end, ",") || !source.is_word(name) || !is_declared {
                return end;
            }
        }
    }

    /// What a declaration stands for, if that is certain.
    pub(super) fn node(&self, declared: Declared) -> Result<Node, ReadError> {
        let name = declared.head.end - 1;
        let (reason, remedy) = match declared.what {
            What::Node(node) => return Ok(node),
            What::Variable => ("can be assigned anew", "declare it `const`"),
            What::Generic => ("has type parameters", "name a type without them"),
            What::Merged => ("is declared in several parts", "declare it once"),
            What::Empty => ("has no value", "give it one"),
        };
        let reason = format!("`{}` {reason}", self.source.text(name));
        Err(self.source.undetermined(name, reason, remedy))
    }
}

fn add<'a>(
    source: &Source<'a>,
    scope: &mut HashMap<&'a str, Declared>,
    keyword: usize,
    name: usize,
    valued: Valued,
) {
    let mut declared = Declared {
        head: Span::new(keyword, keyword + 2),
        what: valued.what,
        annotation: valued.annotation,
    };
    if name != keyword + 1 {
        declared.head = Span::new(name, name + 1);
    }
    scope
        .entry(source.text(name))
        .and_modify(|known| known.what = What::Merged)
        .or_insert(declared);
}

/// Whether a declaration's keyword can stand there.
fn begins_statement(source: &Source<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return true;
    };
    let follows = matches!(
        source.text(before),
        ";" | "}" | "export" | "declare" | "default" | "const"
    );
    follows || source.begins_line(at)
}

/// Where an expression ends: at a `,` or `;`, or with its line.
fn expression_end(source: &Source<'_>, start: usize) -> usize {
    let is_end = |at: &usize| {
        matches!(source.text(*at), "," | ";")
            || (*at > start && ends_with_line(source, *at, &["(", "[", "<"]))
    };
    let end = source.top_level(source.all().from(start)).find(is_end);
    end.unwrap_or(source.all().end)
}

/// Where a type ends: at a separator, or with its line.
pub(super) fn type_end(source: &Source<'_>, start: usize, separators: &[&str]) -> usize {
    let is_end = |at: &usize| {
        separators.contains(&source.text(*at))
            || source.kind(*at) == Kind::Close
            || (*at > start && ends_with_line(source, *at, &[]))
    };
    let end = source.top_level(source.all().from(start)).find(is_end);
    end.unwrap_or(source.all().end)
}

/// Whether the token begins a statement or a member, since a line ended before it
/// and neither it nor the token before it asks for more.
fn ends_with_line(source: &Source<'_>, at: usize, continuing: &[&str]) -> bool {
    if !source.begins_line(at) || asks_for_more(source, at - 1) {
        return false;
    }
    let text = source.text(at);
    let continues = match source.kind(at) {
        Kind::Sign => !matches!(text, "!" | "++" | "--" | "~" | "@" | "<" | "#"),
        Kind::Word => matches!(text, "in" | "instanceof"),
        _ => false,
    };
    !continues && !continuing.contains(&text)
}

/// Whether an operand must follow the token.
fn asks_for_more(source: &Source<'_>, at: usize) -> bool {
    let text = source.text(at);
    match source.kind(at) {
        Kind::Sign => !matches!(text, "!" | "++" | "--" | ">"),
        Kind::Word => matches!(
            text,
            "typeof" | "keyof" | "readonly" | "new" | "await" | "extends" | "as" | "satisfies"
        ),
        _ => false,
    }
}
