//! What the migrations really make, on a server of our own.

use std::collections::BTreeMap;
use std::path::PathBuf;

use pg_integration_enum::scratch::ScratchPostgres;
use pg_integration_enum::testing::{Migrations, MigrationsError};
use pg_integration_enum_core::read::Place;

use super::database::{Database, PATIENCE, in_full};
use crate::report::{
    Answer, Column, EnumReport, Finding, FindingKind, Problem, ProblemKind, Source, SourceKind,
};
use crate::workspace::{Workspace, normalize};

/// A server that ends with this value.
pub struct Scratch {
    server: ScratchPostgres,
    /// What runs before the migrations.
    prepare: Option<Prepare>,
}

/// A file of SQL that runs before the migrations.
pub struct Prepare {
    pub file: String,
    pub sql: String,
}

impl Scratch {
    pub fn start(prepare: Option<Prepare>) -> Result<Self, String> {
        // A server of our own even if DATABASE_URL names one: that is not to be written to.
        let server = ScratchPostgres::start().map_err(|error| in_full(&error))?;
        Ok(Self { server, prepare })
    }

    /// Applies every declared file or folder of migrations to a database of its
    /// own, and adds what is there then to the enums that declare it. Gives what is
    /// worth a word about the migrations.
    pub fn compare(
        &self,
        workspace: &Workspace,
        enums: &mut [EnumReport],
    ) -> Result<Vec<Problem>, String> {
        let mut warnings = Vec::new();
        for (path, declaring) in migrations(workspace, enums) {
            let name = workspace.shown(&path);
            let scratch = self.server.create_database();
            let scratch = scratch.map_err(|error| in_full(&error))?;
            let mut client = scratch.connect().map_err(|error| in_full(&error))?;
            let mut migrations = Migrations::new(&path);
            if let Some(Prepare { file, sql }) = &self.prepare {
                migrations = migrations.prepare_named(file, sql);
            }
            match migrations.apply_to(&mut client) {
                Ok(applied) => warnings.extend(
                    applied
                        .split
                        .iter()
                        .map(|file| split_file(&workspace.shown(file.as_ref()))),
                ),
                Err(error) => {
                    refuse(enums, &declaring, &name, &reason(workspace, &error));
                    continue;
                }
            }
            let database = Database {
                client,
                kind: SourceKind::Scratch,
                name,
                patience: PATIENCE,
            };
            database.compare(enums, &declaring)?;
        }
        Ok(warnings)
    }
}

/// A file that some runners would refuse.
fn split_file(file: &str) -> Problem {
    Problem {
        kind: ProblemKind::Split,
        place: Place::of(file, "", 0),
        message: "this uses a label that it adds, so it was applied a statement at a time, as \
                  `psql -f` does; runners that make a file one transaction refuse it: put the \
                  use into a migration of its own"
            .to_owned(),
    }
}

fn reason(workspace: &Workspace, error: &MigrationsError) -> String {
    let MigrationsError::Statement {
        file,
        line,
        error: refusal,
        ..
    } = error
    else {
        return in_full(error);
    };
    let file = workspace.shown(file.as_ref());
    let line = line.map_or(String::new(), |line| format!(":{line}"));
    let way_out = match error.needs_preparation() {
        true => "; `--prepare` takes a file of SQL that makes what the platform gives",
        false => "",
    };
    format!("`{file}{line}`: {}{way_out}", in_full(refusal))
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
