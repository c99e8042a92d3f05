//! Histories of enum statements, made up from a seed, to hold the SQL reader to
//! a server.
//!
//! A `World` knows what is there so that most statements succeed; it decides
//! nothing about the reader, which sees the text alone.

mod blocks;
mod generate;
mod random;
mod spelling;
mod world;

pub use generate::{History, history};
