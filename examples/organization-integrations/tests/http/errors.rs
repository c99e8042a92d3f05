//! What a client is told that asks for the wrong thing.

use axum::http::StatusCode;
use axum::response::IntoResponse;
use deadpool_postgres::{PoolError, TimeoutType};
use organization_integrations::auth::OrganizationRole::Admin;
use organization_integrations::demo::NORTH;
use organization_integrations::enums::IntegrationType;
use organization_integrations::http::ApiError;
use pg_integration_enum::PgIntegrationEnum;
use serde_json::{Value, json};

use crate::common::Served;
use crate::support::{connected, everything};

#[tokio::test]
async fn an_unknown_type_is_answered_with_the_known_ones() {
    let served = Served::start(1).await;
    let admin = served.token(NORTH, Admin);
    let body = json!({ "integration_type": "xledgr", "credentials": "s3cret" });
    let (status, body) = served.ask("POST /integrations", &admin, Some(body)).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(body["error"], "unknown_integration_type");
    assert_eq!(body["known"], json!(IntegrationType::LABELS));
    assert!(
        body["message"]
            .as_str()
            .unwrap()
            .contains("did you mean `xledger`?")
    );
}

/// What nobody may learn from an error: secrets that were sent, and how we store things.
const LEAKS: [&str; 4] = ["hunter2", "12345", "secrets.", "organization_integrations"];

/// Bodies that connect nothing while xledger is connected, and the answer to each.
fn refused_bodies() -> Vec<(Option<Value>, &'static str)> {
    let connect = |integration_type: &str, credentials: Value| {
        Some(json!({ "integration_type": integration_type, "credentials": credentials }))
    };
    let large = json!("x".repeat(100_000));
    vec![
        (
            connect("xledger", json!("hunter2")),
            "409 connected_already",
        ),
        (connect("bufdir", json!(["hunter2"])), "422 invalid_body"),
        (
            connect("bufdir", json!({ "a": "hunter2" })),
            "422 invalid_body",
        ),
        (connect("bufdir", json!(12345)), "422 invalid_body"),
        (connect("bufdir", json!("")), "422 invalid_body"),
        (connect("bufdir", json!("hunter2\0")), "422 invalid_body"),
        (connect("bufdir", large), "413 invalid_body"),
        (
            Some(json!({ "integration_type": "bufdir" })),
            "422 invalid_body",
        ),
        (Some(json!([])), "422 invalid_body"),
        (None, "415 invalid_body"),
    ]
}

#[tokio::test]
async fn errors_are_json_and_give_nothing_away() {
    let served = Served::start(1).await;
    let admin = served.token(NORTH, Admin);
    let id = connected(&served, NORTH, "xledger").await;
    let mut asked: Vec<(String, Option<Value>, &str)> = refused_bodies()
        .into_iter()
        .map(|(body, expected)| ("POST /integrations".into(), body, expected))
        .collect();
    let one = format!("PATCH /integrations/{id}");
    asked.extend([
        (
            one.clone(),
            Some(json!({ "field_mappings": {} })),
            "422 invalid_body",
        ),
        (
            one,
            Some(json!({ "sync_schedule": [] })),
            "422 invalid_body",
        ),
        (
            "PATCH /integrations/1".into(),
            Some(json!({})),
            "404 not_found",
        ),
        ("GET /".into(), None, "404 not_found"),
        ("PUT /integrations".into(), None, "405 method_not_allowed"),
    ]);
    for (what, body, expected) in asked {
        let (status, answer) = served.ask(&what, &admin, body).await;
        let got = format!("{} {}", status.as_u16(), answer["error"].as_str().unwrap());
        assert_eq!(got, expected, "{what}: {answer}");
        let text = answer.to_string();
        assert!(!LEAKS.iter().any(|leak| text.contains(leak)), "{text}");
    }
}

#[tokio::test]
async fn what_looks_like_sql_is_text() {
    let served = Served::start(1).await;
    let admin = served.token(NORTH, Admin);
    let before = everything(&served).await;
    for text in [
        "'; drop table public.organizations; --",
        "$1",
        "\\",
        "xledger'::text",
        "\u{0}",
    ] {
        let body = json!({ "integration_type": text, "credentials": "s3cret" });
        let (status, answer) = served.ask("POST /integrations", &admin, Some(body)).await;
        assert_eq!(
            (status, &answer["error"]),
            (
                StatusCode::UNPROCESSABLE_ENTITY,
                &json!("unknown_integration_type")
            )
        );
    }
    assert_eq!(everything(&served).await, before);
}

#[tokio::test]
async fn who_waits_too_long_for_a_connection_is_turned_away() {
    let served = Served::start(1).await;
    assert!(served.pool.timeouts().wait.is_some());
    let answer = ApiError::from(PoolError::Timeout(TimeoutType::Wait)).into_response();
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
}
