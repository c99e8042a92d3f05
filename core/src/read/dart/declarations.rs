//! The outline of a Dart library: what it declares, and where the values stand.

use std::cell::RefCell;
use std::collections::HashMap;
use std::format;
use std::vec::Vec;

use super::super::ReadError;
use super::super::script::{Source, Span};
use super::enumeration::{self, Enum, Enumeration};
use super::wire::Wires;

/// A Dart file, with everything that it declares.
pub(super) struct Library<'a> {
    pub(super) source: Source<'a>,
    /// The classes, mixins, extensions and enums.
    pub(super) types: Vec<Type<'a>>,
    /// The indexes of those that have a name.
    named: HashMap<&'a str, usize>,
    /// What extensions give the values of a type, by its name and theirs.
    pub(super) extended: HashMap<(&'a str, &'a str), Vec<Computed>>,
    /// What is declared outside of any type.
    pub(super) members: Members<'a>,
    pub(super) wires: RefCell<Wires<'a>>,
}

pub(super) type Members<'a> = HashMap<&'a str, Member>;

/// Where a name is looked up first: in the type of that index, or outside of any.
pub(super) type Scope = Option<usize>;

pub(super) struct Type<'a> {
    /// Nothing, where it is an extension without a name.
    pub(super) name: &'a str,
    pub(super) scope: Scope,
    /// What it extends, where it is an extension on a type of one word.
    pub(super) extends: Option<&'a str>,
    pub(super) members: Members<'a>,
    pub(super) enumeration: Option<Enumeration<'a>>,
}

impl<'a> Type<'a> {
    pub(super) fn as_enum(&self) -> Option<Enum<'_, 'a>> {
        let body = self.enumeration.as_ref()?;
        Some(Enum { owner: self, body })
    }
}

/// What a name in a scope stands for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Member {
    Variable(Variable),
    /// A getter, a function or a method.
    Computed(Computed),
}

/// What is computed when it is called.
#[derive(Debug, Clone, Copy)]
pub(super) struct Computed {
    pub(super) scope: Scope,
    pub(super) name: usize,
    pub(super) is_static: bool,
    /// What follows its name, and its parameters where there are none.
    pub(super) body: Span,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Variable {
    pub(super) scope: Scope,
    pub(super) name: usize,
    /// From its modifiers up to its name.
    pub(super) head: Span,
    pub(super) type_name: Span,
    pub(super) value: Option<Span>,
    pub(super) is_static: bool,
    /// Whether it is `const` or `final`.
    pub(super) is_constant: bool,
}

impl<'a> Library<'a> {
    pub(super) fn new(source: Source<'a>) -> Result<Self, ReadError> {
        let mut types = Vec::new();
        let mut named = HashMap::new();
        let mut members = Members::new();
        for span in cut(&source, source.all())? {
            let scope = types.len();
            let Some((at, declared)) = type_declaration(&source, span, scope)? else {
                declare(&source, span, None, &mut members)?;
                continue;
            };
            if !declared.name.is_empty() && named.insert(declared.name, scope).is_some() {
                return Err(declared_twice(&source, at));
            }
            types.push(declared);
        }
        Ok(Self {
            source,
            extended: extended(&types),
            types,
            named,
            members,
            wires: RefCell::default(),
        })
    }

    pub(super) fn type_of(&self, scope: Scope) -> Option<&Type<'a>> {
        self.types.get(scope?)
    }

    pub(super) fn type_named(&self, name: &str) -> Option<&Type<'a>> {
        self.type_of(self.named.get(name).copied())
    }
}

/// What extensions declare for each value, not for themselves.
fn extended<'a>(types: &[Type<'a>]) -> HashMap<(&'a str, &'a str), Vec<Computed>> {
    let mut extended = HashMap::<_, Vec<Computed>>::new();
    for extension in types {
        for (name, member) in &extension.members {
            match (extension.extends, member) {
                (Some(on), Member::Computed(computed)) if !computed.is_static => {
                    extended.entry((on, *name)).or_default().push(*computed);
                }
                _ => {}
            }
        }
    }
    extended
}

