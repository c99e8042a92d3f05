//! What the migrations really make, on a server of our own.

use std::collections::BTreeMap;
use std::path::PathBuf;

use pg_integration_enum::scratch::ScratchPostgres;
use pg_integration_enum_core::read::sql::{SqlFile, load, statements};
use postgres::Client;
use postgres::error::SqlState;

use super::database::{Database, in_full};
use crate::report::{EnumReport, SourceKind};
use crate::workspace::{Workspace, normalize};

/// What refuses to run beside other statements: commands that open transactions
/// of their own, and the use of a label in the transaction that added it.
const NEED_NO_TRANSACTION: [SqlState; 2] = [
    SqlState::ACTIVE_SQL_TRANSACTION,
    SqlState::UNSAFE_NEW_ENUM_VALUE_USAGE,
];

/// A server that ends with this value.
pub struct Scratch(ScratchPostgres);

impl Scratch {
    pub fn start() -> Result<Self, String> {
        let server = ScratchPostgres::start();
        server.map(Self).map_err(|error| in_full(&error))
    }

    /// Applies every declared file or folder of migrations to a database of its
    /// own, and adds what is there then to the enums that declare it.
    pub fn compare(&self, workspace: &Workspace, enums: &mut [EnumReport]) -> Result<(), String> {
        for (path, declaring) in migrations(workspace, enums) {
            let shown = workspace.shown(&path);
            let scratch = self.0.create_database().map_err(|error| in_full(&error))?;
            let mut client = scratch.connect().map_err(|error| in_full(&error))?;
            for file in load(&path).map_err(|error| error.to_string())? {
                apply(&mut client, &file).map_err(|error| {
                    format!(
                        "cannot apply `{}`: {error}",
                        workspace.shown(file.path.as_ref())
                    )
                })?;
            }
            let mut database = Database {
                client,
                kind: SourceKind::Scratch,
                name: shown,
            };
            database.compare(enums, &declaring)?;
        }
        Ok(())
    }
}

/// The files and folders of migrations, each with the enums that declare it.
fn migrations(workspace: &Workspace, enums: &[EnumReport]) -> BTreeMap<PathBuf, Vec<usize>> {
    let mut migrations: BTreeMap<PathBuf, Vec<usize>> = BTreeMap::new();
    for (index, report) in enums.iter().enumerate() {
        let folder = workspace.folder(&report.package);
        for column in &report.columns {
            if column.source.kind == SourceKind::Sql {
                let path = normalize(&folder.join(&column.source.name));
                migrations.entry(path).or_default().push(index);
            }
        }
    }
    migrations
}

/// Applies a file at once, or a statement at a time where it needs that.
fn apply(client: &mut Client, file: &SqlFile) -> Result<(), String> {
    let statements = statements(file).map_err(|error| error.to_string())?;
    match client.batch_execute(&statements.join(";\n")) {
        Err(error)
            if error
                .code()
                .is_some_and(|code| NEED_NO_TRANSACTION.contains(code)) =>
        {
            statements
                .iter()
                .try_for_each(|statement| client.batch_execute(statement))
        }
        result => result,
    }
    .map_err(|error| in_full(&error))
}
