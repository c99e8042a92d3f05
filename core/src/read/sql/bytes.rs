//! What single bytes begin, and what a few of them in a row mean.

/// What a byte may be the start of. Numbers, because even comparing a derived enum
/// costs a call without optimisation.
pub(super) mod class {
    pub(in super::super) const SYMBOL: u8 = 0;
    pub(in super::super) const SPACE: u8 = 1;
    pub(in super::super) const WORD: u8 = 2;
    pub(in super::super) const DIGIT: u8 = 3;
    /// Starts a literal, a comment or a meta-command, or counts for the end of a
    /// statement.
    pub(in super::super) const SPECIAL: u8 = 4;
}

pub(super) static CLASSES: [u8; 256] = {
    let mut table = [class::SYMBOL; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match byte as u8 {
            b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => class::SPACE,
            b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80.. => class::WORD,
            b'0'..=b'9' => class::DIGIT,
            b'\'' | b'"' | b'$' | b'-' | b'/' | b'\\' | b';' | b'(' | b')' => class::SPECIAL,
            _ => class::SYMBOL,
        };
        byte += 1;
    }
    table
};

pub(super) fn is_word_or_digit(byte: u8) -> bool {
    matches!(CLASSES[byte as usize], class::WORD | class::DIGIT)
}

/// The opening `$tag$` of a dollar quote.
pub(super) fn dollar_tag(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let mut at = 1;
    while at < bytes.len() && bytes[at] != b'$' {
        let fits = match CLASSES[bytes[at] as usize] {
            class::WORD => true,
            class::DIGIT => at > 1,
            _ => false,
        };
        if !fits {
            return None;
        }
        at += 1;
    }
    (at < bytes.len()).then(|| &text[..=at])
}

/// Where a literal goes on after its quote closed: past blanks with a newline in
/// them, behind the next quote.
pub(super) fn continuation(text: &str, closed: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = closed;
    let mut newline = false;
    while at < bytes.len() {
        match bytes[at] {
            b'\n' | b'\r' => {
                newline = true;
                at += 1;
            }
            b'-' if bytes.get(at + 1) == Some(&b'-') => {
                while at < bytes.len() && !matches!(bytes[at], b'\n' | b'\r') {
                    at += 1;
                }
            }
            b'\'' => return newline.then_some(at + 1),
            byte if CLASSES[byte as usize] == class::SPACE => at += 1,
            _ => return None,
        }
    }
    None
}
