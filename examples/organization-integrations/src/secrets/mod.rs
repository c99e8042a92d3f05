//! The credentials of integrations, which only `service_role` can read.
//!
//! A secret is in memory as a [`SecretString`], goes to the database as a bound parameter
//! and never as query text, and shows in no error, no `Debug` and no log of ours: what
//! tokio-postgres logs of a parameter is its `Debug`, so ours has none worth reading.
//!
//! What the server logs is the server's: bound parameters are in its log whenever it logs
//! a statement. Whoever runs it lets `service_role` turn that off, and each transaction
//! here does so before it binds a secret:
//!
//! ```sql
//! grant set on parameter log_parameter_max_length to service_role;
//! ```
//!
//! Where that is not possible, `alter role … set log_parameter_max_length = 0` for the
//! login of the service does the same; `auto_explain` has a setting of that name too.
//! Without either, a server that logs statements logs secrets. It never logs the keys of
//! [`PgCrypto`]: those are not sent.

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
