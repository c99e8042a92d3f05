//! The credentials of integrations, which only `service_role` can read.
//!
//! A secret is in memory as a [`SecretString`], goes to the database as a bound parameter
//! and never as query text, and shows in no error, no `Debug` and no log of ours: what
//! tokio-postgres logs of a parameter is its `Debug`, so ours has none worth reading.
//!
//! What the server logs is the server's. Bound parameters are in its log whenever it logs
//! a statement, unless `log_parameter_max_length = 0`, which a superuser sets once for the
//! login of the service:
//!
//! ```sql
//! alter role authenticator set log_parameter_max_length = 0;
//! ```
//!
//! The same goes for `auto_explain.log_parameter_max_length`. Parameters of statements
//! that fail are logged only where `log_parameter_max_length_on_error` was raised; here
//! it is lowered again for each transaction. And [`PgCrypto`] never sends its key at all.

pub mod command;
pub mod credentials;
mod keyring;
mod move_all;
mod moving;
mod pgcrypto;
mod store;
mod vault;

pub use keyring::{KeyId, Keyring, KeyringError};
pub use move_all::{Moved, move_all};
pub use moving::Moving;
pub use pgcrypto::{PgCrypto, Rekeyed};
pub use secrecy::SecretString;
pub use store::{SecretError, SecretId, SecretStore};
pub use vault::Vault;
