//! Whole folders of migrations: what the reader says of them beside what a server
//! holds after them.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;

use pg_integration_enum_core::model::TypeName;
use pg_integration_enum_core::read::ReadError;
use pg_integration_enum_core::read::sql::{Catalogue, SqlFile, migrations, statements};
use postgres::Client;

/// Types by their full name, with their labels in order.
pub type Types = BTreeMap<String, Vec<String>>;

/// What came of one folder.
#[derive(Debug, Default)]
pub struct Comparison {
    /// How many files were applied.
    pub files: usize,
    /// The types on which both agree.
    pub agreed: Vec<String>,
    /// Where the reader says something else than the server holds.
    pub wrong: Vec<String>,
    /// What the reader leaves open, or takes for invalid though the server does not.
    pub open: Vec<String>,
    /// Statements that the server refused, and that were passed over.
    pub skipped: Vec<String>,
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (what, lines) in [
            ("skipped", &self.skipped),
            ("open", &self.open),
            ("WRONG", &self.wrong),
        ] {
            for line in lines {
                writeln!(f, "  {what}: {}", line.replace('\n', " "))?;
            }
        }
        write!(
            f,
            "  {} files, {} types agree, {} open, {} wrong, {} statements skipped",
            self.files,
            self.agreed.len(),
            self.open.len(),
            self.wrong.len(),
            self.skipped.len()
        )
    }
}

/// Applies a folder to an empty database, a statement at a time as psql does, and
/// compares. What the server refuses is passed over: a history that stands on
/// tables or extensions which are not here can be compared all the same.
pub fn compare(client: &mut Client, folder: &Path, prepare: &str) -> Result<Comparison, ReadError> {
    let files: Vec<SqlFile> = migrations(folder)?
        .into_iter()
        .map(|migration| migration.up)
        .collect();
    let mut comparison = Comparison {
        files: files.len(),
        ..Comparison::default()
    };
    client
        .batch_execute(prepare)
        .expect("what is prepared runs");
    for file in &files {
        apply(client, file, &mut comparison)?;
    }
    let held = types(client);
    let catalogue = Catalogue::of(&files)?;
    comparison.open = catalogue.errors().map(|error| error.to_string()).collect();
    for ty in catalogue.types() {
        let name = ty.to_string();
        match (catalogue.listing(&ty), held.get(&name)) {
            (Err(error), _) => comparison.open.push(format!("{name}: {error}")),
            (Ok(listing), Some(labels)) if listing.label_texts() == *labels => {
                comparison.agreed.push(name);
            }
            (Ok(listing), labels) => {
                let read = listing.label_texts();
                let wrong = format!("{name}: the reader says {read:?}, the server {labels:?}");
                comparison.wrong.push(wrong);
            }
        }
    }
    let read: Vec<String> = catalogue.types().map(|ty| ty.to_string()).collect();
    for (name, labels) in held.iter().filter(|(name, _)| !read.contains(name)) {
        let ty = name
            .split_once('.')
            .map(|(schema, name)| TypeName::new(Some(schema), name));
        let open = ty.and_then(Result::ok).map(|ty| catalogue.listing(&ty));
        match open {
            Some(Err(error @ ReadError::CannotDetermine { .. })) => {
                comparison.open.push(format!("{name}: {error}"));
            }
            _ => {
                let wrong = format!("{name}: the reader has none, the server {labels:?}");
                comparison.wrong.push(wrong);
            }
        }
    }
    Ok(comparison)
}

/// Applies a file; a transaction that it opens goes on after a statement that fails.
fn apply(
    client: &mut Client,
    file: &SqlFile,
    comparison: &mut Comparison,
) -> Result<(), ReadError> {
    let mut in_transaction = false;
    for statement in statements(file)? {
        if in_transaction {
            client
                .batch_execute("SAVEPOINT statement")
                .expect("a savepoint");
        }
        let result = client.batch_execute(statement);
        if let Err(error) = result {
            let error = error.as_db_error().map(ToString::to_string);
            let first = statement.lines().next().unwrap_or_default();
            let skipped = format!("{}: {first}: {}", file.path, error.unwrap_or_default());
            comparison.skipped.push(skipped);
            let undo = if in_transaction {
                "ROLLBACK TO statement"
            } else {
                "ROLLBACK"
            };
            client.batch_execute(undo).expect("a rollback");
            continue;
        }
        let first = statement.split_whitespace().next().unwrap_or_default();
        match &*first.to_ascii_lowercase() {
            "begin" | "start" => in_transaction = true,
            "commit" | "end" | "rollback" | "abort" => in_transaction = false,
            _ => {}
        }
    }
    if in_transaction {
        client.batch_execute("ROLLBACK").expect("a rollback");
    }
    Ok(())
}

/// The enums of a database, but for those of extensions and of the session.
pub fn types(client: &mut Client) -> Types {
    let rows = client
        .query(
            "SELECT n.nspname || '.' || t.typname,
                    array_remove(array_agg(e.enumlabel::text ORDER BY e.enumsortorder), NULL)
             FROM pg_type t
             JOIN pg_namespace n ON n.oid = t.typnamespace
             LEFT JOIN pg_enum e ON e.enumtypid = t.oid
             WHERE t.typtype = 'e' AND n.nspname !~ '^pg_temp' AND NOT EXISTS (
                 SELECT FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e'
             ) GROUP BY 1",
            &[],
        )
        .expect("the catalogue can be queried");
    rows.iter().map(|row| (row.get(0), row.get(1))).collect()
}
