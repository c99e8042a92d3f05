//! Live verification.

use pg_integration_enum::verify::{Declared, Status};
use pg_integration_enum::{PgIntegrationEnum, postgres, tokio_postgres};
use pg_integration_enum_tests::{connect_async, database, run};

#[derive(Debug, PgIntegrationEnum)]
enum Mood {
    Sad,
    Ok,
    Happy,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(schema = r#"cr"m"#, name = "lead state")]
enum LeadState {
    Open,
    Won,
}

fn status(client: &mut ::postgres::Client, declared: Declared<'_>) -> Status {
    let report = postgres::verify_all(client, &[declared]).unwrap();
    report.findings()[0].status().clone()
}

fn mood(client: &mut ::postgres::Client) -> Status {
    status(client, Declared::of::<Mood>())
}

#[test]
fn in_step() {
    let (_database, mut client) = database();
    run(&mut client, Mood::CREATE_TYPE_SQL);
    let report = postgres::verify::<Mood>(&mut client).unwrap();
    assert!(report.is_in_step());
    assert_eq!(
        report.findings()[0].to_string(),
        r#"enum type "mood" is in step"#
    );
    assert!(report.findings()[0].statements().is_empty());
    report.into_result().unwrap();
}

#[test]
fn in_a_transaction_too() {
    let (_database, mut client) = database();
    let mut transaction = client.transaction().unwrap();
    transaction.batch_execute(Mood::CREATE_TYPE_SQL).unwrap();
    assert!(
        postgres::verify::<Mood>(&mut transaction)
            .unwrap()
            .is_in_step()
    );
}

#[test]
fn a_missing_type_with_the_statement_that_makes_it() {
    let (_database, mut client) = database();
    let report = postgres::verify::<Mood>(&mut client).unwrap();
    let statements = report.findings()[0].statements();
    let error = report.into_result().unwrap_err();
    assert_eq!(
        error.to_string(),
        "enum type \"mood\" is not in the database\n  \
         to mend it: CREATE TYPE \"mood\" AS ENUM ('sad', 'ok', 'happy');"
    );
    run(&mut client, &statements.concat());
    assert!(postgres::verify::<Mood>(&mut client).unwrap().is_in_step());
}

#[test]
fn missing_labels_with_the_statements_that_add_them_in_place() {
    for there in ["'ok'", "'sad'", "'happy'", "'sad', 'happy'", ""] {
        let (_database, mut client) = database();
        run(&mut client, &format!("CREATE TYPE mood AS ENUM ({there})"));
        let report = postgres::verify::<Mood>(&mut client).unwrap();
        let finding = &report.findings()[0];
        let Status::Drifted { drift, schema, .. } = finding.status() else {
            panic!("{finding}");
        };
        assert_eq!(schema, "public");
        assert!(drift.extra.is_empty() && drift.moved.is_empty());
        for statement in finding.statements() {
            run(&mut client, &statement);
        }
        assert!(
            postgres::verify::<Mood>(&mut client).unwrap().is_in_step(),
            "{there}"
        );
    }
}

#[test]
fn extra_and_moved_labels_are_named() {
    let (_database, mut client) = database();
    run(
        &mut client,
        "CREATE TYPE mood AS ENUM ('ok', 'sad', 'great', 'happy')",
    );
    let error = postgres::verify::<Mood>(&mut client)
        .unwrap()
        .into_result()
        .unwrap_err();
    let Status::Drifted { drift, labels, .. } = error.findings()[0].status() else {
        panic!("{error}");
    };
    assert_eq!(labels, &["ok", "sad", "great", "happy"]);
    assert_eq!(drift.extra, ["great"]);
    assert_eq!(drift.moved.len(), 1);
    assert_eq!(
        error.to_string(),
        "enum type \"mood\" differs from its declaration: \
         the enum lacks `great`; \
         in another place there: `sad`\n  \
         to mend it: declare `great` in the Rust enum, after `sad`\n  \
         to mend it: declare `sad` after `ok`, as the database has it"
    );
}

#[test]
fn what_is_no_enum() {
    for (sql, expected) in [
        ("CREATE DOMAIN mood AS text", "domain"),
        ("CREATE TABLE mood (id int)", "composite type or table"),
        (
            "CREATE TYPE mood AS RANGE (subtype = int4, multirange_type_name = moods)",
            "range type",
        ),
    ] {
        let (_database, mut client) = database();
        run(&mut client, sql);
        let Status::NotAnEnum { kind, .. } = mood(&mut client) else {
            panic!("{sql}");
        };
        assert_eq!(kind, expected);
    }
}

#[test]
fn outside_of_the_search_path() {
    let (_database, mut client) = database();
    run(
        &mut client,
        "CREATE SCHEMA a; CREATE SCHEMA b; SET search_path = a",
    );
    run(&mut client, Mood::CREATE_TYPE_SQL);
    assert_eq!(mood(&mut client), Status::InStep { schema: "a".into() });
    run(&mut client, "SET search_path = b, public");
    let elsewhere = vec!["a".to_owned()];
    assert_eq!(mood(&mut client), Status::Missing { elsewhere });
    let in_schema = Declared {
        schema: Some("a"),
        ..Declared::of::<Mood>()
    };
    assert_eq!(
        status(&mut client, in_schema),
        Status::InStep { schema: "a".into() }
    );
    let in_other = Declared {
        schema: Some("b"),
        ..Declared::of::<Mood>()
    };
    assert_eq!(
        status(&mut client, in_other),
        Status::Missing {
            elsewhere: vec!["a".into()]
        }
    );
}

/// To create it would make a second type of the name.
#[test]
fn outside_of_the_search_path_nothing_is_to_be_created() {
    let (_database, mut client) = database();
    run(&mut client, "CREATE SCHEMA a; CREATE SCHEMA \"B \"\"b\"");
    run(&mut client, "SET search_path = a");
    run(&mut client, Mood::CREATE_TYPE_SQL);
    run(&mut client, "SET search_path = public");
    let finding = |client: &mut ::postgres::Client| {
        let report = postgres::verify::<Mood>(client).unwrap();
        report.findings()[0].clone()
    };
    let found = finding(&mut client);
    assert!(found.statements().is_empty());
    assert_eq!(
        found.to_string(),
        "enum type \"mood\" is not on the search_path, but in schema `a`\n  \
         to mend it: declare `schema = \"a\"`, or put that schema on the search_path"
    );
    run(&mut client, "CREATE TYPE \"B \"\"b\".mood AS ENUM ('sad')");
    assert_eq!(
        finding(&mut client).to_string(),
        "enum type \"mood\" is not on the search_path, but in the schemas `B \"b`, `a`\n  \
         to mend it: declare `schema = \"B \\\"b\"` or `schema = \"a\"`, or put that schema on the search_path"
    );
    // Either of what is said mends it.
    let declared = Declared {
        schema: Some("a"),
        ..Declared::of::<Mood>()
    };
    assert!(matches!(
        status(&mut client, declared),
        Status::InStep { .. }
    ));
    run(&mut client, "SET search_path = public, a");
    assert!(matches!(mood(&mut client), Status::InStep { .. }));
}

/// The one that is there may be meant, or not.
#[test]
fn outside_of_the_declared_schema_both_ways_are_told() {
    let (_database, mut client) = database();
    run(
        &mut client,
        "CREATE TYPE \"lead state\" AS ENUM ('open', 'won'); CREATE SCHEMA \"cr\"\"m\"",
    );
    let report = postgres::verify::<LeadState>(&mut client).unwrap();
    let finding = &report.findings()[0];
    assert_eq!(
        finding.to_string(),
        "enum type \"cr\"\"m\".\"lead state\" is not in its schema, but in schema `public`\n  \
         to mend it: declare `schema = \"public\"`\n  \
         or: CREATE TYPE \"cr\"\"m\".\"lead state\" AS ENUM ('open', 'won');"
    );
    run(&mut client, &finding.statements()[0]);
    let report = postgres::verify::<LeadState>(&mut client).unwrap();
    assert!(report.is_in_step());
}

#[test]
fn one_name_in_two_schemas() {
    let (_database, mut client) = database();
    run(
        &mut client,
        "CREATE SCHEMA a; CREATE SCHEMA b;
         CREATE TYPE a.mood AS ENUM ('sad', 'ok', 'happy'); CREATE TYPE b.mood AS ENUM ('sad')",
    );
    for (path, in_step) in [("a, b", true), ("b, a", false)] {
        run(&mut client, &format!("SET search_path = {path}"));
        assert_eq!(
            postgres::verify::<Mood>(&mut client).unwrap().is_in_step(),
            in_step
        );
    }
    let a = Declared {
        schema: Some("a"),
        ..Declared::of::<Mood>()
    };
    let b = Declared {
        schema: Some("b"),
        ..Declared::of::<Mood>()
    };
    let report = postgres::verify_all(&mut client, &[a, b]).unwrap();
    let in_step: Vec<_> = report
        .findings()
        .iter()
        .map(|finding| finding.is_in_step())
        .collect();
    assert_eq!(in_step, [true, false]);
    let error = report.into_result().unwrap_err();
    assert_eq!(error.findings().len(), 1);
    assert_eq!(error.findings()[0].schema(), Some("b"));
    assert_eq!(
        error.findings()[0].statements(),
        [
            r#"ALTER TYPE "b"."mood" ADD VALUE 'ok' AFTER 'sad';"#,
            r#"ALTER TYPE "b"."mood" ADD VALUE 'happy' AFTER 'ok';"#
        ]
    );
}

#[test]
fn quoted_names_and_types_that_hide_others() {
    let (_database, mut client) = database();
    run(&mut client, r#"CREATE SCHEMA "cr""m""#);
    run(&mut client, LeadState::CREATE_TYPE_SQL);
    assert!(
        postgres::verify::<LeadState>(&mut client)
            .unwrap()
            .is_in_step()
    );
    run(&mut client, "CREATE TYPE pg_temp.mood AS ENUM ('x')");
    run(
        &mut client,
        Mood::CREATE_TYPE_SQL
            .replace("\"mood\"", "public.mood")
            .as_str(),
    );
    // A temporary type comes before the path: that is what the session would use.
    assert!(matches!(mood(&mut client), Status::Drifted { .. }));
}

#[test]
fn without_rights_to_the_schema() {
    let (database, mut client) = database();
    let role = database.role_name("outsider");
    run(
        &mut client,
        r#"CREATE SCHEMA "cr""m"; CREATE SCHEMA hidden"#,
    );
    run(&mut client, LeadState::CREATE_TYPE_SQL);
    run(
        &mut client,
        "CREATE TYPE hidden.mood AS ENUM ('sad', 'ok', 'happy')",
    );
    run(
        &mut client,
        &format!("CREATE ROLE {role}; SET ROLE {role}; SET search_path = hidden, public"),
    );
    let schema = r#"cr"m"#.to_owned();
    assert_eq!(
        status(&mut client, Declared::of::<LeadState>()),
        Status::NoUsage { schema }
    );
    // A schema without USAGE is not on the effective path.
    assert_eq!(
        mood(&mut client),
        Status::Missing {
            elsewhere: vec!["hidden".into()]
        }
    );
    run(&mut client, &format!("RESET ROLE; DROP ROLE {role}"));
}

#[tokio::test]
async fn the_async_client_finds_the_same() {
    let database = pg_integration_enum::scratch::ScratchDatabase::new().unwrap();
    let client = connect_async(&database).await;
    client.batch_execute(Mood::CREATE_TYPE_SQL).await.unwrap();
    assert!(
        tokio_postgres::verify::<Mood>(&client)
            .await
            .unwrap()
            .is_in_step()
    );
    let declared = [Declared::of::<Mood>(), Declared::of::<LeadState>()];
    let report = tokio_postgres::verify_all(&client, &declared)
        .await
        .unwrap();
    assert!(report.findings()[0].is_in_step());
    assert_eq!(
        report.findings()[1].status(),
        &Status::Missing { elsewhere: vec![] }
    );
    assert!(
        tokio_postgres::verify_all(&client, &[])
            .await
            .unwrap()
            .is_in_step()
    );
}
