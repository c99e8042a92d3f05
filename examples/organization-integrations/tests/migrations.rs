//! The migrations make what the code declares, and can be undone.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use organization_integrations::documents::RepairOutcome;
use organization_integrations::enums::{ENUMS, IntegrationType, SyncState};
use organization_integrations::{database, migrations};
use pg_integration_enum::PgIntegrationEnum;
use pg_integration_enum::scratch::ScratchDatabase;
use pg_integration_enum::testing::Migrations;
use pg_integration_enum::tokio_postgres::verify_all;
use tokio_postgres::Client;

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
            "migrations/20260216090100_repair_outcome.sql",
            RepairOutcome::CREATE_TYPE_SQL,
        ),
        (
            "rollbacks/20260216090100_repair_outcome.sql",
            RepairOutcome::DROP_TYPE_SQL,
        ),
        (
            "migrations/20260112100000_integration_type.sql",
            IntegrationType::MIGRATE_UP_SQL,
        ),
        (
            "rollbacks/20260112100000_integration_type.sql",
            IntegrationType::MIGRATE_DOWN_SQL,
        ),
    ] {
        let same = file(path).trim_end() == sql.trim_end();
        assert!(same, "`{path}` must be what the derive gives:\n{sql}");
    }
}

/// What is in the database, but for what the runner keeps for itself.
async fn catalogue(owner: &Client) -> Vec<String> {
    let query = include_str!("catalogue.sql");
    let rows = owner.query(query, &[]).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

/// A database as Supabase gives it.
async fn bare() -> (ScratchDatabase, Client) {
    let database = ScratchDatabase::new().unwrap();
    migrations::prepare(database.url()).await.unwrap();
    let owner = database::connect(&database.url().parse().unwrap()).await;
    (database, owner.unwrap())
}

#[tokio::test]
async fn up_down_and_up_again() {
    let (database, owner) = bare().await;
    let bare = catalogue(&owner).await;

    migrations::apply(database.url()).await.unwrap();
    let full = catalogue(&owner).await;
    assert!(full.len() > bare.len());
    let report = verify_all(&owner, ENUMS).await.unwrap();
    assert_eq!(report.into_result(), Ok(()));

    migrations::undo(database.url(), 0).await.unwrap();
    assert_eq!(catalogue(&owner).await, bare);

    migrations::apply(database.url()).await.unwrap();
    assert_eq!(catalogue(&owner).await, full);
}

/// An enum that is not in the list would not be verified before the service serves.
#[tokio::test]
async fn every_enum_of_the_database_is_verified() {
    let (database, owner) = bare().await;
    migrations::apply(database.url()).await.unwrap();
    let query = "select typname::text from pg_type where typtype = 'e'";
    let rows = owner.query(query, &[]).await.unwrap();
    let found: BTreeSet<String> = rows.iter().map(|row| row.get(0)).collect();
    let verified = ENUMS.iter().map(|declared| declared.name.to_owned());
    assert_eq!(found, verified.collect());
}

#[test]
fn up_down_and_up_again_as_the_library_tests_migrations() {
    let migrations = Migrations::new("supabase/migrations").rollbacks("supabase/rollbacks");
    let prepared = migrations.prepare(include_str!("../platform/platform.sql"));
    prepared
        .check(ENUMS)
        .unwrap_or_else(|error| panic!("{error}"));
}

/// With rows in the tables, as soon as there are tables.
const ROWS: &str = "
    insert into public.organizations (id, name) values (gen_random_uuid(), 'North');
    insert into public.organization_integrations (organization_id, integration_type)
    select id, 'bufdir' from public.organizations";

#[tokio::test]
async fn each_rollback_undoes_its_own_migration() {
    let (_database, owner) = bare().await;
    let mut names: Vec<String> = fs::read_dir("supabase/migrations")
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    for name in names {
        let (up, down) = (
            file(&format!("migrations/{name}")),
            file(&format!("rollbacks/{name}")),
        );
        let before = catalogue(&owner).await;
        owner.batch_execute(&up).await.unwrap();
        let after = catalogue(&owner).await;
        owner.batch_execute(&down).await.unwrap();
        assert_eq!(catalogue(&owner).await, before, "{name}");
        owner.batch_execute(&up).await.unwrap();
        assert_eq!(catalogue(&owner).await, after, "{name}");
        if name.ends_with("_organization_integrations.sql") {
            owner.batch_execute(ROWS).await.unwrap();
        }
    }
    let query = "select integration_type from public.organization_integrations";
    let row = owner.query_one(query, &[]).await.unwrap();
    assert_eq!(row.get::<_, IntegrationType>(0), IntegrationType::Bufdir);
}
