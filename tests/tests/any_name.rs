//! Any legal label and name survives create, write, read, drift check and drop.

use pg_integration_enum::postgres::verify_all;
use pg_integration_enum::verify::Declared;
use pg_integration_enum_core::model::{EnumType, TypeName};
use pg_integration_enum_core::render;
use pg_integration_enum_tests::{database, labels, run};
use postgres::Client;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// Texts that have broken other tools.
const HOSTILE: &[&str] = &[
    "'",
    "''",
    "\"",
    "\\",
    "\\'",
    "E'",
    "$$",
    "$pg_enum$",
    "$pg_enum",
    "--",
    "/*",
    "*/",
    ";",
    "'); DROP TABLE person; --",
    "%",
    "%s",
    "{}",
    "{,}",
    "NULL",
    "null",
    " ",
    "\t",
    "\n",
    "\r\n",
    "\u{1}",
    "é",
    "e\u{301}",
    "👩‍👩‍👧",
    "\u{202e}",
    "\u{feff}",
    "select",
    "SELECT",
    "order",
    "a.b",
    "a,b",
    "x\u{7f}",
    ":name",
    ":'name'",
    "$1",
    "?",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => proptest::sample::select(HOSTILE).prop_map(str::to_owned),
        1 => any::<char>().prop_filter("no NUL", |c| *c != '\0').prop_map(String::from),
        1 => "[A-Z_]{1,8}", // no name of a built-in type
    ];
    proptest::collection::vec(piece, 0..12).prop_map(|pieces| cut(pieces.concat()))
}

/// The longest prefix of at most 63 bytes.
fn cut(mut text: String) -> String {
    while text.len() > 63 {
        text.pop();
    }
    text
}

fn name() -> impl Strategy<Value = String> {
    // `pg_` starts the names of schemas that are the system's own.
    text().prop_filter("a name", |name| {
        !name.is_empty() && !name.starts_with("pg_")
    })
}

fn enum_type() -> impl Strategy<Value = EnumType> {
    let labels = proptest::collection::btree_set(text(), 1..6).prop_shuffle_set();
    (proptest::option::of(name()), name(), labels).prop_map(|(schema, name, labels)| {
        let name = TypeName::new(schema.as_deref(), &name).unwrap();
        EnumType::new(name, labels).unwrap()
    })
}

/// A set in any order.
trait Shuffle: Strategy {
    fn prop_shuffle_set(self) -> impl Strategy<Value = Vec<String>>;
}

impl<S: Strategy<Value = std::collections::BTreeSet<String>>> Shuffle for S {
    fn prop_shuffle_set(self) -> impl Strategy<Value = Vec<String>> {
        self.prop_map(|set| set.into_iter().collect::<Vec<_>>())
            .prop_shuffle()
    }
}

fn survives(client: &mut Client, ty: &EnumType) {
    let quoted = ty.name().quoted();
    if let Some(schema) = &ty.name().schema {
        let schema = pg_integration_enum_core::quote::identifier(schema.as_str());
        run(client, &format!("CREATE SCHEMA IF NOT EXISTS {schema}"));
    }
    run(client, &render::create_type_if_missing(ty));
    run(client, &render::create_type_if_missing(ty));
    assert_eq!(labels(client, &quoted), ty.label_texts());
    for label in ty.label_texts() {
        let sql = format!("SELECT $1::text::{quoted}::text");
        assert_eq!(
            client
                .query_one(&sql, &[&label])
                .unwrap()
                .get::<_, String>(0),
            label
        );
    }
    let texts = ty.label_texts();
    let declared = Declared {
        schema: ty.name().schema.as_ref().map(|schema| schema.as_str()),
        name: ty.name().name.as_str(),
        labels: &texts,
    };
    assert!(verify_all(client, &[declared]).unwrap().is_in_step());
    run(client, &render::drop_type(ty));
    run(client, &render::create_type(ty));
    run(client, &render::drop_type(ty));
}

#[test]
fn any_legal_label_and_name_survives() {
    let (_database, client) = database();
    let client = std::cell::RefCell::new(client);
    let mut runner = TestRunner::new(Config {
        cases: 200,
        failure_persistence: None,
        ..Config::default()
    });
    runner
        .run(&(enum_type(), any::<bool>()), |(ty, conforming)| {
            let mut client = client.borrow_mut();
            let conforming = if conforming { "on" } else { "off" };
            run(
                &mut client,
                &format!("SET standard_conforming_strings = {conforming}"),
            );
            survives(&mut client, &ty);
            Ok(())
        })
        .unwrap();
}

#[test]
fn the_longest_labels_and_names() {
    let (_database, mut client) = database();
    for text in [
        "a".repeat(63),
        format!("a{}", "é".repeat(31)),
        format!("{}abc", "🦀".repeat(15)),
    ] {
        assert_eq!(text.len(), 63);
        let name = TypeName::new(Some(&text), &text).unwrap();
        survives(
            &mut client,
            &EnumType::new(name, [text, String::new()]).unwrap(),
        );
    }
}
