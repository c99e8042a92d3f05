//! Values on the wire, to and from a real server.

use std::error::Error;

use pg_integration_enum::{LabelMismatch, PgIntegrationEnum, UnknownLabel, UnwritableLabel};
use pg_integration_enum_tests::{connect, connect_async, database, refused, run};
use postgres::binary_copy::BinaryCopyInWriter;
use postgres::types::{Kind, Oid, Type};
use postgres::{Client, Row};

#[derive(Debug, Clone, Copy, PartialEq, PgIntegrationEnum)]
enum Mood {
    Sad,
    Ok,
    #[pg_enum(rename = "très content")]
    Happy,
}

/// An error in the chain of sources.
fn find<'a, E: Error + 'static>(error: &'a (dyn Error + 'static)) -> Option<&'a E> {
    error.downcast_ref().or_else(|| find(error.source()?))
}

fn one<T>(client: &mut Client, sql: &str) -> T
where
    T: for<'a> postgres::types::FromSql<'a>,
{
    client.query_one(sql, &[]).expect(sql).get(0)
}

fn mood_database() -> (pg_integration_enum::scratch::ScratchDatabase, Client) {
    let (database, mut client) = database();
    run(&mut client, Mood::CREATE_TYPE_SQL);
    run(
        &mut client,
        "CREATE TABLE person (id serial PRIMARY KEY, mood mood, past mood[])",
    );
    (database, client)
}

#[test]
fn every_variant_is_written_and_read_back() {
    let (_database, mut client) = mood_database();
    for mood in Mood::VARIANTS {
        let row = client
            .query_one(
                "INSERT INTO person (mood) VALUES ($1) RETURNING mood, mood::text",
                &[mood],
            )
            .unwrap();
        assert_eq!(row.get::<_, Mood>(0), *mood);
        assert_eq!(row.get::<_, &str>(1), mood.label());
    }
}

#[test]
fn null_and_options() {
    let (_database, mut client) = mood_database();
    let none: Option<Mood> = None;
    let sql = "INSERT INTO person (mood) VALUES ($1) RETURNING mood";
    assert_eq!(
        client
            .query_one(sql, &[&none])
            .unwrap()
            .get::<_, Option<Mood>>(0),
        None
    );
    assert_eq!(
        client
            .query_one(sql, &[&Some(Mood::Sad)])
            .unwrap()
            .get::<_, Option<Mood>>(0),
        Some(Mood::Sad)
    );
}

#[test]
fn arrays_with_and_without_nulls() {
    let (_database, mut client) = mood_database();
    let past = vec![Mood::Happy, Mood::Sad];
    let sql = "INSERT INTO person (past) VALUES ($1) RETURNING past";
    assert_eq!(
        client
            .query_one(sql, &[&past])
            .unwrap()
            .get::<_, Vec<Mood>>(0),
        past
    );
    let gaps = vec![None, Some(Mood::Ok), None];
    assert_eq!(
        client
            .query_one(sql, &[&gaps])
            .unwrap()
            .get::<_, Vec<Option<Mood>>>(0),
        gaps
    );
    let rows = client
        .query(
            "SELECT m FROM unnest(enum_range(NULL::mood)) m WHERE m = ANY ($1)",
            &[&past],
        )
        .unwrap();
    assert_eq!(
        rows.iter()
            .map(|row| row.get::<_, Mood>(0))
            .collect::<Vec<_>>(),
        [Mood::Sad, Mood::Happy]
    );
}

