//! What the SQL reader says of a history is what a server holds after it.
//!
//! `PG_ENUM_HISTORIES` raises the number of histories, `PG_ENUM_SEED` is the first
//! seed.

use std::thread;

use pg_integration_enum_core::read::ReadError;
use pg_integration_enum_core::read::sql::{Catalogue, SqlFile};
use pg_integration_enum_tests::folders::{Types, types};
use pg_integration_enum_tests::history::{History, history};
use pg_integration_enum_tests::{clear, database};
use postgres::Client;

/// The histories that are tried without a word from the environment.
const HISTORIES: u64 = 2_000;
const THREADS: u64 = 2;

#[test]
fn the_reader_agrees_with_the_server() {
    let first = number("PG_ENUM_SEED", 0);
    let count = number("PG_ENUM_HISTORIES", HISTORIES);
    let refused: u64 = thread::scope(|scope| {
        let threads: Vec<_> = (0..THREADS)
            .map(|thread| {
                let seeds = (first + thread..first + count).step_by(THREADS as usize);
                scope.spawn(|| compare_all(seeds))
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().expect("no thread fails"))
            .sum()
    });
    // Were most refused, the comparison would say little.
    assert!(refused * 3 < count, "{refused} of {count} were refused");
}

fn number(variable: &str, default: u64) -> u64 {
    let value = std::env::var(variable).ok();
    value.map_or(default, |value| value.parse().expect("a number"))
}

/// Compares the histories of these seeds; how many the server refused.
fn compare_all(seeds: impl Iterator<Item = u64>) -> u64 {
    let (_database, mut client) = database();
    seeds
        .filter(|seed| {
            let history = history(*seed);
            let applied = apply(&mut client, &history);
            let files = files(&history);
            match &applied {
                Ok(types) => compare(*seed, &files, types),
                Err(error) => assert!(
                    is_refused(&files),
                    "seed {seed}: the server refuses it with {error}\n{}",
                    shown(&files)
                ),
            }
            clear(&mut client);
            applied.is_err()
        })
        .count() as u64
}

fn files(history: &History) -> Vec<SqlFile> {
    (1..)
        .zip(&history.files)
        .map(|(number, statements)| SqlFile {
            path: format!("{number}.sql"),
            text: statements.concat(),
        })
        .collect()
}

fn shown(files: &[SqlFile]) -> String {
    files
        .iter()
        .map(|file| format!("-- {}\n{}\n", file.path, file.text))
        .collect()
}

/// Applies a history as psql does in one session, up to the first error.
fn apply(client: &mut Client, history: &History) -> Result<Types, String> {
    for statement in history.files.iter().flatten() {
        client
            .batch_execute(statement)
            .map_err(|error| format!("{:?}", error.as_db_error()))?;
    }
    Ok(types(client))
}

fn compare(seed: u64, files: &[SqlFile], expected: &Types) {
    let catalogue = Catalogue::of(files);
    let catalogue = catalogue.unwrap_or_else(|error| {
        panic!("seed {seed}: {error}\n{}", shown(files));
    });
    let errors: Vec<ReadError> = catalogue.errors().collect();
    assert!(
        errors.is_empty(),
        "seed {seed}: the server takes it\n{errors:#?}\n{}",
        shown(files)
    );
    let read: Types = catalogue
        .types()
        .map(|ty| {
            let listing = catalogue.listing(&ty).unwrap_or_else(|error| {
                panic!("seed {seed}: {ty}: {error}\n{}", shown(files));
            });
            let labels = listing.label_texts().into_iter().map(String::from);
            (ty.to_string(), labels.collect())
        })
        .collect();
    assert_eq!(&read, expected, "seed {seed}\n{}", shown(files));
}

/// Whether the reader refuses a history too.
fn is_refused(files: &[SqlFile]) -> bool {
    Catalogue::of(files).map_or(true, |catalogue| catalogue.errors().next().is_some())
}
