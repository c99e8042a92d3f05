//! A store while its secrets move to another one.

use std::sync::Arc;

use async_trait::async_trait;
use secrecy::SecretString;
use tokio_postgres::Transaction;

use super::store::{SecretError, SecretId, SecretStore};

/// Two stores as one: new secrets go to the second, and the others are where they are.
///
/// The service uses it while [`move_all`](super::move_all()) runs. An id is in one store
/// only, since both make them at random.
pub struct Moving {
    pub from: Arc<dyn SecretStore>,
    pub to: Arc<dyn SecretStore>,
}

/// What the second store says, or the first, where the second does not have the secret.
macro_rules! wherever_it_is {
    ($self:ident, $method:ident($($argument:expr),*)) => {
        match $self.to.$method($($argument),*).await {
            Err(SecretError::NotFound(_)) => $self.from.$method($($argument),*).await,
            done => done,
        }
    };
}

#[async_trait]
impl SecretStore for Moving {
    async fn store(
        &self,
        transaction: &Transaction<'_>,
        name: &str,
        secret: &SecretString,
    ) -> Result<SecretId, SecretError> {
        self.to.store(transaction, name, secret).await
    }

    async fn retrieve(
        &self,
        transaction: &Transaction<'_>,
        id: SecretId,
    ) -> Result<SecretString, SecretError> {
        wherever_it_is!(self, retrieve(transaction, id))
    }

    async fn rotate(
        &self,
        transaction: &Transaction<'_>,
        id: SecretId,
        secret: &SecretString,
    ) -> Result<(), SecretError> {
        wherever_it_is!(self, rotate(transaction, id, secret))
    }

    async fn delete(&self, transaction: &Transaction<'_>, id: SecretId) -> Result<(), SecretError> {
        wherever_it_is!(self, delete(transaction, id))
    }
}
