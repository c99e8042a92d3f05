//! Changes as SQL text. Every statement ends in a semicolon.

mod adopt;
mod alter;
mod create;

pub use adopt::{adopt_down, adopt_up};
pub use alter::change;
pub use create::{create_type, create_type_if_missing, drop_type};
