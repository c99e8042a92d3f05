//! SQL text to tokens that borrow from it.
//!
//! Byte loops over a table, because a procedural macro is built without
//! optimisation and every consumer's build runs this.

use super::bytes::{CLASSES, class, continuation, dollar_tag, is_word_or_digit};
use super::section::Section;
use super::token::{Kind, LexError, Token, ends_statement};

/// Where a statement ends that was passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    Semicolon,
    EndOfText,
}

/// Reads tokens one after the other.
#[derive(Debug, Clone)]
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
    /// Whether the text is a file as psql takes it, with meta-commands and sections.
    script: bool,
    /// Whether an up section has begun, so that a down section can.
    sectioned: bool,
    /// Whether a backslash escapes in `'…'`: `standard_conforming_strings` is off.
    pub(super) backslash_escapes: bool,
}

impl<'a> Lexer<'a> {
    /// A lexer of a file.
    pub(super) fn script(text: &'a str) -> Self {
        let byte_order_mark = '\u{feff}';
        Self {
            at: if text.starts_with(byte_order_mark) {
                byte_order_mark.len_utf8()
            } else {
                0
            },
            script: true,
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
            backslash_escapes: false,
        }
    }

    /// The offset of what comes next.
    pub(super) fn offset(&self) -> usize {
        self.at
    }

    fn byte(&self, offset: usize) -> Option<u8> {
        self.text.as_bytes().get(offset).copied()
    }

