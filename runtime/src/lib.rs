//! A Rust enum, in step with its PostgreSQL enum.
//!
//! `#[derive(PgIntegrationEnum)]` generates [`ToSql`](postgres_types::ToSql) and
//! [`FromSql`](postgres_types::FromSql), gives the type's DDL as const strings, and
//! fails to compile when the variants differ from the expected list.
//!
//! ```
//! use pg_integration_enum::PgIntegrationEnum;
//!
//! /// External systems that an organization can connect.
//! #[derive(Debug, Clone, Copy, PartialEq, Eq, PgIntegrationEnum)]
//! #[pg_enum(
//!     schema = "public",
//!     expected = ["xledger", "dynamics", "cornerstone", "consio", "bufdir"],
//!     column = "organization_integrations.integration_type",
//! )]
//! pub enum IntegrationType {
//!     Xledger,
//!     Dynamics,
//!     Cornerstone,
//!     Consio,
//!     Bufdir,
//! }
//!
//! assert_eq!(IntegrationType::Consio.label(), "consio");
//! assert_eq!("bufdir".parse(), Ok(IntegrationType::Bufdir));
//! assert_eq!(
//!     IntegrationType::CREATE_TYPE_SQL,
//!     r#"CREATE TYPE "public"."integration_type" AS ENUM ('xledger', 'dynamics', 'cornerstone', 'consio', 'bufdir');"#,
//! );
//! ```
//!
//! A label that is not in the list does not compile:
//!
//! ```compile_fail
//! use pg_integration_enum::PgIntegrationEnum;
//!
//! #[derive(Debug, PgIntegrationEnum)]
//! #[pg_enum(expected = ["xledger", "dynamics"])]
//! enum IntegrationType {
//!     Xledger,
//!     Dynamics,
//!     Visma, // label `visma` is not in the expected list; did you mean to add it?
//! }
//! ```
//!
//! What the derive takes and gives stands at the trait,
//! [`PgIntegrationEnum`](trait@PgIntegrationEnum).
#![cfg_attr(
    not(feature = "postgres-types"),
    doc = "",
    doc = "(This build is without the feature `postgres-types`: no `ToSql`, no `FromSql`, no `std`.)"
)]
#![cfg_attr(not(feature = "postgres-types"), no_std)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

extern crate alloc;

#[cfg(feature = "postgres-types")]
mod codec;
mod error;
mod expected;
mod impls;
#[cfg(feature = "postgres-types")]
mod pg_type;
#[cfg(feature = "postgres")]
pub mod postgres;
#[cfg(feature = "scratch")]
pub mod scratch;
#[cfg(feature = "scratch")]
pub mod testing;
#[cfg(feature = "tokio-postgres")]
pub mod tokio_postgres;
mod traits;
#[cfg(feature = "postgres-types")]
pub mod verify;

pub use pg_integration_enum_macros::PgIntegrationEnum;

pub use crate::error::UnknownLabel;
#[cfg(feature = "postgres-types")]
pub use crate::error::{LabelMismatch, UnwritableLabel};
pub use crate::traits::PgIntegrationEnum;

/// What generated code names. Not for use by hand: it changes without notice.
#[doc(hidden)]
pub mod __private {
    pub use crate::expected::assert_expected;
    pub use crate::impls::*;
    pub use crate::traits::{Data, Generated, LabelText};
    pub use crate::{__derive as derive, __impls as impls, __track as track};
    pub use pg_integration_enum_macros::check_expected;
}

#[cfg(all(doctest, feature = "scratch", feature = "tokio-postgres"))]
#[doc = include_str!("../../README.md")]
struct Readme;
