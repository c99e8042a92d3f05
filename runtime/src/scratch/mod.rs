//! A throw-away PostgreSQL for tests, from the machine's own binaries.
//!
//! Every test gets a fresh database. They share one server per process, which is
//! started when it is first asked for (that takes about a second) and is gone,
//! with all its files, when the process has ended, however it ended.
//!
//! ```
//! use pg_integration_enum::scratch::ScratchDatabase;
//!
//! let database = ScratchDatabase::new()?;
//! let mut client = database.connect()?;
//! client.batch_execute("CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')")?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! An asynchronous client connects by the same address:
//! `tokio_postgres::connect(database.url(), NoTls)`. Making a [`ScratchDatabase`]
//! and dropping it block for some milliseconds, and both are fine inside
//! `#[tokio::test]`.
//!
//! # Which server
//!
//! 1. The one that `DATABASE_URL` names, if that is set. Its role needs the right
//!    to create databases. Tests see nothing but databases made for them, which
//!    are dropped after them; nothing else on that server is touched. There is no
//!    TLS, so the server must accept connections without.
//! 2. An own one, from `initdb` and `postgres` in the folder that `PG_BIN` names,
//!    if that is set.
//! 3. An own one, from binaries in `PATH`, or else the newest version in the
//!    places where packages put them: Debian's and Ubuntu's, Red Hat's, Homebrew's
//!    and Postgres.app's.
//!
//! An own server listens on a unix socket alone, in a folder in `TMPDIR` that only
//! its owner can enter, and never waits for a disk. `TMPDIR=/dev/shm` makes tests
//! faster still where that has room. PostgreSQL refuses to run as root: under root
//! it runs as the account `postgres`, or else `nobody`.
//!
//! # What can stay behind
//!
//! Of an own server nothing does, not even when the test process is killed. On the
//! server of `DATABASE_URL` a killed process leaves its databases: they are named
//! `scratch_<pid>_<count>_<random>`. On any server, roles live outside databases:
//! see [`ScratchDatabase::role_name`].
//!
//! # A process for each test
//!
//! `cargo nextest` runs every test in a process of its own, so each would start a
//! server of its own. That works, and costs a second a test. To share one, start
//! it around the whole run:
//!
//! ```no_run
//! use pg_integration_enum::scratch::ScratchPostgres;
//! use std::process::Command;
//!
//! let server = ScratchPostgres::start()?;
//! let status = Command::new("cargo")
//!     .args(["nextest", "run"])
//!     .env("DATABASE_URL", server.url())
//!     .status()?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod admin;
mod database;
mod error;
#[cfg(unix)]
mod own;
#[cfg(not(unix))]
#[path = "unsupported.rs"]
mod own;
mod server;
mod unique;

pub use self::database::ScratchDatabase;
pub use self::error::ScratchError;
pub use self::server::ScratchPostgres;
