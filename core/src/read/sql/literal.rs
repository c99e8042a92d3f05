//! Takes quotes and escapes off, as PostgreSQL does.

use std::borrow::Cow;

use super::bytes::{continuation, dollar_tag};
use super::token::{Kind, LexError, Token};
use crate::model::MAX_BYTES;

/// The escape character of `U&'…'` where no `UESCAPE` names another.
pub(super) const DEFAULT_ESCAPE: char = '\\';

/// The text of a string literal; nothing if the token is none.
///
/// `unicode_escape` counts for `U&'…'` alone.
pub(super) fn text<'a>(
    token: &Token<'a>,
    unicode_escape: char,
) -> Option<Result<Cow<'a, str>, LexError>> {
    let escape = match token.kind {
        Kind::Dollar => return Some(Ok(Cow::Borrowed(dollar_body(token).1))),
        Kind::Text => None,
        Kind::Escaped => Some('\\'),
        Kind::Unicode => Some(unicode_escape),
        _ => return None,
    };
    Some(unquote(token, '\'', escape))
}

/// A name: folded to lower case unless quoted, and cut to the server's length.
pub(super) fn name(token: &Token<'_>, unicode_escape: char) -> Option<Result<String, LexError>> {
    let unquoted = match token.kind {
        Kind::Word => return Some(Ok(truncated(token.text.to_ascii_lowercase()))),
        Kind::Quoted => unquote(token, '"', None),
        Kind::UnicodeQuoted => unquote(token, '"', Some(unicode_escape)),
        _ => return None,
    };
    Some(unquoted.and_then(|name| {
        if name.is_empty() {
            return Err(LexError::new(token.start, "a quoted name is empty"));
        }
        Ok(truncated(name.into_owned()))
    }))
}

/// A name as the server stores it: cut after 63 bytes, between characters.
pub(super) fn truncated(mut name: String) -> String {
    if name.len() > MAX_BYTES {
        let end = (0..=MAX_BYTES)
            .rev()
            .find(|at| name.is_char_boundary(*at))
            .unwrap_or(0);
        name.truncate(end);
    }
    name
}

/// What stands between the tags of a dollar quote, and its offset in the file.
pub(super) fn dollar_body<'a>(token: &Token<'a>) -> (usize, &'a str) {
    let tag = dollar_tag(token.text).map_or(0, str::len);
    let body = &token.text[tag..token.text.len() - tag];
    (token.start + tag, body)
}

fn unquote<'a>(
    token: &Token<'a>,
    quote: char,
    escape: Option<char>,
) -> Result<Cow<'a, str>, LexError> {
    let open = token.text.find(quote).map_or(0, |at| at + 1);
    let inside = &token.text[open..token.text.len() - 1];
    if !inside.contains(quote) && escape.is_none_or(|escape| !inside.contains(escape)) {
        return Ok(Cow::Borrowed(inside));
    }
    let mut decoder = Decoder {
        text: token.text,
        at: open,
        quote,
        escape,
        backslash: token.kind == Kind::Escaped,
        bytes: Vec::with_capacity(inside.len()),
        high_surrogate: None,
    };
    decoder
        .run()
        .map(Cow::Owned)
        .map_err(|reason| LexError::new(token.start, reason))
}

/// Decodes one literal, from behind its opening quote to its end.
struct Decoder<'a> {
    text: &'a str,
    at: usize,
    quote: char,
    escape: Option<char>,
    /// Whether the escapes are those of `E'…'`, not of `U&'…'`.
    backslash: bool,
    bytes: Vec<u8>,
    high_surrogate: Option<u32>,
}

