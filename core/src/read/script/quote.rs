//! The quotes that a string literal stands in.

use super::lexer::Dialect;

/// How a string literal begins, goes on and ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quote {
    /// The bytes before the text: the quotes, and the `r` of a raw string.
    pub(super) opening: usize,
    pub(super) closing: &'static str,
    /// Whether a backslash and `${` mean anything.
    pub(super) raw: bool,
    /// Whether `${` begins an expression.
    pub(super) substitutes: bool,
    pub(super) multiline: bool,
}

impl Quote {
    /// The quotes with which a text begins.
    pub(super) fn at(dialect: Dialect, rest: &[u8]) -> Option<Self> {
        match dialect {
            Dialect::Dart => Self::dart(rest),
            Dialect::TypeScript { .. } => Self::typescript(rest),
        }
    }

    fn dart(rest: &[u8]) -> Option<Self> {
        let raw = rest.first() == Some(&b'r');
        let quotes = if raw { rest.get(1..)? } else { rest };
        let closing = ["'''", "\"\"\"", "'", "\""]
            .into_iter()
            .find(|quote| quotes.starts_with(quote.as_bytes()))?;
        Some(Self {
            opening: usize::from(raw) + closing.len(),
            closing,
            raw,
            substitutes: !raw,
            multiline: closing.len() == 3,
        })
    }

    fn typescript(rest: &[u8]) -> Option<Self> {
        let closing = ["'", "\"", "`"]
            .into_iter()
            .find(|quote| rest.starts_with(quote.as_bytes()))?;
        Some(Self {
            opening: 1,
            closing,
            raw: false,
            substitutes: closing == "`",
            multiline: closing == "`",
        })
    }

    /// The text between the quotes of a whole literal.
    pub(super) fn body(self, literal: &str) -> &str {
        let end = literal.len().saturating_sub(self.closing.len());
        literal.get(self.opening..end).unwrap_or_default()
    }

    /// Where the text from `from` on ends, or is interrupted.
    pub(super) fn piece(self, text: &[u8], from: usize) -> Option<Piece> {
        let mut at = from;
        while let Some(byte) = text.get(at) {
            let rest = &text[at..];
            if rest.starts_with(self.closing.as_bytes()) {
                return Some(Piece::End(at + self.closing.len()));
            }
            match byte {
                b'\\' if !self.raw && rest.starts_with(b"\\\r\n") => at += 3,
                b'\\' if !self.raw => at += 2,
                b'$' if self.substitutes && rest.starts_with(b"${") => {
                    return Some(Piece::Substitution(at + 2));
                }
                b'\n' if !self.multiline => return None,
                _ => at += 1,
            }
        }
        None
    }
}

/// How a piece of a string literal ends, and the offset after that.
pub(super) enum Piece {
    /// With the closing quotes.
    End(usize),
    /// With `${`.
    Substitution(usize),
}
