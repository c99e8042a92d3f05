//! From one store to the other: nothing lost, whatever happens meanwhile.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use indicatif::ProgressBar;
use organization_integrations::secrets::{
    Moved, Moving, PgCrypto, SecretError, SecretId, SecretStore, SecretString, Vault, move_all,
};
use secrecy::ExposeSecret;
use tokio_postgres::{Client, Transaction};

use crate::server::{Secrets, Server, pgcrypto, set};

async fn to_pgcrypto(client: &mut Client) -> Result<Moved, SecretError> {
    move_all(client, &Vault, &pgcrypto(), &ProgressBar::hidden()).await
}

fn both() -> impl SecretStore {
    Moving {
        from: Arc::new(Vault),
        to: Arc::new(pgcrypto()),
    }
}

#[tokio::test]
async fn all_secrets_move_there_and_back() {
    for mut server in Server::with_each_vault().await {
        let secrets = server.integrations(&Vault, 7).await;
        let strangers = "select vault.create_secret('not ours', 'of another application')";
        server.client.execute(strangers, &[]).await.unwrap();

        let moved = to_pgcrypto(&mut server.client).await.unwrap();
        assert_eq!((moved.moved, moved.failed.len()), (7, 0));
        assert_eq!(server.secrets(&pgcrypto()).await, secrets);
        assert_eq!(server.count("vault.secrets").await, 1);
        let again = to_pgcrypto(&mut server.client).await.unwrap();
        assert_eq!((again.moved, again.failed.len()), (0, 0));

        let bar = ProgressBar::hidden();
        let back = move_all(&mut server.client, &pgcrypto(), &Vault, &bar)
            .await
            .unwrap();
        assert_eq!((back.moved, back.failed.len()), (7, 0));
        assert_eq!(server.secrets(&Vault).await, secrets);
        assert_eq!(server.count("secrets.secrets").await, 0);
    }
}

/// The session ends at each of the three writes of a move, and at each secret.
#[tokio::test]
async fn killed_anywhere_it_goes_on_from_there() {
    for (table, event) in [
        ("secrets.secrets", "insert"),
        ("public.organization_integrations", "update"),
        ("vault.secrets", "delete"),
    ] {
        let server = Server::start().await;
        let secrets = server.integrations(&Vault, 5).await;
        for survivors in [3, 1] {
            server
                .client
                .batch_execute(&format!(
                    "create or replace function app.die() returns trigger language plpgsql
                     security definer as $$ begin
                       if (select count(*) from vault.secrets) <= {survivors} then
                         perform pg_terminate_backend(pg_backend_pid());
                       end if;
                       return null;
                     end; $$;
                     create or replace trigger die after {event} on {table}
                     for each row execute function app.die()"
                ))
                .await
                .unwrap();
            let mut doomed = server.demo.owner().await.unwrap();
            to_pgcrypto(&mut doomed).await.unwrap_err();
            let disarm = format!("drop trigger die on {table}");
            server.client.batch_execute(&disarm).await.unwrap();
            assert_whole(&server, &secrets).await;
            // Some have moved, and some have not.
            assert!(server.count("secrets.secrets").await > 0, "{table}");
            assert!(server.count("vault.secrets").await > 0, "{table}");
        }
        let mut next = server.demo.owner().await.unwrap();
        to_pgcrypto(&mut next).await.unwrap();
        assert_eq!(server.secrets(&pgcrypto()).await, secrets);
        assert_eq!(server.count("vault.secrets").await, 0);
    }
}

