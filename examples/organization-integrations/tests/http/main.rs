//! The service, asked as clients ask it, and as attackers do.

#[path = "../common/mod.rs"]
mod common;
mod crossing;
mod errors;
mod life;
mod support;
mod tokens;
