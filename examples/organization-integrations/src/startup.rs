//! What must be true before the first request is served.

use deadpool_postgres::{Pool, PoolError};
use pg_integration_enum::tokio_postgres::verify_all;
use pg_integration_enum::verify::VerifyError;

use crate::enums::ENUMS;

/// A login that bypasses row security binds no request by the policies.
const BYPASSES: &str = "select rolsuper or rolbypassrls from pg_catalog.pg_roles \
                        where rolname = session_user";

/// Checks that the database has every enum as the code has it, and that its policies bind
/// the service.
pub async fn verify(pool: &Pool) -> Result<(), NotReady> {
    let mut client = pool.get().await?;
    if client.query_one(BYPASSES, &[]).await?.try_get(0)? {
        return Err(NotReady::Bypasses);
    }
    // As whom requests are served, so that a right that is missing shows too.
    let transaction = client.transaction().await?;
    transaction
        .batch_execute("set local role authenticated")
        .await?;
    verify_all(&*transaction, ENUMS).await?.into_result()?;
    Ok(())
}

/// Why the service does not serve.
#[derive(Debug, thiserror::Error)]
pub enum NotReady {
    #[error("the code and the database differ:\n{0}")]
    Drift(#[from] VerifyError),
    #[error("the login bypasses row security; log in as `authenticator`")]
    Bypasses,
    #[error("cannot connect to the database: {0}")]
    Pool(#[from] PoolError),
    #[error("cannot ask the database: {0}")]
    Postgres(#[from] tokio_postgres::Error),
}
