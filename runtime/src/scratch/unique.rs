//! Names that nothing else has.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::atomic::{AtomicU32, Ordering};

/// A name for a database or a folder, which tells whose it is.
///
/// The random part keeps apart what the process id does not: containers that use
/// one server, and a process that gets the id of one that was killed.
pub(super) fn name() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    // The standard library's source of randomness: every state has its own keys.
    let random = RandomState::new().build_hasher().finish() as u32;
    format!("scratch_{}_{count}_{random:08x}", std::process::id())
}