#[test]
fn domains_as_columns_parameters_and_in_arrays() {
    let (_database, mut client) = mood_database();
    run(
        &mut client,
        "CREATE DOMAIN good_mood AS mood CHECK (VALUE::mood <> 'sad');
         CREATE DOMAIN best_mood AS good_mood CHECK (VALUE::mood <> 'ok');
         CREATE TABLE day (mood good_mood, best best_mood, moods good_mood[])",
    );
    let sql = "INSERT INTO day VALUES ($1, $2, $3) RETURNING mood, best, moods";
    let row = client
        .query_one(sql, &[&Mood::Ok, &Mood::Happy, &vec![Mood::Ok]])
        .unwrap();
    assert_eq!(row.get::<_, Mood>(0), Mood::Ok);
    assert_eq!(row.get::<_, Mood>(1), Mood::Happy);
    assert_eq!(row.get::<_, Vec<Mood>>(2), [Mood::Ok]);
    let row = client
        .query_one(
            "SELECT $1::best_mood, $2::good_mood[]",
            &[&Mood::Happy, &vec![Mood::Ok]],
        )
        .unwrap();
    assert_eq!(row.get::<_, Mood>(0), Mood::Happy);
    assert_eq!(row.get::<_, Vec<Mood>>(1), [Mood::Ok]);
}

#[test]
fn a_wrong_type_is_refused_before_it_is_sent() {
    let (_database, mut client) = mood_database();
    run(&mut client, "CREATE TYPE colour AS ENUM ('sad', 'ok')");
    for sql in ["SELECT $1::text", "SELECT $1::int4", "SELECT $1::colour"] {
        let error = client.query_one(sql, &[&Mood::Sad]).unwrap_err();
        assert!(
            find::<postgres::types::WrongType>(&error).is_some(),
            "{error:?}"
        );
    }
    let row = client.query_one("SELECT 'sad'::colour", &[]).unwrap();
    assert!(find::<postgres::types::WrongType>(&row.try_get::<_, Mood>(0).unwrap_err()).is_some());
}

mod two_schemas {
    use pg_integration_enum::PgIntegrationEnum;

    #[derive(Debug, PartialEq, PgIntegrationEnum)]
    #[pg_enum(schema = "sales")]
    pub(crate) enum State {
        Open,
        Won,
    }

    pub(crate) mod support {
        use super::PgIntegrationEnum;

        #[derive(Debug, PartialEq, PgIntegrationEnum)]
        #[pg_enum(schema = "support")]
        pub(crate) enum State {
            Open,
            Closed,
        }
    }
}

#[test]
fn one_name_in_two_schemas_is_kept_apart() {
    use two_schemas::{State as Sales, support::State as Support};
    let (_database, mut client) = database();
    run(&mut client, "CREATE SCHEMA sales; CREATE SCHEMA support");
    run(&mut client, Sales::CREATE_TYPE_SQL);
    run(&mut client, Support::CREATE_TYPE_SQL);
    let row = client
        .query_one(
            "SELECT $1::sales.state, $2::support.state",
            &[&Sales::Open, &Support::Open],
        )
        .unwrap();
    assert_eq!(
        (row.get::<_, Sales>(0), row.get::<_, Support>(1)),
        (Sales::Open, Support::Open)
    );
    assert!(row.try_get::<_, Support>(0).is_err());
    assert!(row.try_get::<_, Sales>(1).is_err());
    assert!(
        client
            .query_one("SELECT $1::support.state", &[&Sales::Open])
            .is_err()
    );
    let row = client
        .query_one("SELECT 'won'::sales.state, 'closed'::support.state", &[])
        .unwrap();
    assert_eq!(
        (row.get::<_, Sales>(0), row.get::<_, Support>(1)),
        (Sales::Won, Support::Closed)
    );
}

fn unknown(row: &Row) -> UnknownLabel {
    let error = row.try_get::<_, Mood>(0).unwrap_err();
    find::<UnknownLabel>(&error)
        .expect("an unknown label")
        .clone()
}

