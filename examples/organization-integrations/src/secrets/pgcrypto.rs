//! Secrets in a table of ours, encrypted by the extension pgcrypto.

use async_trait::async_trait;
use indicatif::ProgressBar;
use secrecy::SecretString;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Row, Transaction};
use uuid::Uuid;

use super::credentials::become_service_role;
use super::keyring::{Keyring, Seal};
use super::store::{Bound, SecretError, SecretId, SecretStore};

/// Secrets in `secrets.secrets`, for a database without Vault.
///
/// The server encrypts, with a passphrase that is derived from the key for one secret and
/// one writing of it. The key itself stays here, and its id is beside the ciphertext.
#[derive(Debug)]
pub struct PgCrypto {
    keys: Keyring,
}

/// What came of [`PgCrypto::rekey`].
#[derive(Debug, Default)]
pub struct Rekeyed {
    /// How many secrets are under the current key now, and were not.
    pub rekeyed: u64,
    /// Those that stay as they are, and why.
    pub failed: Vec<SecretError>,
    /// The ids of the keys that secrets are under now; the others can go.
    pub in_use: Vec<String>,
}

impl PgCrypto {
    pub fn new(keys: Keyring) -> Self {
        Self { keys }
    }

    /// Encrypts under the current key what is under another one, so many secrets in a
    /// transaction. Stopped at any point, it goes on from there.
    ///
    /// Every writer must have the current key as its current one before this starts.
    pub async fn rekey(
        &self,
        client: &mut Client,
        batch: u32,
        bar: &ProgressBar,
    ) -> Result<Rekeyed, SecretError> {
        let mut done = Rekeyed::default();
        bar.set_length(self.count_others(client).await?);
        let mut after = Some(Uuid::nil());
        while let Some(id) = after {
            after = self.rekey_batch(client, id, batch, &mut done).await?;
            bar.set_position(done.rekeyed);
        }
        done.in_use = keys_in_use(client).await?;
        Ok(done)
    }

    /// How many secrets are under another key than the current one.
    async fn count_others(&self, client: &mut Client) -> Result<u64, SecretError> {
        let count = "select count(*) from secrets.secrets where key_id <> $1";
        let rows = ask(client, count, &[&self.keys.current().as_str()]).await?;
        Ok(rows[0].get::<_, i64>(0).unsigned_abs())
    }

    /// Returns the last id of the batch, if there was one.
    async fn rekey_batch(
        &self,
        client: &mut Client,
        after: Uuid,
        batch: u32,
        done: &mut Rekeyed,
    ) -> Result<Option<Uuid>, SecretError> {
        let doing = SecretError::while_doing("rekey a batch");
        let mut transaction = client.transaction().await.map_err(&doing)?;
        become_service_role(&transaction).await?;
        let rows = transaction
            .query(
                "select id, key_id, salt from secrets.secrets \
                 where key_id <> $1 and id > $2 order by id limit $3 for update",
                &[&self.keys.current().as_str(), &after, &i64::from(batch)],
            )
            .await
            .map_err(&doing)?;
        let mut rekeyed = 0;
        for row in &rows {
            match self.rekey_row(&mut transaction, row).await {
                Ok(()) => rekeyed += 1,
                Err(error @ (SecretError::UnknownKey { .. } | SecretError::Undecryptable(_))) => {
                    done.failed.push(error);
                }
                Err(error) => return Err(error),
            }
        }
        transaction.commit().await.map_err(&doing)?;
        done.rekeyed += rekeyed;
        Ok(rows.last().map(|row| row.get("id")))
    }

    async fn rekey_row(
        &self,
        transaction: &mut Transaction<'_>,
        row: &Row,
    ) -> Result<(), SecretError> {
        let id = SecretId(row.get("id"));
        let old = self.unseal(id, row)?;
        let new = self.keys.seal(id);
        let doing = SecretError::while_doing("rekey a secret");
        let savepoint = transaction.transaction().await.map_err(&doing)?;
        savepoint
            .execute(
                "update secrets.secrets set key_id = $2, salt = $3, updated_at = now(), \
                 ciphertext = extensions.pgp_sym_encrypt( \
                   extensions.pgp_sym_decrypt(ciphertext, $4), $5, 'cipher-algo=aes256') \
                 where id = $1",
                &[
                    &id.0,
                    &new.key.as_str(),
                    &new.salt,
                    &Bound(&old.passphrase),
                    &Bound(&new.passphrase),
                ],
            )
            .await
            .map_err(SecretError::while_decrypting(id))?;
        savepoint.commit().await.map_err(&doing)
    }

