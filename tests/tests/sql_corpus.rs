//! A corpus of SQL files, one trait each: the reader, a server, and the parser of
//! squawk say the same of it.
//!
//! The first line of a file says what to expect of the type `m`: its labels, that
//! it is `gone`, that it is `undetermined`, that the server has `refused` a
//! statement, or that one is `broken` and no parser takes it.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use pg_integration_enum_core::model::TypeName;
use pg_integration_enum_core::read::sql::{Catalogue, SqlFile};
use pg_integration_enum_core::read::{Listing, ReadError};
use pg_integration_enum_tests::{clear, database};
use squawk_syntax::SourceFile;
use squawk_syntax::ast::{self, AlterTypeAction, AstNode, Stmt, ValuePosition};

struct Case {
    file: SqlFile,
    expected: Expected,
}

#[derive(Debug, Clone, PartialEq)]
enum Expected {
    Labels(Vec<String>),
    Gone,
    Undetermined,
    Refused,
    Broken,
}

fn cases() -> Vec<Case> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/sql");
    let entries = fs::read_dir(folder).expect("the corpus");
    let mut cases: Vec<Case> = entries
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let text = fs::read_to_string(&path).expect("a text");
            let name = path.file_name().expect("a name").to_string_lossy();
            Case {
                expected: expected(&text),
                file: SqlFile {
                    path: name.into_owned(),
                    text,
                },
            }
        })
        .collect();
    cases.sort_by(|one, other| one.file.path.cmp(&other.file.path));
    assert!(cases.len() >= 60, "only {} files", cases.len());
    cases
}

fn expected(text: &str) -> Expected {
    let line = text.lines().next().expect("a first line");
    match line.strip_prefix("-- expect: ").expect("what to expect") {
        "gone" => Expected::Gone,
        "undetermined" => Expected::Undetermined,
        "refused" => Expected::Refused,
        "broken" => Expected::Broken,
        labels => Expected::Labels(labels.split(", ").map(String::from).collect()),
    }
}

fn read(file: &SqlFile) -> Result<Listing, ReadError> {
    let name = TypeName::new(Some("public"), "m").expect("a name");
    let catalogue = Catalogue::of(std::slice::from_ref(file))?;
    match catalogue.errors().next() {
        Some(error) => Err(error),
        None => catalogue.listing(&name),
    }
}

#[test]
fn the_reader_says_what_is_expected() {
    for case in cases() {
        let found = match read(&case.file) {
            Ok(listing) => Expected::Labels(
                listing
                    .label_texts()
                    .into_iter()
                    .map(String::from)
                    .collect(),
            ),
            Err(ReadError::NotFound { .. }) => Expected::Gone,
            Err(ReadError::CannotDetermine { .. }) => Expected::Undetermined,
            Err(ReadError::Invalid { .. }) if case.expected == Expected::Broken => Expected::Broken,
            Err(ReadError::Invalid { .. }) => Expected::Refused,
            Err(error) => panic!("{}: {error}", case.file.path),
        };
        assert_eq!(found, case.expected, "{}", case.file.path);
    }
}

#[test]
fn the_server_says_what_is_expected() {
    let (_database, mut client) = database();
    for case in cases() {
        clear(&mut client);
        // One by one, as psql does: a setting counts for what follows it.
        let (first, rest) = match case.file.text.find("CREATE TYPE m AS ENUM ('it\\'s") {
            Some(at) => case.file.text.split_at(at),
            None => ("", &*case.file.text),
        };
        client.batch_execute(first).expect("the settings");
        let applied = client.batch_execute(rest);
        let refused = matches!(case.expected, Expected::Refused | Expected::Broken);
        assert_eq!(applied.is_err(), refused, "{}", case.file.path);
        if refused {
            continue;
        }
        let labels: Vec<String> = client
            .query(
                "SELECT enumlabel::text FROM pg_enum
                 WHERE enumtypid = to_regtype('public.m') ORDER BY enumsortorder",
                &[],
            )
            .expect("the labels")
            .iter()
            .map(|row| row.get(0))
            .collect();
        match case.expected {
            Expected::Labels(expected) => assert_eq!(labels, expected, "{}", case.file.path),
            Expected::Gone => assert!(labels.is_empty(), "{}", case.file.path),
            _ => {}
        }
    }
}

