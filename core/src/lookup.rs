//! A label's index, found without comparing all labels.
//!
//! The derive lays out a hash table and emits it as one byte string; generated
//! code searches it. Both sides hash with the same function, so it stands here.

use alloc::vec;
use alloc::vec::Vec;

/// The most labels that a table can index: a slot is 16 bits, one value of which
/// says that it is empty.
pub const MAX_LABELS: usize = u16::MAX as usize;

/// The slot in which no label stands.
const EMPTY: u16 = u16::MAX;

/// Lays out the table of `labels`: 16-bit little-endian slots, open addressing.
///
/// The number of slots is a power of two at least four times that of the labels,
/// so that most labels are found at the first look and a miss ends soon.
///
/// # Panics
///
/// With more than [`MAX_LABELS`] labels.
///
/// ```
/// use pg_integration_enum_core::lookup;
///
/// let labels = ["sad", "ok", "happy"];
/// let table = lookup::build(&labels);
/// assert_eq!(lookup::find(&table, &labels, b"ok"), Some(1));
/// assert_eq!(lookup::find(&table, &labels, b"okay"), None);
/// ```
pub fn build(labels: &[&str]) -> Vec<u8> {
    assert!(
        labels.len() <= MAX_LABELS,
        "more labels than a slot can name"
    );
    let slots = (labels.len() * 4).next_power_of_two();
    let mut table = vec![EMPTY; slots];
    for (index, label) in (0..=EMPTY).zip(labels) {
        let mut slot = hash(label.as_bytes()) as usize % slots;
        while table[slot] != EMPTY {
            slot = (slot + 1) % slots;
        }
        table[slot] = index;
    }
    table.into_iter().flat_map(u16::to_le_bytes).collect()
}

/// The index of the label that is `raw`, in a table that [`build`] made of these labels.
#[inline]
pub fn find(table: &[u8], labels: &[&str], raw: &[u8]) -> Option<usize> {
    let mask = (table.len() / 2).wrapping_sub(1);
    let mut slot = hash(raw) as usize;
    loop {
        let bytes = table.get((slot & mask) * 2..)?.first_chunk::<2>()?;
        let index = usize::from(u16::from_le_bytes(*bytes));
        // An empty slot's index is no label's, and ends the search.
        let label = labels.get(index)?;
        if label.as_bytes() == raw {
            return Some(index);
        }
        slot = slot.wrapping_add(1);
    }
}

/// FxHash's step over 8-byte words, the last of which may overlap the one before.
#[inline]
fn hash(bytes: &[u8]) -> u64 {
    const MULTIPLIER: u64 = 0xf135_7aea_2e62_a9c5;
    let mut state = bytes.len() as u64;
    let mut rest = bytes;
    while let Some((word, after)) = rest.split_first_chunk::<8>() {
        state = (state.rotate_left(5) ^ u64::from_le_bytes(*word)).wrapping_mul(MULTIPLIER);
        rest = after;
    }
    let tail = match (
        bytes.last_chunk::<8>(),
        rest.first_chunk::<4>(),
        rest.last_chunk::<4>(),
    ) {
        (Some(word), _, _) => u64::from_le_bytes(*word),
        (None, Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32
        }
        _ => rest
            .iter()
            .fold(0, |word, byte| word << 8 | u64::from(*byte)),
    };
    state = (state.rotate_left(5) ^ tail).wrapping_mul(MULTIPLIER);
    // The upper bits are the well mixed ones.
    state >> 32
}
