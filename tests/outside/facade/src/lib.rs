//! A crate that hands `pg-integration-enum` on under a path of its own.

/// What others build on.
pub mod database {
    pub use pg_integration_enum as pg;
}