#[test]
fn a_label_added_behind_our_back_breaks_no_other_on_old_and_new_connections() {
    let (database, mut before) = mood_database();
    let insert = "INSERT INTO person (mood) VALUES ($1) RETURNING mood";
    assert_eq!(
        before
            .query_one(insert, &[&Mood::Ok])
            .unwrap()
            .get::<_, Mood>(0),
        Mood::Ok
    );
    run(
        &mut connect(&database),
        "ALTER TYPE mood ADD VALUE 'hapy' BEFORE 'sad'",
    );
    let mut after = connect(&database);
    for client in [&mut before, &mut after] {
        for mood in Mood::VARIANTS {
            assert_eq!(
                client.query_one(insert, &[mood]).unwrap().get::<_, Mood>(0),
                *mood
            );
        }
        let error = unknown(&client.query_one("SELECT 'hapy'::mood", &[]).unwrap());
        assert_eq!(error.type_name(), r#""mood""#);
        assert_eq!(error.label(), "hapy");
        assert_eq!(error.nearest(), None);
        assert_eq!(error.known(), Mood::LABELS);
    }
}

#[test]
fn a_renamed_label_breaks_no_other() {
    let (database, mut before) = mood_database();
    assert_eq!(one::<Mood>(&mut before, "SELECT 'ok'::mood"), Mood::Ok);
    run(
        &mut connect(&database),
        "ALTER TYPE mood RENAME VALUE 'sad' TO 'sadd'",
    );
    let mut after = connect(&database);
    for client in [&mut before, &mut after] {
        assert_eq!(
            client
                .query_one("SELECT $1::mood", &[&Mood::Ok])
                .unwrap()
                .get::<_, Mood>(0),
            Mood::Ok
        );
        let error = unknown(&client.query_one("SELECT 'sadd'::mood", &[]).unwrap());
        assert_eq!(error.nearest(), Some("sad"));
        let error = client
            .query_one("SELECT $1::mood", &[&Mood::Sad])
            .unwrap_err();
        assert_eq!(
            error.code(),
            Some(&postgres::error::SqlState::INVALID_TEXT_REPRESENTATION)
        );
    }
}

#[test]
fn two_databases_with_other_oids_in_one_process() {
    let (_first_database, mut first) = mood_database();
    let (_second_database, mut second) = database();
    run(&mut second, "CREATE TYPE padding AS ENUM ('x')");
    run(&mut second, Mood::CREATE_TYPE_SQL);
    let oid = "SELECT 'mood'::regtype::oid";
    assert_ne!(one::<Oid>(&mut first, oid), one::<Oid>(&mut second, oid));
    for _ in 0..2 {
        for client in [&mut first, &mut second] {
            let row = client
                .query_one(
                    "SELECT $1::mood, $2::mood[]",
                    &[&Mood::Happy, &vec![Mood::Sad]],
                )
                .unwrap();
            assert_eq!(row.get::<_, Mood>(0), Mood::Happy);
            assert_eq!(row.get::<_, Vec<Mood>>(1), [Mood::Sad]);
        }
    }
}

#[derive(Debug, PartialEq, PgIntegrationEnum)]
#[pg_enum(name = "mood")]
enum OpenMood {
    Sad,
    #[pg_enum(other)]
    Unknown(String),
}

#[derive(Debug, PartialEq, PgIntegrationEnum)]
#[pg_enum(name = "mood")]
enum UnitMood {
    Sad,
    #[pg_enum(other)]
    Unknown,
}

#[derive(Debug, PartialEq, PgIntegrationEnum)]
#[pg_enum(name = "mood")]
enum WritingMood {
    Sad,
    #[pg_enum(other(write))]
    Unknown(String),
}

#[test]
fn other_is_read_and_not_written_unless_allowed() {
    let (_database, mut client) = mood_database();
    let row = client
        .query_one("SELECT 'ok'::mood, 'sad'::mood", &[])
        .unwrap();
    assert_eq!(row.get::<_, OpenMood>(0), OpenMood::Unknown("ok".into()));
    assert_eq!(row.get::<_, OpenMood>(1), OpenMood::Sad);
    assert_eq!(row.get::<_, UnitMood>(0), UnitMood::Unknown);
    assert_eq!(row.get::<_, UnitMood>(1), UnitMood::Sad);
    assert_eq!(
        row.get::<_, WritingMood>(0),
        WritingMood::Unknown("ok".into())
    );

    let select = "SELECT $1::mood::text";
    let error = client
        .query_one(select, &[&OpenMood::Unknown("ok".into())])
        .unwrap_err();
    assert_eq!(find::<UnwritableLabel>(&error).unwrap().label(), "ok");
    let error = client.query_one(select, &[&UnitMood::Unknown]).unwrap_err();
    assert_eq!(
        find::<UnwritableLabel>(&error).unwrap().type_name(),
        r#""mood""#
    );
    for (value, label) in [
        (WritingMood::Unknown("ok".into()), "ok"),
        (WritingMood::Sad, "sad"),
    ] {
        assert_eq!(
            client
                .query_one(select, &[&value])
                .unwrap()
                .get::<_, &str>(0),
            label
        );
    }
    for known in [OpenMood::Sad.label(), UnitMood::Sad.label()] {
        assert_eq!(known, "sad");
    }
}

#[derive(Debug, Clone, Copy, PartialEq, PgIntegrationEnum)]
#[pg_enum(name = "mood", strict)]
enum StrictMood {
    Sad,
    Ok,
    #[pg_enum(rename = "très content")]
    Happy,
}

#[test]
fn strict_says_what_differs() {
    let (database, mut client) = mood_database();
    assert_eq!(
        client
            .query_one("SELECT $1::mood", &[&StrictMood::Ok])
            .unwrap()
            .get::<_, StrictMood>(0),
        StrictMood::Ok
    );
    run(
        &mut client,
        "ALTER TYPE mood ADD VALUE 'great' BEFORE 'sad'; ALTER TYPE mood RENAME VALUE 'ok' TO 'okay'",
    );
    let mut after = connect(&database);
    let row = after.query_one("SELECT 'sad'::mood", &[]).unwrap();
    let read = row.try_get::<_, StrictMood>(0).unwrap_err();
    let write = after
        .query_one("SELECT $1::mood", &[&StrictMood::Happy])
        .unwrap_err();
    for error in [read, write] {
        let error: &LabelMismatch = find(&error).expect("a mismatch");
        assert_eq!(error.drift().missing, ["ok"]);
        assert_eq!(error.drift().extra, ["great", "okay"]);
        assert_eq!(
            error.to_string(),
            "enum type \"mood\" differs from its strict declaration: the database lacks `ok`; \
             the enum lacks `great`, `okay`"
        );
    }
    assert_eq!(StrictMood::Sad.label(), "sad");
}

#[test]
fn strict_counts_the_order() {
    let (_database, mut client) = database();
    run(
        &mut client,
        "CREATE TYPE mood AS ENUM ('ok', 'sad', 'très content')",
    );
    let row = client.query_one("SELECT 'sad'::mood", &[]).unwrap();
    let error = row.try_get::<_, StrictMood>(0).unwrap_err();
    assert_eq!(
        find::<LabelMismatch>(&error).unwrap().drift().moved.len(),
        1
    );
    assert_eq!(row.get::<_, Mood>(0), Mood::Sad);
}

#[derive(Debug, Clone, Copy, PartialEq, PgIntegrationEnum)]
#[pg_enum(name = "mood", accept_text, column = "account.mood")]
enum TextMood {
    Sad,
    Ok,
}

#[test]
fn accept_text_serves_before_and_after_the_column_becomes_an_enum() {
    let (_database, mut client) = database();
    run(
        &mut client,
        "CREATE DOMAIN short AS varchar(9);
         CREATE TABLE account (mood text DEFAULT 'sad', v varchar, d short, many text[])",
    );
    let read = |row: Row| {
        for column in 0..3 {
            assert_eq!(row.get::<_, TextMood>(column), TextMood::Ok);
        }
        assert_eq!(
            row.get::<_, Vec<TextMood>>(3),
            [TextMood::Ok, TextMood::Sad]
        );
    };
    let insert =
        "INSERT INTO account (mood, v, d, many) VALUES ($1, $2, $3, $4) RETURNING mood, v, d, many";
    let (ok, many) = (TextMood::Ok, vec![TextMood::Ok, TextMood::Sad]);
    read(client.query_one(insert, &[&ok, &ok, &ok, &many]).unwrap());
    let row = client.query_one("SELECT mood FROM account", &[]).unwrap();
    assert!(row.try_get::<_, Mood>(0).is_err());
    run(&mut client, TextMood::MIGRATE_UP_SQL);
    read(client.query_one(insert, &[&ok, &ok, &ok, &many]).unwrap());
    run(&mut client, TextMood::MIGRATE_DOWN_SQL);
    read(client.query_one(insert, &[&ok, &ok, &ok, &many]).unwrap());
}

fn copy_in(client: &mut Client, mood: &Type, moods: &Type) {
    let writer = client
        .copy_in("COPY person (mood, past) FROM STDIN (FORMAT binary)")
        .unwrap();
    let mut writer = BinaryCopyInWriter::new(writer, &[mood.clone(), moods.clone()]);
    writer
        .write(&[&Mood::Happy, &vec![Mood::Sad, Mood::Ok]])
        .unwrap();
    writer.write(&[&None::<Mood>, &Vec::<Mood>::new()]).unwrap();
    assert_eq!(writer.finish().unwrap(), 2);
}

#[test]
fn handles_for_binary_copy_and_query_typed() {
    let (_database, mut client) = mood_database();
    let (mood, moods) = (Mood::pg_type(), Mood::pg_array_type());
    assert_eq!(mood.oid(), 0);
    assert!(matches!(mood.kind(), Kind::Enum(labels) if labels == Mood::LABELS));
    copy_in(&mut client, &mood, &moods);
    let sql = "SELECT mood, past FROM person WHERE mood = $1 AND past = $2";
    let parameters: &[(&(dyn postgres::types::ToSql + Sync), Type)] =
        &[(&Mood::Happy, mood), (&vec![Mood::Sad, Mood::Ok], moods)];
    let row = client.query_typed(sql, parameters).unwrap().remove(0);
    assert_eq!(row.get::<_, Mood>(0), Mood::Happy);
    assert_eq!(row.get::<_, Vec<Mood>>(1), [Mood::Sad, Mood::Ok]);
}

#[test]
fn an_unknown_label_is_refused_by_the_server() {
    let (_database, mut client) = mood_database();
    let (code, message) = refused(&mut client, "INSERT INTO person (mood) VALUES ('visma')");
    assert_eq!(code, postgres::error::SqlState::INVALID_TEXT_REPRESENTATION);
    assert_eq!(message, r#"invalid input value for enum mood: "visma""#);
}

#[tokio::test]
async fn the_async_client_is_served_alike() {
    let database = pg_integration_enum::scratch::ScratchDatabase::new().unwrap();
    let client = connect_async(&database).await;
    client.batch_execute(Mood::CREATE_TYPE_SQL).await.unwrap();
    for mood in Mood::VARIANTS {
        let row = client
            .query_one("SELECT $1::mood, ARRAY[$1::mood]", &[mood])
            .await
            .unwrap();
        assert_eq!(row.get::<_, Mood>(0), *mood);
        assert_eq!(row.get::<_, Vec<Mood>>(1), [*mood]);
    }
    client
        .batch_execute("ALTER TYPE mood ADD VALUE 'new'")
        .await
        .unwrap();
    let client = connect_async(&database).await;
    let row = client
        .query_one("SELECT 'new'::mood, $1::mood", &[&Mood::Sad])
        .await
        .unwrap();
    assert!(find::<UnknownLabel>(&row.try_get::<_, Mood>(0).unwrap_err()).is_some());
    assert_eq!(row.get::<_, Mood>(1), Mood::Sad);
}
