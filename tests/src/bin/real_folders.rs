//! Compares the SQL reader with a server on real folders of migrations:
//!
//! ```text
//! cargo run -p pg-integration-enum-tests --bin real_folders -- FOLDER…
//! ```
//!
//! A file `prepare.sql` in a folder, or in the one above, is run first: roles,
//! schemas and what else its platform gives. What the server refuses is passed over
//! and told. It ends with 1 if the reader is wrong on any type.

use std::env;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

use pg_integration_enum_tests::folders::compare;
use pg_integration_enum_tests::{clear, database};

fn main() -> ExitCode {
    let (_database, mut client) = database();
    let (mut agreed, mut open, mut wrong, mut failed) = (0, 0, 0, 0);
    for folder in env::args().skip(1) {
        clear(&mut client);
        println!("{folder}");
        match compare(&mut client, Path::new(&folder), &prepared(&folder)) {
            Ok(comparison) => {
                println!("{comparison}");
                agreed += comparison.agreed.len();
                open += comparison.open.len();
                wrong += comparison.wrong.len();
            }
            Err(error) => {
                println!("  cannot be read: {error}");
                failed += 1;
            }
        }
    }
    println!("in all: {agreed} types agree, {open} open, {wrong} wrong, {failed} folders not read");
    if wrong + failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn prepared(folder: &str) -> String {
    let folder = Path::new(folder);
    let places = [folder.join("prepare.sql"), folder.join("../prepare.sql")];
    let texts = places.iter().map(fs::read_to_string);
    texts.flatten().next().unwrap_or_default()
}
