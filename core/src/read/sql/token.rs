//! What the lexer gives.

/// What a token is. Its text is raw; `literal` takes quotes and escapes off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An identifier or keyword without quotes.
    Word,
    /// `"…"`
    Quoted,
    /// `U&"…"`
    UnicodeQuoted,
    /// `'…'` in which a backslash means itself, or `N'…'`.
    Text,
    /// `E'…'`, or `'…'` where `standard_conforming_strings` is off.
    Escaped,
    /// `U&'…'`
    Unicode,
    /// `$tag$…$tag$`
    Dollar,
    /// `B'…'` or `X'…'`
    Bits,
    /// A number.
    Number,
    /// Any other ASCII character.
    Symbol(u8),
    /// A line of psql's own, from its backslash on.
    Meta,
}

/// A token and where it starts.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
    pub(super) start: usize,
}

impl Token<'_> {
    /// The offset right after the token.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }

    /// Whether this is that keyword, in any case.
    #[inline(always)]
    pub(super) fn is(&self, keyword: &str) -> bool {
        // The first letter tells nearly all words apart, at a fraction of the cost.
        self.text.len() == keyword.len()
            && self.text.as_bytes()[0] | 0x20 == keyword.as_bytes()[0]
            && matches!(self.kind, Kind::Word)
            && is_keyword(self.text.as_bytes(), keyword.as_bytes())
    }

    /// Whether this is one of those keywords.
    pub(super) fn is_any(&self, keywords: &[&str]) -> bool {
        for keyword in keywords {
            if self.is(keyword) {
                return true;
            }
        }
        false
    }

    /// Whether this is that one-character symbol.
    pub(super) fn is_symbol(&self, symbol: u8) -> bool {
        matches!(self.kind, Kind::Symbol(other) if other == symbol)
    }
}

/// Whether a word is a keyword of its length, in any case.
///
/// No other byte of a word becomes one of a keyword by the bit that tells upper from
/// lower case, and the standard library's comparison costs several times as
/// much without optimisation.
#[inline(always)]
pub(super) fn is_keyword(word: &[u8], keyword: &[u8]) -> bool {
    let mut at = 0;
    while at < keyword.len() {
        if (word[at] ^ keyword[at]) & !0x20 != 0 {
            return false;
        }
        at += 1;
    }
    true
}

/// A text that is no SQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LexError {
    pub(super) offset: usize,
    pub(super) reason: String,
}

impl LexError {
    pub(super) fn new(offset: usize, reason: impl Into<String>) -> Self {
        Self {
            offset,
            reason: reason.into(),
        }
    }
}

/// Whether a meta-command takes back the statement before it.
pub(super) fn is_reset(meta: &str) -> bool {
    matches!(meta.trim_end(), "\\r" | "\\reset")
}

/// Whether a meta-command ends the statement before it, as `;` would.
pub(super) fn ends_statement(meta: &str) -> bool {
    meta.starts_with("\\g") || is_reset(meta)
}
