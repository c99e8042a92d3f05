//! A secret shows nowhere: in no log of the client, no error, no `Debug`, no query.

use std::future::poll_fn;
use std::io;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use indicatif::ProgressBar;
use organization_integrations::secrets::{
    PgCrypto, SecretError, SecretId, SecretStore, SecretString, Vault, credentials,
};
use tokio::task::JoinHandle;
use tokio_postgres::{AsyncMessage, Client, Config, NoTls, Transaction};
use tracing_log::LogTracer;
use tracing_subscriber::filter::LevelFilter;

use crate::server::{KEY_1, KEY_2, Server, get, keys, pgcrypto, secret, set, stores};

/// All that this process logs, of every level and crate.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn start() -> Self {
        let log = Self::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(LevelFilter::TRACE)
            .with_ansi(false)
            .with_writer(move || writer.clone())
            .finish();
        tracing::subscriber::set_global_default(subscriber).unwrap();
        LogTracer::init().unwrap();
        log
    }

    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

impl io::Write for Log {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().write(text)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn a_secret_is_in_no_log_no_error_no_debug_and_no_query() {
    let log = Log::start();
    let mut server = Server::start().await;
    let mut shown = Vec::new();
    for store in stores() {
        let (_, integration) = server.integration().await;
        let client = &mut server.client;
        set(client, &*store, integration, "hunter2-first")
            .await
            .unwrap();
        set(client, &*store, integration, "hunter2-second")
            .await
            .unwrap();
        get(client, &*store, integration).await.unwrap();
        for error in failures(client, &*store).await {
            shown.push(format!("{error} {error:?}"));
        }
    }
    for (store, table, function) in [
        (
            Box::new(Vault) as Box<dyn SecretStore>,
            "vault.secrets",
            "vault.create_secret",
        ),
        (
            Box::new(pgcrypto()),
            "secrets.secrets",
            "extensions.pgp_sym_encrypt",
        ),
    ] {
        let query = query_on_its_way(&server, store, table).await;
        assert!(query.contains(function), "{query}");
        shown.push(query);
    }
    shown.push(format!("{:?} {:?}", pgcrypto(), secret("hunter2-shown")));

    let log = log.text();
    // The log would have them: it has the statements, with what stands for parameters.
    assert!(log.contains("executing statement"));
    assert!(log.contains("pgp_sym_encrypt") && log.contains("[REDACTED]"));
    for text in shown.iter().map(String::as_str).chain(log.lines()) {
        assert!(!text.contains("hunter2"), "{text}");
        assert!(!text.contains(KEY_1), "{text}");
        assert!(!has_passphrase(text), "{text}");
    }
}

/// What each method of a store says when the database says no.
async fn failures(client: &mut Client, store: &dyn SecretStore) -> Vec<SecretError> {
    let mut errors = Vec::new();
    for role in ["anon", "service_role"] {
        let transaction = client.transaction().await.unwrap();
        let become_role = format!("set local role {role}");
        transaction.batch_execute(&become_role).await.unwrap();
        if role == "service_role" {
            store
                .store(&transaction, "taken", &secret("hunter2-taken"))
                .await
                .unwrap();
        }
        let stored = store
            .store(&transaction, "taken", &secret("hunter2-again"))
            .await;
        errors.push(stored.unwrap_err());
    }
    for text in ["hunter2-no-such-row", "hunter2-with-\0"] {
        let transaction = client.transaction().await.unwrap();
        let id = SecretId(uuid::Uuid::new_v4());
        let rotated = store.rotate(&transaction, id, &secret(text)).await;
        errors.push(rotated.unwrap_err());
    }
    errors
}

/// What `pg_stat_activity` shows of a session that stores a secret.
async fn query_on_its_way(server: &Server, store: Box<dyn SecretStore>, table: &str) -> String {
    let (_, integration) = server.integration().await;
    let mut holder = server.demo.owner().await.unwrap();
    let holding = holder.transaction().await.unwrap();
    holding
        .batch_execute(&format!("lock table {table}"))
        .await
        .unwrap();
    let mut client = server.demo.owner().await.unwrap();
    let storing =
        tokio::spawn(async move { set(&mut client, &*store, integration, "hunter2-third").await });
    let waiting = "select query from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'";
    let query = loop {
        if let Some(row) = server.client.query_opt(waiting, &[]).await.unwrap() {
            break row.get(0);
        }
        assert!(!storing.is_finished(), "it did not wait");
        tokio::task::yield_now().await;
    };
    holding.rollback().await.unwrap();
    storing.await.unwrap().unwrap();
    query
}

/// 64 hexadecimal digits in a row are a passphrase, or a key.
fn has_passphrase(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_ascii_hexdigit());
    words.into_iter().any(|word| word.len() >= 64)
}

