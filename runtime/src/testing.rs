//! Migrations in step with the code, in one line of a test suite.
//!
//! ```no_run
//! use pg_integration_enum::PgIntegrationEnum;
//! use pg_integration_enum::testing::assert_migrations_match;
//!
//! #[derive(Debug, PgIntegrationEnum)]
//! enum Mood { Sad, Ok }
//!
//! # #[allow(clippy::test_attr_in_doctest)]
//! #[test]
//! fn migrations_make_the_enum() {
//!     assert_migrations_match::<Mood>("migrations");
//! }
//! # fn main() {}
//! ```
//!
//! Where migrations stand on what a platform gives (roles, schemas, extensions),
//! [`Migrations::prepare`] makes it first.

use std::fmt;
use std::path::{Path, PathBuf};

use pg_integration_enum_core::read::ReadError;
use pg_integration_enum_core::read::sql::{Migration, SqlFile, migrations, statements};
use postgres::Client;
use postgres::error::SqlState;

use crate::PgIntegrationEnum;
use crate::postgres::verify_all;
use crate::scratch::{ScratchDatabase, ScratchError};
use crate::verify::{Declared, VerifyError};

/// Applies a folder of migrations to a scratch database, and panics unless the
/// enum is then in step: after all ups and, where there are downs, after down
/// and up again.
///
/// A relative path counts from the current folder, which `cargo test` sets to
/// the package's.
///
/// # Panics
///
/// With [`MigrationsError`], in words.
#[track_caller]
pub fn assert_migrations_match<T: PgIntegrationEnum>(folder: impl AsRef<Path>) {
    let result = Migrations::new(folder.as_ref()).check(&[Declared::of::<T>()]);
    if let Err(error) = result {
        panic!("{error}");
    }
}

/// A folder of migrations, to be run on a scratch database.
///
/// ```
/// use pg_integration_enum::PgIntegrationEnum;
/// use pg_integration_enum::testing::Migrations;
/// use pg_integration_enum::verify::Declared;
///
/// #[derive(Debug, PgIntegrationEnum)]
/// enum Mood { Sad, Ok }
///
/// # let folder = std::env::temp_dir().join(format!("moods-{}", std::process::id()));
/// # std::fs::create_dir_all(&folder)?;
/// std::fs::write(folder.join("1_mood.sql"), "CREATE TYPE mood AS ENUM ('sad', 'okay')")?;
/// let drift = Migrations::new(&folder).check(&[Declared::of::<Mood>()]).unwrap_err();
/// assert!(drift.to_string().contains("the database lacks `ok`; the enum lacks `okay`"));
/// # std::fs::remove_dir_all(&folder)?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Migrations {
    folder: PathBuf,
    rollbacks: Option<PathBuf>,
    prepare: String,
}

