//! A view of tokens that moves forward as they are understood.

use std::borrow::Cow;

use super::keyword::is_reserved;
use super::literal::{self, DEFAULT_ESCAPE};
use super::token::{Kind, Token};

/// A name of a type as a statement writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TypeRef {
    pub(super) schema: Option<String>,
    pub(super) name: String,
}

/// Reads tokens of one statement.
///
/// A method that finds what it looks for moves past it; one that does not,
/// stays.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cursor<'t, 'a> {
    tokens: &'t [Token<'a>],
}

impl<'t, 'a> Cursor<'t, 'a> {
    pub(super) fn new(tokens: &'t [Token<'a>]) -> Self {
        Self { tokens }
    }

    pub(super) fn rest(&self) -> &'t [Token<'a>] {
        self.tokens
    }

    pub(super) fn at_end(&self) -> bool {
        self.tokens.is_empty()
    }

    pub(super) fn peek(&self) -> Option<&'t Token<'a>> {
        self.tokens.first()
    }

    pub(super) fn next(&mut self) -> Option<&'t Token<'a>> {
        let (first, rest) = self.tokens.split_first()?;
        self.tokens = rest;
        Some(first)
    }

    /// Moves past a keyword.
    pub(super) fn word(&mut self, keyword: &str) -> bool {
        let found = self.tokens.first().is_some_and(|token| token.is(keyword));
        if found {
            self.next();
        }
        found
    }

    /// Moves past several keywords in a row, or past none.
    pub(super) fn words(&mut self, keywords: &[&str]) -> bool {
        let found = self.tokens.len() >= keywords.len()
            && self
                .tokens
                .iter()
                .zip(keywords)
                .all(|(token, keyword)| token.is(keyword));
        if found {
            self.tokens = &self.tokens[keywords.len()..];
        }
        found
    }

    /// Moves past one of these keywords and gives its index.
    pub(super) fn one_of(&mut self, keywords: &[&str]) -> Option<usize> {
        let token = self.tokens.first()?;
        let found = keywords.iter().position(|keyword| token.is(keyword))?;
        self.next();
        Some(found)
    }

    /// Moves past a symbol.
    pub(super) fn symbol(&mut self, symbol: u8) -> bool {
        let found = self
            .tokens
            .first()
            .is_some_and(|token| token.is_symbol(symbol));
        if found {
            self.next();
        }
        found
    }

    /// Moves past symbols that stand side by side, as `::` does, or past none.
    pub(super) fn symbols(&mut self, symbols: &str) -> bool {
        let wanted = symbols.as_bytes();
        let found = self.tokens.len() >= wanted.len()
            && self
                .tokens
                .iter()
                .zip(wanted)
                .all(|(token, symbol)| token.is_symbol(*symbol))
            && self.tokens[0].start + wanted.len() == self.tokens[wanted.len() - 1].end();
        if found {
            self.tokens = &self.tokens[wanted.len()..];
        }
        found
    }

    /// A string literal's text.
    pub(super) fn text(&mut self) -> Result<Cow<'a, str>, String> {
        let mut ahead = *self;
        let (token, escape) = ahead.escapable(Kind::Unicode)?;
        let text = literal::text(token, escape)
            .ok_or_else(|| self.expected("a string literal"))?
            .map_err(|error| error.reason)?;
        *self = ahead;
        Ok(text)
    }

    /// The name of something to create or alter: no reserved word.
    pub(super) fn name(&mut self) -> Result<String, String> {
        let mut ahead = *self;
        let name = ahead.label_name()?;
        let unquoted = self.peek().is_some_and(|token| token.kind == Kind::Word);
        if unquoted && is_reserved(&name) {
            return Err(format!(
                "`{name}` is a reserved word; as a name it needs double quotes"
            ));
        }
        *self = ahead;
        Ok(name)
    }

    /// Moves past this name, with or without quotes.
    pub(super) fn named(&mut self, name: &str) -> bool {
        let mut ahead = *self;
        let found = ahead.label_name().is_ok_and(|found| found == name);
        if found {
            *self = ahead;
        }
        found
    }

    /// A name where every word may stand, as behind a dot.
    pub(super) fn label_name(&mut self) -> Result<String, String> {
        let mut ahead = *self;
        let (token, escape) = ahead.escapable(Kind::UnicodeQuoted)?;
        let name = literal::name(token, escape)
            .ok_or_else(|| self.expected("a name"))?
            .map_err(|error| error.reason)?;
        *self = ahead;
        Ok(name)
    }

    /// `name`, `schema.name` or `database.schema.name`.
    pub(super) fn type_ref(&mut self) -> Result<TypeRef, String> {
        let mut ahead = *self;
        let mut type_ref = TypeRef {
            schema: None,
            name: ahead.name()?,
        };
        while ahead.symbol(b'.') {
            let name = ahead.label_name()?;
            type_ref.schema = Some(core::mem::replace(&mut type_ref.name, name));
        }
        *self = ahead;
        Ok(type_ref)
    }

    /// A list of what `item` reads, with commas between.
    pub(super) fn list<T>(
        &mut self,
        item: impl Fn(&mut Self) -> Result<T, String>,
    ) -> Result<Vec<T>, String> {
        let mut items = vec![item(self)?];
        while self.symbol(b',') {
            items.push(item(self)?);
        }
        Ok(items)
    }

    /// What is missing here, and what stands in its place.
    pub(super) fn expected(&self, what: &str) -> String {
        match self.peek() {
            Some(token) => format!("expected {what}, found `{}`", token.text),
            None => format!("expected {what} at the end of the statement"),
        }
    }

    /// The next token, and the escape character that a `UESCAPE` behind it names
    /// if it is of this kind.
    fn escapable(&mut self, kind: Kind) -> Result<(&'t Token<'a>, char), String> {
        let token = self.next().ok_or("the statement ends too early")?;
        if token.kind != kind || !self.word("uescape") {
            return Ok((token, DEFAULT_ESCAPE));
        }
        let escape = self
            .next()
            .and_then(|token| literal::text(token, DEFAULT_ESCAPE))
            .and_then(Result::ok)
            .and_then(|text| escape_character(&text))
            .ok_or("UESCAPE needs one character in quotes, and no digit or quote")?;
        Ok((token, escape))
    }

    /// Moves behind the bracket that closes the one here, and gives what is inside.
    pub(super) fn parenthesized(&mut self) -> Option<Cursor<'t, 'a>> {
        if !self.peek()?.is_symbol(b'(') {
            return None;
        }
        let mut depth = 0_usize;
        for (at, token) in self.tokens.iter().enumerate() {
            match token.kind {
                Kind::Symbol(b'(') => depth += 1,
                Kind::Symbol(b')') => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                let inside = Cursor::new(&self.tokens[1..at]);
                self.tokens = &self.tokens[at + 1..];
                return Some(inside);
            }
        }
        None
    }
}

/// The one character that this text is, if it can be an escape character.
fn escape_character(text: &str) -> Option<char> {
    let mut characters = text.chars();
    let escape = characters.next()?;
    let fits = characters.next().is_none()
        && !escape.is_ascii_hexdigit()
        && !escape.is_ascii_whitespace()
        && !matches!(escape, '+' | '\'' | '"');
    fits.then_some(escape)
}