    /// The next token, past spaces and comments.
    pub(super) fn next_token(&mut self) -> Result<Option<Token<'a>>, LexError> {
        self.skip_blank()?;
        let start = self.at;
        let Some(byte) = self.byte(start) else {
            return Ok(None);
        };
        let kind = match CLASSES[byte as usize] {
            class::WORD => self.word()?,
            class::DIGIT => self.number(),
            _ => self.quoted_or_symbol(byte)?,
        };
        Ok(Some(Token {
            kind,
            text: &self.text[start..self.at],
            start,
        }))
    }

    fn quoted_or_symbol(&mut self, byte: u8) -> Result<Kind, LexError> {
        match byte {
            b'\'' => self.text_literal(),
            b'"' => self.quoted(Kind::Quoted),
            b'$' => self.dollar(),
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

    /// Passes over the rest of a statement without a token for each part.
    pub(super) fn skip_statement(&mut self) -> Result<Stop, LexError> {
        let bytes = self.text.as_bytes();
        let mut depth = 0_usize;
        loop {
            let mut at = self.at;
            while at < bytes.len() && CLASSES[bytes[at] as usize] != class::SPECIAL {
                at += 1;
            }
            self.at = at;
            let Some(byte) = self.byte(at) else {
                return Ok(Stop::EndOfText);
            };
            match byte {
                b';' if depth == 0 => {
                    self.at += 1;
                    return Ok(Stop::Semicolon);
                }
                b'(' => depth += 1,
                b')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            if self.skip_special(byte)? {
                return Ok(Stop::Semicolon);
            }
        }
    }

    /// Passes over what a special byte starts; whether that ends the statement.
    fn skip_special(&mut self, byte: u8) -> Result<bool, LexError> {
        match byte {
            b'\'' => {
                let kind = self.prefixed_kind();
                self.quoted(kind)?;
            }
            b'"' => {
                self.quoted(Kind::Quoted)?;
            }
            b'$' if !self.follows_word() => {
                self.dollar()?;
            }
            b'-' if self.byte(self.at + 1) == Some(b'-') => self.skip_line_comment(),
            b'/' if self.byte(self.at + 1) == Some(b'*') => self.skip_block_comment()?,
            b'\\' if self.script => {
                let start = self.at;
                self.skip_line();
                return Ok(ends_statement(&self.text[start..self.at]));
            }
            _ => self.at += 1,
        }
        Ok(false)
    }

    /// What literal the quote here starts, by the letter right before it.
    fn prefixed_kind(&self) -> Kind {
        let before = |back: usize| self.at.checked_sub(back).and_then(|at| self.byte(at));
        let alone = |byte: Option<u8>| byte.is_none_or(|byte| !is_word_or_digit(byte));
        match before(1) {
            Some(b'e' | b'E') if alone(before(2)) => Kind::Escaped,
            Some(b'&') if matches!(before(2), Some(b'u' | b'U')) && alone(before(3)) => {
                Kind::Unicode
            }
            Some(b'b' | b'B' | b'x' | b'X') if alone(before(2)) => Kind::Bits,
            _ => self.plain_kind(),
        }
    }

    fn plain_kind(&self) -> Kind {
        if self.backslash_escapes {
            Kind::Escaped
        } else {
            Kind::Text
        }
    }

    /// Whether the byte before belongs to a word, so that a `$` here does too.
    fn follows_word(&self) -> bool {
        self.at
            .checked_sub(1)
            .and_then(|at| self.byte(at))
            .is_some_and(|byte| is_word_or_digit(byte) || byte == b'$')
    }

    fn skip_blank(&mut self) -> Result<(), LexError> {
        let bytes = self.text.as_bytes();
        loop {
            let mut at = self.at;
            while at < bytes.len() && CLASSES[bytes[at] as usize] == class::SPACE {
                at += 1;
            }
            self.at = at;
            match (self.byte(at), self.byte(at + 1)) {
                (Some(b'-'), Some(b'-')) => self.skip_line_comment(),
                (Some(b'/'), Some(b'*')) => self.skip_block_comment()?,
                _ => return Ok(()),
            }
        }
    }

    fn find(&self, from: usize, byte: char) -> Option<usize> {
        self.text[from..].find(byte).map(|found| from + found)
    }

    fn skip_line(&mut self) {
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() && !matches!(bytes[self.at], b'\n' | b'\r') {
            self.at += 1;
        }
    }

    fn skip_line_comment(&mut self) {
        let start = self.at;
        self.skip_line();
        if !self.script {
            return;
        }
        match Section::of(&self.text[start..self.at]) {
            Some(Section::Up) => self.sectioned = true,
            Some(Section::Down) if self.sectioned => self.skip_to_up_section(),
            Some(Section::Below) => self.at = self.text.len(),
            _ => {}
        }
    }

    /// Passes over the lines of a down section, whatever stands in them.
    fn skip_to_up_section(&mut self) {
        while let Some(newline) = self.find(self.at, '\n') {
            self.at = newline + 1;
            let start = self.at;
            self.skip_line();
            if Section::of(&self.text[start..self.at]) == Some(Section::Up) {
                return;
            }
        }
        self.at = self.text.len();
    }

    fn skip_block_comment(&mut self) -> Result<(), LexError> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut depth = 0_usize;
        while self.at + 1 < bytes.len() {
            match (bytes[self.at], bytes[self.at + 1]) {
                (b'/', b'*') => depth += 1,
                (b'*', b'/') => depth -= 1,
                _ => {
                    self.at += 1;
                    continue;
                }
            }
            self.at += 2;
            if depth == 0 {
                return Ok(());
            }
        }
        Err(LexError::new(start, "a comment is not closed"))
    }

    fn word(&mut self) -> Result<Kind, LexError> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let mut at = start + 1;
        while at < bytes.len() && (is_word_or_digit(bytes[at]) || bytes[at] == b'$') {
            at += 1;
        }
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
    fn quoted(&mut self, kind: Kind) -> Result<Kind, LexError> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let quote = bytes[start];
        let mut at = start + 1;
        while at < bytes.len() {
            let byte = bytes[at];
            at += 1;
            if byte == b'\\' && kind == Kind::Escaped {
                // The next character, whole: a step into it would end inside.
                at += self.text[at..].chars().next().map_or(0, char::len_utf8);
            } else if byte == quote {
                if at < bytes.len() && bytes[at] == quote {
                    at += 1;
                } else if let Some(next) = continuation(self.text, at).filter(|_| quote == b'\'') {
                    at = next;
                } else {
                    self.at = at;
                    return Ok(kind);
                }
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
    fn dollar(&mut self) -> Result<Kind, LexError> {
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

    /// Passes over the data of a `COPY … FROM stdin`, from the end of its statement.
    pub(super) fn skip_copy_data(&mut self) -> Result<(), LexError> {
        let start = self.at;
        while let Some(newline) = self.find(self.at, '\n') {
            self.at = newline + 1;
            let line = self.at;
            self.skip_line();
            if &self.text[line..self.at] == "\\." {
                return Ok(());
            }
        }
        Err(LexError::new(
            start,
            "the data of this COPY have no end; a line `\\.` would end them",
        ))
    }
}
