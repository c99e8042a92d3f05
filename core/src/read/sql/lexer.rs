//! SQL text to tokens that borrow from it.
//!
//! Byte loops over a table, because a procedural macro is built without
//! optimisation and every consumer's build runs this.

use super::bytes::{
    CLASSES, DOUBLE_QUOTE, NO_WORD, QUOTE, QUOTE_OR_ESCAPE, class, continuation, dollar_tag,
    is_word_or_digit, seek,
};
use super::changesets;
use super::token::{Kind, LexError, Token};
use crate::read::mark_len;

/// Reads tokens one after the other.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lexer<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    /// Whether the text is a file as psql takes it, with meta-commands and sections.
    pub(super) script: bool,
    /// Whether an up section has begun, so that a down section can.
    pub(super) sectioned: bool,
    /// Whether the file is of Liquibase's format.
    pub(super) changesets: bool,
    /// Whether a comment was passed that ends a statement.
    pub(super) parted: bool,
    /// Whether something was passed of which the bytes alone do not tell what it
    /// says: a literal with escapes, one in several parts, a meta-command.
    pub(super) opaque: bool,
    /// Whether a label was passed as `ADD VALUE` and `AS ENUM (` have it before them.
    pub(super) runs_on: bool,
    /// Whether a backslash escapes in `'…'`: `standard_conforming_strings` is off.
    pub(super) backslash_escapes: bool,
}

/// The most bytes of what a runner fills in.
const LONGEST_PLACEHOLDER: usize = 256;

/// The offset behind what closes a placeholder, which is not far.
fn near_end(text: &str, closing: &[u8]) -> Option<usize> {
    let near = &text.as_bytes()[..text.len().min(LONGEST_PLACEHOLDER)];
    let at = near.windows(closing.len()).position(|it| it == closing)?;
    Some(at + closing.len())
}

impl<'a> Lexer<'a> {
    /// A lexer of a file.
    pub(super) fn script(text: &'a str) -> Self {
        Self {
            at: mark_len(text),
            script: true,
            changesets: changesets::are_in(text),
            ..Self::fragment(text)
        }
    }

