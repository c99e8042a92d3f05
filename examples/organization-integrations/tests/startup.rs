//! The service refuses to serve what it does not fit.

mod common;

use std::process::{Command, Output};

use organization_integrations::database;
use organization_integrations::demo::{self, Demo};
use organization_integrations::startup::{self, NotReady};
use secrecy::ExposeSecret;

async fn verify(demo: &Demo) -> Result<(), NotReady> {
    startup::verify(&database::pool(demo.service(), 1)).await
}

#[tokio::test]
async fn drift_is_named() {
    let demo = common::demo().await;
    assert!(verify(&demo).await.is_ok());
    let owner = demo.owner().await.unwrap();
    for (change, expected) in [
        (
            "alter type integration_type add value 'visma'",
            "declare `visma` in the Rust enum",
        ),
        (
            "alter type sync_state rename value 'idle' to 'ready'",
            "the database lacks `idle`",
        ),
        (
            "alter type sync_state rename to state",
            "enum type \"public\".\"sync_state\" is not in the database",
        ),
        (
            "revoke usage on schema public from public, authenticated",
            "no USAGE on schema `public`",
        ),
    ] {
        owner.batch_execute(change).await.unwrap();
        let error = verify(&demo).await.unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
}

#[tokio::test]
async fn a_login_that_no_policy_binds_is_refused() {
    let demo = common::demo().await;
    let pool = database::pool(demo.url().parse().unwrap(), 1);
    let error = startup::verify(&pool).await.unwrap_err();
    assert!(matches!(error, NotReady::Bypasses), "{error}");
}

/// What the program says that is to serve a database.
fn serve(url: &str, jwt_secret: Option<&str>) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_organization-integrations"));
    program
        .env("DATABASE_URL", url)
        .env("PORT", "0")
        .env("SECRET_KEYS", format!("key:{}", "0".repeat(64)));
    match jwt_secret {
        Some(secret) => program.env("JWT_SECRET", secret),
        None => program.env_remove("JWT_SECRET"),
    };
    program.output().unwrap()
}

#[tokio::test]
async fn the_program_ends_with_an_error() {
    let demo = common::demo().await;
    let owner = demo.owner().await.unwrap();
    owner
        .batch_execute("alter type sync_state rename value 'idle' to 'ready'")
        .await
        .unwrap();
    let (url, secret) = (common::address(&demo.service()), demo::random_secret());
    let secret = secret.expose_secret();
    for (url, jwt_secret, expected) in [
        (&*url, Some(secret), "the database lacks `idle`"),
        (demo.url(), Some(secret), "bypasses row security"),
        (&url, Some("short"), "has 5 bytes"),
        (&url, None, "set `JWT_SECRET`"),
        ("host=/nowhere user=nobody", Some(secret), "cannot connect"),
    ] {
        let output = serve(url, jwt_secret);
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success());
        assert!(said.contains(expected), "{said}");
        assert!(!said.contains(secret) && !said.contains("short"), "{said}");
        assert!(output.stdout.is_empty());
    }
}
