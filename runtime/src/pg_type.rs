//! `Type` handles that are made without asking the catalogue.

use postgres_types::{Kind, Oid, Type};

use crate::PgIntegrationEnum;

/// "Unspecified": the server takes the type that the statement calls for.
const UNSPECIFIED: Oid = 0;

pub(crate) fn pg_type<T: PgIntegrationEnum>() -> Type {
    let labels = T::LABELS.iter().map(ToString::to_string).collect();
    handle::<T>(T::TYPE_NAME.to_owned(), Kind::Enum(labels))
}

pub(crate) fn pg_array_type<T: PgIntegrationEnum>() -> Type {
    handle::<T>(format!("_{}", T::TYPE_NAME), Kind::Array(pg_type::<T>()))
}

fn handle<T: PgIntegrationEnum>(name: String, kind: Kind) -> Type {
    let schema = T::SCHEMA.unwrap_or_default().to_owned();
    Type::new(name, UNSPECIFIED, kind, schema)
}
