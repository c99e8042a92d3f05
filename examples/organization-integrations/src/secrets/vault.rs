//! Supabase Vault.

use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};
use tokio_postgres::Transaction;
use tokio_postgres::error::SqlState;

use super::store::{Bound, SecretError, SecretId, SecretStore};

/// Secrets in Supabase Vault, by its own functions.
///
/// The key is the server's. Vault has three traps, and each is an error here: an INSERT
/// into its table stores plaintext, which then cannot be decrypted; an update of a secret
/// that is not there says nothing; a name is taken only once.
#[derive(Debug, Clone, Copy, Default)]
pub struct Vault;

#[async_trait]
impl SecretStore for Vault {
    async fn store(
        &self,
        transaction: &Transaction<'_>,
        name: &str,
        secret: &SecretString,
    ) -> Result<SecretId, SecretError> {
        let stored = transaction
            .query_one(
                "select vault.create_secret($1, $2)",
                &[&Bound(secret), &name],
            )
            .await
            .map_err(SecretError::while_doing("store a secret"));
        match stored {
            Ok(row) => Ok(SecretId(row.get(0))),
            Err(error) if error.is(&SqlState::UNIQUE_VIOLATION) => {
                Err(SecretError::NameTaken(name.into()))
            }
            Err(error) => Err(error),
        }
    }

    async fn retrieve(
        &self,
        transaction: &Transaction<'_>,
        id: SecretId,
    ) -> Result<SecretString, SecretError> {
        let found = transaction
            .query_opt(
                "select decrypted_secret from vault.decrypted_secrets where id = $1",
                &[&id.0],
            )
            .await
            .map_err(SecretError::while_decrypting(id))?
            .ok_or(SecretError::NotFound(id))?;
        found
            .get::<_, Option<String>>(0)
            .map(SecretString::from)
            .ok_or(SecretError::Undecryptable(id))
    }

    async fn rotate(
        &self,
        transaction: &Transaction<'_>,
        id: SecretId,
        secret: &SecretString,
    ) -> Result<(), SecretError> {
        transaction
            .execute(
                "select vault.update_secret($1, $2)",
                &[&id.0, &Bound(secret)],
            )
            .await
            .map_err(SecretError::while_doing("rotate a secret"))?;
        // The function says nothing; what is there afterwards does.
        let now = self.retrieve(transaction, id).await?;
        if now.expose_secret() == secret.expose_secret() {
            Ok(())
        } else {
            Err(SecretError::NotAsWritten(id))
        }
    }

    async fn delete(&self, transaction: &Transaction<'_>, id: SecretId) -> Result<(), SecretError> {
        let deleted = transaction
            .execute("delete from vault.secrets where id = $1", &[&id.0])
            .await
            .map_err(SecretError::while_doing("delete a secret"))?;
        match deleted {
            0 => Err(SecretError::NotFound(id)),
            _ => Ok(()),
        }
    }
}
