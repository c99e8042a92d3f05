//! What every store of secrets does.

use std::fmt;

use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};
use tokio_postgres::Transaction;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::private::BytesMut;
use tokio_postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use uuid::Uuid;

/// The id of a secret: what a row holds in its stead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SecretId(pub Uuid);

impl fmt::Display for SecretId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A place for secrets, in the database of the rows that refer to them: a secret and its
/// row change in one transaction, or not at all.
///
/// The role of the transaction must be `service_role`; [`credentials`](super::credentials)
/// sees to that.
#[async_trait]
pub trait SecretStore: Send + Sync {
    /// Keeps a secret under a name that no other secret of the store has.
    async fn store(
        &self,
        transaction: &Transaction<'_>,
        name: &str,
        secret: &SecretString,
    ) -> Result<SecretId, SecretError>;

    async fn retrieve(
        &self,
        transaction: &Transaction<'_>,
        id: SecretId,
    ) -> Result<SecretString, SecretError>;

    /// Puts another secret in the place of one.
    async fn rotate(
        &self,
        transaction: &Transaction<'_>,
        id: SecretId,
        secret: &SecretString,
    ) -> Result<(), SecretError>;

    async fn delete(&self, transaction: &Transaction<'_>, id: SecretId) -> Result<(), SecretError>;
}

/// Why a store did not do as it was told. Says nothing of what is in a secret.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SecretError {
    #[error("there is no secret `{0}`")]
    NotFound(SecretId),
    #[error("there is no integration `{0}` to change")]
    NoIntegration(Uuid),
    #[error("a secret named `{0}` is there already")]
    NameTaken(String),
    /// In a Vault, it was inserted into the table, past the functions that encrypt.
    #[error("secret `{0}` is there, but not as this store encrypts")]
    Undecryptable(SecretId),
    #[error("secret `{id}` is under key `{key}`, which is not among the keys")]
    UnknownKey { id: SecretId, key: String },
    #[error("secret `{0}` is not what was written")]
    NotAsWritten(SecretId),
    /// The server's message may quote the row, so only its code is kept.
    #[error("the database refused to {doing}: {}", code.code())]
    Database { doing: &'static str, code: SqlState },
    #[error("the connection failed to {doing}")]
    Connection { doing: &'static str },
}

impl SecretError {
    pub(super) fn while_doing(doing: &'static str) -> impl Fn(tokio_postgres::Error) -> Self {
        move |error| match error.code() {
            Some(code) => Self::Database {
                doing,
                code: code.clone(),
            },
            None => Self::Connection { doing },
        }
    }

    /// Bad input to a function, or a function that fails, is a secret that it cannot read.
    pub(super) fn while_decrypting(id: SecretId) -> impl Fn(tokio_postgres::Error) -> Self {
        move |error| match error.code().map(|code| &code.code()[..2]) {
            Some("22" | "39" | "XX") => Self::Undecryptable(id),
            _ => Self::while_doing("decrypt a secret")(error),
        }
    }

    pub(super) fn is(&self, expected: &SqlState) -> bool {
        matches!(self, Self::Database { code, .. } if code == expected)
    }
}

/// A secret as a parameter. The client logs the `Debug` of parameters.
pub(super) struct Bound<'a>(pub &'a SecretString);

impl fmt::Debug for Bound<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[REDACTED]")
    }
}

impl ToSql for Bound<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        self.0.expose_secret().to_sql(ty, out)
    }

    fn accepts(ty: &Type) -> bool {
        <&str as ToSql>::accepts(ty)
    }

    to_sql_checked!();
}
