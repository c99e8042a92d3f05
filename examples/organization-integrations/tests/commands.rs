//! The commands as processes: what they say, and what is left when they are killed.

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Output, Stdio};

use organization_integrations::auth::OrganizationRole;
use organization_integrations::demo::{self, Demo};
use organization_integrations::migrations;
use organization_integrations::secrets::{PgCrypto, SecretString, Vault, credentials};
use secrecy::ExposeSecret;
use tokio_postgres::Client;
use uuid::Uuid;

const KEYS: &str = "1:0101010101010101010101010101010101010101010101010101010101010101";
const NEW_KEYS: &str = "2:0202020202020202020202020202020202020202020202020202020202020202,\
                        1:0101010101010101010101010101010101010101010101010101010101010101";

const TO_PGCRYPTO: &[&str] = &["secrets", "move", "--from", "vault", "--to", "pgcrypto"];

/// A command on the database, as the service logs in.
fn command(demo: &Demo, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_organization-integrations"));
    command
        .args(arguments)
        .env_clear()
        .env("DATABASE_URL", common::address(&demo.service()))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Migrations are the owner's.
fn migrate(demo: &Demo) -> Command {
    let mut migrate = command(demo, &["migrate"]);
    migrate.env("DATABASE_URL", demo.url());
    migrate
}

/// What a command wrote, of which nothing may be a secret.
fn said(output: &Output) -> String {
    let text = [&output.stdout[..], &output.stderr].concat();
    let text = String::from_utf8(text).unwrap();
    assert!(
        !text.contains("hunter2") && !text.contains("0101"),
        "{text}"
    );
    text
}

fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", said(&output));
    said(&output)
}

fn fail(command: &mut Command) -> String {
    let output = command.output().unwrap();
    assert!(!output.status.success(), "{}", said(&output));
    said(&output)
}

/// Kills a command when it waits for a lock that we hold, which is in the middle.
async fn kill_at(demo: &Demo, table: &str, command: &mut Command) {
    let mut holder = demo.owner().await.unwrap();
    let holding = holder.transaction().await.unwrap();
    let lock = format!("lock table {table}");
    holding.batch_execute(&lock).await.unwrap();
    let mut child: Child = command.spawn().unwrap();
    let owner = demo.owner().await.unwrap();
    let waiting =
        "pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
    while count(&owner, waiting).await == 0 {
        assert!(child.try_wait().unwrap().is_none(), "it did not wait");
        tokio::task::yield_now().await;
    }
    child.kill().unwrap();
    child.wait().unwrap();
    holding.rollback().await.unwrap();
    // The server finds out when it next hears of its client.
    let others = "pg_stat_activity where datname = current_database()
        and backend_type = 'client backend' and pid <> pg_backend_pid() and xact_start is not null";
    while count(&owner, others).await > 0 {
        tokio::task::yield_now().await;
    }
}

async fn count(client: &Client, from: &str) -> i64 {
    let count = format!("select count(*) from {from}");
    client.query_one(&count, &[]).await.unwrap().get(0)
}

async fn integrations(owner: &Client, count: i32) -> Vec<Uuid> {
    let insert = "with organization as (
        insert into public.organizations (name) select 'Acme' from generate_series(1, $1)
        returning id)
      insert into public.organization_integrations (organization_id, integration_type)
      select id, 'xledger' from organization returning id";
    let rows = owner.query(insert, &[&count]).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

async fn add_vault(owner: &Client) {
    for statements in [
        include_str!("secrets/vault.sql"),
        include_str!("secrets/grants.sql"),
    ] {
        owner.batch_execute(statements).await.unwrap();
    }
}

/// Gives an integration credentials in Vault.
async fn set(owner: &mut Client, integration: Uuid) {
    let transaction = owner.transaction().await.unwrap();
    let secret = SecretString::from("hunter2");
    let set = credentials::set(&transaction, &Vault, integration, &secret);
    set.await.unwrap();
    transaction.commit().await.unwrap();
}

/// The credentials of an integration in pgcrypto.
async fn get(owner: &mut Client, integration: Uuid, keys: &str) -> String {
    let transaction = owner.transaction().await.unwrap();
    let store = PgCrypto::new(keys.parse().unwrap());
    let found = credentials::get(&transaction, &store, integration).await;
    found.unwrap().unwrap().expose_secret().to_owned()
}

#[tokio::test]
async fn a_repair_that_is_killed_goes_on_when_it_is_run_again() {
    let demo = common::demo().await;
    let owner = demo.owner().await.unwrap();
    migrations::undo(demo.url(), 20260202090000).await.unwrap();
    integrations(&owner, 5).await;
    let spoil = "update public.organization_integrations set field_mappings = '[]'";
    owner.execute(spoil, &[]).await.unwrap();
    let refused = fail(&mut migrate(&demo));
    assert!(refused.contains("is violated by some row"), "{refused}");

    let spoiled = "public.organization_integrations where field_mappings = '[]'";
    let dry = run(&mut command(&demo, &["documents", "repair", "--dry-run"]));
    assert!(
        dry.contains("field_mappings is reset: a document must be an object"),
        "{dry}"
    );
    assert!(dry.ends_with("10 documents to mend\n"), "{dry}");
    assert_eq!(count(&owner, spoiled).await, 5);

    let mut repair = command(&demo, &["documents", "repair", "--batch", "1"]);
    kill_at(&demo, "public.organization_notifications", &mut repair).await;
    assert_eq!(count(&owner, spoiled).await, 5);
    assert_eq!(count(&owner, "public.document_repairs").await, 0);
    assert!(run(&mut repair).ends_with("10 documents mended\n"));
    assert!(run(&mut repair).ends_with("0 documents mended\n"));
    assert_eq!(count(&owner, "public.document_repairs").await, 10);
    run(&mut migrate(&demo));
}