    /// A lexer of a text that goes to the server as it is.
    pub(super) fn fragment(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            script: false,
            sectioned: false,
            changesets: false,
            parted: false,
            opaque: false,
            runs_on: false,
            backslash_escapes: false,
        }
    }

    /// The offset of what comes next.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    /// The same lexer where it was before, at the start of a token.
    pub(super) fn at(&self, start: usize) -> Self {
        Self { at: start, ..*self }
    }

    pub(super) fn byte(&self, offset: usize) -> Option<u8> {
        self.text.as_bytes().get(offset).copied()
    }

    /// The next token, past spaces and comments.
    pub(super) fn next_token(&mut self) -> Result<Option<Token<'a>>, LexError> {
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() {
            let start = self.at;
            let byte = bytes[start];
            let kind = match CLASSES[byte as usize] {
                class::SPACE => {
                    self.at += 1;
                    continue;
                }
                class::WORD => self.word()?,
                class::DIGIT => self.number(),
                class::SPECIAL if self.skip_comment(byte)? => {
                    if !core::mem::take(&mut self.parted) {
                        continue;
                    }
                    Kind::Symbol(b';')
                }
                _ => self.quoted_or_symbol(byte)?,
            };
            return Ok(Some(Token {
                kind,
                text: &self.text[start..self.at],
                start,
            }));
        }
        Ok(None)
    }

    fn quoted_or_symbol(&mut self, byte: u8) -> Result<Kind, LexError> {
        match byte {
            b'\'' => self.text_literal(),
            b'"' => self.quoted(Kind::Quoted),
            b'$' | b'{' | b':' if self.placeholder() => Ok(Kind::Word),
            b'$' => self.dollar(),
            b'\\' if self.is_sent_on() => {
                self.at += 2;
                Ok(Kind::Symbol(b';'))
            }
            b'\\' if self.script => {
                self.skip_line();
                Ok(Kind::Meta)
            }
            _ => {
                self.at += 1;
                Ok(Kind::Symbol(byte))
            }
        }
    }

    /// Whether this is `\;`, by which psql parts statements that it sends together.
    pub(super) fn is_sent_on(&self) -> bool {
        self.script && self.byte(self.at + 1) == Some(b';')
    }

    /// Moves past what a runner fills in: `${name}`, `{{ name }}` or psql's `:name`.
    ///
    /// It counts as a name that is the same wherever it is written.
    fn placeholder(&mut self) -> bool {
        let rest = &self.text[self.at..];
        let end = if rest.starts_with("${") {
            near_end(rest, b"}")
        } else if rest.starts_with("{{") {
            near_end(rest, b"}}")
        } else {
            self.psql_variable(rest)
        };
        let end = end.filter(|end| !rest[..*end].contains('\n'));
        self.at += end.unwrap_or(0);
        end.is_some()
    }

    /// The length of `:name` or `:"name"`, which is no cast and no slice.
    fn psql_variable(&self, rest: &str) -> Option<usize> {
        let before = self.at.checked_sub(1).and_then(|at| self.byte(at));
        let starts = before.is_none_or(|byte| byte.is_ascii_whitespace() || byte == b'(');
        if !self.script || !starts {
            return None;
        }
        let name = rest.strip_prefix(':')?;
        if let Some(quoted) = name.strip_prefix('"') {
            return near_end(quoted, b"\"").map(|end| end + 2);
        }
        let letter = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_');
        let end = name.bytes().position(|byte| !is_word_or_digit(byte));
        letter.then(|| 1 + end.unwrap_or(name.len()))
    }

    pub(super) fn plain_kind(&self) -> Kind {
        if self.backslash_escapes {
            Kind::Escaped
        } else {
            Kind::Text
        }
    }

    pub(super) fn find(&self, from: usize, byte: char) -> Option<usize> {
        self.text[from..].find(byte).map(|found| from + found)
    }

    fn word(&mut self) -> Result<Kind, LexError> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let at = seek(bytes, start + 1, &NO_WORD);
        self.at = at;
        if at - start > 1 {
            return Ok(Kind::Word);
        }
        match (bytes[start], self.byte(at), self.byte(at + 1)) {
            (b'e' | b'E', Some(b'\''), _) => self.quoted(Kind::Escaped),
            (b'b' | b'B' | b'x' | b'X', Some(b'\''), _) => self.quoted(Kind::Bits),
            (b'n' | b'N', Some(b'\''), _) => self.text_literal(),
            (b'u' | b'U', Some(b'&'), Some(b'\'')) if self.backslash_escapes => Err(LexError::new(
                start,
                "`U&'…'` needs `standard_conforming_strings`, which is off",
            )),
            (b'u' | b'U', Some(b'&'), Some(b'\'')) => {
                self.at += 1;
                self.quoted(Kind::Unicode)
            }
            (b'u' | b'U', Some(b'&'), Some(b'"')) => {
                self.at += 1;
                self.quoted(Kind::UnicodeQuoted)
            }
            _ => Ok(Kind::Word),
        }
    }

    fn number(&mut self) -> Kind {
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() && (is_word_or_digit(bytes[self.at]) || bytes[self.at] == b'.')
        {
            self.at += 1;
        }
        Kind::Number
    }

    fn text_literal(&mut self) -> Result<Kind, LexError> {
        self.quoted(self.plain_kind())
    }

    /// Passes over a quoted text from its opening quote, and over what continues it.
    pub(super) fn quoted(&mut self, kind: Kind) -> Result<Kind, LexError> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let quote = bytes[start];
        let marks = match (quote, kind) {
            (b'"', _) => &DOUBLE_QUOTE,
            (_, Kind::Escaped) => &QUOTE_OR_ESCAPE,
            _ => &QUOTE,
        };
        self.opaque |= matches!(kind, Kind::Escaped | Kind::Unicode | Kind::UnicodeQuoted);
        let mut at = start + 1;
        loop {
            at = seek(bytes, at, marks);
            if at == bytes.len() {
                break;
            }
            let byte = bytes[at];
            at += 1;
            if byte != quote {
                // The next character, whole: a step into it would end inside.
                at += self.text[at..].chars().next().map_or(0, char::len_utf8);
            } else if at < bytes.len() && bytes[at] == quote {
                at += 1;
            } else if let Some(next) = continuation(self.text, at).filter(|_| quote == b'\'') {
                self.opaque = true;
                at = next;
            } else {
                self.at = at;
                return Ok(kind);
            }
        }
        let what = if quote == b'"' {
            "a quoted name is not closed"
        } else {
            "a string literal is not closed"
        };
        Err(LexError::new(start, what))
    }

    /// A dollar-quoted text, or a lone `$`.
    pub(super) fn dollar(&mut self) -> Result<Kind, LexError> {
        let start = self.at;
        let Some(tag) = dollar_tag(&self.text[start..]) else {
            self.at += 1;
            return Ok(Kind::Symbol(b'$'));
        };
        let mut from = start + tag.len();
        while let Some(found) = self.find(from, '$') {
            if self.text[found..].starts_with(tag) {
                self.at = found + tag.len();
                return Ok(Kind::Dollar);
            }
            from = found + 1;
        }
        Err(LexError::new(
            start,
            format!("a text in `{tag}` is not closed"),
        ))
    }
}
