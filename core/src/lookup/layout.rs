use alloc::vec;
use alloc::vec::Vec;

use super::{EMPTY, Lookup, Words, first_slot, group};

/// How a list of labels is laid out for a [`Lookup`].
///
/// ```
/// use pg_integration_enum_core::lookup::Layout;
///
/// let labels = ["sad", "ok", "happy"];
/// let layout = Layout::of(&labels);
/// assert_eq!(layout.lookup().find(&labels, b"ok"), Some(1));
/// assert_eq!(layout.lookup().find(&labels, b"okay"), None);
/// ```
#[derive(Clone, Debug)]
pub struct Layout {
    bytes: Vec<u8>,
}

impl Layout {
    /// The layout of `labels`, of which there are at most [`MAX_LABELS`](super::MAX_LABELS).
    pub fn of(labels: &[&str]) -> Self {
        let width = width(labels);
        let offsets = telling_offsets(labels, width);
        let hashes: Vec<u64> = hashes(labels, width, &offsets).collect();
        let (seeds, slots) = place(&hashes);
        // Each fits: a label has 63 bytes at the most, there are no more offsets
        // than that, and the number of groups is a power of two.
        let lengths = [width, longest(labels), offsets.len()];
        let mut bytes: Vec<u8> = lengths.map(|length| length as u8).into();
        bytes.push(seeds.len().ilog2() as u8);
        bytes.extend(offsets);
        bytes.extend(seeds);
        bytes.extend(slots.into_iter().flat_map(u16::to_le_bytes));
        Self { bytes }
    }

    /// What [`Lookup::new`] takes: one literal in generated code, since every
    /// further one would cost the compiler time.
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What searches in this layout.
    pub fn lookup(&self) -> Lookup<'_> {
        Lookup::new(&self.bytes)
    }
}

/// The longest word that all labels have.
fn width(labels: &[&str]) -> usize {
    match labels.iter().map(|label| label.len()).min() {
        Some(8..) => 8,
        Some(4..) => 4,
        Some(2..) => 2,
        _ => 1,
    }
}

/// The bytes of the longest label.
fn longest(labels: &[&str]) -> usize {
    labels.iter().map(|label| label.len()).max().unwrap_or(0)
}

/// As many offsets as it takes until all labels have hashes of their own, or no
/// further word tells more of them apart.
fn telling_offsets(labels: &[&str], width: usize) -> Vec<u8> {
    let mut offsets = Vec::new();
    let mut told = count_told(labels, width, &offsets);
    while told < labels.len() {
        match best_offset(labels, width, &offsets) {
            Some((more, offset)) if more > told => {
                offsets.push(offset);
                told = more;
            }
            _ => break,
        }
    }
    offsets
}

/// The offset that tells most labels apart beside the ones there are, and how many.
fn best_offset(labels: &[&str], width: usize, offsets: &[u8]) -> Option<(usize, u8)> {
    let mut best = None;
    for offset in possible_offsets(labels, width) {
        let told = count_told(labels, width, &[offsets, &[offset]].concat());
        if best.is_none_or(|(most, _)| told > most) {
            best = Some((told, offset));
        }
        if told == labels.len() {
            break;
        }
    }
    best
}

/// From both ends of a label to the end of the longest, each an `i8`.
fn possible_offsets(labels: &[&str], width: usize) -> impl Iterator<Item = u8> {
    let last = longest(labels).saturating_sub(width);
    (0..=last).flat_map(move |start| {
        let from_end = i8::try_from(start + width).map(|distance| -distance);
        let offsets = i8::try_from(start).into_iter().chain(from_end);
        offsets.map(|offset| offset as u8)
    })
}

/// How many different hashes the labels have. (A derive mostly runs unoptimised:
/// then sorting takes a third of the time that a set does.)
fn count_told(labels: &[&str], width: usize, offsets: &[u8]) -> usize {
    let mut hashes: Vec<u64> = hashes(labels, width, offsets).collect();
    hashes.sort_unstable();
    hashes.dedup();
    hashes.len()
}

fn hashes(labels: &[&str], width: usize, offsets: &[u8]) -> impl Iterator<Item = u64> {
    let words = Words { width, offsets };
    labels.iter().map(move |label| words.hash(label.as_bytes()))
}

/// The seed of each group of labels, and the table: with room enough that nearly
/// every group has a seed that gives each of its labels an empty slot. One that
/// has none shares slots, and its labels are searched for.
fn place(hashes: &[u64]) -> (Vec<u8>, Vec<u16>) {
    let mut groups = vec![Vec::new(); (hashes.len() / 4).next_power_of_two()];
    for (index, hash) in (0..=EMPTY).zip(hashes) {
        let number = group(*hash, groups.len());
        groups[number].push((index, *hash));
    }
    let mut slots = vec![EMPTY; (hashes.len() * 4).next_power_of_two()];
    let seeds = groups.into_iter().map(|members: Vec<(u16, u64)>| {
        let seed = (0..=u8::MAX)
            .find(|seed| has_room(&slots, &members, *seed))
            .unwrap_or(0);
        for (index, hash) in members {
            insert(&mut slots, first_slot(hash, seed), index);
        }
        seed
    });
    (seeds.collect(), slots)
}

/// Whether each member would have an empty slot of its own.
fn has_room(slots: &[u16], members: &[(u16, u64)], seed: u8) -> bool {
    let mut taken = Vec::new();
    members.iter().all(|(_, hash)| {
        let slot = first_slot(*hash, seed) % slots.len();
        let is_free = slots[slot] == EMPTY && !taken.contains(&slot);
        taken.push(slot);
        is_free
    })
}

/// Puts an index into the first empty slot from here on.
fn insert(slots: &mut [u16], mut slot: usize, index: u16) {
    while slots[slot % slots.len()] != EMPTY {
        slot = slot.wrapping_add(1);
    }
    slots[slot % slots.len()] = index;
}