#[test]
fn squawk_finds_the_same_files_broken() {
    for case in cases() {
        // It does not follow the setting, and takes every literal for a label.
        if ["not_conforming.sql", "label_national.sql"].contains(&&*case.file.path) {
            continue;
        }
        let broken = !SourceFile::parse(&case.file.text).errors().is_empty();
        let expected = case.expected == Expected::Broken;
        assert_eq!(broken, expected, "{}", case.file.path);
    }
}

/// The types of a file by squawk's tree, as far as statements on types go.
fn types_by_squawk(text: &str) -> BTreeMap<String, Vec<String>> {
    let mut types = BTreeMap::new();
    for statement in SourceFile::parse(text).tree().stmts() {
        match statement {
            Stmt::CreateType(create) => {
                let name = create.type_name().map(|name| key(&name));
                if let Some(ast::CreateTypeKind::EnumType(kind)) = create.kind() {
                    let list = kind.variant_list().expect("a list");
                    let labels = list.variants().map(|variant| label(variant.literal()));
                    types.insert(name.expect("a name"), labels.collect());
                }
            }
            Stmt::AlterType(alter) => {
                let name = key(&alter.type_name_ref().expect("a name"));
                apply(&mut types, &name, alter.action().expect("an action"));
            }
            Stmt::DropType(drop) => {
                for name in drop.type_name_refs() {
                    types.remove(&key(&name));
                }
            }
            _ => {}
        }
    }
    types
}

fn apply(types: &mut BTreeMap<String, Vec<String>>, name: &str, action: AlterTypeAction) {
    if let AlterTypeAction::TypeRenameTo(rename) = &action {
        let labels = types.remove(name).expect("a type");
        let to = rename.syntax().text().to_string();
        types.insert(to.rsplit(' ').next().expect("a name").to_owned(), labels);
        return;
    }
    let Some(labels) = types.get_mut(name) else {
        return;
    };
    match action {
        AlterTypeAction::AddValue(add) => {
            let new = label(add.literal());
            if labels.contains(&new) {
                return;
            }
            let at = |literal| {
                let wanted = label(literal);
                labels.iter().position(|known| *known == wanted)
            };
            let at = match add.value_position() {
                Some(ValuePosition::BeforeValue(before)) => at(before.literal()),
                Some(ValuePosition::AfterValue(after)) => at(after.literal()).map(|at| at + 1),
                None => Some(labels.len()),
            };
            labels.insert(at.expect("a neighbour"), new);
        }
        AlterTypeAction::RenameValue(rename) => {
            let mut literals = rename.syntax().children().filter_map(ast::Literal::cast);
            let (from, to) = (label(literals.next()), label(literals.next()));
            let at = labels.iter().position(|known| *known == from);
            labels[at.expect("a label")] = to;
        }
        _ => {}
    }
}

/// The last part of a name, without its quotes.
fn key(name: &impl AstNode) -> String {
    let text = name.syntax().text().to_string();
    let last = text.rsplit('.').next().expect("a part");
    last.trim_matches('"').to_lowercase()
}

fn label(literal: Option<ast::Literal>) -> String {
    literal
        .and_then(|literal| literal.string_value())
        .expect("a literal")
}

#[test]
fn squawk_finds_the_same_labels() {
    // Blocks, functions, schemas and transactions are beyond a tree.
    let beyond = [
        "catalogue_",
        "do_",
        "function_",
        "search_path",
        "transaction_",
        "not_conforming",
    ];
    let mut compared = 0;
    for case in cases() {
        if beyond
            .iter()
            .any(|prefix| case.file.path.starts_with(prefix))
        {
            continue;
        }
        if let Expected::Labels(expected) = &case.expected {
            let types = types_by_squawk(&case.file.text);
            assert_eq!(types.get("m"), Some(expected), "{}", case.file.path);
            compared += 1;
        }
    }
    assert!(compared >= 30, "only {compared} files");
}
