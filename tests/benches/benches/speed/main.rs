//! Wall time of what a client does with a value, beside postgres-derive and strum.
//!
//! ```text
//! cargo bench -p pg-integration-enum-benches --bench speed             # measures
//! cargo bench -p pg-integration-enum-benches --bench speed -- --quick  # the same, briefly
//! cargo bench -p pg-integration-enum-benches --bench speed -- --test   # runs each once
//! ```

mod table;

use std::fmt::{Debug, Display, Write};
use std::hint::black_box;
use std::str::FromStr;
use std::time::Duration;

use bytes::BytesMut;
use criterion::{Bencher, BenchmarkId, Criterion, SamplingMode, Throughput};
use pg_integration_enum_benches::{
    Contest, Variants, Visitor, each, labels, mixed, pg_type, read, write,
};
use postgres_types::{FromSql, ToSql};

use table::{Row, Table};

/// The values of one iteration.
const CHUNK: usize = 128;

/// The values before they repeat: too many for a branch predictor to learn.
const VALUES: usize = 128 * CHUNK;

/// Contestants take turns, so that the machine's bad moments hit both.
const ROUNDS: usize = 4;

fn main() {
    let table = Table::new();
    let criterion = Criterion::default()
        .without_plots()
        .sample_size(400)
        .nresamples(1_000)
        .warm_up_time(Duration::from_millis(50))
        .measurement_time(Duration::from_millis(200))
        .output_directory(table.directory())
        .configure_from_args();
    let mut races = Races { criterion, table };
    each(&mut races);
    races.criterion.final_summary();
    print!("{}", races.table);
}

struct Races {
    criterion: Criterion,
    table: Table,
}

impl Visitor for Races {
    fn visit<C: Contest>(&mut self) {
        self.race::<C>(
            "read",
            "postgres-derive",
            reads::<C::Ours>(labels::<C>()),
            reads::<C::PostgresDerive>(labels::<C>()),
        );
        self.race::<C>(
            "write",
            "postgres-derive",
            writes::<C::Ours>(labels::<C>()),
            writes::<C::PostgresDerive>(labels::<C>()),
        );
        self.race::<C>(
            "AsRef",
            "strum",
            as_refs::<C::Ours>(),
            as_refs::<C::Strum>(),
        );
        self.race::<C>(
            "Display",
            "strum",
            displays::<C::Ours>(),
            displays::<C::Strum>(),
        );
        self.race::<C>(
            "FromStr",
            "strum",
            parses::<C::Ours>(labels::<C>()),
            parses::<C::Strum>(labels::<C>()),
        );
    }
}

impl Races {
    fn race<C: Contest>(
        &mut self,
        operation: &'static str,
        rival: &'static str,
        mut ours: impl FnMut(&mut Bencher),
        mut theirs: impl FnMut(&mut Bencher),
    ) {
        let row = Row {
            operation,
            kind: C::KIND,
            size: C::Ours::VARIANTS.len(),
            rival,
        };
        let mut group = self.criterion.benchmark_group(row.group());
        group.sample_size(if row.size < 256 { 400 } else { 20 });
        group.sampling_mode(SamplingMode::Flat);
        group.throughput(Throughput::Elements(CHUNK as u64));
        for round in 0..ROUNDS {
            group.bench_function(BenchmarkId::new("ours", round), &mut ours);
            group.bench_function(BenchmarkId::new(rival, round), &mut theirs);
        }
        group.finish();
        self.table.push(row);
    }
}

fn reads<T: for<'a> FromSql<'a> + Variants>(labels: Vec<String>) -> impl FnMut(&mut Bencher) {
    let ty = pg_type(&labels);
    over(labels.clone(), move |label: &String| {
        black_box(read::<T>(&ty, label.as_bytes()).expect("the label is known"));
    })
}

fn writes<T: Variants + ToSql>(labels: Vec<String>) -> impl FnMut(&mut Bencher) {
    let ty = pg_type(&labels);
    let mut out = BytesMut::with_capacity(64);
    over(T::VARIANTS.to_vec(), move |value: &T| {
        out.clear();
        write(&ty, black_box(value), &mut out).expect("the type is accepted");
        black_box(&out);
    })
}

fn as_refs<T: Variants + AsRef<str>>() -> impl FnMut(&mut Bencher) {
    over(T::VARIANTS.to_vec(), |value: &T| {
        black_box(value.as_ref());
    })
}

fn displays<T: Variants + Display>() -> impl FnMut(&mut Bencher) {
    let mut out = String::with_capacity(64);
    over(T::VARIANTS.to_vec(), move |value: &T| {
        out.clear();
        write!(out, "{value}").expect("a string takes all");
        black_box(&out);
    })
}

fn parses<T: FromStr<Err: Debug>>(labels: Vec<String>) -> impl FnMut(&mut Bencher) {
    over(labels, |label: &String| {
        black_box(label.parse::<T>().expect("the label is known"));
    })
}

/// Does the operation with the values in mixed order.
fn over<T>(values: Vec<T>, mut operation: impl FnMut(&T)) -> impl FnMut(&mut Bencher) {
    let order: Vec<usize> = mixed(values.len(), VALUES).collect();
    move |bencher| {
        let mut chunks = order.chunks(CHUNK).cycle();
        bencher.iter(|| {
            for &index in chunks.next().into_iter().flatten() {
                operation(black_box(&values[index]));
            }
        });
    }
}
