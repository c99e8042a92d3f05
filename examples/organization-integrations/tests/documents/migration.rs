//! The way from version 1 to version 2, with rows that were there before any constraint.

use indicatif::ProgressBar;
use organization_integrations::documents::repair::{Options, repair};
use organization_integrations::migrations;

use crate::samples::Column::{FieldMappings, SyncSchedule};
use crate::server::Server;

const OPTIONS: Options = Options {
    batch: 10,
    dry_run: false,
};

const VALIDATED: &str = "pg_constraint where conname like '%valid' and contype = 'c'
    and conrelid = 'public.organization_integrations'::regclass and convalidated";

#[tokio::test]
async fn constraints_hold_at_once_and_are_validated_after_the_repair() {
    let mut server = Server::before_checks().await;
    let (_, old) = server.integration().await;
    let (_, new) = server.integration().await;
    server.write(old, FieldMappings, "{}").await.unwrap();

    let refused = server.migrate().await.unwrap_err();
    assert!(refused.contains("is violated by some row"), "{refused}");
    assert_eq!(server.count(VALIDATED).await, 0);
    // New writes are judged, in both versions.
    server.write(new, FieldMappings, "{}").await.unwrap_err();
    for good in [
        r#"{"version":1,"mappings":[]}"#,
        r#"{"version":2,"mappings":[]}"#,
    ] {
        server.write(new, FieldMappings, good).await.unwrap();
    }

    let bar = ProgressBar::hidden();
    repair(&mut server.client, OPTIONS, &bar).await.unwrap();
    server.migrate().await.unwrap();
    assert_eq!(server.count(VALIDATED).await, 2);
}

#[tokio::test]
async fn the_way_back_refuses_to_lose_a_document_of_version_2() {
    let server = Server::start().await;
    let (_, integration) = server.integration().await;
    let before = 20260216090200;
    let refused = migrations::undo(server.demo.url(), before).await;
    let refused = refused.unwrap_err().to_string();
    assert!(
        refused.contains("1 integrations have documents of version 2"),
        "{refused}"
    );

    let schedule = r#"{"version":1,"enabled":true,"interval_minutes":60}"#;
    let mappings = r#"{"version":1,"mappings":[]}"#;
    server
        .write(integration, SyncSchedule, schedule)
        .await
        .unwrap();
    server
        .write(integration, FieldMappings, mappings)
        .await
        .unwrap();
    migrations::undo(server.demo.url(), before).await.unwrap();
    let version_2 = r#"{"version":2,"mappings":[]}"#;
    server
        .write(integration, FieldMappings, version_2)
        .await
        .unwrap_err();
    server.migrate().await.unwrap();
    server
        .write(integration, FieldMappings, version_2)
        .await
        .unwrap();
}
