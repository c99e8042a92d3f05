//! Cuts a text into tokens and matches its brackets.
//!
//! What is open stands on a stack of its own, not on the call stack: no depth of
//! nesting overflows, and every byte is looked at a bounded number of times.

use std::collections::HashMap;
use std::format;
use std::string::String;
use std::vec::Vec;

use super::quote::{Piece, Quote};
use crate::read::mark_len;

/// The language that a text is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Dialect {
    Dart,
    TypeScript {
        /// Whether `<` may begin an element: in `.tsx`, not in `.ts`.
        jsx: bool,
    },
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Kind {
    /// A name or a keyword.
    Word,
    Number,
    /// A string literal without substitutions.
    Text,
    /// A string literal up to its first substitution; its partner ends it.
    Template,
    /// An opening bracket.
    Open,
    /// A closing bracket, or the end of a template or an element.
    Close,
    /// A regular expression, or where a JSX element begins.
    Other,
    /// An operator or a separator.
    Sign,
}

/// A piece of the text that has a meaning of its own.
#[derive(Debug, Clone, Copy)]
pub(in crate::read) struct Token {
    pub(super) kind: Kind,
    pub(super) start: usize,
    pub(super) end: usize,
    /// The index of the bracket that belongs to this one, or the token's own.
    pub(super) partner: usize,
}

/// Why a text cannot be cut, and where.
#[derive(Debug)]
pub(super) struct Broken {
    pub(super) offset: usize,
    pub(super) reason: String,
}

/// The tokens of a text, none of whose brackets is left open.
pub(super) fn lex(dialect: Dialect, text: &str) -> Result<Vec<Token>, Broken> {
    let mut lexer = Lexer {
        dialect,
        text,
        position: 0,
        tokens: Vec::new(),
        opened: Vec::new(),
        angles: Vec::new(),
        no_regex_before: 0,
        closing_tags: None,
    };
    lexer.run()?;
    Ok(lexer.tokens)
}

pub(super) struct Lexer<'a> {
    pub(super) dialect: Dialect,
    pub(super) text: &'a str,
    pub(super) position: usize,
    pub(super) tokens: Vec<Token>,
    pub(super) opened: Vec<Opened>,
    /// Every `<` that may still turn out to begin type arguments.
    angles: Vec<usize>,
    /// Before this offset a `/` is a sign: one that looked like a regular
    /// expression had no end in its line.
    pub(super) no_regex_before: usize,
    /// The offset of each tag's last `</tag`, once one has been asked for.
    pub(super) closing_tags: Option<HashMap<&'a str, usize>>,
}

/// A bracket that waits for its partner.
#[derive(Debug, Clone, Copy)]
pub(super) struct Opened {
    token: usize,
    pub(super) bracket: Bracket,
    /// How many angles were waiting outside of it.
    angles: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bracket {
    /// `(`, `[` or `{`, with what closes it.
    Plain(u8),
    /// The `${` of a string in these quotes.
    Template(Quote),
    /// A JSX tag before its `>`.
    Tag,
    /// What stands between a JSX tag and its closing one.
    Children,
}

/// Signs of more than one character whose parts would mean something else.
const SIGNS: [&str; 11] = [
    "...", "=>", "==", "!=", "<=", "??", "?.", "&&", "||", "++", "--",
];

impl<'a> Lexer<'a> {
    fn run(&mut self) -> Result<(), Broken> {
        self.position = mark_len(self.text);
        if self.rest().starts_with(b"#!") {
            self.position = self.line_end();
        }
        while let Some(byte) = self.rest().first().copied() {
            match self.opened.last().map(|opened| opened.bracket) {
                Some(Bracket::Tag) => self.tag(byte)?,
                Some(Bracket::Children) => self.children(byte),
                _ => self.code(byte)?,
            }
        }
        match self
            .opened
            .last()
            .and_then(|opened| self.tokens.get(opened.token))
        {
            Some(token) => Err(self.broken(
                token.start,
                format!("`{}` is never closed", &self.text[token.start..token.end]),
            )),
            None => Ok(()),
        }
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.text
            .as_bytes()
            .get(self.position..)
            .unwrap_or_default()
    }

    pub(super) fn broken(&self, offset: usize, reason: impl Into<String>) -> Broken {
        Broken {
            offset,
            reason: reason.into(),
        }
    }

    pub(super) fn line_end(&self) -> usize {
        let length = self.rest().iter().position(|byte| *byte == b'\n');
        length.map_or(self.text.len(), |length| self.position + length)
    }

    fn code(&mut self, byte: u8) -> Result<(), Broken> {
        let quote = matches!(byte, b'\'' | b'"' | b'`' | b'r')
            .then(|| Quote::at(self.dialect, self.rest()))
            .flatten();
        match byte {
            _ if byte.is_ascii_whitespace() => self.space(),
            b'/' if self.rest().starts_with(b"//") => self.position = self.line_end(),
            b'/' if self.rest().starts_with(b"/*") => self.block_comment()?,
            b'(' => self.open(Kind::Open, Bracket::Plain(b')')),
            b'[' => self.open(Kind::Open, Bracket::Plain(b']')),
            b'{' => self.open(Kind::Open, Bracket::Plain(b'}')),
            b')' | b']' | b'}' => self.close_plain(byte)?,
            b'/' if self.regex() => {}
            b'<' if self.element() => {}
            _ => match quote {
                Some(quote) => self.string(quote)?,
                None if is_word(byte) => self.word(byte),
                None => self.sign(),
            },
        }
        Ok(())
    }

