//! Only `service_role` decrypts, and a tenant changes the credentials of its own.

use organization_integrations::secrets::{SecretError, SecretStore, Vault, credentials};
use secrecy::ExposeSecret;
use serde_json::json;
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, NoTls, Transaction};
use uuid::Uuid;

use crate::server::{Server, pgcrypto, secret, stores};

const READS: &[&str] = &[
    "select * from secrets.secrets",
    "update secrets.secrets set name = name",
    "delete from secrets.secrets",
    "select * from vault.secrets",
    "select * from vault.decrypted_secrets",
    "delete from vault.secrets",
    "select vault.create_secret('x')",
    "select vault.update_secret(gen_random_uuid(), 'x')",
];

#[tokio::test]
async fn nobody_else_comes_near_a_secret() {
    let server = Server::start().await;
    server.integrations(&Vault, 1).await;
    server.integrations(&pgcrypto(), 1).await;
    let mut client = login(&server).await;
    for role in ["none", "anon", "authenticated", "authenticator"] {
        for statement in READS {
            let transaction = client.transaction().await.unwrap();
            let become_role = format!("set local role {role}");
            transaction.batch_execute(&become_role).await.unwrap();
            let refused = transaction.query(*statement, &[]).await.unwrap_err();
            let denied = Some(&SqlState::INSUFFICIENT_PRIVILEGE);
            assert_eq!(refused.code(), denied, "{role}: {statement}: {refused}");
        }
    }
}

/// Who owns the table is not exempt, unless a superuser.
#[tokio::test]
async fn an_owner_sees_no_secret_without_bypassing_row_security() {
    let server = Server::start().await;
    server.integrations(&pgcrypto(), 1).await;
    let owner = format!("{}_owner", database(&server).await);
    let statements = format!(
        "create role {owner}; grant usage on schema secrets to {owner};
         alter table secrets.secrets owner to {owner}; set role {owner}"
    );
    server.client.batch_execute(&statements).await.unwrap();
    assert_eq!(server.count("secrets.secrets").await, 0);
    server.client.batch_execute("reset role").await.unwrap();
    assert_eq!(server.count("secrets.secrets").await, 1);
}

async fn login(server: &Server) -> Client {
    let (client, connection) = server.demo.service().connect(NoTls).await.unwrap();
    tokio::spawn(connection);
    client
}

async fn database(server: &Server) -> String {
    let name = "select current_database()::text";
    server.client.query_one(name, &[]).await.unwrap().get(0)
}

/// A transaction as a request has it.
async fn request<'a>(
    client: &'a mut Client,
    organization: Uuid,
    organization_role: &str,
) -> Transaction<'a> {
    let transaction = client.transaction().await.unwrap();
    let claims = json!({"app_metadata": {
        "organization_id": organization, "organization_role": organization_role,
    }});
    transaction
        .batch_execute("set local role authenticated")
        .await
        .unwrap();
    let set = "select set_config('request.jwt.claims', $1, true)";
    transaction
        .execute(set, &[&claims.to_string()])
        .await
        .unwrap();
    transaction
}

async fn role(transaction: &Transaction<'_>) -> String {
    let role = "select current_user::text";
    transaction.query_one(role, &[]).await.unwrap().get(0)
}

#[tokio::test]
async fn an_admin_changes_the_credentials_of_its_organization_and_stays_a_tenant() {
    let server = Server::start().await;
    let mut client = login(&server).await;
    for store in stores() {
        let (organization, integration) = server.integration().await;
        let transaction = request(&mut client, organization, "admin").await;
        for text in ["first", "second"] {
            credentials::set(&transaction, &*store, integration, &secret(text))
                .await
                .unwrap();
            assert_eq!(role(&transaction).await, "authenticated");
        }
        let found = credentials::get(&transaction, &*store, integration)
            .await
            .unwrap();
        assert_eq!(found.unwrap().expose_secret(), "second");
        credentials::clear(&transaction, &*store, integration)
            .await
            .unwrap();
        let found = credentials::get(&transaction, &*store, integration)
            .await
            .unwrap();
        assert!(found.is_none());
        assert_eq!(role(&transaction).await, "authenticated");
        transaction.commit().await.unwrap();
    }
    assert_eq!(server.count("secrets.secrets").await, 0);
    assert_eq!(server.count("vault.secrets").await, 0);
}

#[tokio::test]
async fn others_find_no_integration_and_change_nothing() {
    let server = Server::start().await;
    let mut client = login(&server).await;
    let (stranger, _) = server.integration().await;
    for store in stores() {
        let secrets = server.integrations(&*store, 1).await;
        let (&integration, _) = secrets.iter().next().unwrap();
        let ours = "select organization_id from public.organization_integrations where id = $1";
        let ours = server
            .client
            .query_one(ours, &[&integration])
            .await
            .unwrap()
            .get(0);
        for (organization, organization_role) in [(stranger, "admin"), (ours, "member")] {
            let transaction = request(&mut client, organization, organization_role).await;
            let stolen = secret("stolen");
            for refused in [
                credentials::set(&transaction, &*store, integration, &stolen).await,
                credentials::clear(&transaction, &*store, integration).await,
                credentials::get(&transaction, &*store, integration)
                    .await
                    .map(drop),
            ] {
                assert!(
                    matches!(refused, Err(SecretError::NoIntegration(_))),
                    "{refused:?}"
                );
            }
            transaction.commit().await.unwrap();
        }
        let now = read_all(&server, &*store, integration).await;
        assert_eq!(now, secrets[&integration]);
    }
}

async fn read_all(server: &Server, store: &dyn SecretStore, integration: Uuid) -> String {
    let mut client = server.demo.owner().await.unwrap();
    crate::server::get(&mut client, store, integration)
        .await
        .unwrap()
        .unwrap()
}

/// The role comes back also where the store says no by itself.
#[tokio::test]
async fn a_failure_of_the_store_leaves_no_service_role_behind() {
    let mut server = Server::start().await;
    let (organization, integration) = server.integration().await;
    let dangling = "update public.organization_integrations set credentials = gen_random_uuid()";
    server.client.execute(dangling, &[]).await.unwrap();
    for store in stores() {
        let transaction = request(&mut server.client, organization, "admin").await;
        let failed = credentials::get(&transaction, &*store, integration).await;
        assert!(matches!(failed, Err(SecretError::NotFound(_))));
        assert_eq!(role(&transaction).await, "authenticated");
    }
}
