//! Whether the live database has the enums as they are declared.
//!
//! Here is no I/O: one [`QUERY`], and a [`report`](report()) of what its rows say. The adapters
//! `pg_integration_enum::tokio_postgres` and `pg_integration_enum::postgres`,
//! behind the features of these names, run it.
//!
//! ```no_run
//! # #[cfg(feature = "postgres")]
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use pg_integration_enum::PgIntegrationEnum;
//!
//! #[derive(Debug, PgIntegrationEnum)]
//! enum Mood { Sad, Ok }
//!
//! let mut client = postgres::Client::connect("host=localhost", postgres::NoTls)?;
//! // At start-up: refuse to serve on drift, and name it.
//! pg_integration_enum::postgres::verify::<Mood>(&mut client)?.into_result()?;
//! # Ok(())
//! # }
//! # #[cfg(not(feature = "postgres"))]
//! # fn main() {}
//! ```

mod catalogue;
mod report;
#[cfg(any(feature = "postgres", feature = "tokio-postgres"))]
mod row;

pub use self::catalogue::{Declared, FoundType, QUERY, parameters, report};
pub use self::report::{Finding, Report, Status, VerifyError};
