//! Places of many offsets in one text.

use std::vec::Vec;

use super::{Place, mark_len};

/// The bytes between two marks: what looking up a place reads at most.
const STRIDE: usize = 1024;

/// Line and column at every [`STRIDE`] bytes, so that a place costs the same
/// wherever it stands, also in a file of one long line.
#[derive(Debug)]
pub(super) struct Places<'a> {
    file: &'a str,
    text: &'a str,
    /// Where the first line begins.
    start: usize,
    marks: Vec<Mark>,
}

/// A line and a column, from 0.
#[derive(Debug, Clone, Copy, Default)]
struct Mark {
    line: usize,
    column: usize,
}

impl Mark {
    fn after(mut self, bytes: &[u8]) -> Self {
        for byte in bytes {
            if *byte == b'\n' {
                self.line += 1;
                self.column = 0;
            } else if byte & 0xc0 != 0x80 {
                // Bytes that continue a character have the upper bits 10.
                self.column += 1;
            }
        }
        self
    }
}

impl<'a> Places<'a> {
    pub(super) fn of(file: &'a str, text: &'a str) -> Self {
        let mut mark = Mark::default();
        let start = mark_len(text);
        let marks = text.as_bytes()[start..]
            .chunks(STRIDE)
            .map(|chunk| {
                let after = mark.after(chunk);
                core::mem::replace(&mut mark, after)
            })
            .collect();
        Self {
            file,
            text,
            start,
            marks,
        }
    }

    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    /// The place of a byte offset; one past the end counts as the end.
    pub(super) fn at(&self, offset: usize) -> Place {
        let text = &self.text.as_bytes()[self.start..];
        let offset = offset.saturating_sub(self.start).min(text.len());
        // The end of a text that fills its last stride has no mark of its own.
        let index = (offset / STRIDE).min(self.marks.len().saturating_sub(1));
        let mark = self.marks.get(index).copied().unwrap_or_default();
        let mark = mark.after(&text[index * STRIDE..offset]);
        Place {
            file: self.file.into(),
            line: mark.line + 1,
            column: mark.column + 1,
        }
    }
}
