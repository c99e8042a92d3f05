//! Reading a text that says the same thing many times over ends, and says the same of
//! each repetition.
//!
//! Some are repeated so often that taking the square of that would not end in a
//! reasonable time; `bin/count_growth.rs` counts what each takes.

use pg_integration_enum_core::read::ReadError;
use pg_integration_enum_tests::repeated::{SHAPES, Shape, Source};

/// How many labels there are after so many repetitions.
fn labels(shape: &Shape, repetitions: usize) -> Result<usize, ReadError> {
    shape.read(repetitions).map(|listing| listing.labels.len())
}

fn read_all(is_wanted: impl Fn(&Shape) -> bool) {
    for shape in SHAPES.iter().filter(|shape| is_wanted(shape)) {
        let [few, twice, many] = [10, 20, shape.most].map(|count| labels(shape, count));
        // What is repeated more often than is followed cannot be determined.
        if let (Ok(few), Ok(twice), Ok(many)) = (few, twice, many) {
            let each = (twice - few) / 10;
            assert_eq!(many, few + each * (shape.most - 10), "{}", shape.name);
        }
    }
}

fn is_sql(shape: &Shape) -> bool {
    matches!(shape.source, Source::Sql | Source::SqlFiles)
}

#[test]
fn sql_of_long_histories_is_read() {
    read_all(|shape| is_sql(shape) && shape.is_long());
}

#[test]
fn sql_of_other_shapes_is_read() {
    read_all(|shape| is_sql(shape) && !shape.is_long());
}

#[test]
fn dart_and_typescript_are_read() {
    read_all(|shape| !is_sql(shape));
}