#[tokio::test]
async fn secrets_move_and_come_under_another_key_also_after_a_kill() {
    let demo = common::demo().await;
    let mut owner = demo.owner().await.unwrap();
    add_vault(&owner).await;
    let integrations = integrations(&owner, 5).await;
    for &integration in &integrations {
        set(&mut owner, integration).await;
    }

    let mut moving = command(&demo, TO_PGCRYPTO);
    let refused = fail(&mut moving);
    assert!(refused.contains("there are no keys"), "{refused}");
    moving.env("SECRET_KEYS", KEYS);
    kill_at(&demo, "secrets.secrets", &mut moving).await;
    assert_eq!(count(&owner, "vault.secrets").await, 5);
    assert!(run(&mut moving).starts_with("5 secrets moved\n"));
    assert!(run(&mut moving).starts_with("0 secrets moved\n"));
    assert_eq!(count(&owner, "vault.secrets").await, 0);

    let mut rekey = command(&demo, &["secrets", "rekey", "--batch", "2"]);
    rekey.env("SECRET_KEYS", NEW_KEYS);
    kill_at(&demo, "secrets.secrets", &mut rekey).await;
    assert_eq!(run(&mut rekey), "5 secrets rekeyed\nkeys in use: 2\n");
    for integration in integrations {
        let new_key = NEW_KEYS.split(',').next().unwrap();
        assert_eq!(get(&mut owner, integration, new_key).await, "hunter2");
    }
}

/// The service, which ends with the value.
struct Service(Child, String);

impl Service {
    /// In the middle of a move from Vault.
    fn start(demo: &Demo, jwt_secret: &SecretString) -> Self {
        let mut service = command(demo, &["--port", "0"])
            .env("JWT_SECRET", jwt_secret.expose_secret())
            .env("SECRET_KEYS", KEYS)
            .env("SECRETS_MOVE_FROM", "vault")
            .spawn()
            .unwrap();
        let mut line = String::new();
        let mut said = BufReader::new(service.stdout.take().unwrap());
        said.read_line(&mut line).unwrap();
        let address = line.trim().strip_prefix("serving http://").unwrap();
        Self(service, address.to_owned())
    }

    fn rotate(&self, integration: Uuid, token: &str, credentials: &str) -> String {
        let body = format!(r#"{{"credentials":"{credentials}"}}"#);
        let mut stream = TcpStream::connect(&self.1).unwrap();
        write!(
            stream,
            "PUT /integrations/{integration}/credentials HTTP/1.1\r\nhost: service\r\n\
             authorization: Bearer {token}\r\ncontent-type: application/json\r\n\
             content-length: {}\r\nconnection: close\r\n\r\n{body}",
            body.len()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test]
async fn the_service_rotates_before_and_after_a_secret_moves() {
    let demo = common::demo().await;
    let mut owner = demo.owner().await.unwrap();
    add_vault(&owner).await;
    let integration = integrations(&owner, 1).await[0];
    set(&mut owner, integration).await;
    let organization = "select organization_id from public.organization_integrations";
    let organization = owner.query_one(organization, &[]).await.unwrap().get(0);
    let jwt_secret = demo::random_secret();
    let token = demo::token(&jwt_secret, organization, OrganizationRole::Admin).unwrap();
    let service = Service::start(&demo, &jwt_secret);

    let answer = service.rotate(integration, &token, "before");
    assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
    assert_eq!(
        count(
            &owner,
            "vault.decrypted_secrets where decrypted_secret = 'before'"
        )
        .await,
        1
    );
    run(command(&demo, TO_PGCRYPTO).env("SECRET_KEYS", KEYS));
    let answer = service.rotate(integration, &token, "after");
    assert!(answer.starts_with("HTTP/1.1 204"), "{answer}");
    assert_eq!(get(&mut owner, integration, KEYS).await, "after");
    assert_eq!(count(&owner, "vault.secrets").await, 0);
}

#[tokio::test]
async fn a_command_that_leaves_something_behind_fails() {
    let demo = common::demo().await;
    let owner = demo.owner().await.unwrap();
    integrations(&owner, 1).await;
    let dangle = "update public.organization_integrations set credentials = gen_random_uuid()";
    owner.execute(dangle, &[]).await.unwrap();
    add_vault(&owner).await;
    let to_vault = ["secrets", "move", "--from", "pgcrypto", "--to", "vault"];
    let refused = fail(command(&demo, &to_vault).env("SECRET_KEYS", KEYS));
    assert!(refused.contains("there is no secret"), "{refused}");
    assert!(
        refused.ends_with("error: 1 secrets stay as they were\n"),
        "{refused}"
    );
    let nowhere = ["secrets", "move", "--from", "vault", "--to", "vault"];
    let refused = fail(&mut command(&demo, &nowhere));
    assert_eq!(refused, "error: `--from` and `--to` are the same store\n");
}

#[tokio::test]
async fn a_pgcrypto_in_another_schema_stops_the_migration() {
    let demo = common::demo().await;
    let owner = demo.owner().await.unwrap();
    migrations::undo(demo.url(), 0).await.unwrap();
    let elsewhere = "drop extension pgcrypto; create extension pgcrypto with schema public";
    owner.batch_execute(elsewhere).await.unwrap();
    let refused = fail(&mut migrate(&demo));
    assert!(
        refused
            .contains("function \"extensions.pgp_sym_encrypt(text, text, text)\" does not exist"),
        "{refused}"
    );
    let back = "alter extension pgcrypto set schema extensions";
    owner.batch_execute(back).await.unwrap();
    run(&mut migrate(&demo));
}
