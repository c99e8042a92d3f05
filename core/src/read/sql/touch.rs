//! Whether a text that cannot be followed may change a type, and which.

use super::catalogue::Catalogue;
use super::cursor::Cursor;
use super::lexer::Lexer;
use super::literal::{self, DEFAULT_ESCAPE};
use super::refusal::Key;
use super::token::{Kind, Token};

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
        while let Some(start) = words.next() {
            hints.word(text, start, words.at);
        }
        hints
    }

    fn word(&mut self, text: &str, start: usize, end: usize) {
        let word = &text[start..end];
        let is = |wanted: &str| word.eq_ignore_ascii_case(wanted);
        // Length and first letter leave few words to compare.
        match (word.len(), word.as_bytes()[0] | 0x20) {
            (6, b'c') if is("create") => self.types |= names_type(&text[end..]),
            (5, b'a') if is("alter") => self.types |= names_type(&text[end..]),
            (4, b'd') if is("drop") => self.types |= names_type(&text[end..]),
            (4, b'i') if is("into") => self.types |= names_catalogue(&text[end..]),
            (6, b'u') if is("update") => self.types |= names_catalogue(&text[end..]),
            (4, b'f') if is("from") => {
                self.types |= names_catalogue(&text[end..]) && deletes(&text[..start]);
            }
            (7, b'e') => self.executes |= is("execute"),
            (7, b'p') => self.catalogue |= is("pg_enum") || is("pg_type"),
            (10 | 11, b's') => self.path |= is("set_config") || is("search_path"),
            _ => {}
        }
    }
}

/// Whether a statement goes on with a kind of object that types belong to.
fn names_type(text: &str) -> bool {
    followed_by(text, &["type", "schema", "domain", "owned"])
}

fn names_catalogue(text: &str) -> bool {
    followed_by(text, &["pg_enum", "pg_type"])
}

/// Whether one of these words comes next, past comments and `pg_catalog.`.
fn followed_by(text: &str, options: &[&str]) -> bool {
    let mut lexer = Lexer::fragment(text);
    while let Ok(Some(token)) = lexer.next_token() {
        if token.is("pg_catalog") || token.is("only") || token.is_symbol(b'.') {
            continue;
        }
        return options.iter().any(|option| token.is(option));
    }
    false
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
        let bytes = self.bytes;
        let mut at = self.at;
        while at < bytes.len() && !IS_WORD[bytes[at] as usize] {
            at += 1;
        }
        let start = at;
        while at < bytes.len() && IS_WORD[bytes[at] as usize] {
            at += 1;
        }
        self.at = at;
        (start < at).then_some(start)
    }
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

/// Whether a string literal of the text begins as a statement does: what the text
/// executes is then something of that kind.
pub(super) fn has_statement(text: &str) -> bool {
    const FIRST_WORDS: [&str; 16] = [
        "alter", "analyze", "call", "comment", "create", "delete", "drop", "grant", "insert",
        "refresh", "reindex", "revoke", "select", "set", "truncate", "update",
    ];
    tokens(text).iter().any(|token| {
        let Some(Ok(text)) = literal::text(token, DEFAULT_ESCAPE) else {
            return false;
        };
        let first = text.split_whitespace().next().unwrap_or_default();
        FIRST_WORDS
            .iter()
            .any(|word| first.eq_ignore_ascii_case(word))
    })
}

/// The types that are there and that the tokens name, in string literals too.
pub(super) fn named_types(catalogue: &Catalogue, tokens: &[Token<'_>]) -> Vec<Key> {
    let mut keys = Vec::new();
    for token in tokens {
        if let Some(Ok(name)) = literal::name(token, DEFAULT_ESCAPE) {
            keys.extend(catalogue.named(&name).map(|(key, _)| key.clone()));
        } else if let Some(Ok(text)) = literal::text(token, DEFAULT_ESCAPE) {
            keys.extend(catalogue.named(&text).map(|(key, _)| key.clone()));
            keys.extend(named_in(catalogue, &text));
        }
    }
    keys.sort();
    keys.dedup();
    keys
}

/// The types that a text of SQL, or of part of it, names.
pub(super) fn named_in(catalogue: &Catalogue, text: &str) -> Vec<Key> {
    named_types(catalogue, &tokens(text))
}

/// The types that a statement picks by `typname = '…'`, `typname IN (…)` or
/// `'…'::regtype`.
pub(super) fn picked_types(catalogue: &Catalogue, tokens: &[Token<'_>]) -> Vec<Key> {
    let mut keys = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let mut after = Cursor::new(&tokens[at + 1..]);
        let picked = if token.is("typname") {
            named_in_comparison(after)
        } else if after.symbols("::") && after.word("regtype") {
            std::slice::from_ref(token)
        } else {
            &[]
        };
        keys.extend(named_types(catalogue, picked));
    }
    keys.sort();
    keys.dedup();
    keys
}

/// The literals behind `=` or `IN`.
fn named_in_comparison<'t, 'a>(mut after: Cursor<'t, 'a>) -> &'t [Token<'a>] {
    if after.symbol(b'=') {
        let literal = after.rest();
        return &literal[..literal.len().min(1)];
    }
    match after.word("in").then(|| after.parenthesized()).flatten() {
        Some(inside) => inside.rest(),
        None => &[],
    }
}

/// The types whose names a block may take from a query: those that its one query
/// on `pg_type` picks; none if there are other ways to come by a name.
pub(super) fn queried_types(catalogue: &Catalogue, body: &str) -> Vec<Key> {
    let tokens = tokens(body);
    let count = |word: &str| tokens.iter().filter(|token| token.is(word)).count();
    let otherwise = [
        "udt_name",
        "pg_attribute",
        "regtype",
        "to_regtype",
        "format_type",
    ];
    if count("pg_type") != 1 || otherwise.iter().any(|word| count(word) > 0) {
        return Vec::new();
    }
    picked_types(catalogue, &tokens)
}

/// The tokens of a text as far as it can be read.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut lexer = Lexer::fragment(text);
    let mut tokens = Vec::new();
    while let Ok(Some(token)) = lexer.next_token() {
        tokens.push(token);
    }
    tokens
}

/// The names of the functions that the tokens call.
pub(super) fn calls<'a>(tokens: &'a [Token<'_>]) -> impl Iterator<Item = String> + 'a {
    tokens
        .windows(2)
        .filter(|pair| pair[1].is_symbol(b'('))
        .filter(|pair| matches!(pair[0].kind, Kind::Word | Kind::Quoted))
        .filter_map(|pair| literal::name(&pair[0], DEFAULT_ESCAPE)?.ok())
}
