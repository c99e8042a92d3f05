//! From one store to the other.

use indicatif::ProgressBar;
use secrecy::ExposeSecret;
use tokio_postgres::Client;
use uuid::Uuid;

use super::credentials::{become_service_role, lock, name_of, refer};
use super::store::{SecretError, SecretStore};

/// What came of [`move_all`].
#[derive(Debug, Default)]
pub struct Moved {
    pub moved: u64,
    /// The integrations whose credentials stay where they are, and why.
    pub failed: Vec<(Uuid, SecretError)>,
}

/// Moves the credentials of all integrations.
///
/// Both stores are in one database, so each secret moves in one transaction: it is in one
/// store, with its row referring to it there, or so in the other. Stopped at any point,
/// the next run finds what is left.
pub async fn move_all(
    client: &mut Client,
    from: &dyn SecretStore,
    to: &dyn SecretStore,
    bar: &ProgressBar,
) -> Result<Moved, SecretError> {
    let mut total = 0;
    loop {
        let pass = move_once(client, from, to, bar).await?;
        total += pass.moved;
        // A service of before may have stored others meanwhile.
        if pass.moved == 0 {
            return Ok(Moved {
                moved: total,
                ..pass
            });
        }
    }
}

async fn move_once(
    client: &mut Client,
    from: &dyn SecretStore,
    to: &dyn SecretStore,
    bar: &ProgressBar,
) -> Result<Moved, SecretError> {
    let integrations = with_credentials(client).await?;
    bar.set_length(integrations.len() as u64);
    bar.reset();
    let mut pass = Moved::default();
    for integration in integrations {
        match move_one(client, from, to, integration).await {
            Ok(true) => pass.moved += 1,
            Ok(false) | Err(SecretError::NoIntegration(_)) => {}
            Err(error) if client.is_closed() => return Err(error),
            Err(error) => pass.failed.push((integration, error)),
        }
        bar.inc(1);
    }
    Ok(pass)
}

/// Whether there was something to move.
async fn move_one(
    client: &mut Client,
    from: &dyn SecretStore,
    to: &dyn SecretStore,
    integration: Uuid,
) -> Result<bool, SecretError> {
    let doing = SecretError::while_doing("move a secret");
    let transaction = client.transaction().await.map_err(&doing)?;
    become_service_role(&transaction).await?;
    // Who rotates waits here, or we wait and then move what is newer.
    let Some(old) = lock(&transaction, integration).await? else {
        return Ok(false);
    };
    let secret = match from.retrieve(&transaction, old).await {
        Err(SecretError::NotFound(_)) => {
            to.retrieve(&transaction, old).await?;
            return Ok(false);
        }
        found => found?,
    };
    let new = to
        .store(&transaction, &name_of(integration), &secret)
        .await?;
    let copy = to.retrieve(&transaction, new).await?;
    if copy.expose_secret() != secret.expose_secret() {
        return Err(SecretError::NotAsWritten(new));
    }
    refer(&transaction, integration, Some(new)).await?;
    from.delete(&transaction, old).await?;
    transaction.commit().await.map_err(&doing)?;
    Ok(true)
}

async fn with_credentials(client: &mut Client) -> Result<Vec<Uuid>, SecretError> {
    let doing = SecretError::while_doing("list the integrations with credentials");
    let transaction = client.transaction().await.map_err(&doing)?;
    become_service_role(&transaction).await?;
    let rows = transaction
        .query(
            "select id from public.organization_integrations \
             where credentials is not null order by id",
            &[],
        )
        .await
        .map_err(&doing)?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}
