//! What the words of a text hint at, without reading it: most texts change no type.

use std::collections::BTreeSet;

use super::lexer::Lexer;
use super::token::{Token, is_keyword};

/// What the words of a text hint at, string literals and comments included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Hints {
    /// A statement on types or schemas, or one that writes to `pg_enum`.
    pub(super) types: bool,
    /// An `EXECUTE`.
    pub(super) executes: bool,
    /// Something that sets `search_path`.
    pub(super) path: bool,
    /// The catalogue of types or labels.
    pub(super) catalogue: bool,
}

impl Hints {
    /// Looks at each word, and at the token behind one that may begin a statement.
    pub(super) fn of(text: &str) -> Self {
        let mut hints = Self::default();
        let mut words = Words::of(text);
        let mut ahead = Ahead::of(text);
        while let Some(start) = words.next_fitting(&HINTING) {
            hints.word(&mut ahead, start, words.at);
            if ahead.left == 0 {
                return Self::ANY;
            }
        }
        hints
    }

    /// Of a text that is too tangled to tell.
    const ANY: Self = Self {
        types: true,
        executes: true,
        path: true,
        catalogue: true,
    };

    fn word(&mut self, ahead: &mut Ahead<'_>, start: usize, end: usize) {
        let text = ahead.text;
        let word = &text.as_bytes()[start..end];
        let is = |wanted: &str| word.len() == wanted.len() && is_keyword(word, wanted.as_bytes());
        match word[0] | 0x20 {
            b'c' if is("create") => self.types |= ahead.names_type(end),
            b'a' if is("alter") => self.types |= ahead.names_type(end),
            b'd' if is("drop") => self.types |= ahead.names_type(end),
            b'i' if is("into") => self.types |= ahead.names_catalogue(end),
            b'u' if is("update") => self.types |= ahead.names_catalogue(end),
            b'f' if is("from") => {
                self.types |= ahead.names_catalogue(end) && deletes(&text[..start]);
            }
            b'e' => self.executes |= is("execute"),
            b'p' => self.catalogue |= is("pg_enum") || is("pg_type"),
            b's' => self.path |= is("set_config") || is("search_path"),
            _ => {}
        }
    }

    /// Whether a query of such a text may do more than call functions.
    pub(super) fn concern_queries(self) -> bool {
        self.types || self.path || self.catalogue
    }

    /// Whether a block or function of such a text may do more than call functions.
    pub(super) fn concern_bodies(self) -> bool {
        self.types || self.path || self.executes
    }
}

/// By their first byte, which lengths of words count: a bit for each, the last one
/// for all that are longer.
type Lengths = [u64; 256];

const LONG: usize = 63;

static HINTING: Lengths = {
    let words: [&str; 11] = [
        "create",
        "alter",
        "drop",
        "into",
        "update",
        "from",
        "execute",
        "pg_enum",
        "pg_type",
        "set_config",
        "search_path",
    ];
    let mut lengths = [0; 256];
    let mut at = 0;
    while at < words.len() {
        let first = words[at].as_bytes()[0];
        lengths[first as usize] |= 1 << words[at].len();
        lengths[first.to_ascii_uppercase() as usize] |= 1 << words[at].len();
        at += 1;
    }
    lengths
};

/// What a text must have in it to name one of some functions: a word of its name.
#[derive(Debug)]
pub(super) struct Hooks {
    lengths: Lengths,
    words: BTreeSet<String>,
}

impl Default for Hooks {
    fn default() -> Self {
        let mut lengths = [0; 256];
        // A name is cut, so a long word may be one.
        lengths.fill(1 << LONG);
        // `U&"…"` may name any.
        lengths[b'u' as usize] |= 1 << 1;
        lengths[b'U' as usize] |= 1 << 1;
        Self {
            lengths,
            words: BTreeSet::new(),
        }
    }
}

impl Hooks {
    pub(super) fn add(&mut self, name: &str) {
        let mut words = Words::of(name);
        let Some(start) = words.next_fitting(&[u64::MAX; 256]) else {
            // No word of it, so every text may name it.
            self.lengths = [u64::MAX; 256];
            self.words.insert(String::new());
            return;
        };
        let word = name[start..words.at].to_ascii_lowercase();
        let bit = 1 << word.len().min(LONG);
        let first = word.as_bytes()[0];
        self.lengths[first as usize] |= bit;
        self.lengths[first.to_ascii_uppercase() as usize] |= bit;
        self.words.insert(word);
    }

    /// Whether a text may name one of the functions.
    pub(super) fn are_in(&self, text: &str) -> bool {
        if self.words.contains("") {
            return true;
        }
        let mut words = Words::of(text);
        while let Some(start) = words.next_fitting(&self.lengths) {
            let word = &text[start..words.at];
            if word.len() >= LONG || text[words.at..].starts_with("&\"") {
                return true;
            }
            if self.words.contains(&word.to_ascii_lowercase()) {
                return true;
            }
        }
        false
    }
}

