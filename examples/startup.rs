//! Verification at start-up: one round trip for all enums, and no service on drift.

use pg_integration_enum::scratch::ScratchDatabase;
use pg_integration_enum::tokio_postgres::verify_all;
use pg_integration_enum::{PgIntegrationEnum, verify::Declared};
use tokio_postgres::{Client, NoTls};

#[derive(Debug, PgIntegrationEnum)]
enum IntegrationType {
    Xledger,
    Dynamics,
}

#[derive(Debug, PgIntegrationEnum)]
enum SyncState {
    Pending,
    Done,
}

/// Every enum that this service shares with the database.
const ENUMS: &[Declared] = &[
    Declared::of::<IntegrationType>(),
    Declared::of::<SyncState>(),
];

async fn start(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
    verify_all(client, ENUMS).await?.into_result()?;
    println!(
        "{:?} and {:?}: serving",
        IntegrationType::VARIANTS,
        SyncState::VARIANTS
    );
    Ok(())
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = ScratchDatabase::new()?;
    let (client, connection) = tokio_postgres::connect(database.url(), NoTls).await?;
    tokio::spawn(connection);
    client
        .batch_execute(IntegrationType::CREATE_TYPE_SQL)
        .await?;
    client
        .batch_execute("CREATE TYPE sync_state AS ENUM ('pending', 'failed')")
        .await?;

    let Err(drift) = start(&client).await else {
        return Err("served in spite of the drift".into());
    };
    println!("not serving:\n{drift}\n");

    client
        .batch_execute("ALTER TYPE sync_state RENAME VALUE 'failed' TO 'done'")
        .await?;
    start(&client).await
}
