//! An organization with an integration, and what there is to ask of it.

use axum::http::StatusCode;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use organization_integrations::auth::OrganizationRole::Admin;
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::common::Served;

/// An integration that an organization has connected.
pub async fn connected(served: &Served, organization: Uuid, integration_type: &str) -> String {
    let body = json!({ "integration_type": integration_type, "credentials": "s3cret" });
    let token = served.token(organization, Admin);
    let (status, body) = served.ask("POST /integrations", &token, Some(body)).await;
    assert_eq!(status, StatusCode::CREATED, "{body}");
    body["id"].as_str().unwrap().to_owned()
}

/// Every row of ours, to see that nothing changed.
pub async fn everything(served: &Served) -> Vec<String> {
    let query = "select t::text from public.organization_integrations as t
                 union all select t::text from secrets.secrets as t
                 union all select t::text from public.organizations as t order by 1";
    let rows = served.owner.query(query, &[]).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

/// Every endpoint, with a body that would do.
pub fn endpoints(id: &str) -> [(String, Option<Value>); 5] {
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

/// Claims that would get in, for forgeries to start from.
pub fn good_claims(organization: Uuid) -> Value {
    json!({
        "sub": Uuid::new_v4(), "role": "authenticated", "aud": "authenticated", "exp": 4_000_000_000_u64,
        "app_metadata": { "organization_id": organization, "organization_role": "admin" },
    })
}

pub fn sign(algorithm: Algorithm, claims: &Value, secret: &SecretString) -> String {
    let key = EncodingKey::from_secret(secret.expose_secret().as_bytes());
    encode(&Header::new(algorithm), claims, &key).unwrap()
}
