//! What the lexer passes over without a token: statements, comments and data.

use super::bytes::{
    BEFORE_LABEL, COMMENT_PART, LINE_END, SPECIAL, SPECIAL_BUT_NESTING, is_word_or_digit, seek,
};
use super::changesets::{Directive, Runs};
use super::lexer::Lexer;
use super::section::Section;
use super::token::{Kind, LexError, ends_statement};

/// The fewest bytes between two literals of which the second is the first label of a
/// statement.
const SHORTEST: usize = 4;

/// Where a statement ends that was passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    Semicolon,
    EndOfText,
}

impl Lexer<'_> {
    /// Passes over the rest of a statement without a token for each part. One that
    /// nests has statements of its own in parentheses.
    pub(super) fn skip_statement(&mut self, nests: bool) -> Result<Stop, LexError> {
        let bytes = self.text.as_bytes();
        let marks = if nests {
            &SPECIAL
        } else {
            &SPECIAL_BUT_NESTING
        };
        let mut depth = 0_usize;
        loop {
            let from = self.at;
            self.at = seek(bytes, from, marks);
            if self.at == bytes.len() {
                return Ok(Stop::EndOfText);
            }
            match bytes[self.at] {
                b'(' => depth += 1,
                b')' => depth = depth.saturating_sub(1),
                b';' if depth == 0 => {
                    self.at += 1;
                    return Ok(Stop::Semicolon);
                }
                b';' => {}
                byte => {
                    if self.skip_special(byte, from)? {
                        return Ok(Stop::Semicolon);
                    }
                    continue;
                }
            }
            self.at += 1;
        }
    }

    /// Passes over what a special byte starts; whether that ends the statement.
    ///
    /// Between `from`, where a token ended, and the byte is nothing special.
    fn skip_special(&mut self, byte: u8, from: usize) -> Result<bool, LexError> {
        let bytes = self.text.as_bytes();
        match byte {
            b'\'' | b'"' | b'$' if self.at > from && self.may_belong_to_word() => {
                self.skip_from_word(from)?;
            }
            b'\'' => {
                self.runs_on |= self.at > from + SHORTEST
                    && BEFORE_LABEL[bytes[self.at - 2] as usize]
                    && self.is_label(from);
                let kind = self.plain_kind();
                self.quoted(kind)?;
            }
            b'"' => {
                self.quoted(Kind::Quoted)?;
            }
            b'$' => {
                self.dollar()?;
            }
            b'\\' if self.is_sent_on() => {
                self.at += 2;
                return Ok(true);
            }
            b'\\' if self.script => {
                let start = self.at;
                self.skip_line();
                self.opaque = true;
                return Ok(ends_statement(&self.text[start..self.at]));
            }
            _ if self.skip_comment(byte)? => return Ok(core::mem::take(&mut self.parted)),
            _ => self.at += 1,
        }
        Ok(false)
    }

    /// Passes over the comment that this byte begins, if it does.
    pub(super) fn skip_comment(&mut self, byte: u8) -> Result<bool, LexError> {
        match byte {
            b'-' if self.byte(self.at + 1) == Some(b'-') => self.skip_line_comment(),
            b'/' if self.byte(self.at + 1) == Some(b'*') => self.skip_block_comment()?,
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Whether the byte before may be part of the token here: of a name with a
    /// dollar in it, or of what says which kind of literal this is.
    fn may_belong_to_word(&self) -> bool {
        let before = self.text.as_bytes()[self.at - 1];
        is_word_or_digit(before) || before == b'&'
    }

    /// Whether the literal here stands as a label does behind `VALUE`, `EXISTS` or `ENUM (`.
    fn is_label(&self, from: usize) -> bool {
        let mut before = &self.text.as_bytes()[from..self.at];
        // A row of data, most often.
        if let [.., b' ', b' ', b'('] = before {
            return false;
        }
        while let &[ref rest @ .., b' ' | b'\n' | b'(' | b'\t' | b'\r'] = before {
            before = rest;
        }
        match before {
            [.., b'u' | b'U', b'e' | b'E'] => before.len() >= 5,
            [.., b't' | b'T', b's' | b'S'] => before.len() >= 6,
            [.., b'u' | b'U', b'm' | b'M'] => true,
            _ => false,
        }
    }

    /// Passes over the token that the byte here belongs to, from the start of what
    /// stands before it without a space.
    fn skip_from_word(&mut self, from: usize) -> Result<(), LexError> {
        let bytes = self.text.as_bytes();
        let special = self.at;
        while self.at > from {
            let before = bytes[self.at - 1];
            if !is_word_or_digit(before) && !matches!(before, b'&' | b'.') {
                break;
            }
            self.at -= 1;
        }
        while self.at <= special {
            self.next_token()?;
        }
        Ok(())
    }

    pub(super) fn skip_line(&mut self) {
        self.at = seek(self.text.as_bytes(), self.at, &LINE_END);
    }

    pub(super) fn skip_line_comment(&mut self) {
        let start = self.at;
        self.skip_line();
        if !self.script {
            return;
        }
        let line = &self.text[start..self.at];
        if self.changesets {
            if let Some(directive) = Directive::of(line) {
                return self.follow(directive);
            }
        }
        match Section::of(line) {
            Some(Section::Statement) => self.parted = true,
            Some(Section::Up) => self.sectioned = true,
            Some(Section::Down) if self.sectioned => self.skip_to_up_section(),
            Some(Section::Below) => self.at = self.text.len(),
            _ => {}
        }
    }

    /// Passes over what Liquibase does.
    fn follow(&mut self, directive: Directive) {
        let is_changeset =
            |line: &str| matches!(Directive::of(line), Some(Directive::Changeset(_)));
        let is_end = |line: &str| Directive::of(line) == Some(Directive::IgnoreEnd);
        self.parted = matches!(directive, Directive::Changeset(_));
        match directive {
            Directive::Changeset(Runs::Never) => self.skip_lines(usize::MAX, is_changeset),
            Directive::IgnoreStart => self.skip_lines(usize::MAX, is_end),
            Directive::IgnoreLines(count) => self.skip_lines(count, |_| false),
            _ => {}
        }
    }

    /// Passes over so many lines, or up to one of which this is true.
    fn skip_lines(&mut self, count: usize, is_last: impl Fn(&str) -> bool) {
        let rest = &self.text[self.at..];
        let end = rest.find('\n').map_or(rest.len(), |newline| newline + 1);
        self.at += end;
        let lines = rest[end..].split_inclusive('\n').take(count);
        let skipped = lines.take_while(|line| !is_last(line));
        self.at += skipped.map(str::len).sum::<usize>();
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

    pub(super) fn skip_block_comment(&mut self) -> Result<(), LexError> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut depth = 0_usize;
        loop {
            self.at = seek(bytes, self.at, &COMMENT_PART);
            match (self.byte(self.at), self.byte(self.at + 1)) {
                (Some(b'/'), Some(b'*')) => depth += 1,
                (Some(b'*'), Some(b'/')) => depth -= 1,
                (Some(_), Some(_)) => {
                    self.at += 1;
                    continue;
                }
                _ => return Err(LexError::new(start, "a comment is not closed")),
            }
            self.at += 2;
            if depth == 0 {
                return Ok(());
            }
        }
    }

    /// Passes over the data of a `COPY … FROM stdin`, from the end of its statement to
    /// a line `\.` or the end of the file.
    pub(super) fn skip_copy_data(&mut self) {
        while let Some(newline) = self.find(self.at, '\n') {
            self.at = newline + 1;
            let line = self.at;
            self.skip_line();
            if &self.text[line..self.at] == "\\." {
                return;
            }
        }
        self.at = self.text.len();
    }
}
