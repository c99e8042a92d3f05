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
    assert!(agreed >= 50, "the oracle read only {agreed} items");
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
            return match self.getter(declaration, member) {
                Some(method) => self.getter_labels(declaration, method),
                None => self.enum_labels(declaration, member),
            };
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
        let header = child(declaration, "primary_constructor");
        let mut fields = self.string_fields(body);
        fields.extend(
            header
                .into_iter()
                .flat_map(|header| self.header_fields(header)),
        );
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
        entries(body)
            .map(|entry| match (field, self.annotation(entry, "JsonValue")) {
                (Some(field), _) => self.argument(header.unwrap_or(body), entry, field),
                (None, Some(arguments)) => self.string(child(arguments, "string_literal")?),
                (None, None) => Some(self.of(child(entry, "identifier")?).to_string()),
            })
            .collect()
    }

    /// A getter of the enum, or of an extension on it.
    fn getter(&self, declaration: Node<'t>, getter: &str) -> Option<Node<'t>> {
        let owner = self.of(child(declaration, "identifier")?);
        let extensions = descendants(self.root).into_iter().filter(|node| {
            let on = node.child_by_field_name("class");
            node.kind() == "extension_declaration" && on.is_some_and(|on| self.of(on) == owner)
        });
        extensions
            .chain([declaration])
            .flat_map(descendants)
            .filter(|node| node.kind() == "method_declaration")
            .find(|node| {
                let signature = child(*node, "method_signature");
                let named = signature.and_then(|signature| signature.named_child(0));
                let name = named.and_then(|named| named.child_by_field_name("name"));
                name.is_some_and(|name| self.of(name) == getter)
            })
    }

    /// What a getter has for each of the enum's names.
    fn getter_labels(&self, declaration: Node<'t>, method: Node<'t>) -> Option<Vec<String>> {
        let body = sole(child(method, "function_body")?)?;
        let arms = match body.kind() {
            "switch_expression" => self.arms(body)?,
            "switch_statement" => self.cases(child(body, "switch_block")?)?,
            "null_assertion_expression" => self.map_entries(body)?,
            _ => return None,
        };
        entries(child(declaration, "enum_body")?)
            .map(|entry| {
                let name = self.of(child(entry, "identifier")?);
                let matches =
                    |pattern: &&str| matches!(*pattern, "_" | "default") || *pattern == name;
                let (_, text) = arms.iter().find(|(names, _)| names.iter().any(matches))?;
                self.string(*text)
            })
            .collect()
    }

    /// Names and the text that they have.
    fn arms(&self, switch: Node<'t>) -> Option<Vec<(Vec<&'t str>, Node<'t>)>> {
        let cases = named_children(switch).into_iter();
        cases
            .filter(|node| node.kind() == "switch_expression_case")
            .map(|case| {
                let is_guarded = case.child_by_field_name("guard").is_some();
                let mut parts = named_children(case);
                let text = parts.pop().filter(|_| !is_guarded)?;
                Some((self.patterns(&parts), text))
            })
            .collect()
    }

    fn cases(&self, block: Node<'t>) -> Option<Vec<(Vec<&'t str>, Node<'t>)>> {
        let mut arms = Vec::new();
        let mut names = Vec::new();
        for case in named_children(block) {
            names.extend(match case.kind() {
                "switch_statement_default" => vec!["default"],
                _ => self.patterns(&named_children(case)),
            });
            let parts = named_children(case);
            let statements = parts
                .iter()
                .filter(|node| node.kind() != "constant_pattern");
            match statements.copied().collect::<Vec<_>>()[..] {
                [] => {}
                [only] if only.kind() == "return_statement" => {
                    arms.push((std::mem::take(&mut names), only.named_child(0)?));
                }
                _ => return None,
            }
        }
        Some(arms)
    }

    fn patterns(&self, nodes: &[Node<'t>]) -> Vec<&'t str> {
        let patterns = nodes
            .iter()
            .filter(|node| node.kind() == "constant_pattern");
        patterns.map(|node| self.last_name(*node)).collect()
    }

    fn last_name(&self, node: Node<'t>) -> &'t str {
        self.of(node).rsplit('.').next().unwrap_or_default().trim()
    }

    /// Those of the constant map that `names[this]!` looks into.
    fn map_entries(&self, body: Node<'t>) -> Option<Vec<(Vec<&'t str>, Node<'t>)>> {
        let lookup = child(body, "index_expression")?;
        let map = self.constant(self.root, self.of(child(lookup, "identifier")?))?;
        named_children(map)
            .into_iter()
            .filter(|node| node.kind() == "map_element")
            .map(|entry| {
                let name = self.last_name(entry.named_child(0)?);
                Some((vec![name], entry.named_child(1)?))
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

    /// The fields that a header declares.
    fn header_fields(&self, header: Node<'t>) -> Vec<&'t str> {
        let parameters = descendants(header).into_iter();
        parameters
            .filter(|node| node.kind() == "formal_parameter")
            .filter(|node| self.of(*node).starts_with("final String"))
            .filter_map(|node| Some(self.of(node.child_by_field_name("name")?)))
            .collect()
    }

    /// What an entry passes to the one constructor for the field.
    fn argument(&self, body: Node<'t>, entry: Node<'t>, field: &str) -> Option<String> {
        let arguments = child(entry, "arguments")?;
        let lists: Vec<_> = descendants(body)
            .into_iter()
            .filter(|node| {
                matches!(
                    node.kind(),
                    "constant_constructor_signature" | "primary_constructor"
                )
            })
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
            .position(|node| self.last_name(*node).split(' ').next_back() == Some(field));
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

/// The one expression or statement that a body consists of.
fn sole(mut body: Node<'_>) -> Option<Node<'_>> {
    while matches!(body.kind(), "function_body" | "block" | "return_statement") {
        body = match named_children(body)[..] {
            [only] => only,
            _ => return None,
        };
    }
    Some(body)
}

fn entries(body: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    let children = named_children(body).into_iter();
    children.filter(|node| node.kind() == "enum_entry")
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
