//! `documents repair`.

use clap::{Args, Subcommand};
use tokio_postgres::{Client, Error};

use super::repair::{Options, repair};
use crate::progress;

/// The JSON documents of the integrations.
#[derive(Debug, Args)]
pub struct DocumentsCommand {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Upgrade documents to the latest version, and reset those that no version explains.
    Repair {
        /// Say what would be done, and write nothing.
        #[arg(long)]
        dry_run: bool,
        /// How many organizations go in one transaction.
        #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
        batch: u32,
    },
}

impl DocumentsCommand {
    pub async fn run(&self, client: &mut Client) -> Result<(), Error> {
        let Action::Repair { dry_run, batch } = self.action;
        let bar = progress::bar("organizations");
        let report = repair(client, Options { batch, dry_run }, &bar).await?;
        bar.finish_and_clear();
        print!("{report}");
        let done = if dry_run { "to mend" } else { "mended" };
        println!("{} documents {done}", report.documents());
        Ok(())
    }
}
