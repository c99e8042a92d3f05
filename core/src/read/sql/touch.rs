//! Whether a text that cannot be followed may change a type, and which.

use super::catalogue::Catalogue;
use super::lexer::{Kind, Lexer, Token};
use super::literal::{self, DEFAULT_ESCAPE};
use super::refusal::Key;

/// What the words of a text hint at, string literals and comments included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Hints {
    /// A statement on types or schemas, or one that writes to `pg_enum`.
    pub(super) types: bool,
    /// An `EXECUTE`.
    pub(super) executes: bool,
    /// Something that sets `search_path`.
    pub(super) path: bool,
}

impl Hints {
    /// Looks at each word, and at the token behind one that may begin a statement.
    pub(super) fn of(text: &str) -> Self {
        let mut hints = Self::default();
        for (end, word) in words(text) {
            let is = |options: &[&str]| {
                options
                    .iter()
                    .any(|option| word.eq_ignore_ascii_case(option))
            };
            match word.len() {
                4..=6 if !hints.types => {
                    hints.types = (is(&["create", "alter", "drop"])
                        && followed_by(&text[end..], &["type", "schema", "domain", "owned"]))
                        || (is(&["into", "update", "from"])
                            && followed_by(&text[end..], &["pg_enum", "pg_type"])
                            && (word.len() != 4 || is(&["into"]) || deletes(&text[..end])));
                }
                7 => hints.executes |= is(&["execute"]),
                10 | 11 => hints.path |= is(&["set_config", "search_path"]),
                _ => {}
            }
        }
        hints
    }
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

/// Whether a text that ends with `from` ends with `delete from`.
fn deletes(text: &str) -> bool {
    let before = text[..text.len() - 4].trim_end().as_bytes();
    before
        .len()
        .checked_sub(6)
        .is_some_and(|start| before[start..].eq_ignore_ascii_case(b"delete"))
}

/// The words of a text and where each ends, without regard to quotes.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    core::iter::from_fn(move || {
        while at < bytes.len() && !is_word(bytes[at]) {
            at += 1;
        }
        let start = at;
        while at < bytes.len() && is_word(bytes[at]) {
            at += 1;
        }
        (start < at).then(|| (at, &text[start..at]))
    })
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
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