    fn space(&mut self) {
        let rest = self.rest();
        let length = rest.iter().position(|byte| !byte.is_ascii_whitespace());
        self.position += length.unwrap_or(rest.len());
    }

    pub(super) fn block_comment(&mut self) -> Result<(), Broken> {
        let start = self.position;
        let mut depth = 0_usize;
        loop {
            let rest = self.rest();
            if rest.starts_with(b"/*") && (depth == 0 || self.dialect == Dialect::Dart) {
                depth += 1;
                self.position += 2;
            } else if rest.starts_with(b"*/") {
                depth -= 1;
                self.position += 2;
            } else if rest.is_empty() {
                return Err(self.broken(start, "the comment is never closed"));
            } else {
                self.position += 1;
            }
            if depth == 0 {
                return Ok(());
            }
        }
    }

    fn string(&mut self, quote: Quote) -> Result<(), Broken> {
        let start = self.position;
        match quote.piece(self.text.as_bytes(), start + quote.opening) {
            Some(Piece::End(end)) => self.push(Kind::Text, end),
            Some(Piece::Substitution(end)) => {
                self.open(Kind::Template, Bracket::Template(quote));
                self.position = end;
            }
            None => return Err(self.broken(start, "the string is never closed")),
        }
        Ok(())
    }

    /// Goes on with a string after the `}` of a substitution.
    fn resume(&mut self, quote: Quote) -> Result<(), Broken> {
        let start = self.position;
        match quote.piece(self.text.as_bytes(), start + 1) {
            Some(Piece::End(end)) => self.close(end),
            Some(Piece::Substitution(end)) => self.position = end,
            None => return Err(self.broken(start, "the string is never closed after this")),
        }
        Ok(())
    }

    fn word(&mut self, first: u8) {
        let rest = self.rest();
        let is_number = first.is_ascii_digit();
        let mut length = 0;
        loop {
            let word = rest[length..].iter().position(|byte| !is_word(*byte));
            length = word.map_or(rest.len(), |more| length + more);
            let is_point = is_number && rest[length..].first() == Some(&b'.');
            if !is_point || !rest.get(length + 1).is_some_and(u8::is_ascii_digit) {
                break;
            }
            length += 1;
        }
        let kind = if is_number { Kind::Number } else { Kind::Word };
        self.push(kind, self.position + length);
    }

    fn sign(&mut self) {
        let long = SIGNS
            .iter()
            .find(|sign| self.rest().starts_with(sign.as_bytes()));
        self.push(
            Kind::Sign,
            self.position + long.map_or(1, |sign| sign.len()),
        );
    }

    /// Adds the token from here up to an offset.
    pub(super) fn push(&mut self, kind: Kind, end: usize) {
        let index = self.tokens.len();
        self.tokens.push(Token {
            kind,
            start: self.position,
            end,
            partner: index,
        });
        if self.dialect == Dialect::Dart {
            self.match_angle(index);
        }
        self.position = end;
    }

    pub(super) fn open(&mut self, kind: Kind, bracket: Bracket) {
        let token = self.tokens.len();
        self.push(kind, self.position + 1);
        self.opened.push(Opened {
            token,
            bracket,
            angles: self.angles.len(),
        });
    }

    fn close_plain(&mut self, byte: u8) -> Result<(), Broken> {
        match self.opened.last().map(|opened| opened.bracket) {
            Some(Bracket::Plain(closing)) if closing == byte => {
                self.close(self.position + 1);
                Ok(())
            }
            Some(Bracket::Template(quote)) if byte == b'}' => self.resume(quote),
            _ => Err(self.broken(
                self.position,
                format!("`{}` closes nothing that is open", char::from(byte)),
            )),
        }
    }

    /// Adds the token that ends what was opened last.
    pub(super) fn close(&mut self, end: usize) {
        let index = self.tokens.len();
        let Some(opened) = self.opened.pop() else {
            return;
        };
        self.angles.truncate(opened.angles);
        self.push(Kind::Close, end);
        self.link(opened.token, index);
    }

    fn link(&mut self, one: usize, other: usize) {
        if let Some(token) = self.tokens.get_mut(one) {
            token.partner = other;
        }
        if let Some(token) = self.tokens.get_mut(other) {
            token.partner = one;
        }
    }

    /// Makes brackets of the `<` and `>` between which only a type can stand, so
    /// that the comma of `Map<String, int>` separates nothing.
    fn match_angle(&mut self, index: usize) {
        let outside = self.opened.last().map_or(0, |opened| opened.angles);
        let Some(token) = self.tokens.get(index) else {
            return;
        };
        match &self.text[token.start..token.end] {
            "<" => self.angles.push(index),
            ">" if self.angles.len() > outside => {
                if let Some(opening) = self.angles.pop() {
                    self.link(opening, index);
                }
            }
            "." | "," | "?" | "(" | ")" => {}
            _ if token.kind == Kind::Word => {}
            _ => self.angles.truncate(outside),
        }
    }
}

/// Letters, digits, `_`, `$`, and everything beyond ASCII.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || !byte.is_ascii()
}