/// Cuts a body into declarations, each of which ends with `;` or with a block.
pub(super) fn cut(source: &Source<'_>, body: Span) -> Result<Vec<Span>, ReadError> {
    let mut declarations = Vec::new();
    let mut start = body.start;
    let mut value = "";
    for at in source.top_level(body) {
        // What `=>` gives ends with a `;`; the `=` of an initializer may stand before a body.
        let is_block =
            source.is(at, "{") && value != "=>" && !(value == "=" && begins_literal(source, at));
        if value.is_empty() && matches!(source.text(at), "=" | "=>") {
            value = source.text(at);
        }
        if is_block || source.is(at, ";") {
            let end = source.next(at);
            declarations.push(Span::new(start, end));
            start = end;
            value = "";
        }
    }
    if start < body.end {
        return Err(source.invalid(body.end, "a `;` is missing"));
    }
    Ok(declarations)
}

/// A `{` of a set or a map, not of a function: what precedes it ends no operand.
fn begins_literal(source: &Source<'_>, at: usize) -> bool {
    let before = source.text(at - 1);
    matches!(
        before,
        "=" | "=>" | "const" | ">" | "," | ":" | "?" | "??" | "&&" | "||"
    )
}

/// The index after the annotations that begin there.
pub(super) fn after_metadata(source: &Source<'_>, mut at: usize) -> usize {
    while source.is(at, "@") {
        at = after_annotation(source, at);
    }
    at
}

/// The index after the one annotation that begins there.
pub(super) fn after_annotation(source: &Source<'_>, at: usize) -> usize {
    let mut at = at + 2;
    while source.is(at, ".") {
        at += 2;
    }
    if source.is(at, "<") {
        at = source.next(at);
    }
    if source.is(at, "(") {
        at = source.next(at);
    }
    at
}

/// The class, mixin, extension or enum that the span declares, if it does so,
/// and where its name stands.
fn type_declaration<'a>(
    source: &Source<'a>,
    span: Span,
    scope: usize,
) -> Result<Option<(usize, Type<'a>)>, ReadError> {
    let start = after_metadata(source, span.start);
    let open = source.top_level(span).last();
    let open = open.filter(|open| source.is(*open, "{"));
    let (Some(keyword), Some(open)) = (type_keyword(source, span.from(start)), open) else {
        return Ok(None);
    };
    // `extension type const Id(int value)`
    let at = (keyword + 1..open)
        .find(|at| !matches!(source.text(*at), "type" | "const"))
        .unwrap_or(open);
    let is_extension = source.is(keyword, "extension");
    let is_unnamed = is_extension && source.is(at, "on");
    let name = if is_unnamed && !source.is(at + 1, "on") {
        ""
    } else {
        source.text(at)
    };
    let scope = Some(scope);
    let body = source.inside(open);
    let mut members = Members::new();
    let mut enumeration = None;
    if source.is(keyword, "enum") {
        let metadata = Span::new(span.start, start);
        let header = Span::new(at + 1, open);
        let parsed = enumeration::parse(source, at, metadata, header, body, scope, &mut members)?;
        enumeration = Some(parsed);
    } else {
        for span in cut(source, body)? {
            declare(source, span, scope, &mut members)?;
        }
    }
    let declared = Type {
        name,
        scope,
        extends: extended_type(source, Span::new(at, open)).filter(|_| is_extension),
        members,
        enumeration,
    };
    Ok(Some((at, declared)))
}

/// The type after the last `on`, if it is one word; `?` lets it be null, too.
fn extended_type<'a>(source: &Source<'a>, header: Span) -> Option<&'a str> {
    let on = source
        .top_level(header)
        .filter(|at| source.is(*at, "on"))
        .last()?;
    let is_one_word = source.next(on + 1) + usize::from(source.is(on + 2, "?")) == header.end;
    is_one_word.then(|| source.text(on + 1))
}

