//! A secret and the row that refers to it change together, or not at all.

use organization_integrations::secrets::credentials;

use crate::server::{Server, get, secret, set, stores};

const TABLES: [&str; 2] = ["vault.secrets", "secrets.secrets"];

#[tokio::test]
async fn a_failure_after_the_write_of_the_secret_rolls_both_back() {
    let mut server = Server::start().await;
    for (store, table) in stores().into_iter().zip(TABLES) {
        let (_, integration) = server.integration().await;
        // The first credentials, and then others in their place.
        for before in [None, Some("first")] {
            if let Some(text) = before {
                set(&mut server.client, &*store, integration, text)
                    .await
                    .unwrap();
            }
            let transaction = server.client.transaction().await.unwrap();
            credentials::set(&transaction, &*store, integration, &secret("lost"))
                .await
                .unwrap();
            transaction.batch_execute("select 1 / 0").await.unwrap_err();
            drop(transaction);

            let now = get(&mut server.client, &*store, integration).await.unwrap();
            assert_eq!(now.as_deref(), before);
            assert_eq!(server.count(table).await, before.iter().count() as i64);
        }
    }
}

#[tokio::test]
async fn a_row_that_refuses_the_reference_keeps_no_secret_behind() {
    let mut server = Server::start().await;
    server
        .client
        .batch_execute(
            "create function app.refuse() returns trigger language plpgsql as $$
             begin raise exception 'not today'; end; $$;
             create trigger refuse before update of credentials
             on public.organization_integrations
             for each row execute function app.refuse()",
        )
        .await
        .unwrap();
    let (_, integration) = server.integration().await;
    for (store, table) in stores().into_iter().zip(TABLES) {
        set(&mut server.client, &*store, integration, "lost")
            .await
            .unwrap_err();
        assert_eq!(server.count(table).await, 0);
    }
}

#[tokio::test]
async fn what_is_cleared_and_rolled_back_is_there_again() {
    let mut server = Server::start().await;
    for store in stores() {
        let (_, integration) = server.integration().await;
        set(&mut server.client, &*store, integration, "kept")
            .await
            .unwrap();
        let transaction = server.client.transaction().await.unwrap();
        credentials::clear(&transaction, &*store, integration)
            .await
            .unwrap();
        transaction.rollback().await.unwrap();
        let now = get(&mut server.client, &*store, integration).await.unwrap();
        assert_eq!(now.as_deref(), Some("kept"));
    }
}

#[tokio::test]
async fn two_integrations_cannot_share_a_secret() {
    let server = Server::start().await;
    server.integration().await;
    server.integration().await;
    let share = "update public.organization_integrations
        set credentials = '00000000-0000-0000-0000-000000000001'";
    let refused = server.client.execute(share, &[]).await.unwrap_err();
    let refused = refused.as_db_error().unwrap().constraint();
    assert_eq!(refused, Some("credentials_are_not_shared"));
}
