//! A database with both stores in it, and integrations for their secrets.

use std::collections::BTreeMap;

use organization_integrations::demo::Demo;
use organization_integrations::secrets::{
    Keyring, PgCrypto, SecretError, SecretStore, SecretString, Vault, credentials,
};
use secrecy::ExposeSecret;
use tokio_postgres::{Client, Transaction};
use uuid::Uuid;

use crate::common;

pub struct Server {
    pub demo: Demo,
    pub client: Client,
}

pub const KEY_1: &str = "0101010101010101010101010101010101010101010101010101010101010101";
pub const KEY_2: &str = "0202020202020202020202020202020202020202020202020202020202020202";

/// A keyring with the keys `1` and `2`, as many as given.
pub fn keys(ids: &[(&str, &str)]) -> Keyring {
    let entries: Vec<_> = ids.iter().map(|(id, key)| format!("{id}:{key}")).collect();
    entries.join(",").parse().unwrap()
}

pub fn pgcrypto() -> PgCrypto {
    PgCrypto::new(keys(&[("1", KEY_1)]))
}

pub fn secret(text: &str) -> SecretString {
    SecretString::from(text)
}

impl Server {
    /// With our stand-in for a Vault.
    pub async fn start() -> Self {
        Self::with_vault(include_str!("vault.sql")).await
    }

    /// With our stand-in, and with the extension itself where the server has it.
    pub async fn with_each_vault() -> Vec<Self> {
        let server = Self::start().await;
        let extension = "pg_available_extensions where name = 'supabase_vault'";
        if server.count(extension).await == 0 {
            eprintln!("not run against supabase_vault: this server does not have it");
            return vec![server];
        }
        let real = Self::with_vault("create extension supabase_vault").await;
        vec![server, real]
    }

    async fn with_vault(vault: &str) -> Self {
        let demo = common::demo().await;
        let client = demo.owner().await.unwrap();
        for statements in [vault, include_str!("grants.sql")] {
            client.batch_execute(statements).await.unwrap();
        }
        Self { demo, client }
    }

    /// A new organization with one integration, by their ids.
    pub async fn integration(&self) -> (Uuid, Uuid) {
        let row = self
            .client
            .query_one(
                "with organization as (
                   insert into public.organizations (name) values ('Acme') returning id)
                 insert into public.organization_integrations (organization_id, integration_type)
                 select id, 'xledger' from organization
                 returning organization_id, id",
                &[],
            )
            .await
            .unwrap();
        (row.get(0), row.get(1))
    }

    /// Integrations with a secret each, which says its number.
    pub async fn integrations(&self, store: &dyn SecretStore, count: usize) -> Secrets {
        let mut secrets = Secrets::new();
        let mut client = self.demo.owner().await.unwrap();
        for number in 0..count {
            let (_, integration) = self.integration().await;
            let text = format!("secret {number}");
            set(&mut client, store, integration, &text).await.unwrap();
            secrets.insert(integration, text);
        }
        secrets
    }

    /// The secrets of all integrations that have one.
    pub async fn secrets(&self, store: &dyn SecretStore) -> Secrets {
        let mut client = self.demo.owner().await.unwrap();
        let ids = "select id from public.organization_integrations where credentials is not null";
        let mut secrets = Secrets::new();
        for row in self.client.query(ids, &[]).await.unwrap() {
            let text = get(&mut client, store, row.get(0)).await.unwrap();
            secrets.insert(row.get(0), text.unwrap());
        }
        secrets
    }

    pub async fn count(&self, from: &str) -> i64 {
        let count = format!("select count(*) from {from}");
        self.client.query_one(&count, &[]).await.unwrap().get(0)
    }
}

/// The secrets of integrations.
pub type Secrets = BTreeMap<Uuid, String>;

pub async fn set(
    client: &mut Client,
    store: &dyn SecretStore,
    integration: Uuid,
    text: &str,
) -> Result<(), SecretError> {
    let transaction = client.transaction().await.unwrap();
    credentials::set(&transaction, store, integration, &secret(text)).await?;
    transaction.commit().await.unwrap();
    Ok(())
}

pub async fn get(
    client: &mut Client,
    store: &dyn SecretStore,
    integration: Uuid,
) -> Result<Option<String>, SecretError> {
    let transaction = client.transaction().await.unwrap();
    let secret = credentials::get(&transaction, store, integration).await?;
    transaction.commit().await.unwrap();
    Ok(secret.map(|secret| secret.expose_secret().to_owned()))
}

/// A transaction as `service_role`.
pub async fn service_role(client: &mut Client) -> Transaction<'_> {
    let transaction = client.transaction().await.unwrap();
    transaction
        .batch_execute("set local role service_role")
        .await
        .unwrap();
    transaction
}

pub fn stores() -> [Box<dyn SecretStore>; 2] {
    [Box::new(Vault), Box::new(pgcrypto())]
}
