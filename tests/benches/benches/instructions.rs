//! Instructions of a read and of a write, counted by Valgrind's callgrind, so the
//! same at every run.
//!
//! ```text
//! cargo bench -p pg-integration-enum-benches --bench instructions
//! ```
//!
//! The program runs itself under Valgrind, once for each workload with the values
//! read, and once without; the difference is what the reads cost.

use std::hint::black_box;
use std::process::Command;

use bytes::BytesMut;
use pg_integration_enum_benches::{
    Contest, Result, Variants, Visitor, each, labels, mixed, pg_type, read, write,
};
use postgres_types::{FromSql, Type};

/// How many times an oracle's instructions a read may take.
const GOAL: f64 = 1.5;

/// The values of a workload; every label comes about equally often.
const VALUES: usize = 4096;

fn main() -> Result<()> {
    let mut contests = Contests::default();
    each(&mut contests);
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [_, "--run", workload, passes] => contests.run(workload.parse()?, passes.parse()?),
        _ if Command::new("valgrind").arg("--version").output().is_err() => {
            println!("instructions: not counted, as valgrind is not installed");
            Ok(())
        }
        _ => contests.print_table(),
    }
}

/// Every contest's name, and its workloads one behind the other.
#[derive(Default)]
struct Contests {
    names: Vec<String>,
    workloads: Vec<Workload>,
}

/// Reads or writes all values as many times as it is told.
type Workload = fn(passes: usize) -> Result<()>;

impl Visitor for Contests {
    fn visit<C: Contest>(&mut self) {
        let size = C::Ours::VARIANTS.len();
        self.names.push(format!("{size} {}", C::KIND));
        let workloads: [Workload; 3] = [reads::<C>, oracle_reads::<C>, writes::<C>];
        self.workloads.extend(workloads);
    }
}

impl Contests {
    fn run(&self, workload: usize, passes: usize) -> Result<()> {
        let workload = self.workloads.get(workload).ok_or("no such workload")?;
        workload(passes)
    }

    fn print_table(&self) -> Result<()> {
        println!("| labels | read | oracle | ratio | goal | write |");
        println!("|---|--:|--:|--:|--:|--:|");
        for (number, name) in self.names.iter().enumerate() {
            let read = instructions(3 * number)?;
            let oracle = instructions(3 * number + 1)?;
            let write = instructions(3 * number + 2)?;
            let ratio = read / oracle;
            println!("| {name} | {read:.0} | {oracle:.0} | {ratio:.2} | ≤ {GOAL} | {write:.0} |");
        }
        Ok(())
    }
}

/// The instructions that a workload takes for one value.
fn instructions(workload: usize) -> Result<f64> {
    let with = callgrind(workload, 1)?;
    let without = callgrind(workload, 0)?;
    Ok((with - without) / VALUES as f64)
}

/// The instructions of this program when it runs a workload.
fn callgrind(workload: usize, passes: usize) -> Result<f64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(std::env::current_exe()?)
        .args(["--run", &workload.to_string(), &passes.to_string()])
        .output()?;
    let report = String::from_utf8(output.stderr)?;
    match report.split_once("Collected : ") {
        Some((_, rest)) if output.status.success() => {
            let count = rest.split_whitespace().next().unwrap_or_default();
            Ok(count.parse()?)
        }
        _ => Err(report.into()),
    }
}

fn reads<C: Contest>(passes: usize) -> Result<()> {
    let labels = labels::<C>();
    let ty = pg_type(&labels);
    for index in order(&labels, passes) {
        black_box(read::<C::Ours>(&ty, labels[index].as_bytes())?);
    }
    Ok(())
}

fn oracle_reads<C: Contest>(passes: usize) -> Result<()> {
    let labels = labels::<C>();
    let ty = pg_type(&labels);
    let variants = C::Ours::VARIANTS.iter().copied();
    let answers: Vec<(String, C::Ours)> = labels.iter().cloned().zip(variants).collect();
    for index in order(&labels, passes) {
        let raw = labels[index].as_bytes();
        black_box(ask_oracle(&ty, raw, &answers[index])?);
    }
    Ok(())
}

/// A read that is told the answer, and has only to make sure of it.
#[inline(never)]
fn ask_oracle<T>(ty: &Type, raw: &[u8], answer: &(String, T)) -> Result<T>
where
    T: for<'a> FromSql<'a> + Copy,
{
    if !T::accepts(ty) {
        return Err("the type is not accepted".into());
    }
    if raw != answer.0.as_bytes() {
        return Err("the oracle errs".into());
    }
    Ok(answer.1)
}

fn writes<C: Contest>(passes: usize) -> Result<()> {
    let labels = labels::<C>();
    let ty = pg_type(&labels);
    let mut out = BytesMut::with_capacity(64);
    for index in order(&labels, passes) {
        out.clear();
        write(&ty, &C::Ours::VARIANTS[index], &mut out)?;
        black_box(&out);
    }
    Ok(())
}

/// The indices to read or write. They are made for one pass also if there is
/// none, so that the difference is the passes alone.
fn order(labels: &[String], passes: usize) -> impl Iterator<Item = usize> {
    let order: Vec<usize> = mixed(labels.len(), VALUES).collect();
    black_box(order).into_iter().take(passes * VALUES)
}