impl Migrations {
    /// The migrations of a folder, in the layout of any runner that `expected(sql = …)` knows.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            rollbacks: None,
            prepare: String::new(),
        }
    }

    /// SQL to run before the migrations: what their platform gives them.
    ///
    /// Roles belong to the whole server, so guard their creation.
    #[must_use]
    pub fn prepare(mut self, sql: &str) -> Self {
        self.prepare.push_str(sql);
        self.prepare.push('\n');
        self
    }

    /// The downs, where they stand in a folder of their own, each by the file name of
    /// the migration that it undoes: Supabase's folder would run them forward.
    ///
    /// ```no_run
    /// # use pg_integration_enum::testing::Migrations;
    /// let migrations = Migrations::new("supabase/migrations").rollbacks("supabase/rollbacks");
    /// ```
    #[must_use]
    pub fn rollbacks(mut self, folder: impl Into<PathBuf>) -> Self {
        self.rollbacks = Some(folder.into());
        self
    }

    /// Applies all migrations to a new scratch database, which is dropped with the value.
    pub fn apply(&self) -> Result<ScratchDatabase, MigrationsError> {
        let (database, _, _) = self.start()?;
        Ok(database)
    }

    /// Applies all migrations to the database of a connection.
    ///
    /// Each file is one transaction, unless it has what cannot run in one: then
    /// each statement is. psql's own commands and the data of a `COPY` are left out.
    pub fn apply_to(&self, client: &mut Client) -> Result<(), MigrationsError> {
        self.run_ups(client).map(drop)
    }

    /// Applies all migrations and verifies the enums; then, as far back as there
    /// are downs, undoes them, applies them again, and verifies once more.
    pub fn check(&self, declared: &[Declared<'_>]) -> Result<(), MigrationsError> {
        let (_database, mut client, migrations) = self.start()?;
        verify(&mut client, declared, "after the migrations")?;
        let first = first_undone(&migrations);
        if first == migrations.len() {
            return Ok(());
        }
        for migration in migrations[first..].iter().rev() {
            if let Some(down) = &migration.down {
                run(&mut client, down)?;
            }
        }
        for migration in &migrations[first..] {
            run(&mut client, &migration.up)?;
        }
        verify(&mut client, declared, "after down and up again")
    }

    fn start(&self) -> Result<(ScratchDatabase, Client, Vec<Migration>), MigrationsError> {
        let database = ScratchDatabase::new().map_err(MigrationsError::Scratch)?;
        let mut client = database.connect().map_err(MigrationsError::Client)?;
        let migrations = self.run_ups(&mut client)?;
        Ok((database, client, migrations))
    }

    fn run_ups(&self, client: &mut Client) -> Result<Vec<Migration>, MigrationsError> {
        let migrations = self.read()?;
        let prepare = SqlFile {
            path: "what was prepared".to_owned(),
            text: self.prepare.clone(),
        };
        run(client, &prepare)?;
        for migration in &migrations {
            run(client, &migration.up)?;
        }
        Ok(migrations)
    }

    fn read(&self) -> Result<Vec<Migration>, MigrationsError> {
        let mut found = migrations(&self.folder).map_err(MigrationsError::Read)?;
        let Some(folder) = &self.rollbacks else {
            return Ok(found);
        };
        for Migration { up: rollback, .. } in migrations(folder).map_err(MigrationsError::Read)? {
            let name = Path::new(&rollback.path).file_name();
            let undoes =
                |migration: &&mut Migration| Path::new(&migration.up.path).file_name() == name;
            match found.iter_mut().find(undoes) {
                Some(migration) => migration.down = Some(rollback),
                None => {
                    return Err(MigrationsError::StrayRollback {
                        file: rollback.path,
                    });
                }
            }
        }
        Ok(found)
    }
}

/// The first of the last migrations that all have a down.
fn first_undone(migrations: &[Migration]) -> usize {
    let kept = migrations
        .iter()
        .rposition(|migration| migration.down.is_none());
    kept.map_or(0, |last| last + 1)
}

/// What cannot run in a transaction beside others: commands that open ones of
/// their own, and the use of a label in the transaction that added it.
const NEEDS_NO_TRANSACTION: [SqlState; 2] = [
    SqlState::ACTIVE_SQL_TRANSACTION,
    SqlState::UNSAFE_NEW_ENUM_VALUE_USAGE,
];

/// Runs a file in one transaction, or a statement at a time where it needs that.
fn run(client: &mut Client, file: &SqlFile) -> Result<(), MigrationsError> {
    let statements = statements(file).map_err(MigrationsError::Read)?;
    let result = match client.batch_execute(&statements.join(";\n")) {
        Err(error) if needs_no_transaction(&error) => statements
            .iter()
            .try_for_each(|statement| client.batch_execute(statement)),
        result => result,
    };
    result.map_err(|error| MigrationsError::Statement {
        file: file.path.clone(),
        error,
    })
}

fn needs_no_transaction(error: &postgres::Error) -> bool {
    error
        .code()
        .is_some_and(|code| NEEDS_NO_TRANSACTION.contains(code))
}

fn verify(
    client: &mut Client,
    declared: &[Declared<'_>],
    when: &'static str,
) -> Result<(), MigrationsError> {
    let report = verify_all(client, declared).map_err(MigrationsError::Client)?;
    report
        .into_result()
        .map_err(|drift| MigrationsError::Drift { when, drift })
}

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

impl fmt::Display for MigrationsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Read(error) => error.fmt(f),
            Self::Scratch(error) => error.fmt(f),
            Self::StrayRollback { file } => {
                write!(f, "`{file}` undoes nothing: no migration has its name")
            }
            Self::Client(error) => write!(f, "the scratch server does not answer: {error}"),
            Self::Statement { file, error } => match error.as_db_error() {
                Some(refusal) => write!(f, "`{file}` is refused: {refusal}"),
                None => write!(f, "`{file}` cannot be run: {error}"),
            },
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
