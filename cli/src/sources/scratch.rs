//! What the migrations really make, on a server of our own.

use std::collections::BTreeMap;
use std::path::PathBuf;

use pg_integration_enum::scratch::ScratchPostgres;
use pg_integration_enum::testing::{Migrations, MigrationsError};

use super::database::{Database, PATIENCE, in_full};
use crate::report::{Answer, Column, EnumReport, Finding, FindingKind, Source, SourceKind};
use crate::workspace::{Workspace, normalize};

/// A server that ends with this value.
pub struct Scratch {
    server: ScratchPostgres,
    /// What runs before the migrations.
    prepare: String,
}

impl Scratch {
    pub fn start(prepare: String) -> Result<Self, String> {
        // A server of our own even if DATABASE_URL names one: that is not to be written to.
        let server = ScratchPostgres::start().map_err(|error| in_full(&error))?;
        Ok(Self { server, prepare })
    }

    /// Applies every declared file or folder of migrations to a database of its
    /// own, and adds what is there then to the enums that declare it.
    pub fn compare(&self, workspace: &Workspace, enums: &mut [EnumReport]) -> Result<(), String> {
        for (path, declaring) in migrations(workspace, enums) {
            let name = workspace.shown(&path);
            let scratch = self.server.create_database();
            let scratch = scratch.map_err(|error| in_full(&error))?;
            let mut client = scratch.connect().map_err(|error| in_full(&error))?;
            let migrations = Migrations::new(&path).prepare(&self.prepare);
            if let Err(error) = migrations.apply_to(&mut client) {
                refuse(enums, &declaring, &name, &reason(workspace, &error));
                continue;
            }
            let database = Database {
                client,
                kind: SourceKind::Scratch,
                name,
                patience: PATIENCE,
            };
            database.compare(enums, &declaring)?;
        }
        Ok(())
    }
}

fn reason(workspace: &Workspace, error: &MigrationsError) -> String {
    match error {
        MigrationsError::Statement { file, error } => {
            format!("`{}`: {}", workspace.shown(file.as_ref()), in_full(error))
        }
        error => in_full(error),
    }
}

/// Notes that migrations cannot be applied, at the enums that declare them.
fn refuse(enums: &mut [EnumReport], declaring: &[usize], name: &str, reason: &str) {
    for index in declaring {
        let place = enums[*index].place.clone();
        let message = format!("`{name}` cannot be applied: {reason}");
        enums[*index].columns.push(Column {
            source: Source::database(SourceKind::Scratch, name),
            answer: Answer::Unknown,
            findings: vec![Finding::at(FindingKind::Unreadable, place, message)],
        });
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
