//! What the tests share.
#![allow(dead_code)]

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use deadpool_postgres::Pool;
use organization_integrations::auth::{OrganizationRole, Verifier};
use organization_integrations::demo::{self, Demo};
use organization_integrations::http::{Service, router};
use organization_integrations::secrets::{Keyring, PgCrypto};
use organization_integrations::{database, startup};
use secrecy::SecretString;
use serde_json::Value;
use tokio_postgres::config::Host;
use tokio_postgres::{Client, Config};
use tower::ServiceExt;
use uuid::Uuid;

/// A database of the test's own, with all migrations.
pub async fn demo() -> Demo {
    match Demo::start().await {
        Ok(demo) => demo,
        Err(error) => panic!("{error}"),
    }
}

/// The service on a database of its own, with two organizations.
pub struct Served {
    pub demo: Demo,
    pub owner: Client,
    pub pool: Pool,
    pub router: Router,
    pub secret: SecretString,
}

impl Served {
    /// With so many connections for all requests.
    pub async fn start(connections: usize) -> Self {
        let demo = demo().await;
        demo.add_organizations().await.unwrap();
        let secret = demo::random_secret();
        let pool = database::pool(demo.service(), connections);
        startup::verify(&pool).await.unwrap();
        let service = Service {
            pool: pool.clone(),
            verifier: Arc::new(Verifier::new(&secret).unwrap()),
            secrets: Arc::new(PgCrypto::new(Keyring::random())),
        };
        Self {
            owner: demo.owner().await.unwrap(),
            router: router(service),
            demo,
            pool,
            secret,
        }
    }

    pub fn token(&self, organization: Uuid, role: OrganizationRole) -> String {
        demo::token(&self.secret, organization, role).unwrap()
    }

    /// Asks the service, in the form `"GET /integrations"`.
    pub async fn ask(&self, what: &str, token: &str, body: Option<Value>) -> (StatusCode, Value) {
        let authorization = [format!("Bearer {token}")];
        self.ask_with(what, &authorization, body).await
    }

    /// Asks with any number of `Authorization` headers.
    pub async fn ask_with(
        &self,
        what: &str,
        authorization: &[String],
        body: Option<Value>,
    ) -> (StatusCode, Value) {
        let response = self
            .router
            .clone()
            .oneshot(request(what, authorization, body));
        let response = response.await.unwrap();
        let status = response.status();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let body = match &bytes[..] {
            [] => Value::Null,
            bytes => serde_json::from_slice(bytes).unwrap(),
        };
        (status, body)
    }
}

pub fn request(what: &str, authorization: &[String], body: Option<Value>) -> Request<Body> {
    let (method, path) = what.split_once(' ').unwrap();
    let mut request = Request::builder().method(method).uri(path);
    for value in authorization {
        request = request.header("authorization", value);
    }
    match body {
        Some(body) => request
            .header("content-type", "application/json")
            .body(Body::from(body.to_string())),
        None => request.body(Body::empty()),
    }
    .unwrap()
}

/// The address of a configuration.
pub fn address(config: &Config) -> String {
    let host = match &config.get_hosts()[0] {
        Host::Tcp(host) => host.clone(),
        Host::Unix(folder) => folder.display().to_string(),
    };
    format!(
        "host='{host}' port={} dbname='{}' user='{}' password='{}'",
        config.get_ports().first().unwrap_or(&5432),
        config.get_dbname().unwrap(),
        config.get_user().unwrap(),
        String::from_utf8_lossy(config.get_password().unwrap()),
    )
}
