//! What holds for any input of the pure functions.

mod case;
mod column;
mod dart_switch;
mod drift;
mod lookup;
mod quote;
