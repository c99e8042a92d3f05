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

mod error;
mod run;

use std::path::{Path, PathBuf};

use pg_integration_enum_core::read::sql::{Migration, SqlFile, migrations};
use postgres::Client;

pub use self::error::MigrationsError;

use self::run::Runner;
use crate::PgIntegrationEnum;
use crate::postgres::verify_all;
use crate::scratch::ScratchDatabase;
use crate::verify::Declared;

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
    prepare: Vec<SqlFile>,
    whole: bool,
}

/// What was applied.
#[derive(Debug, Default)]
#[non_exhaustive]
pub struct Applied {
    /// The files that use a label which they add, so that they run a statement at a
    /// time alone. A runner that makes a file one transaction would refuse them.
    pub split: Vec<String>,
}

impl Migrations {
    /// The migrations of a folder, in the layout of any runner that `expected(sql = …)` knows.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            rollbacks: None,
            prepare: Vec::new(),
            whole: false,
        }
    }

    /// SQL to run before the migrations: what their platform gives them.
    ///
    /// Roles belong to the whole server, so guard their creation.
    #[must_use]
    pub fn prepare(self, sql: &str) -> Self {
        self.prepare_named("what was prepared", sql)
    }

    /// The same, with the name of the file in which the SQL stands, for messages.
    ///
    /// ```no_run
    /// # use pg_integration_enum::testing::Migrations;
    /// let platform = std::fs::read_to_string("platform.sql")?;
    /// let migrations = Migrations::new("migrations").prepare_named("platform.sql", &platform);
    /// # Ok::<(), std::io::Error>(())
    /// ```
    #[must_use]
    pub fn prepare_named(mut self, file: &str, sql: &str) -> Self {
        self.prepare.push(SqlFile {
            path: file.to_owned(),
            text: sql.to_owned(),
        });
        self
    }

    /// Refuses a file that uses a label which it adds, as runners do that make a file one
    /// transaction (sqlx, diesel, refinery). Else such a file is run a statement at a time,
    /// as `psql -f` does.
    ///
    /// ```no_run
    /// # use pg_integration_enum::testing::Migrations;
    /// let migrations = Migrations::new("migrations").each_in_one_transaction();
    /// ```
    #[must_use]
    pub fn each_in_one_transaction(mut self) -> Self {
        self.whole = true;
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
    /// Each file is one transaction, unless it has what cannot run in one, or opens and
    /// ends its own: then it is run a statement at a time. psql's own commands and the
    /// data of a `COPY` are left out.
    pub fn apply_to(&self, client: &mut Client) -> Result<Applied, MigrationsError> {
        let (_, applied) = self.run_ups(client)?;
        Ok(applied)
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
        let mut runner = self.runner(&mut client);
        runner.when = " on the way down";
        for migration in migrations[first..].iter().rev() {
            if let Some(down) = &migration.down {
                runner.run(down)?;
            }
        }
        runner.when = " when it is applied again, after the downs";
        for migration in &migrations[first..] {
            runner.run(&migration.up)?;
        }
        verify(&mut client, declared, "after down and up again")
    }

    fn start(&self) -> Result<(ScratchDatabase, Client, Vec<Migration>), MigrationsError> {
        let database = ScratchDatabase::new().map_err(MigrationsError::Scratch)?;
        let mut client = database.connect().map_err(MigrationsError::Client)?;
        let (migrations, _) = self.run_ups(&mut client)?;
        Ok((database, client, migrations))
    }

    fn run_ups(&self, client: &mut Client) -> Result<(Vec<Migration>, Applied), MigrationsError> {
        let migrations = self.read()?;
        let mut runner = self.runner(client);
        for file in &self.prepare {
            runner.run(file)?;
        }
        runner.split.clear();
        for migration in &migrations {
            runner.run(&migration.up)?;
        }
        let split = runner.split;
        Ok((migrations, Applied { split }))
    }

    fn runner<'a>(&self, client: &'a mut Client) -> Runner<'a> {
        Runner {
            client,
            whole: self.whole,
            when: "",
            split: Vec::new(),
        }
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
