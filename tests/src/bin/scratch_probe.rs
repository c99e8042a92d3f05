//! A process with a scratch database, for tests to run in some environment and to
//! kill: it prints the address, or the error, and lives until its input ends.
//!
//! Given a command as arguments, it runs that beside itself, to see that a child
//! which outlives it keeps nothing alive.

use std::env;
use std::error::Error;
use std::io::{self, Read};
use std::process::{Child, Command, ExitCode, Stdio};

use pg_integration_enum::scratch::ScratchDatabase;

fn main() -> ExitCode {
    match hold() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn hold() -> Result<(), Box<dyn Error>> {
    let database = ScratchDatabase::new()?;
    let beside = run_beside()?;
    println!("{}", database.url());
    io::stdin().read_to_end(&mut Vec::new())?;
    if let Some(mut beside) = beside {
        beside.wait()?;
    }
    Ok(())
}

fn run_beside() -> io::Result<Option<Child>> {
    let mut arguments = env::args().skip(1);
    let Some(program) = arguments.next() else {
        return Ok(None);
    };
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().map(Some)
}