/// A text, to look at what comes behind a word in it.
struct Ahead<'a> {
    text: &'a str,
    /// How many more bytes may be looked at: a long comment may stand behind many words.
    left: usize,
}

impl<'a> Ahead<'a> {
    fn of(text: &'a str) -> Self {
        Self {
            text,
            left: 4 * text.len() + 1,
        }
    }

    /// Whether a statement goes on with a kind of object that types belong to.
    fn names_type(&mut self, at: usize) -> bool {
        self.is_any(at, &["type", "schema", "domain", "owned"])
    }

    fn names_catalogue(&mut self, at: usize) -> bool {
        self.is_any(at, &["pg_enum", "pg_type"])
    }

    /// Whether one of these words comes next, past comments and `pg_catalog.`.
    fn is_any(&mut self, at: usize, options: &[&str]) -> bool {
        let text = &self.text[at..];
        if !may_follow(text.as_bytes(), options) {
            return false;
        }
        let mut lexer = Lexer::fragment(text);
        loop {
            let Ok(token) = lexer.next_token() else {
                self.left = self.left.saturating_sub(text.len());
                return false;
            };
            let passed = |token: &Token<'_>| {
                token.is("pg_catalog") || token.is("only") || token.is_symbol(b'.')
            };
            if token.as_ref().is_some_and(passed) {
                continue;
            }
            self.left = self.left.saturating_sub(lexer.offset());
            return token.is_some_and(|token| token.is_any(options));
        }
    }
}

/// Whether the letters behind the spaces may begin what is looked for, or `pg_catalog`
/// or `only` before it.
fn may_follow(text: &[u8], options: &[&str]) -> bool {
    let mut at = 0;
    while at < text.len() && matches!(text[at], b' ' | b'\n') {
        at += 1;
    }
    let Some(letter) = text.get(at).map(|byte| byte | 0x20) else {
        return false;
    };
    let next_is = |next: u8| text.get(at + 1).is_some_and(|byte| byte | 0x20 == next);
    match letter {
        b'p' => next_is(b'g'),
        b'o' => next_is(b'n') || next_is(b'w'),
        b'a'..=b'z' => options.iter().any(|option| option.as_bytes()[0] == letter),
        _ => true,
    }
}

/// Whether a text ends with `delete`.
fn deletes(text: &str) -> bool {
    let before = text.trim_end().as_bytes();
    let start = before.len().saturating_sub(6);
    before[start..].eq_ignore_ascii_case(b"delete")
}

/// The words of a text, without regard to quotes.
struct Words<'a> {
    bytes: &'a [u8],
    /// The end of the last word.
    at: usize,
}

impl<'a> Words<'a> {
    fn of(text: &'a str) -> Self {
        Self {
            bytes: text.as_bytes(),
            at: 0,
        }
    }

    /// Where the next word starts; [`Words::at`] is then where it ends.
    fn next(&mut self) -> Option<usize> {
        self.next_fitting(&[u64::MAX; 256])
    }

    /// The same of the next word whose length counts for its first byte.
    fn next_fitting(&mut self, lengths: &Lengths) -> Option<usize> {
        let bytes = self.bytes;
        let mut rest = &bytes[self.at..];
        loop {
            let first = loop {
                let &[byte, ref after @ ..] = rest else {
                    return None;
                };
                if IS_WORD[byte as usize] {
                    break byte;
                }
                rest = after;
            };
            let start = bytes.len() - rest.len();
            rest = behind_word(rest);
            let end = bytes.len() - rest.len();
            let length = end - start;
            let bit = if length < LONG { length } else { LONG };
            if lengths[first as usize] >> bit & 1 == 1 {
                self.at = end;
                return Some(start);
            }
        }
    }
}

/// What is left of a text behind the word that it begins with.
///
/// Four bytes a round, as a round is what costs without optimisation.
#[inline(always)]
fn behind_word(text: &[u8]) -> &[u8] {
    let mut rest = text;
    while let &[a, b, c, d, ref after @ ..] = rest {
        if !IS_WORD[a as usize] {
            return rest;
        }
        if !IS_WORD[b as usize] {
            return &rest[1..];
        }
        if !IS_WORD[c as usize] {
            return &rest[2..];
        }
        if !IS_WORD[d as usize] {
            return &rest[3..];
        }
        rest = after;
    }
    while let &[byte, ref after @ ..] = rest {
        if !IS_WORD[byte as usize] {
            break;
        }
        rest = after;
    }
    rest
}

/// Whether a text has a word for which this holds, whatever its case.
pub(super) fn has_word(text: &str, holds: impl Fn(&str) -> bool) -> bool {
    let mut words = Words::of(text);
    while let Some(start) = words.next() {
        if holds(&text[start..words.at].to_ascii_lowercase()) {
            return true;
        }
    }
    false
}

/// Which bytes are part of words.
static IS_WORD: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = (byte as u8).is_ascii_alphanumeric() || byte == b'_' as usize || byte >= 0x80;
        byte += 1;
    }
    table
};