/// Each secret is in one store, where its row says.
async fn assert_whole(server: &Server, secrets: &Secrets) {
    assert_eq!(server.secrets(&both()).await, *secrets);
    let stored = server.count("secrets.secrets").await + server.count("vault.secrets").await;
    assert_eq!(stored, secrets.len() as i64);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rotation_meanwhile_is_not_lost() {
    let server = Server::start().await;
    let mut secrets = server.integrations(&Vault, 20).await;
    let stop = Arc::new(AtomicBool::new(false));
    let mut rotator = server.demo.owner().await.unwrap();
    let rotating = tokio::spawn({
        let (stop, store, mut secrets) = (stop.clone(), both(), secrets.clone());
        async move {
            let mut round = 0;
            while !stop.load(Ordering::Relaxed) {
                for (&integration, text) in &mut secrets {
                    *text = format!("round {round}");
                    set(&mut rotator, &store, integration, text).await.unwrap();
                }
                round += 1;
            }
            secrets
        }
    });
    let mut mover = server.demo.owner().await.unwrap();
    let moved = to_pgcrypto(&mut mover).await.unwrap();
    stop.store(true, Ordering::Relaxed);
    secrets = rotating.await.unwrap();
    assert_eq!((moved.moved, moved.failed.len()), (20, 0));
    assert_eq!(server.secrets(&pgcrypto()).await, secrets);
    assert_whole(&server, &secrets).await;
}

/// The one that can be made to happen: a rotation holds the row when the move comes to it.
#[tokio::test(flavor = "multi_thread")]
async fn a_rotation_that_came_first_is_what_moves() {
    let server = Server::start().await;
    let secrets = server.integrations(&Vault, 1).await;
    let (&integration, _) = secrets.iter().next().unwrap();
    let mut rotator = server.demo.owner().await.unwrap();
    let rotating = rotator.transaction().await.unwrap();
    let newer = crate::server::secret("newer");
    organization_integrations::secrets::credentials::set(&rotating, &Vault, integration, &newer)
        .await
        .unwrap();

    let mut mover = server.demo.owner().await.unwrap();
    let moving = tokio::spawn(async move { to_pgcrypto(&mut mover).await });
    let waiting = "pg_stat_activity where datname = current_database()
        and wait_event_type = 'Lock'";
    while server.count(waiting).await == 0 {
        assert!(!moving.is_finished(), "it did not wait");
        tokio::task::yield_now().await;
    }
    rotating.commit().await.unwrap();
    assert_eq!(moving.await.unwrap().unwrap().moved, 1);
    let expected = Secrets::from([(integration, "newer".to_owned())]);
    assert_eq!(server.secrets(&pgcrypto()).await, expected);
    assert_whole(&server, &expected).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_moves_at_once_move_each_secret_once() {
    let server = Server::start().await;
    let secrets = server.integrations(&Vault, 20).await;
    let mut one = server.demo.owner().await.unwrap();
    let mut other = server.demo.owner().await.unwrap();
    let (one, other) = tokio::join!(to_pgcrypto(&mut one), to_pgcrypto(&mut other));
    let (one, other) = (one.unwrap(), other.unwrap());
    assert_eq!((one.failed.len(), other.failed.len()), (0, 0));
    assert_eq!(one.moved + other.moved, 20);
    assert_eq!(server.secrets(&pgcrypto()).await, secrets);
    assert_whole(&server, &secrets).await;
}

/// What was passed, and then got a secret from a service that knows of no move.
#[tokio::test]
async fn a_secret_that_comes_late_moves_too() {
    let mut server = Server::start().await;
    let mut secrets = server.integrations(&Vault, 3).await;
    let first = *secrets.keys().next().unwrap();
    secrets.insert(first, "late".into());
    server
        .client
        .batch_execute(&format!(
            "update public.organization_integrations set credentials = null where id = '{first}';
             create function app.come_late() returns trigger language plpgsql as $$ begin
               update public.organization_integrations
               set credentials = vault.create_secret('late', 'late')
               where id = '{first}' and credentials is null;
               return null; end; $$;
             create trigger come_late after insert on secrets.secrets
             for each row execute function app.come_late()"
        ))
        .await
        .unwrap();
    let moved = to_pgcrypto(&mut server.client).await.unwrap();
    assert_eq!((moved.moved, moved.failed.len()), (3, 0));
    assert_eq!(server.secrets(&pgcrypto()).await, secrets);
}

#[tokio::test]
async fn what_cannot_be_read_stays_and_is_named() {
    let mut server = Server::start().await;
    let mut secrets = server.integrations(&Vault, 3).await;
    let broken = *secrets.keys().nth(1).unwrap();
    let spoil = "update vault.secrets set secret = 'plaintext' where id = (
        select credentials from public.organization_integrations where id = $1)";
    server.client.execute(spoil, &[&broken]).await.unwrap();
    let lost = server.integration().await.1;
    let dangle = "update public.organization_integrations
        set credentials = gen_random_uuid() where id = $1";
    server.client.execute(dangle, &[&lost]).await.unwrap();

    let moved = to_pgcrypto(&mut server.client).await.unwrap();
    assert_eq!(moved.moved, 2);
    for (integration, error) in &moved.failed {
        match error {
            SecretError::Undecryptable(_) => assert_eq!(*integration, broken),
            SecretError::NotFound(_) => assert_eq!(*integration, lost),
            error => panic!("{error}"),
        }
    }
    assert_eq!(moved.failed.len(), 2);
    assert_eq!(
        server
            .count("vault.secrets where secret = 'plaintext'")
            .await,
        1
    );
    let others = "update public.organization_integrations set credentials = null
        where id = any ($1)";
    server
        .client
        .execute(others, &[&vec![broken, lost]])
        .await
        .unwrap();
    secrets.remove(&broken);
    assert_eq!(server.secrets(&pgcrypto()).await, secrets);
}

/// A store that says yes, and keeps less.
struct Truncating(PgCrypto);

#[async_trait]
impl SecretStore for Truncating {
    async fn store(
        &self,
        transaction: &Transaction<'_>,
        name: &str,
        secret: &SecretString,
    ) -> Result<SecretId, SecretError> {
        let less = &secret.expose_secret()[1..];
        self.0.store(transaction, name, &less.into()).await
    }

    async fn retrieve(
        &self,
        transaction: &Transaction<'_>,
        id: SecretId,
    ) -> Result<SecretString, SecretError> {
        self.0.retrieve(transaction, id).await
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
async fn a_copy_that_differs_moves_nothing() {
    let mut server = Server::start().await;
    let secrets = server.integrations(&Vault, 1).await;
    let (bar, to) = (ProgressBar::hidden(), Truncating(pgcrypto()));
    let moved = move_all(&mut server.client, &Vault, &to, &bar)
        .await
        .unwrap();
    assert_eq!(moved.moved, 0);
    assert!(matches!(
        moved.failed[..],
        [(_, SecretError::NotAsWritten(_))]
    ));
    assert_eq!(server.secrets(&Vault).await, secrets);
    assert_whole(&server, &secrets).await;
}
