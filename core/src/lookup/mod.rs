//! A label's index, found without comparing all labels.
//!
//! The derive lays the labels out ([`Layout`]), generated code holds what came of it
//! ([`Lookup`]), and a search is a hash, two looks into tables and one comparison.
//!
//! The hash reads the length and a word or two, at places that tell these labels
//! apart. So a search costs the same for short labels and for long ones, whether
//! or not they share a prefix, and has no branch on the length, which in mixed
//! labels no processor can predict.

mod layout;
mod pieces;

pub use layout::Layout;
use pieces::Pieces;

/// The most labels that can be laid out: a slot is 16 bits, one value of which
/// says that it is empty.
pub const MAX_LABELS: usize = u16::MAX as usize;

/// The slot in which no label stands.
const EMPTY: u16 = u16::MAX;

/// How labels are found.
///
/// Generated code has this as a const, so everything is inlined there: what
/// depends on the layout alone is then known to the compiler.
#[derive(Clone, Copy, Debug)]
pub struct Lookup<'a> {
    words: Words<'a>,
    pieces: Option<Pieces>,
    /// One a group of labels: what keeps them out of slots that others have.
    seeds: &'a [u8],
    /// A hash table of indices: 16-bit little-endian slots, open addressing.
    slots: &'a [u8],
}

impl<'a> Lookup<'a> {
    /// What a [`Layout`] has found, again.
    ///
    /// # Panics
    ///
    /// If these are not the bytes of a layout.
    pub const fn new(layout: &'a [u8]) -> Self {
        let [width, longest, offsets, seeds, rest @ ..] = layout else {
            panic!("a layout begins with four lengths");
        };
        let (offsets, rest) = rest.split_at(*offsets as usize);
        let (seeds, slots) = rest.split_at(1 << *seeds);
        Self {
            words: Words {
                width: *width as usize,
                offsets,
            },
            pieces: Pieces::new(*width as usize, *longest as usize),
            seeds,
            slots,
        }
    }

    /// The index of the label that is `raw`, among the labels that were laid out.
    #[inline(always)]
    pub fn find(&self, labels: &[&str], raw: &[u8]) -> Option<usize> {
        let hash = self.words.hash(raw);
        let seed = self.seeds.get(group(hash, self.seeds.len()))?;
        let mut slot = first_slot(hash, *seed);
        let mask = (self.slots.len() / 2).wrapping_sub(1);
        loop {
            let bytes = self.slots.get((slot & mask) * 2..)?.first_chunk()?;
            let index = usize::from(u16::from_le_bytes(*bytes));
            // An empty slot's index is no label's, and ends the search.
            let label = labels.get(index)?;
            if self.is_same(label.as_bytes(), raw) {
                return Some(index);
            }
            slot = slot.wrapping_add(1);
        }
    }

    #[inline(always)]
    fn is_same(&self, label: &[u8], raw: &[u8]) -> bool {
        match self.pieces {
            Some(pieces) => pieces.are_same(label, raw),
            None => label == raw,
        }
    }

    /// The bytes that [`copy`](Self::copy) needs; `None` if a plain copy is faster.
    pub const fn room(&self) -> Option<usize> {
        match self.pieces {
            Some(pieces) => Some(pieces.room()),
            None => None,
        }
    }

    /// Copies a label to the start of `room`, and may fill the rest of it with
    /// anything. `None` if it cannot, as for a text that is longer than all labels.
    #[inline(always)]
    pub fn copy(&self, label: &[u8], room: &mut [u8]) -> Option<()> {
        self.pieces?.copy(label, room)
    }
}

/// The words that the hash reads.
#[derive(Clone, Copy, Debug)]
struct Words<'a> {
    /// The bytes of each: 8, 4, 2 or 1.
    width: usize,
    /// Where they start: an `i8` each, counted from the end where it is negative.
    offsets: &'a [u8],
}

impl Words<'_> {
    #[inline(always)]
    fn hash(&self, label: &[u8]) -> u64 {
        let length = label.len() as u64;
        self.offsets.iter().fold(length, |state, offset| {
            fold(state ^ self.word(*offset, label).unwrap_or(0))
        })
    }

    #[inline(always)]
    fn word(&self, offset: u8, label: &[u8]) -> Option<u64> {
        let offset = i8::from_le_bytes([offset]);
        let start = match usize::try_from(offset) {
            Ok(start) => start,
            Err(_) => label.len().checked_sub(offset.unsigned_abs().into())?,
        };
        let rest = label.get(start..)?;
        match self.width {
            8 => Some(u64::from_le_bytes(*rest.first_chunk()?)),
            4 => Some(u32::from_le_bytes(*rest.first_chunk()?).into()),
            2 => Some(u16::from_le_bytes(*rest.first_chunk()?).into()),
            _ => Some(u8::from_le_bytes(*rest.first_chunk()?).into()),
        }
    }
}

/// The group of a label; the number of groups is a power of two.
#[inline(always)]
fn group(hash: u64, groups: usize) -> usize {
    hash as usize & groups.wrapping_sub(1)
}

/// Where the search for a label begins, not yet cut to the size of the table.
#[inline(always)]
fn first_slot(hash: u64, seed: u8) -> usize {
    fold(hash ^ u64::from(seed)) as usize
}

/// Multiplies, and lays the halves of the product over each other, so that each
/// bit depends on all.
#[inline(always)]
fn fold(word: u64) -> u64 {
    const MULTIPLIER: u128 = 0x9e37_79b9_7f4a_7c15;
    let product = u128::from(word) * MULTIPLIER;
    product as u64 ^ (product >> 64) as u64
}
