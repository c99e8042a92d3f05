//! An integration and its credentials, changed as one.
//!
//! The row comes first, and with it its lock: who rotates and who moves a secret to
//! another store wait for each other. Row security says which rows are there to the role
//! that asks; the store is asked as `service_role`, for as long as that takes.

use tokio_postgres::{Row, Transaction};
use uuid::Uuid;

use super::SecretString;
use super::store::{SecretError, SecretId, SecretStore};

/// Gives an integration its credentials, or others in their place.
pub async fn set(
    transaction: &Transaction<'_>,
    store: &dyn SecretStore,
    integration: Uuid,
    secret: &SecretString,
) -> Result<(), SecretError> {
    match lock(transaction, integration).await? {
        Some(id) => as_service_role(transaction, store.rotate(transaction, id, secret)).await,
        None => {
            as_service_role(transaction, async {
                let name = name_of(integration);
                let id = store.store(transaction, &name, secret).await?;
                refer(transaction, integration, Some(id)).await
            })
            .await
        }
    }
}

/// The credentials of an integration, if it has any.
pub async fn get(
    transaction: &Transaction<'_>,
    store: &dyn SecretStore,
    integration: Uuid,
) -> Result<Option<SecretString>, SecretError> {
    match lock(transaction, integration).await? {
        Some(id) => as_service_role(transaction, store.retrieve(transaction, id))
            .await
            .map(Some),
        None => Ok(None),
    }
}

/// Takes the credentials from an integration, if it has any.
pub async fn clear(
    transaction: &Transaction<'_>,
    store: &dyn SecretStore,
    integration: Uuid,
) -> Result<(), SecretError> {
    let Some(id) = lock(transaction, integration).await? else {
        return Ok(());
    };
    as_service_role(transaction, async {
        refer(transaction, integration, None).await?;
        store.delete(transaction, id).await
    })
    .await
}

/// The name of the credentials in their store.
pub(super) fn name_of(integration: Uuid) -> String {
    format!("organization_integrations/{integration}")
}

/// The reference of an integration, which nobody else changes until the transaction ends.
pub(super) async fn lock(
    transaction: &Transaction<'_>,
    integration: Uuid,
) -> Result<Option<SecretId>, SecretError> {
    transaction
        .query_opt(
            "select credentials from public.organization_integrations where id = $1 for update",
            &[&integration],
        )
        .await
        .map_err(SecretError::while_doing("lock an integration"))?
        .map(|row: Row| row.get::<_, Option<Uuid>>(0).map(SecretId))
        .ok_or(SecretError::NoIntegration(integration))
}

pub(super) async fn refer(
    transaction: &Transaction<'_>,
    integration: Uuid,
    secret: Option<SecretId>,
) -> Result<(), SecretError> {
    transaction
        .execute(
            "update public.organization_integrations set credentials = $2 where id = $1",
            &[&integration, &secret.map(|SecretId(id)| id)],
        )
        .await
        .map_err(SecretError::while_doing("refer to a secret"))?;
    Ok(())
}

/// Works as `service_role`, and then as whoever the transaction was before.
///
/// Where the work fails in the database, the transaction is lost anyway.
async fn as_service_role<T>(
    transaction: &Transaction<'_>,
    work: impl Future<Output = Result<T, SecretError>>,
) -> Result<T, SecretError> {
    let role: String = transaction
        .query_one("select current_setting('role')", &[])
        .await
        .map_err(SecretError::while_doing("ask for the role"))?
        .get(0);
    become_service_role(transaction).await?;
    let done = work.await;
    let back = transaction
        .execute("select set_config('role', $1, true)", &[&role])
        .await
        .map_err(SecretError::while_doing("leave service_role"));
    let done = done?;
    back?;
    Ok(done)
}

/// Until the transaction ends, and with it the server logs no parameters: where they go
/// with statements that fail, and where `service_role` may say so, all others too.
pub(super) async fn become_service_role(transaction: &Transaction<'_>) -> Result<(), SecretError> {
    transaction
        .batch_execute(
            "set local role service_role; \
             set local log_parameter_max_length_on_error = 0; \
             select set_config('log_parameter_max_length', '0', true) \
             where has_parameter_privilege('log_parameter_max_length', 'set')",
        )
        .await
        .map_err(SecretError::while_doing("become service_role"))
}
