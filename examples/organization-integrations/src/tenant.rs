//! A transaction in which the database sees one tenant and no other.

use std::ops::Deref;

use deadpool_postgres::{Client, Transaction};
use serde_json::json;
use tokio_postgres::Error;

use crate::auth::Claims;

/// `SET LOCAL ROLE` and the claims in one round trip: both end with the transaction.
const BECOME: &str = "select set_config('role', 'authenticated', true), \
                             set_config('request.jwt.claims', $1, true)";

/// A transaction of whoever the claims name, on a connection that all requests share.
///
/// Role and claims are gone with it, whether it commits, fails, panics or is dropped
/// with its request.
pub struct Tenant<'c>(Transaction<'c>);

impl<'c> Tenant<'c> {
    /// Begins it.
    pub async fn begin(client: &'c mut Client, claims: &Claims) -> Result<Self, Error> {
        let transaction = client.transaction().await?;
        let become_tenant = transaction.prepare_cached(BECOME).await?;
        let claims = json!(claims).to_string();
        transaction.query_one(&become_tenant, &[&claims]).await?;
        Ok(Self(transaction))
    }

    /// Keeps what was done.
    pub async fn commit(self) -> Result<(), Error> {
        self.0.commit().await
    }
}

impl<'c> Deref for Tenant<'c> {
    type Target = Transaction<'c>;

    fn deref(&self) -> &Transaction<'c> {
        &self.0
    }
}
