//! Lists in other files: what the compiler says when they differ or cannot be
//! read, and that it says so after an edit.
//!
//! Their paths count from the package's folder, so the cases are binaries of one
//! package outside of the workspace, which has them and the files beside them.

mod messages;
mod package;
mod rebuild;
