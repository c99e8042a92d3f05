//! What can be wrong with migrations.

use std::fmt;

use pg_integration_enum_core::read::ReadError;
use postgres::error::SqlState;

use crate::scratch::ScratchError;
use crate::verify::VerifyError;

/// Why migrations do not make the enums that the code declares.
#[derive(Debug)]
#[non_exhaustive]
pub enum MigrationsError {
    /// The folder cannot be read.
    Read(ReadError),
    /// There is no server to try them on.
    Scratch(ScratchError),
    /// A rollback has the name of no migration.
    StrayRollback {
        /// The file.
        file: String,
    },
    /// The server does not answer.
    Client(postgres::Error),
    /// The server refuses a file.
    Statement {
        /// The file.
        file: String,
        /// The line in it, if that is certain.
        line: Option<usize>,
        /// At which step, if it is not the first: with a space before it.
        when: &'static str,
        /// What the server says.
        error: postgres::Error,
    },
    /// The enums differ from what the code declares.
    Drift {
        /// After which step.
        when: &'static str,
        /// The difference.
        drift: VerifyError,
    },
}

impl MigrationsError {
    /// Whether a role or a schema is missing: that is for [`Migrations::prepare`] to make,
    /// where a platform has it.
    ///
    /// [`Migrations::prepare`]: super::Migrations::prepare
    pub fn needs_preparation(&self) -> bool {
        let Self::Statement { error, .. } = self else {
            return false;
        };
        error.as_db_error().is_some_and(|refusal| {
            let is_role = || refusal.message().starts_with("role ");
            *refusal.code() == SqlState::INVALID_SCHEMA_NAME
                || (*refusal.code() == SqlState::UNDEFINED_OBJECT && is_role())
        })
    }
}

impl fmt::Display for MigrationsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => error.fmt(f),
            Self::Scratch(error) => error.fmt(f),
            Self::StrayRollback { file } => {
                write!(f, "`{file}` undoes nothing: no migration has its name")
            }
            Self::Client(error) => write!(f, "the scratch server does not answer: {error}"),
            Self::Statement {
                file,
                line,
                when,
                error,
            } => {
                let line = line.map_or(String::new(), |line| format!(":{line}"));
                match error.as_db_error() {
                    Some(refusal) => write!(f, "`{file}{line}` is refused{when}: {refusal}")?,
                    None => write!(f, "`{file}{line}` cannot be run{when}: {error}")?,
                }
                if self.needs_preparation() {
                    f.write_str("; `Migrations::prepare` makes what a platform gives")?;
                }
                Ok(())
            }
            Self::Drift { when, drift } => write!(f, "{when}: {drift}"),
        }
    }
}

impl std::error::Error for MigrationsError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read(error) => Some(error),
            Self::Scratch(error) => Some(error),
            Self::Client(error) | Self::Statement { error, .. } => Some(error),
            Self::Drift { drift, .. } => Some(drift),
            Self::StrayRollback { .. } => None,
        }
    }
}
