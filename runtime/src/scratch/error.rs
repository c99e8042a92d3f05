//! What keeps a test from having a server.

use std::error::Error;
use std::fmt;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use pg_integration_enum_core::quote;

/// Why there is no scratch server, or no database on it.
///
/// Its `Debug` is its `Display`, since that is what `unwrap` in a test shows.
///
/// ```
/// use pg_integration_enum::scratch::{ScratchError, ScratchPostgres};
///
/// match ScratchPostgres::shared() {
///     Ok(server) => println!("{}", server.url()),
///     Err(ScratchError::NoBinaries { .. }) => println!("no PostgreSQL on this machine"),
///     Err(error) => panic!("{error}"),
/// }
/// ```
#[derive(Clone)]
#[non_exhaustive]
pub enum ScratchError {
    /// The machine has no PostgreSQL server in any of the usual places.
    #[non_exhaustive]
    NoBinaries {
        /// The places that were searched.
        searched: Vec<String>,
    },
    /// `PG_BIN` is set, and there is no server in it. Nothing else is searched.
    #[non_exhaustive]
    WrongPgBin {
        /// What `PG_BIN` says.
        folder: PathBuf,
        /// The first program that it lacks.
        missing: &'static str,
    },
    /// There is a server, and it cannot be run.
    #[non_exhaustive]
    NotRunnable {
        /// The program that was tried.
        program: PathBuf,
        /// The account that it was tried as, where that is not our own.
        account: Option<String>,
        /// What the system or the program says.
        reason: String,
    },
    /// We are root, PostgreSQL refuses to be, and there is no other account.
    NoAccount,
    /// An own server needs unix sockets, which this system lacks.
    Unsupported,
    /// The system refuses a folder, a file or a process for the server.
    #[non_exhaustive]
    System {
        /// What was refused.
        doing: String,
        /// What the system says.
        source: Arc<io::Error>,
    },
    /// `initdb` or `postgres` failed, or took too long.
    #[non_exhaustive]
    Start {
        /// How that was noticed.
        reason: String,
        /// The end of what both have written.
        log: String,
    },
    /// `DATABASE_URL` asks for TLS (`sslmode=require`).
    Tls,
    /// The role of `DATABASE_URL` may not create databases.
    #[non_exhaustive]
    MayNotCreateDatabase {
        /// The role.
        role: String,
    },
    /// The server is out of reach, or it refuses a statement.
    #[non_exhaustive]
    Postgres {
        /// What was refused.
        doing: &'static str,
        /// What the client says.
        source: Arc<postgres::Error>,
    },
}

impl ScratchError {
    #[cfg(unix)]
    pub(super) fn system(doing: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
        let doing = doing.into();
        |source| Self::System {
            doing,
            source: Arc::new(source),
        }
    }

    pub(super) fn postgres(doing: &'static str) -> impl FnOnce(postgres::Error) -> Self {
        move |source| Self::Postgres {
            doing,
            source: Arc::new(source),
        }
    }
}

impl fmt::Display for ScratchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoBinaries { searched } => write!(
                f,
                "no PostgreSQL server (`initdb` and `postgres`) in {}; install one, or set \
                 `PG_BIN` to the folder that holds it, or `DATABASE_URL` to a running server",
                searched.join(", "),
            ),
            Self::WrongPgBin { folder, missing } => write!(
                f,
                "`PG_BIN` is `{}`, which has no `{missing}`; set it to the folder that holds \
                 `initdb` and `postgres`, or unset it to have the usual places searched",
                folder.display(),
            ),
            Self::NotRunnable {
                program,
                account: None,
                reason,
            } => write!(f, "cannot run `{}`: {reason}", program.display()),
            Self::NotRunnable {
                program,
                account: Some(account),
                reason,
            } => write!(
                f,
                "cannot run `{}` as `{account}`: {reason}; PostgreSQL refuses to run as root, so \
                 that account must be able to read and enter every folder on the way",
                program.display(),
            ),
            Self::NoAccount => f.write_str(
                "PostgreSQL refuses to run as root, and `/etc/passwd` has neither `postgres` nor \
                 `nobody` to run it as; run as another user, or set `DATABASE_URL`",
            ),
            Self::Unsupported => f.write_str(
                "an own server needs unix sockets, which this system lacks; set `DATABASE_URL` to \
                 a running server",
            ),
            Self::System { doing, source } => write!(f, "cannot {doing}: {source}"),
            Self::Start { reason, log } => {
                write!(f, "the scratch server {reason}; it wrote:\n{log}")
            }
            Self::Tls => f.write_str(
                "`DATABASE_URL` asks for TLS, which a scratch database does without; use a server \
                 that accepts connections with `sslmode=disable`",
            ),
            Self::MayNotCreateDatabase { role } => write!(
                f,
                "the role `{role}` of `DATABASE_URL` may not create databases, and every test \
                 gets its own; let a superuser run: ALTER ROLE {} CREATEDB;",
                quote::identifier(role),
            ),
            Self::Postgres { doing, source } => write!(f, "cannot {doing}: {}", Causes(source)),
        }
    }
}

impl fmt::Debug for ScratchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// No `source()`: the message ends with what the source says.
impl Error for ScratchError {}

/// The client's error with its causes, without which it says only `db error`.
struct Causes<'a>(&'a postgres::Error);

impl fmt::Display for Causes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self.0, f)?;
        let mut cause = self.0.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}
