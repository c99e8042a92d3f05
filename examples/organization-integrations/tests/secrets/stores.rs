//! What every store does, and the traps of each.

use organization_integrations::secrets::{PgCrypto, SecretError, SecretId, SecretStore, Vault};
use secrecy::ExposeSecret;
use tokio_postgres::error::SqlState;
use uuid::Uuid;

use crate::server::{KEY_1, KEY_2, Server, keys, pgcrypto, secret, service_role, stores};

#[tokio::test]
async fn what_is_stored_comes_back_until_it_is_deleted() {
    for mut server in Server::with_each_vault().await {
        let long = "x".repeat(100_000);
        for store in stores() {
            let transaction = service_role(&mut server.client).await;
            for (n, text) in ["", "hunter2", "two\r\nlines", "'; --", "пароль 🔑", &long]
                .iter()
                .enumerate()
            {
                let name = format!("secret {n}");
                let id = store
                    .store(&transaction, &name, &secret("first"))
                    .await
                    .unwrap();
                store.rotate(&transaction, id, &secret(text)).await.unwrap();
                let found = store.retrieve(&transaction, id).await.unwrap();
                assert_eq!(found.expose_secret(), *text);
                store.delete(&transaction, id).await.unwrap();
                let gone = store.retrieve(&transaction, id).await.unwrap_err();
                assert!(matches!(gone, SecretError::NotFound(other) if other == id));
            }
        }
    }
}

#[tokio::test]
async fn what_is_not_there_is_an_error_to_rotate_and_to_delete() {
    for mut server in Server::with_each_vault().await {
        for store in stores() {
            let transaction = service_role(&mut server.client).await;
            let id = SecretId(Uuid::new_v4());
            let rotated = store.rotate(&transaction, id, &secret("new")).await;
            assert!(matches!(rotated, Err(SecretError::NotFound(other)) if other == id));
            let deleted = store.delete(&transaction, id).await;
            assert!(matches!(deleted, Err(SecretError::NotFound(other)) if other == id));
            let retrieved = store.retrieve(&transaction, id).await;
            assert!(matches!(retrieved, Err(SecretError::NotFound(other)) if other == id));
        }
    }
}

#[tokio::test]
async fn a_name_is_taken_once() {
    for mut server in Server::with_each_vault().await {
        for store in stores() {
            let transaction = service_role(&mut server.client).await;
            store
                .store(&transaction, "api", &secret("one"))
                .await
                .unwrap();
            let again = store
                .store(&transaction, "api", &secret("two"))
                .await
                .unwrap_err();
            assert!(matches!(&again, SecretError::NameTaken(name) if name == "api"));
            assert_eq!(again.to_string(), "a secret named `api` is there already");
        }
    }
}

#[tokio::test]
async fn nothing_is_stored_in_plaintext() {
    for mut server in Server::with_each_vault().await {
        for (store, table) in stores()
            .into_iter()
            .zip(["vault.secrets", "secrets.secrets"])
        {
            let transaction = service_role(&mut server.client).await;
            let id = store
                .store(&transaction, "api", &secret("hunter2"))
                .await
                .unwrap();
            store
                .rotate(&transaction, id, &secret("hunter3"))
                .await
                .unwrap();
            transaction.commit().await.unwrap();
            let select = format!("select convert_to(s::text, 'utf8') from {table} as s");
            let row: Vec<u8> = server.client.query_one(&select, &[]).await.unwrap().get(0);
            for plain in ["hunter", "68756e746572", "aHVudGVy"] {
                let found = row
                    .windows(plain.len())
                    .any(|window| window == plain.as_bytes());
                assert!(!found, "{plain} in {table}");
            }
        }
    }
}

#[tokio::test]
async fn a_row_inserted_past_the_functions_of_the_vault_is_an_error() {
    for mut server in Server::with_each_vault().await {
        // Looks like base64, and does not.
        for plaintext in ["aHVudGVyMg==", "hunter2!"] {
            let insert = "insert into vault.secrets (secret) values ($1) returning id";
            let row = server
                .client
                .query_one(insert, &[&plaintext])
                .await
                .unwrap();
            let id = SecretId(row.get(0));
            let transaction = service_role(&mut server.client).await;
            let found = Vault.retrieve(&transaction, id).await.unwrap_err();
            assert!(
                matches!(found, SecretError::Undecryptable(other) if other == id),
                "{found}"
            );
        }
    }
}

