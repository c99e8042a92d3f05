//! What a string literal says.

use core::str::Chars;
use std::borrow::Cow;
use std::format;
use std::string::String;

use super::lexer::Dialect;
use super::quote::Quote;

/// Why a string literal has no text.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::read) enum Undecoded {
    /// It takes a value from elsewhere.
    Substitution,
    /// The language refuses it, or it is no Unicode text.
    Invalid(String),
}

fn invalid(reason: &str) -> Undecoded {
    Undecoded::Invalid(reason.into())
}

pub(super) fn decode(dialect: Dialect, literal: &str) -> Result<String, Undecoded> {
    let quote = Quote::at(dialect, literal.as_bytes())
        .ok_or_else(|| invalid("this is no string literal"))?;
    let mut body = Cow::Borrowed(quote.body(literal));
    if quote.multiline {
        if dialect == Dialect::Dart {
            body = Cow::Borrowed(without_blank_first_line(quote.body(literal)));
        }
        if body.contains('\r') {
            body = Cow::Owned(body.replace("\r\n", "\n").replace('\r', "\n"));
        }
    }
    if quote.raw {
        return Ok(body.into_owned());
    }
    unescape(dialect, &body)
}

/// Dart leaves out the first line of a multi-line string if it is only space.
fn without_blank_first_line(body: &str) -> &str {
    let after = body.trim_start_matches([' ', '\t', '\\']);
    after
        .strip_prefix("\r\n")
        .or_else(|| after.strip_prefix(['\n', '\r']))
        .unwrap_or(body)
}

fn unescape(dialect: Dialect, body: &str) -> Result<String, Undecoded> {
    let mut text = Utf16Text::default();
    let mut chars = body.chars();
    while let Some(character) = chars.next() {
        match character {
            '\\' => escape(dialect, &mut chars, &mut text)?,
            '$' if dialect == Dialect::Dart => return Err(dollar(chars.as_str())),
            _ => text.push(u32::from(character))?,
        }
    }
    text.finish()
}

/// In Dart a `$` that is not escaped takes the value of the name after it.
fn dollar(rest: &str) -> Undecoded {
    if rest.starts_with(|next: char| next.is_ascii_alphabetic() || next == '_') {
        Undecoded::Substitution
    } else {
        invalid("a `$` that stands for itself is written `\\$`; it does not stand so")
    }
}

fn escape(dialect: Dialect, chars: &mut Chars<'_>, text: &mut Utf16Text) -> Result<(), Undecoded> {
    let Some(escaped) = chars.next() else {
        return Err(invalid("the escape has no end"));
    };
    let code = match escaped {
        'n' => 0x0a,
        'r' => 0x0d,
        't' => 0x09,
        'b' => 0x08,
        'f' => 0x0c,
        'v' => 0x0b,
        'x' => hex(chars, 2)?,
        'u' => match chars.as_str().strip_prefix('{') {
            Some(braced) => {
                *chars = braced.chars();
                hex_in_braces(chars)?
            }
            None => hex(chars, 4)?,
        },
        _ if dialect == Dialect::Dart => u32::from(escaped),
        '0' if !chars
            .as_str()
            .starts_with(|next: char| next.is_ascii_digit()) =>
        {
            0
        }
        '0'..='9' => return Err(invalid("an octal escape is not allowed")),
        '\r' | '\n' | '\u{2028}' | '\u{2029}' => {
            if escaped == '\r' && chars.as_str().starts_with('\n') {
                chars.next();
            }
            return Ok(());
        }
        _ => u32::from(escaped),
    };
    text.push(code)
}

fn hex(chars: &mut Chars<'_>, digits: usize) -> Result<u32, Undecoded> {
    let mut code = 0;
    for _ in 0..digits {
        let digit = chars.next().and_then(|digit| digit.to_digit(16));
        code = code * 16 + digit.ok_or_else(|| invalid("the escape lacks a hexadecimal digit"))?;
    }
    Ok(code)
}

fn hex_in_braces(chars: &mut Chars<'_>) -> Result<u32, Undecoded> {
    let (digits, rest) = chars
        .as_str()
        .split_once('}')
        .ok_or_else(|| invalid("the escape `\\u{` is never closed"))?;
    *chars = rest.chars();
    let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    u32::from_str_radix(digits, 16)
        .ok()
        .filter(|code| is_hex && *code <= 0x10_ffff)
        .ok_or_else(|| invalid(&format!("`\\u{{{digits}}}` is no character")))
}

/// A text of UTF-16 units, as both languages have them: two escapes may make one
/// character.
#[derive(Default)]
struct Utf16Text {
    text: String,
    high: Option<u32>,
}

impl Utf16Text {
    fn push(&mut self, code: u32) -> Result<(), Undecoded> {
        let code = match (self.high.take(), code) {
            (Some(high), 0xdc00..=0xdfff) => 0x1_0000 + ((high - 0xd800) << 10) + (code - 0xdc00),
            (None, 0xd800..=0xdbff) => {
                self.high = Some(code);
                return Ok(());
            }
            (None, _) => code,
            (Some(_), _) => return Err(half()),
        };
        self.text.push(char::from_u32(code).ok_or_else(half)?);
        Ok(())
    }

    fn finish(self) -> Result<String, Undecoded> {
        match self.high {
            None => Ok(self.text),
            Some(_) => Err(half()),
        }
    }
}

fn half() -> Undecoded {
    invalid("half of a surrogate pair is no character")
}
