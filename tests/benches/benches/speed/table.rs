//! The table of ratios, from what criterion has written.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// One operation on one list of labels, by us and by a rival.
pub struct Row {
    pub operation: &'static str,
    pub kind: &'static str,
    pub size: usize,
    pub rival: &'static str,
}

impl Row {
    /// The name of its benchmark group, which is that of its directory.
    pub fn group(&self) -> String {
        format!("{}-{}-{}", self.operation, self.kind, self.size)
    }

    /// How many times as fast as the rival it must be.
    fn goal(&self) -> Option<f64> {
        match (self.operation, self.kind, self.size) {
            ("read", "realistic", 5) => Some(2.5),
            ("read", "realistic", 32) => Some(10.0),
            ("read", "realistic", 256) => Some(200.0),
            ("read", "realistic", 1_000) => Some(2_000.0),
            ("write", "realistic", 5) => Some(1.7),
            ("write", "realistic", 256) => Some(100.0),
            _ => None,
        }
    }
}

/// The rows, and where criterion writes.
pub struct Table {
    directory: PathBuf,
    rows: Vec<Row>,
}

impl Table {
    /// An empty table; what an earlier run has left is removed.
    pub fn new() -> Self {
        let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("speed");
        _ = fs::remove_dir_all(&directory);
        Self {
            directory,
            rows: Vec::new(),
        }
    }

    pub fn directory(&self) -> &Path {
        &self.directory
    }

    pub fn push(&mut self, row: Row) {
        self.rows.push(row);
    }

    /// The time of one value in the fastest sample, in nanoseconds: what else runs on
    /// the machine can only slow one down. `None` if it was not measured.
    fn nanoseconds(&self, row: &Row, contestant: &str) -> Option<f64> {
        let directory = self.directory.join(row.group()).join(contestant);
        let samples = (0..crate::ROUNDS).filter_map(|round| Sample::read(&directory, round));
        let fastest = samples.filter_map(|sample| sample.fastest());
        Some(fastest.min_by(f64::total_cmp)? / crate::CHUNK as f64)
    }
}

/// What criterion writes of every sample.
#[derive(Deserialize)]
struct Sample {
    iters: Vec<f64>,
    times: Vec<f64>,
}

impl Sample {
    fn read(directory: &Path, round: usize) -> Option<Self> {
        let path = directory.join(round.to_string()).join("new/sample.json");
        serde_json::from_str(&fs::read_to_string(path).ok()?).ok()
    }

    /// The time of one iteration where it was shortest.
    fn fastest(&self) -> Option<f64> {
        let samples = self.times.iter().zip(&self.iters);
        samples
            .map(|(time, iterations)| time / iterations)
            .min_by(f64::total_cmp)
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| operation | labels | ours | rival | ratio | goal |")?;
        writeln!(f, "|---|---|--:|--:|--:|--:|")?;
        for row in &self.rows {
            let (Some(ours), Some(theirs)) = (
                self.nanoseconds(row, "ours"),
                self.nanoseconds(row, row.rival),
            ) else {
                continue;
            };
            let goal = row
                .goal()
                .map_or_else(String::new, |goal| format!("≥ {goal}×"));
            writeln!(
                f,
                "| {} | {} {} | {ours:.1} ns | {}: {theirs:.1} ns | {:.1}× | {goal} |",
                row.operation,
                row.size,
                row.kind,
                row.rival,
                theirs / ours
            )?;
        }
        Ok(())
    }
}
