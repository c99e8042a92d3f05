//! The Dart reader against the corpus, and the corpus against tree-sitter-dart.

use pg_integration_enum_core::read::dart;
use pg_integration_enum_tests::corpus::{self, Answer};
use tree_sitter::{Node, Parser, Tree};

#[test]
fn the_reader_gives_the_answers_of_the_corpus() {
    let mut differences = Vec::new();
    for file in corpus::files("dart") {
        for (item, expected) in file.answers {
            let answer = Answer::from(dart::read(&file.name, &file.text, &item));
            if answer != expected {
                differences.push(format!("`{item}` of {}: {answer:?}", file.name));
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn the_corpus_is_as_well_formed_as_it_says() {
    for file in corpus::files("dart") {
        let has_error = parse(&file.text).root_node().has_error();
        assert_eq!(has_error, file.is_broken, "{}", file.name);
    }
}

#[test]
fn tree_sitter_finds_the_same_labels() {
    let mut agreed = 0;
    for file in corpus::files("dart") {
        let tree = parse(&file.text);
        let oracle = Oracle {
            text: &file.text,
            root: tree.root_node(),
        };
        for (item, expected) in file.answers {
            let Answer::Labels(expected) = expected else {
                continue;
            };
            let Some(labels) = oracle.labels(&item) else {
                continue;
            };
            assert_eq!(labels, expected, "`{item}` of {}", file.name);
            agreed += 1;
        }
    }
    assert!(agreed >= 40, "the oracle read only {agreed} items");
}

fn parse(text: &str) -> Tree {
    let mut parser = Parser::new();
    parser
        .set_language(&tree_sitter_dart::LANGUAGE.into())
        .expect("a grammar that fits");
    parser.parse(text, None).expect("a tree")
}

/// Finds labels in the syntax tree, by rules of its own, for the plain shapes.
struct Oracle<'t> {
    text: &'t str,
    root: Node<'t>,
}

impl<'t> Oracle<'t> {
    fn labels(&self, item: &str) -> Option<Vec<String>> {
        let (owner, member) = item.split_once('.').unwrap_or((item, ""));
        if let Some(declaration) = self.declaration("enum_declaration", owner) {
            return self.enum_labels(declaration, member);
        }
        if let Some(class) = self.declaration("class_declaration", owner) {
            return self.collection(self.constant(class, member)?, "");
        }
        self.collection(self.constant(self.root, owner)?, member)
    }

    fn of(&self, node: Node<'t>) -> &'t str {
        &self.text[node.byte_range()]
    }

    fn declaration(&self, kind: &str, name: &str) -> Option<Node<'t>> {
        descendants(self.root)
            .into_iter()
            .filter(|node| node.kind() == kind)
            .find(|node| child(*node, "identifier").is_some_and(|found| self.of(found) == name))
    }

    /// The value of the constant of that name.
    fn constant(&self, within: Node<'t>, name: &str) -> Option<Node<'t>> {
        let declared = descendants(within)
            .into_iter()
            .filter(|node| node.kind() == "static_final_declaration")
            .find(|node| {
                node.named_child(0)
                    .is_some_and(|found| self.of(found) == name)
            })?;
        declared.named_child(1)
    }

    fn collection(&self, value: Node<'t>, side: &str) -> Option<Vec<String>> {
        let elements = named_children(value)
            .into_iter()
            .filter(|node| !matches!(node.kind(), "type_arguments" | "comment"));
        match value.kind() {
            "list_literal" | "set_or_map_literal" => elements
                .map(|element| match (element.kind(), side) {
                    ("map_element", "values") => self.string(element.named_child(1)?),
                    ("map_element", _) => self.string(element.named_child(0)?),
                    _ => self.string(element),
                })
                .collect(),
            _ => None,
        }
    }

    fn enum_labels(&self, declaration: Node<'t>, field: &str) -> Option<Vec<String>> {
        if self.annotation(declaration, "JsonEnum").is_some() && field.is_empty() {
            return None;
        }
        let body = child(declaration, "enum_body")?;
        let fields = self.string_fields(body);
        let has_json = descendants(body)
            .iter()
            .any(|node| self.of(*node) == "JsonValue");
        let field = match (field, fields.as_slice()) {
            ("name", _) | ("", []) => None,
            ("", [only]) if !has_json => Some(*only),
            ("", _) => return None,
            (field, _) if fields.contains(&field) => Some(field),
            _ => return None,
        };
        let entries = named_children(body).into_iter();
        entries
            .filter(|node| node.kind() == "enum_entry")
            .map(|entry| match (field, self.annotation(entry, "JsonValue")) {
                (Some(field), _) => self.argument(body, entry, field),
                (None, Some(arguments)) => self.string(child(arguments, "string_literal")?),
                (None, None) => Some(self.of(child(entry, "identifier")?).to_string()),
            })
            .collect()
    }

    fn annotation(&self, node: Node<'t>, name: &str) -> Option<Node<'t>> {
        named_children(node)
            .into_iter()
            .filter(|child| child.kind() == "annotation")
            .find(|annotation| {
                child(*annotation, "identifier").is_some_and(|found| self.of(found) == name)
            })
            .and_then(|annotation| child(annotation, "annotation_arguments"))
    }

    fn string_fields(&self, body: Node<'t>) -> Vec<&'t str> {
        descendants(body)
            .into_iter()
            .filter(|node| node.kind() == "declaration")
            .filter(|node| child(*node, "type").is_some_and(|found| self.of(found) == "String"))
            .filter_map(|node| child(node, "initialized_identifier_list"))
            .map(|node| self.of(node))
            .collect()
    }

    /// What an entry passes to the one constructor for `this.field`.
    fn argument(&self, body: Node<'t>, entry: Node<'t>, field: &str) -> Option<String> {
        let arguments = child(entry, "arguments")?;
        let lists: Vec<_> = descendants(body)
            .into_iter()
            .filter(|node| node.kind() == "constant_constructor_signature")
            .filter_map(|node| child(node, "formal_parameter_list"))
            .collect();
        let [parameters] = lists.as_slice() else {
            return None;
        };
        let positional: Vec<_> = named_children(*parameters)
            .into_iter()
            .filter(|node| node.kind() == "formal_parameter")
            .collect();
        let index = positional
            .iter()
            .position(|node| self.of(*node) == format!("this.{field}"));
        let named = named_children(arguments)
            .into_iter()
            .filter(|node| node.kind() == "named_argument")
            .find(|node| self.of(*node).starts_with(&format!("{field}:")));
        match (index, named) {
            (Some(index), _) => self.string(arguments.named_child(index as u32)?),
            (None, Some(named)) => self.string(named.named_child(1)?),
            (None, None) => None,
        }
    }

    /// A literal, or a constant by its last name.
    fn string(&self, node: Node<'t>) -> Option<String> {
        match node.kind() {
            "string_literal" => named_children(node)
                .into_iter()
                .map(|part| self.string_part(part))
                .collect(),
            "identifier" => self.string(self.constant(self.root, self.of(node))?),
            "member_expression" => {
                self.string(self.constant(self.root, self.of(node.named_child(1)?))?)
            }
            _ => None,
        }
    }

    fn string_part(&self, part: Node<'t>) -> Option<String> {
        let is_multiple = part.kind().ends_with("multiple");
        let quotes = if is_multiple { 3 } else { 1 };
        let opening = quotes + usize::from(part.kind().starts_with("raw"));
        let (mut at, end) = (part.start_byte() + opening, part.end_byte() - quotes);
        if is_multiple && self.text[at..].starts_with('\n') {
            at += 1;
        }
        let mut text = String::new();
        for escape in named_children(part) {
            if escape.kind() == "escape_sequence" {
                text.push_str(&self.text[at..escape.start_byte()]);
                text.push(escaped(self.of(escape))?);
                at = escape.end_byte();
            }
        }
        text.push_str(&self.text[at..end]);
        Some(text)
    }
}

fn escaped(sequence: &str) -> Option<char> {
    let hex = sequence.trim_start_matches(['\\', 'x', 'u', '{']);
    match sequence.chars().nth(1)? {
        'n' => Some('\n'),
        't' => Some('\t'),
        'x' | 'u' => char::from_u32(u32::from_str_radix(hex.trim_end_matches('}'), 16).ok()?),
        other => Some(other),
    }
}

fn named_children(node: Node<'_>) -> Vec<Node<'_>> {
    node.named_children(&mut node.walk()).collect()
}

fn child<'t>(node: Node<'t>, kind: &str) -> Option<Node<'t>> {
    named_children(node)
        .into_iter()
        .find(|child| child.kind() == kind)
}

fn descendants(node: Node<'_>) -> Vec<Node<'_>> {
    let mut found = Vec::from([node]);
    let mut index = 0;
    while let Some(node) = found.get(index).copied() {
        found.extend(named_children(node));
        index += 1;
    }
    found
}