#[tokio::test]
async fn a_ciphertext_decrypts_under_its_key_and_in_its_row_only() {
    let mut server = Server::start().await;
    let transaction = service_role(&mut server.client).await;
    let store = pgcrypto();
    let one = store
        .store(&transaction, "one", &secret("1"))
        .await
        .unwrap();
    let two = store
        .store(&transaction, "two", &secret("2"))
        .await
        .unwrap();
    transaction.commit().await.unwrap();

    let transaction = service_role(&mut server.client).await;
    let stranger = PgCrypto::new(keys(&[("2", KEY_2)]));
    let unknown = stranger.retrieve(&transaction, one).await.unwrap_err();
    assert!(matches!(&unknown, SecretError::UnknownKey { key, .. } if key == "1"));
    let impostor = PgCrypto::new(keys(&[("1", KEY_2)]));
    let refused = impostor.retrieve(&transaction, one).await.unwrap_err();
    assert!(
        matches!(refused, SecretError::Undecryptable(id) if id == one),
        "{refused}"
    );
    drop(transaction);

    let swap = "update secrets.secrets as mine
        set key_id = other.key_id, salt = other.salt, ciphertext = other.ciphertext
        from secrets.secrets as other where other.id <> mine.id";
    assert_eq!(server.client.execute(swap, &[]).await.unwrap(), 2);
    for id in [one, two] {
        let transaction = service_role(&mut server.client).await;
        let refused = store.retrieve(&transaction, id).await.unwrap_err();
        assert!(matches!(refused, SecretError::Undecryptable(other) if other == id));
    }
}

/// What once was in a log opens nothing that was written later.
#[tokio::test]
async fn a_rotation_is_under_another_passphrase() {
    let mut server = Server::start().await;
    let transaction = service_role(&mut server.client).await;
    let store = pgcrypto();
    let id = store
        .store(&transaction, "api", &secret("old"))
        .await
        .unwrap();
    let salt = "select salt from secrets.secrets";
    let salt: Uuid = transaction.query_one(salt, &[]).await.unwrap().get(0);
    store
        .rotate(&transaction, id, &secret("new"))
        .await
        .unwrap();
    let put_back = "update secrets.secrets set salt = $1";
    transaction.execute(put_back, &[&salt]).await.unwrap();
    let refused = store.retrieve(&transaction, id).await.unwrap_err();
    assert!(matches!(refused, SecretError::Undecryptable(other) if other == id));
}

#[tokio::test]
async fn another_refusal_of_the_database_is_an_error_with_its_code() {
    let mut server = Server::start().await;
    for store in stores() {
        let transaction = server.client.transaction().await.unwrap();
        let nobody = "set local role anon";
        transaction.batch_execute(nobody).await.unwrap();
        let refused = store
            .store(&transaction, "api", &secret("hunter2"))
            .await
            .unwrap_err();
        let denied = SqlState::INSUFFICIENT_PRIVILEGE;
        assert!(matches!(&refused, SecretError::Database { code, .. } if *code == denied));
        assert_eq!(
            refused.to_string(),
            "the database refused to store a secret: 42501"
        );
    }
}

#[test]
fn keys_that_cannot_be_read_are_not_shown_either() {
    let short = &KEY_1[1..];
    for (text, expected) in [
        (
            "",
            "there are no keys: set `SECRET_KEYS_FILE` or `SECRET_KEYS`",
        ),
        (
            KEY_1,
            "each key must be an id, a colon and 64 hexadecimal digits",
        ),
        (
            &format!("1:{short}"),
            "each key must be an id, a colon and 64 hexadecimal digits",
        ),
        (
            &format!("1:{short}g"),
            "each key must be an id, a colon and 64 hexadecimal digits",
        ),
        (
            &format!("1:{short}é"),
            "each key must be an id, a colon and 64 hexadecimal digits",
        ),
        (&format!("1:{KEY_1} 1:{KEY_2}"), "key `1` is there twice"),
    ] {
        let error = text
            .parse::<organization_integrations::secrets::Keyring>()
            .unwrap_err();
        assert_eq!(error.to_string(), expected);
    }
}