#[tokio::test]
async fn a_server_that_logs_statements_logs_no_secret_and_no_key() {
    let server = Server::start().await;
    for store in [
        Box::new(Vault) as Box<dyn SecretStore>,
        Box::new(changing()),
    ] {
        let (mut client, log) = logging(&server).await;
        let (_, integration) = server.integration().await;
        for text in ["hunter2-first", "hunter2-second"] {
            set(&mut client, &*store, integration, text).await.unwrap();
        }
        changing()
            .rekey(&mut client, 1, &ProgressBar::hidden())
            .await
            .unwrap();
        drop(client);
        let text = log.await.unwrap();
        assert!(text.contains("log_parameter_max_length"), "{text}");
        assert!(
            text.contains("_secret(") || text.contains("pgp_sym_encrypt("),
            "{text}"
        );
        assert!(
            !text.contains("hunter2") && !has_passphrase(&text),
            "{text}"
        );
    }
}

/// The same past our own transaction: what the server would log, and not even then the key.
#[tokio::test]
async fn a_server_that_may_log_parameters_logs_secrets_and_still_no_key() {
    let server = Server::start().await;
    for store in [
        Box::new(Vault) as Box<dyn SecretStore>,
        Box::new(changing()),
    ] {
        let (mut client, log) = logging(&server).await;
        let transaction = client.transaction().await.unwrap();
        store
            .store(&transaction, "api", &secret("hunter2"))
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        drop(client);
        let text = log.await.unwrap();
        assert!(text.contains("hunter2"), "{text}");
        assert!(!text.contains(KEY_1) && !text.contains(KEY_2), "{text}");
    }
}

fn changing() -> PgCrypto {
    PgCrypto::new(keys(&[("2", KEY_2), ("1", KEY_1)]))
}

/// A session whose server logs every statement, and what it has logged when the session
/// is over.
async fn logging(server: &Server) -> (Client, JoinHandle<String>) {
    let config: Config = server.demo.url().parse().unwrap();
    let (client, mut connection) = config.connect(NoTls).await.unwrap();
    let log = tokio::spawn(async move {
        let mut log = String::new();
        while let Some(Ok(message)) = poll_fn(|cx| connection.poll_message(cx)).await {
            if let AsyncMessage::Notice(notice) = message {
                let detail = notice.detail().unwrap_or_default();
                log += &format!("{}\n{detail}\n", notice.message());
            }
        }
        log
    });
    let settings = "set log_statement = 'all'; set log_min_duration_statement = 0;
                    set log_parameter_max_length = -1; set client_min_messages = 'log'";
    client.batch_execute(settings).await.unwrap();
    (client, log)
}

/// A store that only looks whether statements that fail would be logged with parameters.
struct Probe;

#[async_trait]
impl SecretStore for Probe {
    async fn store(
        &self,
        transaction: &Transaction<'_>,
        _: &str,
        _: &SecretString,
    ) -> Result<SecretId, SecretError> {
        let setting = "show log_parameter_max_length_on_error";
        let length: String = transaction.query_one(setting, &[]).await.unwrap().get(0);
        assert_eq!(length, "0");
        Ok(SecretId(uuid::Uuid::new_v4()))
    }

    async fn retrieve(
        &self,
        _: &Transaction<'_>,
        _: SecretId,
    ) -> Result<SecretString, SecretError> {
        unreachable!()
    }

    async fn rotate(
        &self,
        _: &Transaction<'_>,
        _: SecretId,
        _: &SecretString,
    ) -> Result<(), SecretError> {
        unreachable!()
    }

    async fn delete(&self, _: &Transaction<'_>, _: SecretId) -> Result<(), SecretError> {
        unreachable!()
    }
}

#[tokio::test]
async fn a_server_that_logs_the_parameters_of_failures_does_not_log_these() {
    let mut server = Server::start().await;
    let (_, integration) = server.integration().await;
    let careless = "set log_parameter_max_length_on_error = -1";
    server.client.batch_execute(careless).await.unwrap();
    let transaction = server.client.transaction().await.unwrap();
    credentials::set(&transaction, &Probe, integration, &secret("x"))
        .await
        .unwrap();
}
