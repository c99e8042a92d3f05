//! The migrations and what undoes them, run by sqlx, which does nothing else here.

use std::future::{Future, ready};
use std::pin::Pin;

use sqlx::error::BoxDynError;
use sqlx::migrate::{MigrateError, Migration, MigrationSource, MigrationType, Migrator};
use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Executor, PgConnection};

static MIGRATIONS: Migrator = sqlx::migrate!("supabase/migrations");
static ROLLBACKS: Migrator = sqlx::migrate!("supabase/rollbacks");

/// What Supabase gives a database before the first migration, for a plain PostgreSQL.
const PLATFORM: &str = include_str!("../platform/platform.sql");

/// The runner's own table stands where no tenant can reach it: a table in `public` would
/// be open to all of Supabase's roles. It goes where the `search_path` says, and our
/// files name every schema.
const HOME: &str = "migrations";

/// Gives a plain PostgreSQL what the migrations of a Supabase project stand on.
pub async fn prepare(url: &str) -> Result<(), MigrateError> {
    connect(url).await?.execute(PLATFORM).await?;
    Ok(())
}

/// Applies the migrations that are not there yet.
pub async fn apply(url: &str) -> Result<(), MigrateError> {
    let mut connection = connect(url).await?;
    connection
        .execute(format!("create schema if not exists {HOME}").as_str())
        .await?;
    migrator().await?.run_direct(&mut connection).await
}

/// Undoes the migrations after the one of a version, the last one first.
pub async fn undo(url: &str, target: i64) -> Result<(), MigrateError> {
    let mut connection = connect(url).await?;
    migrator().await?.undo(&mut connection, target).await
}

async fn connect(url: &str) -> Result<PgConnection, sqlx::Error> {
    let options: PgConnectOptions = url.parse()?;
    options.options([("search_path", HOME)]).connect().await
}

async fn migrator() -> Result<Migrator, MigrateError> {
    Migrator::new(BothFolders).await
}

/// Supabase's folder knows no way back, so that stands in a folder of its own; here
/// they come together.
#[derive(Debug)]
struct BothFolders;

impl MigrationSource<'static> for BothFolders {
    fn resolve(self) -> Pin<Box<dyn Future<Output = Result<Vec<Migration>, BoxDynError>> + Send>> {
        let ups = typed(&MIGRATIONS, MigrationType::ReversibleUp);
        let downs = typed(&ROLLBACKS, MigrationType::ReversibleDown);
        Box::pin(ready(Ok(ups.chain(downs).collect())))
    }
}

fn typed(migrator: &Migrator, kind: MigrationType) -> impl Iterator<Item = Migration> {
    migrator.iter().cloned().map(move |migration| Migration {
        migration_type: kind,
        ..migration
    })
}
