//! The enums that the benchmarks measure, and what a client does with them.

mod enums;

use std::error::Error;
use std::fmt::{Debug, Display};
use std::str::FromStr;

use postgres_types::{FromSql, IsNull, Kind, ToSql, Type};

pub use enums::each;

/// What postgres-types has as the result of its traits.
pub type Result<T> = std::result::Result<T, Box<dyn Error + Sync + Send>>;

/// One list of variants, as an enum of each derive.
pub trait Contest {
    /// What the labels are like: `realistic` or `prefixed`.
    const KIND: &'static str;
    type Ours: Variants + ToSql + for<'a> FromSql<'a> + AsRef<str> + Display + FromStr<Err: Debug>;
    type PostgresDerive: Variants + ToSql + for<'a> FromSql<'a>;
    type Strum: Variants + AsRef<str> + Display + FromStr<Err: Debug>;
}

/// The variants in their order.
pub trait Variants: Copy + Debug + 'static {
    const VARIANTS: &'static [Self];
}

/// What is done with every [`Contest`].
pub trait Visitor {
    fn visit<C: Contest>(&mut self);
}

/// The labels of a contest, in memory of their own: a client reads from its
/// buffer, not from the binary.
pub fn labels<C: Contest>() -> Vec<String> {
    C::Ours::VARIANTS
        .iter()
        .map(|variant| variant.as_ref().to_owned())
        .collect()
}

/// The type as a client has it after it has asked the catalogue.
pub fn pg_type(labels: &[String]) -> Type {
    Type::new(
        "label".to_owned(),
        100_000,
        Kind::Enum(labels.to_vec()),
        "public".to_owned(),
    )
}

/// `length` indices below `below`, the same at every run, in an order that no branch
/// predictor learns.
pub fn mixed(below: usize, length: usize) -> impl Iterator<Item = usize> {
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    std::iter::repeat_with(move || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize % below
    })
    .take(length)
}

/// Reads a value as `Row::try_get` does.
#[inline(never)]
pub fn read<T: for<'a> FromSql<'a>>(ty: &Type, raw: &[u8]) -> Result<T> {
    if !T::accepts(ty) {
        return Err("the type is not accepted".into());
    }
    T::from_sql(ty, raw)
}

/// Writes a value as `Client::query` does.
pub fn write(ty: &Type, value: &dyn ToSql, out: &mut bytes::BytesMut) -> Result<IsNull> {
    value.to_sql_checked(ty, out)
}
