//! `secrets move` and `secrets rekey`.

use std::error::Error;
use std::sync::Arc;

use clap::{Args, Subcommand, ValueEnum};
use indicatif::ProgressBar;
use tokio_postgres::Client;

use super::{Keyring, KeyringError, Moving, PgCrypto, SecretStore, Vault, move_all};
use crate::progress;

/// Where the service keeps secrets.
#[derive(Debug, Args)]
pub struct StoreArgs {
    /// Where credentials are kept.
    #[arg(long, env, default_value = "pgcrypto")]
    secret_store: StoreKind,
    /// Where credentials still are that `secrets move` has not moved.
    #[arg(long, env)]
    secrets_move_from: Option<StoreKind>,
}

/// Where secrets are kept, and under which key.
#[derive(Debug, Args)]
pub struct SecretsCommand {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Move all credentials to another store; what is left after a stop moves next time.
    Move {
        #[arg(long)]
        from: StoreKind,
        #[arg(long)]
        to: StoreKind,
    },
    /// Encrypt all secrets of pgcrypto under the first key of `SECRET_KEYS`.
    Rekey {
        /// How many secrets go in one transaction.
        #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
        batch: u32,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum StoreKind {
    Vault,
    Pgcrypto,
}

impl StoreKind {
    /// The store, with the keys of the environment where it needs some.
    pub fn open(self) -> Result<Arc<dyn SecretStore>, KeyringError> {
        Ok(match self {
            Self::Vault => Arc::new(Vault),
            Self::Pgcrypto => Arc::new(PgCrypto::new(Keyring::from_env()?)),
        })
    }
}

impl StoreArgs {
    /// The store of the service, or both of them during a move.
    pub fn open(&self) -> Result<Arc<dyn SecretStore>, KeyringError> {
        let to = self.secret_store.open()?;
        Ok(match self.secrets_move_from {
            Some(from) => Arc::new(Moving {
                from: from.open()?,
                to,
            }),
            None => to,
        })
    }
}

impl SecretsCommand {
    pub async fn run(&self, client: &mut Client) -> Result<(), Box<dyn Error>> {
        let bar = progress::bar("secrets");
        let left = match self.action {
            Action::Move { from, to } if from == to => {
                return Err("`--from` and `--to` are the same store".into());
            }
            Action::Move { from, to } => {
                move_credentials(client, &*from.open()?, &*to.open()?, &bar).await?
            }
            Action::Rekey { batch } => rekey(client, batch, &bar).await?,
        };
        match left {
            0 => Ok(()),
            left => Err(format!("{left} secrets stay as they were").into()),
        }
    }
}

async fn move_credentials(
    client: &mut Client,
    from: &dyn SecretStore,
    to: &dyn SecretStore,
    bar: &ProgressBar,
) -> Result<usize, Box<dyn Error>> {
    let done = move_all(client, from, to, bar).await?;
    bar.finish_and_clear();
    println!("{} secrets moved", done.moved);
    for (integration, error) in &done.failed {
        eprintln!("integration {integration}: {error}");
    }
    Ok(done.failed.len())
}

async fn rekey(
    client: &mut Client,
    batch: u32,
    bar: &ProgressBar,
) -> Result<usize, Box<dyn Error>> {
    let store = PgCrypto::new(Keyring::from_env()?);
    let done = store.rekey(client, batch, bar).await?;
    bar.finish_and_clear();
    println!("{} secrets rekeyed", done.rekeyed);
    println!("keys in use: {}", done.in_use.join(", "));
    for error in &done.failed {
        eprintln!("{error}");
    }
    Ok(done.failed.len())
}
