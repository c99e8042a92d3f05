//! The TypeScript reader against the corpus, and the corpus against
//! tree-sitter-typescript.

use pg_integration_enum_core::read::typescript;
use pg_integration_enum_tests::corpus::{self, Answer, CorpusFile};
use tree_sitter::{Node, Parser, Tree};

#[test]
fn the_reader_gives_the_answers_of_the_corpus() {
    let mut differences = Vec::new();
    for file in corpus::files("typescript") {
        for (item, expected) in file.answers {
            let answer = Answer::from(typescript::read(&file.name, &file.text, &item));
            if answer != expected {
                differences.push(format!("`{item}` of {}: {answer:?}", file.name));
            }
        }
    }
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn the_corpus_is_as_well_formed_as_it_says() {
    for file in corpus::files("typescript") {
        let has_error = parse(&file).root_node().has_error();
        assert_eq!(has_error, file.is_broken, "{}", file.name);
    }
}

#[test]
fn tree_sitter_finds_the_same_labels() {
    let mut agreed = 0;
    for file in corpus::files("typescript") {
        let tree = parse(&file);
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

fn parse(file: &CorpusFile) -> Tree {
    let language = if file.name.ends_with(".tsx") {
        tree_sitter_typescript::LANGUAGE_TSX
    } else {
        tree_sitter_typescript::LANGUAGE_TYPESCRIPT
    };
    let mut parser = Parser::new();
    parser
        .set_language(&language.into())
        .expect("a grammar that fits");
    parser.parse(&file.text, None).expect("a tree")
}

/// Finds labels in the syntax tree, by rules of its own, for the plain shapes.
struct Oracle<'t> {
    text: &'t str,
    root: Node<'t>,
}

impl<'t> Oracle<'t> {
    fn labels(&self, item: &str) -> Option<Vec<String>> {
        let path: Vec<&str> = item.split('.').collect();
        let (first, rest) = path.split_first()?;
        let declared = self
            .declared("type_alias_declaration", first)
            .or_else(|| self.declared("enum_declaration", first))
            .or_else(|| self.declared("variable_declarator", first));
        match (declared, rest) {
            (None, [name]) => {
                let generated = self
                    .declared("variable_declarator", "Constants")
                    .or_else(|| self.declared("type_alias_declaration", "Database"))
                    .or_else(|| self.declared("interface_declaration", "Database"))?;
                self.list(self.property(generated, &[first, "Enums", name])?)
            }
            (Some(declared), ["keys"]) => self.pairs(declared, 0),
            (Some(declared), ["values"]) => self.pairs(declared, 1),
            (Some(declared), path) => self.list(self.property(declared, path)?),
            (None, _) => None,
        }
    }

    fn of(&self, node: Node<'t>) -> &'t str {
        &self.text[node.byte_range()]
    }

    fn declared(&self, kind: &str, name: &str) -> Option<Node<'t>> {
        descendants(self.root)
            .into_iter()
            .filter(|node| node.kind() == kind)
            .find(|node| {
                node.named_child(0)
                    .is_some_and(|found| self.of(found) == name)
            })
    }

    /// What stands under keys within keys.
    fn property(&self, node: Node<'t>, path: &[&str]) -> Option<Node<'t>> {
        let mut node = node;
        for key in path {
            let property = descendants(node)
                .into_iter()
                .filter(|node| matches!(node.kind(), "pair" | "property_signature"))
                .find(|node| self.key(*node).as_deref() == Some(key))?;
            node = property.named_child(property.named_child_count() as u32 - 1)?;
        }
        Some(node)
    }

    fn key(&self, property: Node<'t>) -> Option<String> {
        let key = property.named_child(0)?;
        self.string(key).or_else(|| Some(self.of(key).to_string()))
    }

    fn pairs(&self, declared: Node<'t>, side: usize) -> Option<Vec<String>> {
        let object = descendants(declared)
            .into_iter()
            .find(|node| node.kind() == "object")?;
        let pairs = named_children(object).into_iter();
        pairs
            .map(|pair| match side {
                0 => self.key(pair),
                _ => self.string(pair.named_child(1)?),
            })
            .collect()
    }

    fn list(&self, node: Node<'t>) -> Option<Vec<String>> {
        match node.kind() {
            "variable_declarator" | "type_alias_declaration" => {
                let last = node.named_child_count() as u32 - 1;
                self.list(node.named_child(last)?)
            }
            "type_annotation"
            | "as_expression"
            | "satisfies_expression"
            | "readonly_type"
            | "parenthesized_type" => self.list(node.named_child(0)?),
            "type_assertion" => self.list(node.named_child(1)?),
            "array" | "tuple_type" => {
                let elements = named_children(node).into_iter();
                let elements = elements.filter(|node| node.kind() != "comment");
                elements.map(|element| self.string(element)).collect()
            }
            "union_type" => {
                let mut labels = Vec::new();
                for member in named_children(node) {
                    if member.kind() != "comment" {
                        let found = self.list(member)?.into_iter();
                        labels.extend(
                            found
                                .filter(|label| !labels.contains(label))
                                .collect::<Vec<_>>(),
                        );
                    }
                }
                Some(labels)
            }
            "type_identifier" => {
                let name = self.of(node);
                let alias = self.declared("type_alias_declaration", name);
                self.list(alias.or_else(|| self.declared("enum_declaration", name))?)
            }
            "lookup_type" if self.of(node.named_child(1)?) == "number" => {
                let query = descendants(node)
                    .into_iter()
                    .find(|node| node.kind() == "type_query")?;
                let name = self.of(query.named_child(0)?);
                let declared = self.declared("variable_declarator", name)?;
                let mut children = named_children(declared).into_iter();
                let annotation = children.find(|node| node.kind() == "type_annotation");
                self.list(annotation.unwrap_or(declared))
            }
            "array_type" => self.list(node.named_child(0)?),
            "enum_declaration" => descendants(node)
                .into_iter()
                .filter(|node| node.kind() == "enum_assignment")
                .map(|member| self.string(member.named_child(1)?))
                .collect(),
            "literal_type" | "template_literal_type" => Some(Vec::from([self.string(node)?])),
            _ => None,
        }
    }

    /// A literal, a constant, or a property of one by its last name.
    fn string(&self, node: Node<'t>) -> Option<String> {
        match node.kind() {
            "literal_type" => self.string(node.named_child(0)?),
            "string" | "template_string" | "template_literal_type" => {
                let mut text = String::new();
                for part in named_children(node) {
                    match part.kind() {
                        "string_fragment" => text.push_str(self.of(part)),
                        "escape_sequence" => text.push_str(&escaped(self.of(part))?),
                        _ => return None,
                    }
                }
                Some(text)
            }
            "identifier" => {
                let declared = self.declared("variable_declarator", self.of(node))?;
                self.string(declared.named_child(1)?)
            }
            "member_expression" | "subscript_expression" => {
                let key = self.key_of_access(node)?;
                let found = descendants(self.root)
                    .into_iter()
                    .filter(|node| matches!(node.kind(), "pair" | "enum_assignment"))
                    .find(|node| self.key(*node).as_deref() == Some(&key))?;
                self.string(found.named_child(1)?)
            }
            _ => None,
        }
    }

    fn key_of_access(&self, node: Node<'t>) -> Option<String> {
        let key = node.named_child(1)?;
        match key.kind() {
            "string" => self.string(key),
            _ => Some(self.of(key).to_string()),
        }
    }
}

fn escaped(sequence: &str) -> Option<String> {
    let hex = sequence.trim_start_matches(['\\', 'x', 'u', '{']);
    let character = match sequence.chars().nth(1)? {
        '\n' => return Some(String::new()),
        'n' => '\n',
        't' => '\t',
        '0' => '\0',
        'x' | 'u' => char::from_u32(u32::from_str_radix(hex.trim_end_matches('}'), 16).ok()?)?,
        other => other,
    };
    Some(character.to_string())
}

fn named_children(node: Node<'_>) -> Vec<Node<'_>> {
    node.named_children(&mut node.walk()).collect()
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
