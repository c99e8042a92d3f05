//! The migrations make what the code declares, and can be undone.

mod common;

use std::fs;
use std::path::Path;

use organization_integrations::documents::RepairOutcome;
use organization_integrations::enums::{ENUMS, IntegrationType, SyncState};
use organization_integrations::migrations;
use pg_integration_enum::PgIntegrationEnum;
use pg_integration_enum::tokio_postgres::verify_all;

/// The text of a file below `supabase`.
fn file(path: &str) -> String {
    fs::read_to_string(Path::new("supabase").join(path)).unwrap()
}

#[test]
fn the_files_of_the_enums_are_the_consts() {
    for (path, sql) in [
        (
            "migrations/20260105090100_sync_state.sql",
            SyncState::CREATE_TYPE_SQL,
        ),
        (
            "rollbacks/20260105090100_sync_state.sql",
            SyncState::DROP_TYPE_SQL,
        ),
        (
            "migrations/20260112100000_integration_type.sql",
            IntegrationType::MIGRATE_UP_SQL,
        ),
        (
            "rollbacks/20260112100000_integration_type.sql",
            IntegrationType::MIGRATE_DOWN_SQL,
        ),
        (
            "migrations/20260216090100_repair_outcome.sql",
            RepairOutcome::CREATE_TYPE_SQL,
        ),
        (
            "rollbacks/20260216090100_repair_outcome.sql",
            RepairOutcome::DROP_TYPE_SQL,
        ),
    ] {
        assert_eq!(file(path).trim_end(), sql.trim_end(), "{path}");
    }
}

#[tokio::test]
async fn up_down_and_up_again() {
    let demo = common::demo().await;
    let owner = demo.owner().await.unwrap();
    let verify = async || verify_all(&owner, ENUMS).await.unwrap();
    assert!(verify().await.is_in_step());

    migrations::undo(demo.url(), 0).await.unwrap();
    assert!(!verify().await.is_in_step());

    migrations::apply(demo.url()).await.unwrap();
    assert_eq!(verify().await.into_result(), Ok(()));
}
