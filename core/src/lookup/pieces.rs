//! Labels compared and copied without a branch on their length.
//!
//! What compares or copies bytes in general chooses its way by the length. When
//! labels come in mixed order that choice costs more than all else in a read:
//! no processor can predict it.

/// The most pieces that cost less than that choice.
const MOST: usize = 8;

/// The longest label that such a choice tells from others: all longer ones go one way.
const LONGEST: usize = 32;

/// Labels of one list as pieces, as many for each label: in a short one they
/// overlap, so that the last ends where the label does.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pieces {
    /// The bytes of each: 8, 4, 2 or 1. No label is shorter, but for the empty one.
    width: usize,
    /// As many as the longest label takes.
    count: usize,
}

impl Pieces {
    /// The pieces of a list whose longest label has `longest` bytes, if they are few
    /// enough.
    pub(super) const fn new(width: usize, longest: usize) -> Option<Self> {
        let count = longest.div_ceil(width);
        if count <= MOST && longest <= LONGEST {
            Some(Self { width, count })
        } else {
            None
        }
    }

    /// The bytes of all pieces.
    pub(super) const fn room(self) -> usize {
        self.width * self.count
    }

    /// Whether a label of the list is the same as another text.
    #[inline(always)]
    pub(super) fn are_same(self, label: &[u8], text: &[u8]) -> bool {
        let all_same = match self.width {
            8 => all_same::<8>,
            4 => all_same::<4>,
            2 => all_same::<2>,
            _ => all_same::<1>,
        };
        label.len() == text.len() && all_same(self.count, label, text)
    }

    /// Copies a text to the start of `room`; `None` if it cannot be in pieces.
    #[inline(always)]
    pub(super) fn copy(self, text: &[u8], room: &mut [u8]) -> Option<()> {
        let copy = match self.width {
            8 => copy::<8>,
            4 => copy::<4>,
            2 => copy::<2>,
            _ => copy::<1>,
        };
        copy(text, room.get_mut(..self.room())?)
    }
}

#[inline(always)]
fn all_same<const WIDTH: usize>(count: usize, label: &[u8], text: &[u8]) -> bool {
    (0..count).all(|piece| of::<WIDTH>(label, piece) == of(text, piece))
}

#[inline(always)]
fn copy<const WIDTH: usize>(text: &[u8], room: &mut [u8]) -> Option<()> {
    if text.len() > room.len() {
        return None;
    }
    for piece in 0..room.len() / WIDTH {
        let to = &mut room[start::<WIDTH>(text, piece)?..];
        *to.first_chunk_mut()? = *of::<WIDTH>(text, piece)?;
    }
    Some(())
}

/// One piece; `None` if the text is shorter than that.
#[inline(always)]
fn of<const WIDTH: usize>(text: &[u8], piece: usize) -> Option<&[u8; WIDTH]> {
    text.get(start::<WIDTH>(text, piece)?..)?.first_chunk()
}

#[inline(always)]
fn start<const WIDTH: usize>(text: &[u8], piece: usize) -> Option<usize> {
    let last = text.len().checked_sub(WIDTH)?;
    Some(last.min(piece * WIDTH))
}
