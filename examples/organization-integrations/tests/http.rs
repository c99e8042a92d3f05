//! The service, asked as clients ask it, and as attackers do.

mod common;

use axum::http::StatusCode;
use axum::response::IntoResponse;
use common::Served;
use deadpool_postgres::{PoolError, TimeoutType};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use organization_integrations::auth::OrganizationRole::{Admin, Member};
use organization_integrations::auth::Verifier;
use organization_integrations::demo::{NORTH, SOUTH};
use organization_integrations::enums::IntegrationType;
use organization_integrations::http::ApiError;
use pg_integration_enum::PgIntegrationEnum;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use uuid::Uuid;

/// An integration that an organization has connected.
async fn connected(served: &Served, organization: Uuid, integration_type: &str) -> String {
    let body = json!({ "integration_type": integration_type, "credentials": "s3cret" });
    let token = served.token(organization, Admin);
    let (status, body) = served.ask("POST /integrations", &token, Some(body)).await;
    assert_eq!(status, StatusCode::CREATED, "{body}");
    body["id"].as_str().unwrap().to_owned()
}

/// Every row of ours, to see that nothing changed.
async fn everything(served: &Served) -> Vec<String> {
    let query = "select t::text from public.organization_integrations as t
                 union all select t::text from secrets.secrets as t
                 union all select t::text from public.organizations as t order by 1";
    let rows = served.owner.query(query, &[]).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

/// Every endpoint, with a body that would do.
fn endpoints(id: &str) -> [(String, Option<Value>); 5] {
    let connect = json!({ "integration_type": "bufdir", "credentials": "other" });
    let configure = json!({ "field_mappings": { "version": 2, "mappings": [] } });
    [
        ("GET /integrations".into(), None),
        ("POST /integrations".into(), Some(connect)),
        (format!("PATCH /integrations/{id}"), Some(configure)),
        (
            format!("PUT /integrations/{id}/credentials"),
            Some(json!({ "credentials": "other" })),
        ),
        (format!("DELETE /integrations/{id}"), None),
    ]
}

#[tokio::test]
async fn an_integration_lives_from_connect_to_disconnect() {
    let served = Served::start(2).await;
    let (admin, member) = (served.token(NORTH, Admin), served.token(NORTH, Member));
    let id = connected(&served, NORTH, "xledger").await;

    let mappings = json!({ "version": 2, "mappings": [{ "from": "customer.name", "to": "name", "transform": "trim" }] });
    let schedule = json!({ "version": 2, "enabled": true, "every": { "daily_at": "06:30" }, "time_zone": "Europe/Oslo" });
    let one = format!("PATCH /integrations/{id}");
    let (status, first) = served
        .ask(&one, &admin, Some(json!({ "field_mappings": mappings })))
        .await;
    assert_eq!(
        (status, &first["field_mappings"]),
        (StatusCode::OK, &mappings)
    );
    let (status, second) = served
        .ask(&one, &admin, Some(json!({ "sync_schedule": schedule })))
        .await;
    assert_eq!(
        (status, &second["sync_schedule"]),
        (StatusCode::OK, &schedule)
    );
    assert_eq!(second["field_mappings"], mappings);

    let run = "insert into public.sync_runs (integration_id, organization_id, state, message)
               select id, organization_id, 'failed', 'no such customer' from public.organization_integrations";
    served.owner.batch_execute(run).await.unwrap();
    let (_, list) = served.ask("GET /integrations", &member, None).await;
    assert_eq!(list[0]["last_run"]["state"], "failed");
    assert_eq!(list[0]["last_run"]["message"], "no such customer");
    assert_eq!(list[0]["has_credentials"], true);

    let before = everything(&served).await;
    let rotate = format!("PUT /integrations/{id}/credentials");
    let (status, _) = served
        .ask(&rotate, &admin, Some(json!({ "credentials": "n3w" })))
        .await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert_ne!(everything(&served).await, before);

    let (status, _) = served
        .ask(&format!("DELETE /integrations/{id}"), &admin, None)
        .await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let left = everything(&served).await;
    assert_eq!(left.len(), 2, "the organizations alone: {left:?}");
}

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

#[tokio::test]
async fn the_description_has_the_labels_of_the_derive() {
    let served = Served::start(1).await;
    let (status, document) = served.ask("GET /openapi.json", "", None).await;
    assert_eq!(status, StatusCode::OK);
    let schemas = &document["components"]["schemas"];
    assert_eq!(
        schemas["IntegrationType"]["enum"],
        json!(IntegrationType::LABELS)
    );
    let refers = "#/components/schemas/IntegrationType";
    for schema in ["Connect", "Integration"] {
        let property = &schemas[schema]["properties"]["integration_type"];
        assert!(property.to_string().contains(refers), "{property}");
    }
    for (path, methods) in [
        ("/integrations", vec!["get", "post"]),
        ("/integrations/{id}", vec!["delete", "patch"]),
        ("/integrations/{id}/credentials", vec!["put"]),
    ] {
        let described: Vec<&String> = document["paths"][path]
            .as_object()
            .unwrap()
            .keys()
            .collect();
        assert_eq!(described, methods);
    }
}

/// Claims that would get in, for forgeries to start from.
fn good_claims(organization: Uuid) -> Value {
    json!({
        "sub": Uuid::new_v4(), "role": "authenticated", "aud": "authenticated", "exp": 4_000_000_000_u64,
        "app_metadata": { "organization_id": organization, "organization_role": "admin" },
    })
}

fn sign(algorithm: Algorithm, claims: &Value, secret: &SecretString) -> String {
    let key = EncodingKey::from_secret(secret.expose_secret().as_bytes());
    encode(&Header::new(algorithm), claims, &key).unwrap()
}

/// `{"alg":"none"}`, `{"alg":"None"}`, `{"alg":"NONE"}`, `{"alg":"nOnE"}`, `{"alg":"RS256"}`
/// and `{}`, as tokens have them.
const OTHER_HEADERS: [&str; 6] = [
    "eyJhbGciOiJub25lIn0",
    "eyJhbGciOiJOb25lIn0",
    "eyJhbGciOiJOT05FIn0",
    "eyJhbGciOiJuT25FIn0",
    "eyJhbGciOiJSUzI1NiJ9",
    "e30",
];

/// Tokens that were not signed as they are.
fn forged(secret: &SecretString) -> Vec<String> {
    let claims = good_claims(SOUTH);
    let good = sign(Algorithm::HS256, &claims, secret);
    let [header, payload, signature] = good.split('.').collect::<Vec<_>>()[..] else {
        panic!("{good}");
    };
    let of_north = sign(Algorithm::HS256, &good_claims(NORTH), secret);
    let mut forged: Vec<String> = OTHER_HEADERS
        .iter()
        .flat_map(|other| {
            [
                format!("{other}.{payload}."),
                format!("{other}.{payload}.{signature}"),
            ]
        })
        .collect();
    forged.extend([
        sign(
            Algorithm::HS256,
            &claims,
            &"another secret of at least 32 bytes".into(),
        ),
        sign(Algorithm::HS256, &claims, &String::new().into()),
        sign(Algorithm::HS384, &claims, secret),
        sign(Algorithm::HS512, &claims, secret),
        format!("{header}.{payload}."),
        format!("{header}.{payload}"),
        format!("{header}.{payload}.{}", &signature[1..]),
        format!(
            "{header}.{payload}.{}",
            of_north.rsplit('.').next().unwrap()
        ),
        format!("{good}.{signature}"),
        format!("{good} "),
        format!(" {good}"),
        String::new(),
        "..".into(),
        "no token".into(),
    ]);
    forged
}

/// Tokens that were signed, and should not have been.
fn malformed(secret: &SecretString) -> Vec<String> {
    let with = |pointer: &str, value: Value| {
        let mut claims = good_claims(SOUTH);
        match pointer.rsplit_once('/') {
            Some((parent, key)) => claims.pointer_mut(parent).unwrap()[key] = value,
            None => claims = value,
        }
        claims
    };
    let without = |key: &str| {
        let mut claims = good_claims(SOUTH);
        claims.as_object_mut().unwrap().remove(key);
        claims
    };
    let malformed = [
        with("/exp", json!(1_000_000_000)),
        with("/exp", json!("4000000000")),
        with("/exp", json!(-1)),
        with("/exp", Value::Null),
        with("/nbf", json!(3_999_999_999_u64)),
        with("/aud", json!("anon")),
        with("/aud", json!([])),
        with("/role", json!("service_role")),
        with("/role", json!("postgres")),
        with("/role", json!("authenticated; reset role")),
        with("/sub", json!("' or true --")),
        with("/app_metadata", Value::Null),
        with("/app_metadata/organization_id", json!("' or true --")),
        with("/app_metadata/organization_id", json!([SOUTH])),
        with("/app_metadata/organization_role", json!("owner")),
        with("/app_metadata/organization_role", json!(["admin"])),
        with("", json!([])),
        with("", json!("admin")),
        without("exp"),
        without("aud"),
        without("role"),
        without("sub"),
        without("app_metadata"),
    ];
    malformed
        .iter()
        .map(|claims| sign(Algorithm::HS256, claims, secret))
        .collect()
}

#[tokio::test]
async fn nobody_gets_in_without_a_valid_token() {
    let served = Served::start(1).await;
    let id = connected(&served, SOUTH, "xledger").await;
    let before = everything(&served).await;
    let good = sign(Algorithm::HS256, &good_claims(SOUTH), &served.secret);
    let mut headers: Vec<Vec<String>> = forged(&served.secret)
        .into_iter()
        .chain(malformed(&served.secret))
        .map(|token| vec![format!("Bearer {token}")])
        .collect();
    headers.extend([
        vec![],
        vec![good.clone()],
        vec![format!("Basic {good}")],
        vec![format!("Bearer {good}"), format!("Bearer {good}")],
    ]);
    for headers in headers {
        for (what, body) in endpoints(&id) {
            let (status, answer) = served.ask_with(&what, &headers, body).await;
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{what} with {headers:?}");
            assert_eq!(answer["error"], "unauthorized");
        }
    }
    assert_eq!(everything(&served).await, before);
    // So it was not for the claims that nobody got in.
    let (status, list) = served.ask("GET /integrations", &good, None).await;
    assert_eq!(
        (status, list[0]["id"].as_str()),
        (StatusCode::OK, Some(&*id))
    );
}

#[tokio::test]
async fn what_is_another_tenants_is_not_there() {
    let served = Served::start(1).await;
    let theirs = connected(&served, SOUTH, "xledger").await;
    connected(&served, NORTH, "dynamics").await;
    let before = everything(&served).await;
    for role in [Admin, Member] {
        let north = served.token(NORTH, role);
        let (_, list) = served.ask("GET /integrations", &north, None).await;
        assert_eq!(list.as_array().unwrap().len(), 1);
        assert!(!list.to_string().contains(&theirs));
        // Word for word what is said of an id that nobody has.
        let nowhere = Uuid::new_v4().to_string();
        for ((what, body), (of_nobody, _)) in endpoints(&theirs)
            .into_iter()
            .zip(endpoints(&nowhere))
            .skip(2)
        {
            let answer = served.ask(&what, &north, body.clone()).await;
            assert_eq!(answer.0, StatusCode::NOT_FOUND, "{what}");
            assert_eq!(answer, served.ask(&of_nobody, &north, body).await);
        }
    }
    assert_eq!(everything(&served).await, before);
}

#[tokio::test]
async fn a_member_reads_and_an_admin_writes() {
    let served = Served::start(1).await;
    let id = connected(&served, NORTH, "xledger").await;
    let before = everything(&served).await;
    let member = served.token(NORTH, Member);
    for (what, body) in endpoints(&id).into_iter().skip(1) {
        let (status, answer) = served.ask(&what, &member, body).await;
        assert_eq!(
            (status, &answer["error"]),
            (StatusCode::FORBIDDEN, &json!("forbidden")),
            "{what}"
        );
    }
    assert_eq!(everything(&served).await, before);
}

#[tokio::test]
async fn nobody_names_another_organization() {
    let served = Served::start(1).await;
    let admin = served.token(NORTH, Admin);
    let id = connected(&served, NORTH, "xledger").await;
    let before = everything(&served).await;
    for key in ["organization_id", "id", "sync_state", "credentials_id"] {
        for (what, mut body) in endpoints(&id).into_iter().skip(1).take(3) {
            body.as_mut().unwrap()[key] = json!(SOUTH);
            let (status, answer) = served.ask(&what, &admin, body).await;
            assert_eq!(
                (status, &answer["error"]),
                (StatusCode::UNPROCESSABLE_ENTITY, &json!("invalid_body"))
            );
        }
    }
    for claims in [good_claims(Uuid::new_v4()), good_claims(Uuid::nil())] {
        let token = sign(Algorithm::HS256, &claims, &served.secret);
        let (what, body) = endpoints(&id).into_iter().nth(1).unwrap();
        assert_eq!(
            served.ask(&what, &token, body).await.0,
            StatusCode::FORBIDDEN
        );
    }
    assert_eq!(everything(&served).await, before);
}

#[tokio::test]
async fn errors_are_json_and_give_nothing_away() {
    let served = Served::start(1).await;
    let admin = served.token(NORTH, Admin);
    let id = connected(&served, NORTH, "xledger").await;
    let (one, secret) = (format!("PATCH /integrations/{id}"), "hunter2");
    let connect = |integration_type: &str, credentials: Value| {
        Some(json!({ "integration_type": integration_type, "credentials": credentials }))
    };
    for (what, body, status, error) in [
        (
            "POST /integrations",
            connect("xledger", json!(secret)),
            409,
            "connected_already",
        ),
        (
            "POST /integrations",
            connect("bufdir", json!([secret])),
            422,
            "invalid_body",
        ),
        (
            "POST /integrations",
            connect("bufdir", json!({ "secret": secret })),
            422,
            "invalid_body",
        ),
        (
            "POST /integrations",
            connect("bufdir", json!("")),
            422,
            "invalid_body",
        ),
        (
            "POST /integrations",
            connect("bufdir", json!(12345)),
            422,
            "invalid_body",
        ),
        ("POST /integrations", None, 415, "invalid_body"),
        (
            "POST /integrations",
            connect("bufdir", json!("x".repeat(100_000))),
            413,
            "invalid_body",
        ),
        (
            &one,
            Some(json!({ "field_mappings": {} })),
            422,
            "invalid_body",
        ),
        (
            &one,
            Some(json!({ "sync_schedule": [] })),
            422,
            "invalid_body",
        ),
        ("PATCH /integrations/1", Some(json!({})), 404, "not_found"),
        ("GET /", None, 404, "not_found"),
        ("PUT /integrations", None, 405, "method_not_allowed"),
    ] {
        let (got, answer) = served.ask(what, &admin, body).await;
        assert_eq!(
            (got.as_u16(), &answer["error"]),
            (status, &json!(error)),
            "{what}: {answer}"
        );
        let text = answer.to_string();
        let leaks = [
            secret,
            "12345",
            "secrets.",
            "organization_integrations",
            "line 1 of",
        ];
        assert!(!leaks.iter().any(|leak| text.contains(leak)), "{text}");
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
    let body = json!({ "integration_type": "xledger", "credentials": "a\u{0}b" });
    let (status, answer) = served.ask("POST /integrations", &admin, Some(body)).await;
    assert_eq!(
        (status, &answer["error"]),
        (StatusCode::UNPROCESSABLE_ENTITY, &json!("invalid_body"))
    );
    assert_eq!(everything(&served).await, before);
}

#[tokio::test]
async fn who_waits_too_long_for_a_connection_is_turned_away() {
    let served = Served::start(1).await;
    assert!(served.pool.timeouts().wait.is_some());
    let answer = ApiError::from(PoolError::Timeout(TimeoutType::Wait)).into_response();
    assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
}

#[test]
fn a_short_secret_is_refused() {
    let weak = Verifier::new(&"x".repeat(31).into()).err().unwrap();
    assert!(weak.to_string().contains("has 31 bytes"));
    assert!(Verifier::new(&"x".repeat(32).into()).is_ok());
}

#[tokio::test]
async fn of_two_that_connect_at_once_one_succeeds() {
    let served = Served::start(4).await;
    let admin = served.token(NORTH, Admin);
    let connect = || {
        let body = json!({ "integration_type": "xledger", "credentials": "s3cret" });
        served.ask("POST /integrations", &admin, Some(body))
    };
    let (a, b, c) = tokio::join!(connect(), connect(), connect());
    let mut statuses = [a.0, b.0, c.0];
    statuses.sort();
    assert_eq!(
        statuses,
        [
            StatusCode::CREATED,
            StatusCode::CONFLICT,
            StatusCode::CONFLICT
        ]
    );
    let secrets = served
        .owner
        .query("select from secrets.secrets", &[])
        .await
        .unwrap();
    assert_eq!(secrets.len(), 1);
}
