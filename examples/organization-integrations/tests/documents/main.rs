//! The documents of an integration, as the database and the types judge them.

#[path = "../common/mod.rs"]
mod common;
mod judgement;
mod migration;
mod repair;
mod samples;
mod server;
