//! How the instructions of a read grow with the length of what is read, counted by
//! Valgrind's callgrind.
//!
//! ```text
//! cargo run --release -p pg-integration-enum-tests --bin count_growth [PART OF A NAME]
//! ```
//!
//! Shows those of each text, and of one twice as long; fails where that takes much more
//! than twice as many. All of them take a quarter of an hour.

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};

use pg_integration_enum_tests::repeated::{SHAPES, Shape};

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

/// So many that what is followed only so far is followed no further.
const REPETITIONS: usize = 2_000;

/// How much more than once twice the length may take.
const GOAL: f64 = 2.5;

fn main() -> Result<ExitCode> {
    let arguments: Vec<String> = std::env::args().collect();
    let part = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [_, "--read", part] => {
            read_all(part);
            return Ok(ExitCode::SUCCESS);
        }
        [_, part] => part.to_owned(),
        _ => String::new(),
    };
    let worst = print_table(&part)?;
    println!("\nthe most: {worst:.2}, to be at most {GOAL}");
    Ok(ExitCode::from(u8::from(worst > GOAL)))
}

fn wanted(part: &str) -> impl Iterator<Item = &'static Shape> {
    SHAPES.iter().filter(move |shape| shape.name.contains(part))
}

/// Reads what is to be counted, and something else at the end.
fn read_all(part: &str) {
    for shape in wanted(part) {
        counted_read(shape, REPETITIONS);
        counted_read(shape, 2 * REPETITIONS);
    }
    counted_read(&SHAPES[0], 1);
}

/// Where callgrind begins to count anew.
#[inline(never)]
fn counted_read(shape: &Shape, repetitions: usize) {
    // Whatever comes of it.
    let _ = shape.read(repetitions);
}

/// Prints how each grows, and gives the most.
fn print_table(part: &str) -> Result<f64> {
    println!("| read as | what is repeated | instructions | of twice as many | growth |");
    println!("|---|---|--:|--:|--:|");
    let counts = instructions(part)?;
    let mut worst = 0.0_f64;
    for (shape, pair) in wanted(part).zip(counts.chunks_exact(2)) {
        let (source, name) = (shape.source, shape.name);
        let growth = pair[1] / pair[0];
        println!(
            "| {source:?} | {name} | {} | {} | {growth:.2} |",
            pair[0], pair[1]
        );
        worst = worst.max(growth);
    }
    Ok(worst)
}

/// The instructions of each counted read, in their order.
fn instructions(part: &str) -> Result<Vec<f64>> {
    let folder = std::env::temp_dir().join(format!("growth-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let status = Command::new("valgrind")
        .args([
            "--quiet",
            "--tool=callgrind",
            "--dump-before=*counted_read*",
        ])
        .arg(format!(
            "--callgrind-out-file={}",
            folder.join("out").display()
        ))
        .arg(std::env::current_exe()?)
        .args(["--read", part])
        .status()?;
    if !status.success() {
        return Err("valgrind cannot run this program".into());
    }
    // The first part is the start of the program, the one behind the last its end.
    let counts = (2..)
        .map(|number| folder.join(format!("out.{number}")))
        .take_while(|file| file.exists())
        .map(|file| total(&file))
        .collect::<Result<Vec<f64>>>()?;
    fs::remove_dir_all(&folder)?;
    Ok(counts)
}

fn total(file: &Path) -> Result<f64> {
    let text = fs::read_to_string(file)?;
    let total = text.lines().find_map(|line| line.strip_prefix("totals: "));
    Ok(total.ok_or("no total")?.trim().parse()?)
}
