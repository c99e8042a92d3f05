//! Which types a text that cannot be followed may change.

use super::catalogue::Catalogue;
use super::cursor::Cursor;
use super::lexer::Lexer;
use super::literal::{self, DEFAULT_ESCAPE};
use super::refusal::Key;
use super::token::Token;

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
        .filter_map(|pair| literal::name(&pair[0], DEFAULT_ESCAPE)?.ok())
}
