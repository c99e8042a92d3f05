//! The pure logic behind [`pg-integration-enum`](https://docs.rs/pg-integration-enum):
//! what an enum type is ([`model`]), how two lists of labels differ ([`drift`]),
//! what can happen to a type ([`change`]), and the SQL for it ([`render`]).
//!
//! The derive, the run-time checks and the command share this code, so they
//! cannot disagree. There is no I/O here and no SQL client, and without features
//! there is no `std` either.
#![cfg_attr(not(feature = "read"), no_std)]
#![cfg_attr(docsrs, feature(doc_cfg))]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

extern crate alloc;

pub mod case;
pub mod change;
#[cfg(feature = "declaration")]
pub mod declaration;
pub mod drift;
#[cfg(feature = "export")]
pub mod export;
pub mod lookup;
pub mod model;
pub mod quote;
#[cfg(feature = "read")]
pub mod read;
pub mod render;