impl Decoder<'_> {
    fn run(&mut self) -> Result<String, String> {
        while let Some(next) = self.rest().chars().next() {
            if next == self.quote {
                if !self.pass_quote() {
                    break;
                }
            } else if Some(next) == self.escape {
                self.at += next.len_utf8();
                self.escaped()?;
            } else {
                self.push(next)?;
                self.at += next.len_utf8();
            }
        }
        self.whole()?;
        if self.bytes.contains(&0) {
            return Err("a literal contains a NUL, which PostgreSQL cannot store".into());
        }
        String::from_utf8(core::mem::take(&mut self.bytes))
            .map_err(|_| "the escapes of a literal give no UTF-8".into())
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    /// Passes a quote inside the literal; false if it closes it.
    fn pass_quote(&mut self) -> bool {
        let after = self.at + 1;
        if self.text[after..].starts_with(self.quote) {
            self.bytes.push(self.quote as u8);
            self.at = after + 1;
            return true;
        }
        match continuation(self.text, after).filter(|_| self.quote == '\'') {
            Some(next) => {
                self.at = next;
                true
            }
            None => false,
        }
    }

    fn push(&mut self, character: char) -> Result<(), String> {
        self.whole()?;
        let mut buffer = [0; 4];
        self.bytes
            .extend_from_slice(character.encode_utf8(&mut buffer).as_bytes());
        Ok(())
    }

    /// Refuses half of a surrogate pair.
    fn whole(&self) -> Result<(), String> {
        match self.high_surrogate {
            Some(_) => Err("half of a surrogate pair stands alone".into()),
            None => Ok(()),
        }
    }

    fn escaped(&mut self) -> Result<(), String> {
        if self.backslash {
            self.backslash_escape()
        } else {
            self.unicode_escape()
        }
    }

    /// What follows the backslash in `E'…'`.
    fn backslash_escape(&mut self) -> Result<(), String> {
        let Some(letter) = self.rest().chars().next() else {
            return Ok(());
        };
        match letter {
            'u' | 'U' => {
                self.at += 1;
                return self.code_point(if letter == 'u' { 4 } else { 8 });
            }
            '0'..='7' => return self.byte(8, 3),
            'x' if self.rest()[1..].starts_with(|next: char| next.is_ascii_hexdigit()) => {
                self.at += 1;
                return self.byte(16, 2);
            }
            _ => {}
        }
        self.at += letter.len_utf8();
        self.push(match letter {
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            other => other,
        })
    }

    /// What follows the escape character in `U&'…'`.
    fn unicode_escape(&mut self) -> Result<(), String> {
        let escape = self.escape.unwrap_or(DEFAULT_ESCAPE);
        if self.rest().starts_with(escape) {
            self.at += escape.len_utf8();
            return self.push(escape);
        }
        if self.rest().starts_with('+') {
            self.at += 1;
            return self.code_point(6);
        }
        self.code_point(4)
    }

    /// A byte in octal or hexadecimal digits; what exceeds it is cut, as there.
    fn byte(&mut self, radix: u32, most: usize) -> Result<(), String> {
        self.whole()?;
        let digits = self
            .rest()
            .bytes()
            .take(most)
            .take_while(|byte| char::from(*byte).is_digit(radix))
            .count();
        let value = u32::from_str_radix(&self.rest()[..digits], radix).unwrap_or(0);
        self.bytes.push((value & 0xff) as u8);
        self.at += digits;
        Ok(())
    }

    /// A character by its number, or half of it by a surrogate.
    fn code_point(&mut self, digits: usize) -> Result<(), String> {
        let value = self
            .rest()
            .get(..digits)
            .filter(|text| text.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .and_then(|text| u32::from_str_radix(text, 16).ok())
            .ok_or_else(|| format!("a Unicode escape needs {digits} hexadecimal digits"))?;
        self.at += digits;
        match (self.high_surrogate.take(), value) {
            (None, 0xd800..=0xdbff) => {
                self.high_surrogate = Some(value);
                Ok(())
            }
            (Some(high), 0xdc00..=0xdfff) => {
                self.push_number(0x10000 + ((high - 0xd800) << 10) + (value - 0xdc00))
            }
            (None, _) => self.push_number(value),
            (Some(_), _) => Err("half of a surrogate pair stands alone".into()),
        }
    }

    fn push_number(&mut self, value: u32) -> Result<(), String> {
        let character =
            char::from_u32(value).ok_or_else(|| format!("U+{value:04X} is no character"))?;
        self.push(character)
    }
}
