//! What `adopt_up` and `adopt_down` do to a real database.

mod defaults;
mod dependents;
mod down;
mod locks;
mod names;
mod round_trip;
mod rows;
mod session;
mod shapes;
mod support;
