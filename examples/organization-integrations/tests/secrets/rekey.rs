//! Another key for all secrets.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::ProgressBar;
use organization_integrations::secrets::{PgCrypto, Rekeyed, SecretError};
use tokio_postgres::Client;

use crate::server::{KEY_1, KEY_2, Server, keys, pgcrypto, set};

/// Encrypts under the key `2`, and decrypts under `1` as well.
fn changing() -> PgCrypto {
    PgCrypto::new(keys(&[("2", KEY_2), ("1", KEY_1)]))
}

/// Without the key `1`.
fn changed() -> PgCrypto {
    PgCrypto::new(keys(&[("2", KEY_2)]))
}

async fn rekey(client: &mut Client) -> Result<Rekeyed, SecretError> {
    changing().rekey(client, 3, &ProgressBar::hidden()).await
}

#[tokio::test]
async fn all_secrets_come_under_the_new_key_and_the_old_one_can_go() {
    let mut server = Server::start().await;
    let secrets = server.integrations(&pgcrypto(), 10).await;
    let done = rekey(&mut server.client).await.unwrap();
    assert_eq!(
        (done.rekeyed, done.failed.len(), done.in_use),
        (10, 0, vec!["2".into()])
    );
    assert_eq!(server.secrets(&changed()).await, secrets);
    assert_eq!(rekey(&mut server.client).await.unwrap().rekeyed, 0);
}

#[tokio::test]
async fn killed_in_a_batch_it_goes_on_from_there() {
    let server = Server::start().await;
    let secrets = server.integrations(&pgcrypto(), 10).await;
    // In the second batch: the first one is there to stay.
    server
        .client
        .batch_execute(
            "create function app.die() returns trigger language plpgsql as $$ begin
               if (select count(*) from secrets.secrets where key_id = '2') = 5 then
                 perform pg_terminate_backend(pg_backend_pid());
               end if;
               return null; end; $$;
             create trigger die after update on secrets.secrets
             for each row execute function app.die()",
        )
        .await
        .unwrap();
    let mut doomed = server.demo.owner().await.unwrap();
    rekey(&mut doomed).await.unwrap_err();
    assert_eq!(server.count("secrets.secrets where key_id = '2'").await, 3);
    assert_eq!(server.secrets(&changing()).await, secrets);

    server
        .client
        .batch_execute("drop trigger die on secrets.secrets")
        .await
        .unwrap();
    let mut next = server.demo.owner().await.unwrap();
    assert_eq!(rekey(&mut next).await.unwrap().rekeyed, 7);
    assert_eq!(server.secrets(&changed()).await, secrets);
}

#[tokio::test]
async fn what_no_key_of_ours_opens_stays_and_is_named() {
    let mut server = Server::start().await;
    let mut secrets = server.integrations(&pgcrypto(), 5).await;
    let (foreign, corrupt) = (
        *secrets.keys().next().unwrap(),
        *secrets.keys().last().unwrap(),
    );
    let of = "where id = (select credentials from public.organization_integrations where id = $1)";
    for (change, integration) in [("key_id = '0'", foreign), ("ciphertext = 'x'", corrupt)] {
        let spoil = format!("update secrets.secrets set {change} {of}");
        server
            .client
            .execute(&spoil, &[&integration])
            .await
            .unwrap();
        secrets.remove(&integration);
    }
    let done = rekey(&mut server.client).await.unwrap();
    assert_eq!((done.rekeyed, done.failed.len()), (3, 2));
    assert_eq!(done.in_use, ["0", "1", "2"]);
    for error in &done.failed {
        let named = matches!(error,
            SecretError::UnknownKey { key, .. } if key == "0")
            || matches!(error, SecretError::Undecryptable(_));
        assert!(named, "{error}");
    }
    let others = "update public.organization_integrations set credentials = null
        where id = any ($1)";
    server
        .client
        .execute(others, &[&vec![foreign, corrupt]])
        .await
        .unwrap();
    assert_eq!(server.secrets(&changed()).await, secrets);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_at_once_and_a_rotation_meanwhile_lose_nothing() {
    let server = Server::start().await;
    let secrets = server.integrations(&pgcrypto(), 20).await;
    let stop = Arc::new(AtomicBool::new(false));
    let mut rotator = server.demo.owner().await.unwrap();
    let rotating = tokio::spawn({
        let (stop, mut secrets) = (stop.clone(), secrets.clone());
        async move {
            let mut round = 0;
            while !stop.load(Ordering::Relaxed) {
                for (&integration, text) in &mut secrets {
                    *text = format!("round {round}");
                    set(&mut rotator, &changing(), integration, text)
                        .await
                        .unwrap();
                }
                round += 1;
            }
            secrets
        }
    });
    let mut clients = (
        server.demo.owner().await.unwrap(),
        server.demo.owner().await.unwrap(),
    );
    let (one, other) = tokio::join!(rekey(&mut clients.0), rekey(&mut clients.1));
    stop.store(true, Ordering::Relaxed);
    let secrets = rotating.await.unwrap();
    assert_eq!(
        (one.unwrap().failed.len(), other.unwrap().failed.len()),
        (0, 0)
    );
    assert_eq!(server.secrets(&changed()).await, secrets);
}