/// `class` and its like, after modifiers and before the name.
fn type_keyword(source: &Source<'_>, span: Span) -> Option<usize> {
    let mut words = (span.start..span.end).take_while(|at| source.is_word(*at));
    words.find(|at| {
        matches!(source.text(*at), "class" | "mixin" | "extension" | "enum")
            && source.is_word(*at + 1)
            && !source.is(*at + 1, "class")
    })
}

const MODIFIERS: [&str; 10] = [
    "static",
    "const",
    "final",
    "late",
    "var",
    "external",
    "abstract",
    "covariant",
    "augment",
    "factory",
];

/// Adds what a member declares: a variable or several, a getter, or a function.
pub(super) fn declare<'a>(
    source: &Source<'a>,
    span: Span,
    scope: Scope,
    members: &mut Members<'a>,
) -> Result<(), ReadError> {
    let start = after_metadata(source, span.start);
    let first = (start..span.end)
        .find(|at| !is_modifier(source, *at))
        .unwrap_or(span.end);
    let has = |modifier| (start..first).any(|at| source.is(at, modifier));
    let computed = |name, body| Computed {
        scope,
        name,
        is_static: has("static"),
        body: span.from(body),
    };
    let mut name = None;
    for at in source.top_level(span.from(first)) {
        match source.text(at) {
            "=" | ";" | "," => {
                let Some(name) = name else { break };
                let variable = Variable {
                    scope,
                    name,
                    head: Span::new(start, name + 1),
                    type_name: Span::new(first, name),
                    value: None,
                    is_static: has("static"),
                    is_constant: has("const") || has("final"),
                };
                return variables(source, Span::new(name, span.end), variable, members);
            }
            "get" if source.is_word(at + 1) => {
                add(source, members, computed(at + 1, at + 2));
                break;
            }
            // Parameters, unless they belong to a type.
            "(" => match name.filter(|name| !source.is(*name, "Function")) {
                Some(name) => {
                    let has_none = source.inside(at).is_empty();
                    add(
                        source,
                        members,
                        computed(name, if has_none { at + 2 } else { at }),
                    );
                    break;
                }
                None => continue,
            },
            word if ends_search(word) && !source.is(at + 1, "=") => break,
            _ if source.is_word(at) => name = Some(at),
            _ => {}
        }
    }
    Ok(())
}

/// A getter or a function; a variable of that name comes first.
fn add<'a>(source: &Source<'a>, members: &mut Members<'a>, computed: Computed) {
    let name = source.text(computed.name);
    members.entry(name).or_insert(Member::Computed(computed));
}

/// What no variable's declaration has before its name.
fn ends_search(text: &str) -> bool {
    matches!(
        text,
        "set" | "operator" | "typedef" | "import" | "export" | "part" | "library" | "{" | "=>"
    )
}

fn is_modifier(source: &Source<'_>, at: usize) -> bool {
    MODIFIERS.contains(&source.text(at)) && (source.is_word(at + 1) || source.is(at + 1, "("))
}

/// Adds `a = 1, b = 2;`, each with what they have in common.
fn variables<'a>(
    source: &Source<'a>,
    span: Span,
    common: Variable,
    members: &mut Members<'a>,
) -> Result<(), ReadError> {
    let end = span.end - usize::from(source.is(span.end - 1, ";"));
    for part in source.split(Span::new(span.start, end), ",") {
        if !source.is_word(part.start) {
            break;
        }
        let value = source
            .is(part.start + 1, "=")
            .then(|| part.from(part.start + 2));
        let variable = Variable {
            name: part.start,
            value,
            ..common
        };
        let known = members.insert(source.text(part.start), Member::Variable(variable));
        if let Some(Member::Variable(_)) = known {
            return Err(declared_twice(source, part.start));
        }
    }
    Ok(())
}

pub(super) fn declared_twice(source: &Source<'_>, at: usize) -> ReadError {
    source.invalid(at, format!("`{}` is declared twice", source.text(at)))
}
