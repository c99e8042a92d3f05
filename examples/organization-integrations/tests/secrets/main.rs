//! Secrets: kept, changed with their rows, moved, under new keys, and never shown.

mod access;
mod atomic;
#[path = "../common/mod.rs"]
mod common;
mod leaks;
mod moving;
mod rekey;
mod server;
mod stores;
