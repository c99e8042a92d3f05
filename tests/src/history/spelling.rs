//! The many ways to write one statement.

use super::random::Random;

/// Writes SQL, each name, literal and gap in a spelling of its own.
pub(super) struct Spelling {
    /// Whether `standard_conforming_strings` is off in the file.
    pub(super) backslashes: bool,
}

impl Spelling {
    /// Puts a template's words together: a space becomes any gap, and keywords
    /// any case.
    pub(super) fn words(&self, random: &mut Random, text: &str) -> String {
        let upper = random.one_in(2);
        text.split(' ')
            .map(|word| {
                let word = if upper {
                    word.to_ascii_uppercase()
                } else {
                    word.to_ascii_lowercase()
                };
                word + self.gap(random)
            })
            .collect()
    }

    pub(super) fn gap(&self, random: &mut Random) -> &'static str {
        match random.below(12) {
            0 => "\n",
            1 => "\t ",
            2 => " /* ; ' */ ",
            3 => " -- it's; a comment\n",
            4 => "/* /* nested */ ' */",
            5 => "\r\n  ",
            _ => " ",
        }
    }

    /// A name, in quotes or not, as long as it means the same.
    pub(super) fn name(&self, random: &mut Random, name: &str) -> String {
        let plain = name.bytes().enumerate().all(|(at, byte)| match byte {
            b'a'..=b'z' | b'_' | 0x80.. => true,
            b'0'..=b'9' => at > 0,
            _ => false,
        });
        if plain && name != "order" && !random.one_in(3) {
            return match random.below(3) {
                0 => name.to_ascii_uppercase(),
                _ => name.to_owned(),
            };
        }
        if random.one_in(8) && !self.backslashes {
            let escaped: String = name.chars().map(unicode_escape).collect();
            return format!("U&\"{escaped}\"");
        }
        format!("\"{}\"", name.replace('"', "\"\""))
    }

    /// A string literal.
    pub(super) fn literal(&self, random: &mut Random, text: &str) -> String {
        let plain = text.replace('\'', "''");
        match random.below(10) {
            0 => format!("E'{}'", plain.replace('\\', "\\\\")),
            1 if !self.backslashes => {
                let escaped: String = text.chars().map(unicode_escape).collect();
                format!("U&'{escaped}'")
            }
            2 if !self.backslashes => {
                let escaped: String = text.chars().map(unicode_escape).collect();
                format!("u&'{}' UESCAPE '!'", escaped.replace('\\', "!"))
            }
            3 if !text.contains("$t$") => format!("$t${text}$t$"),
            4 => split(&self.plain(&plain)),
            5 => {
                let escaped: String = text.chars().map(byte_escape).collect();
                format!("e'{escaped}'")
            }
            _ => self.plain(&plain),
        }
    }

    /// `'…'`, its quotes doubled already.
    fn plain(&self, doubled: &str) -> String {
        if self.backslashes {
            format!("'{}'", doubled.replace('\\', "\\\\"))
        } else {
            format!("'{doubled}'")
        }
    }
}

/// Closes a literal before its end, and goes on in the next line.
fn split(literal: &str) -> String {
    format!("''\n  -- and more\n {literal}")
}

fn unicode_escape(character: char) -> String {
    match character as u32 {
        code @ 0x1_0000.. => format!("\\+{code:06X}"),
        code => format!("\\{code:04x}"),
    }
}

fn byte_escape(character: char) -> String {
    let mut buffer = [0; 4];
    let bytes = character.encode_utf8(&mut buffer).bytes();
    match character {
        'a'..='m' => character.to_string(),
        'n'..='z' => format!("\\u{:04x}", character as u32),
        '0'..='9' | 'A'..='Z' => bytes.map(|byte| format!("\\{byte:03o}")).collect(),
        _ => bytes.map(|byte| format!("\\x{byte:02x}")).collect(),
    }
}
