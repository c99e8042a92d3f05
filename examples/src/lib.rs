//! What the examples share.
#![forbid(unsafe_code)]

mod embedded;
mod server;

pub use server::{Server, server};
