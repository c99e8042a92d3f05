//! Both sides refuse what is hostile, accept what is good, and agree on what is between.

use std::cell::Cell;

use organization_integrations::documents::{FieldMappings, SyncSchedule};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};
use tokio::runtime::Handle;
use tokio::task::block_in_place;
use tokio_postgres::error::SqlState;
use uuid::Uuid;

use crate::samples::{Column, Sample, good, hostile};
use crate::server::Server;

/// What the types make of a document: itself, or why not.
fn by_types(column: Column, document: &str) -> Result<Value, String> {
    let read = match column {
        Column::FieldMappings => {
            serde_json::from_str::<FieldMappings>(document).and_then(serde_json::to_value)
        }
        Column::SyncSchedule => {
            serde_json::from_str::<SyncSchedule>(document).and_then(serde_json::to_value)
        }
    };
    read.map_err(|error| error.to_string())
}

#[tokio::test]
async fn the_database_alone_refuses_what_is_hostile() {
    let server = Server::start().await;
    let (_, integration) = server.integration().await;
    for sample in hostile() {
        assert_refused(&server, integration, &sample).await;
    }
}

#[tokio::test]
async fn before_version_2_the_database_takes_version_1_and_no_other() {
    let server = Server::before_version_2().await;
    let (_, integration) = server.integration().await;
    let (first, other) = good()
        .into_iter()
        .partition::<Vec<_>, _>(|good| good.document.contains(r#""version":1"#));
    for sample in other.into_iter().chain(hostile()) {
        assert_refused(&server, integration, &sample).await;
    }
    for Sample {
        column, document, ..
    } in first
    {
        server.write(integration, column, &document).await.unwrap();
    }
}

async fn assert_refused(server: &Server, integration: Uuid, sample: &Sample) {
    let Sample {
        column,
        why,
        document,
    } = sample;
    let refused = server.write(integration, *column, document).await;
    let Err(error) = refused else {
        panic!("{column} takes {why}: {document}");
    };
    let error = error.as_db_error().unwrap();
    assert_eq!(error.code(), &SqlState::CHECK_VIOLATION, "{why}: {error}");
    assert_eq!(error.constraint(), Some(column.constraint()), "{why}");
}

#[test]
fn the_types_alone_refuse_what_is_hostile() {
    for Sample {
        column,
        why,
        document,
    } in hostile()
    {
        if let Ok(read) = by_types(column, &document) {
            panic!("{column} takes {why}: {document} as {read}");
        }
    }
}

#[tokio::test]
async fn both_accept_what_is_good() {
    let server = Server::start().await;
    let (_, integration) = server.integration().await;
    for Sample {
        column, document, ..
    } in good()
    {
        let written = server.write(integration, column, &document).await;
        written.unwrap_or_else(|error| panic!("{document}: {error}"));
        let stored = server.read(integration, column).await;
        let expected = serde_json::from_str(&document).unwrap();
        assert_eq!(by_types(column, &stored), Ok(expected));
    }
}

#[tokio::test]
async fn the_defaults_of_the_columns_are_those_of_the_types() {
    let server = Server::start().await;
    let (_, integration) = server.integration().await;
    for (column, default) in [
        (Column::FieldMappings, json!(FieldMappings::default())),
        (Column::SyncSchedule, json!(SyncSchedule::default())),
    ] {
        let stored = server.read(integration, column).await;
        assert_eq!(serde_json::from_str::<Value>(&stored).unwrap(), default);
    }
}

/// JSON has many spellings of a number, and the database keeps one.
#[tokio::test]
async fn an_exponent_is_a_spelling_that_the_database_does_not_keep() {
    let server = Server::start().await;
    let (_, integration) = server.integration().await;
    let document = r#"{"version":1,"enabled":true,"interval_minutes":1e3}"#;
    let column = Column::SyncSchedule;
    assert!(by_types(column, document).is_err());
    server.write(integration, column, document).await.unwrap();
    let stored = server.read(integration, column).await;
    assert_eq!(by_types(column, &stored).unwrap()["interval_minutes"], 1000);
}

#[tokio::test(flavor = "multi_thread")]
async fn both_agree_on_documents_near_the_valid() {
    let server = Server::start().await;
    let (_, integration) = server.integration().await;
    let accepted = [Cell::new(0), Cell::new(0)];
    let judge = |(column, document): (Column, Value)| {
        let text = document.to_string();
        let written =
            block_in_place(|| Handle::current().block_on(server.write(integration, column, &text)));
        let types = by_types(column, &text);
        prop_assert_eq!(written.is_ok(), types.is_ok(), "{}: {:?}", text, types);
        let times = &accepted[usize::from(written.is_ok())];
        times.set(times.get() + 1);
        Ok(())
    };
    let mut runner = TestRunner::new(Config {
        cases: 3_000,
        failure_persistence: None,
        ..Config::default()
    });
    runner.run(&near_valid(), judge).unwrap();
    // Neither side of the border is rare.
    assert!(
        accepted.iter().all(|times| times.get() > 300),
        "{accepted:?}"
    );
}

/// A good document after a few accidents.
fn near_valid() -> impl Strategy<Value = (Column, Value)> {
    let start = select(good()).prop_map(|good| {
        let document = serde_json::from_str::<Value>(&good.document).unwrap();
        (good.column, document)
    });
    let accidents = prop::collection::vec(accident(), 0..3);
    (start, accidents).prop_map(|((column, mut document), accidents)| {
        for (place, accident) in accidents {
            let mut places = Vec::new();
            pointers(&document, String::new(), &mut places);
            let place = place.get(&places);
            accident.happen(document.pointer_mut(place).unwrap());
        }
        (column, document)
    })
}

#[derive(Debug, Clone)]
enum Accident {
    Replace(Value),
    Wrap,
    Unwrap,
    Insert(&'static str, Value),
    Rename(Index, &'static str),
    Remove(Index),
    Repeat,
}

impl Accident {
    fn happen(self, value: &mut Value) {
        match (self, &mut *value) {
            (Self::Replace(other), _) => *value = other,
            (Self::Wrap, _) => *value = json!([value.take()]),
            (Self::Unwrap, Value::Array(array)) => *value = array.pop().unwrap_or_default(),
            (Self::Insert(key, other), Value::Object(fields)) => {
                fields.insert(key.into(), other);
            }
            (Self::Rename(which, key), Value::Object(fields)) if !fields.is_empty() => {
                let old = which
                    .get(&fields.keys().cloned().collect::<Vec<_>>())
                    .clone();
                let moved = fields.remove(&old).unwrap();
                fields.insert(key.into(), moved);
            }
            (Self::Remove(which), Value::Object(fields)) if !fields.is_empty() => {
                let old = which
                    .get(&fields.keys().cloned().collect::<Vec<_>>())
                    .clone();
                fields.remove(&old);
            }
            (Self::Remove(which), Value::Array(array)) if !array.is_empty() => {
                array.remove(which.index(array.len()));
            }
            (Self::Repeat, Value::Array(array)) => array.extend(array.clone()),
            _ => {}
        }
    }
}

fn accident() -> impl Strategy<Value = (Index, Accident)> {
    let accident = prop_oneof![
        3 => scalar().prop_map(Accident::Replace),
        1 => Just(Accident::Wrap),
        1 => Just(Accident::Unwrap),
        3 => (select(KEYS), scalar()).prop_map(|(key, value)| Accident::Insert(key, value)),
        1 => (any::<Index>(), select(KEYS)).prop_map(|(which, key)| Accident::Rename(which, key)),
        1 => any::<Index>().prop_map(Accident::Remove),
        1 => Just(Accident::Repeat),
    ];
    (any::<Index>(), accident)
}

const KEYS: &[&str] = &[
    "version",
    "mappings",
    "from",
    "to",
    "transform",
    "enabled",
    "interval_minutes",
    "every",
    "minutes",
    "daily_at",
    "time_zone",
    "Version",
    "",
];

const WORDS: &[&str] = &[
    "",
    "1",
    "2",
    "true",
    "null",
    "trim",
    "lowercase",
    "Trim",
    "name",
    "customer.name",
    "a.",
    ".a",
    "a b",
    "a\n",
    "é",
    "00:00",
    "23:59",
    "24:00",
    "12:60",
    "6:30",
    "UTC",
    "Europe/Oslo",
    "Europe//Oslo",
    "a/b/c",
    "a/b/c/d",
    "-",
    "_",
    "A",
    "9a",
    "a9",
];

/// Any value is likelier to be one that means something here.
fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        select(vec![-1, 0, 1, 2, 3, 4, 5, 60, 10_080, 10_081, 65_541]).prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        select(vec![1.0, 1.5, 2.0, 60.0, 60.5]).prop_map(Value::from),
        select(WORDS).prop_map(Value::from),
        "[a-zA-Z0-9_.:/+-]{0,70}".prop_map(Value::from),
        ".{0,3}"
            .prop_filter("no JSONB has it", |s| !s.contains('\0'))
            .prop_map(Value::from),
        select(vec![
            json!([]),
            json!({}),
            json!({"minutes": 5}),
            json!({"from": "a", "to": "b"})
        ]),
    ]
}

/// The places in a document, as JSON pointers.
fn pointers(value: &Value, here: String, found: &mut Vec<String>) {
    match value {
        Value::Array(array) => {
            for (at, inner) in array.iter().enumerate() {
                pointers(inner, format!("{here}/{at}"), found);
            }
        }
        Value::Object(fields) => {
            for (key, inner) in fields {
                let key = key.replace('~', "~0").replace('/', "~1");
                pointers(inner, format!("{here}/{key}"), found);
            }
        }
        _ => {}
    }
    found.push(here);
}
