//! Tokens that are not what they should be.

use axum::http::StatusCode;
use jsonwebtoken::Algorithm;
use organization_integrations::auth::Verifier;
use organization_integrations::demo::{NORTH, SOUTH};
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::common::Served;
use crate::support::{connected, endpoints, everything, good_claims, sign};

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

#[test]
fn a_short_secret_is_refused() {
    let weak = Verifier::new(&"x".repeat(31).into()).err().unwrap();
    assert!(weak.to_string().contains("has 31 bytes"));
    assert!(Verifier::new(&"x".repeat(32).into()).is_ok());
}
