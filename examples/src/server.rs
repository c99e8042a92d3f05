//! A PostgreSQL for an example, on any machine.

use std::error::Error;

use pg_integration_enum::scratch::{ScratchDatabase, ScratchError, ScratchPostgres};

use crate::embedded::Embedded;

/// A server to make databases on.
///
/// An embedded one serves one connection after the other: close one before you open
/// the next, and the last one before its database is dropped.
pub struct Server {
    /// What stands in for the shared server.
    embedded: Option<(ScratchPostgres, Embedded)>,
}

impl Server {
    /// Makes a fresh database, which is dropped with the value.
    pub fn create_database(&self) -> Result<ScratchDatabase, ScratchError> {
        match &self.embedded {
            Some((postgres, _)) => postgres.create_database(),
            None => ScratchDatabase::new(),
        }
    }
}

/// The server of `DATABASE_URL`, else one from the machine's own binaries, else
/// one that is built from crates.
pub fn server() -> Result<Server, Box<dyn Error>> {
    let embedded = match ScratchPostgres::shared() {
        Ok(_) => None,
        Err(ScratchError::NoBinaries { .. }) => Some(start_embedded()?),
        Err(error) => return Err(error.into()),
    };
    Ok(Server { embedded })
}

fn start_embedded() -> Result<(ScratchPostgres, Embedded), Box<dyn Error>> {
    println!(
        "This machine has no PostgreSQL, so one is built from crates, in examples/embedded: \
         that takes minutes, once."
    );
    let embedded = Embedded::start()?;
    Ok((ScratchPostgres::at(embedded.url())?, embedded))
}