    fn unseal(&self, id: SecretId, row: &Row) -> Result<Seal, SecretError> {
        self.keys.unseal(id, row.get("key_id"), row.get("salt"))
    }
}

#[async_trait]
impl SecretStore for PgCrypto {
    async fn store(
        &self,
        transaction: &Transaction<'_>,
        name: &str,
        secret: &SecretString,
    ) -> Result<SecretId, SecretError> {
        let id = SecretId(Uuid::new_v4());
        let seal = self.keys.seal(id);
        let stored = transaction
            .execute(
                "insert into secrets.secrets (id, name, key_id, salt, ciphertext) values \
                 ($1, $2, $3, $4, extensions.pgp_sym_encrypt($5, $6, 'cipher-algo=aes256'))",
                &[
                    &id.0,
                    &name,
                    &seal.key.as_str(),
                    &seal.salt,
                    &Bound(secret),
                    &Bound(&seal.passphrase),
                ],
            )
            .await
            .map_err(SecretError::while_doing("store a secret"));
        match stored {
            Ok(_) => Ok(id),
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
        // Locked, so that the key of the first query is the key of the second.
        let row = transaction
            .query_opt(
                "select key_id, salt from secrets.secrets where id = $1 for share",
                &[&id.0],
            )
            .await
            .map_err(SecretError::while_doing("retrieve a secret"))?
            .ok_or(SecretError::NotFound(id))?;
        let seal = self.unseal(id, &row)?;
        let row = transaction
            .query_one(
                "select extensions.pgp_sym_decrypt(ciphertext, $2) from secrets.secrets \
                 where id = $1",
                &[&id.0, &Bound(&seal.passphrase)],
            )
            .await
            .map_err(SecretError::while_decrypting(id))?;
        Ok(row.get::<_, String>(0).into())
    }

    async fn rotate(
        &self,
        transaction: &Transaction<'_>,
        id: SecretId,
        secret: &SecretString,
    ) -> Result<(), SecretError> {
        let seal = self.keys.seal(id);
        let rotated = transaction
            .execute(
                "update secrets.secrets set key_id = $2, salt = $3, updated_at = now(), \
                 ciphertext = extensions.pgp_sym_encrypt($4, $5, 'cipher-algo=aes256') \
                 where id = $1",
                &[
                    &id.0,
                    &seal.key.as_str(),
                    &seal.salt,
                    &Bound(secret),
                    &Bound(&seal.passphrase),
                ],
            )
            .await
            .map_err(SecretError::while_doing("rotate a secret"))?;
        found(id, rotated)
    }

    async fn delete(&self, transaction: &Transaction<'_>, id: SecretId) -> Result<(), SecretError> {
        let deleted = transaction
            .execute("delete from secrets.secrets where id = $1", &[&id.0])
            .await
            .map_err(SecretError::while_doing("delete a secret"))?;
        found(id, deleted)
    }
}

fn found(id: SecretId, rows: u64) -> Result<(), SecretError> {
    match rows {
        0 => Err(SecretError::NotFound(id)),
        _ => Ok(()),
    }
}

async fn keys_in_use(client: &mut Client) -> Result<Vec<String>, SecretError> {
    let keys = "select distinct key_id from secrets.secrets order by 1";
    let rows = ask(client, keys, &[]).await?;
    Ok(rows.iter().map(|row| row.get(0)).collect())
}

async fn ask(
    client: &mut Client,
    query: &str,
    parameters: &[&(dyn ToSql + Sync)],
) -> Result<Vec<Row>, SecretError> {
    let doing = SecretError::while_doing("count secrets");
    let transaction = client.transaction().await.map_err(&doing)?;
    become_service_role(&transaction).await?;
    transaction.query(query, parameters).await.map_err(&doing)
}
