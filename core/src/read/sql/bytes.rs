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

/// Which bytes to stop at.
pub(super) type Marks = [bool; 256];

/// What may start a literal, a comment or a meta-command, or end a statement.
pub(super) static SPECIAL: Marks = special(b"");

/// The same without parentheses, for what has no semicolons within them.
pub(super) static SPECIAL_BUT_NESTING: Marks = special(b"()");

const fn special(without: &[u8]) -> Marks {
    let mut marks = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        marks[byte] = CLASSES[byte] == class::SPECIAL;
        byte += 1;
    }
    let mut at = 0;
    while at < without.len() {
        marks[without[at] as usize] = false;
        at += 1;
    }
    marks
}

/// What is no part of a word that has begun.
pub(super) static NO_WORD: Marks = {
    let mut marks = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        let part = CLASSES[byte] == class::WORD || CLASSES[byte] == class::DIGIT;
        marks[byte] = !part && byte != b'$' as usize;
        byte += 1;
    }
    marks
};

/// What may stand two bytes before the label of a statement that adds or lists labels.
pub(super) static BEFORE_LABEL: Marks = marked(b"eEmMsS( \t\r\n");

pub(super) static LINE_END: Marks = marked(b"\n\r");
pub(super) static COMMENT_PART: Marks = marked(b"/*");
pub(super) static QUOTE: Marks = marked(b"'");
pub(super) static DOUBLE_QUOTE: Marks = marked(b"\"");
pub(super) static QUOTE_OR_ESCAPE: Marks = marked(b"'\\");

const fn marked(bytes: &[u8]) -> Marks {
    let mut marks = [false; 256];
    let mut at = 0;
    while at < bytes.len() {
        marks[bytes[at] as usize] = true;
        at += 1;
    }
    marks
}

/// The offset of the next marked byte, or of the end.
///
/// Eight bytes a round, as a round is what costs without optimisation; and in its
/// callers, where a call would cost as much as a word does.
#[inline(always)]
pub(super) fn seek(bytes: &[u8], from: usize, marks: &Marks) -> usize {
    let mut at = from;
    let mut rest = &bytes[from..];
    while let &[a, b, c, d, e, f, g, h, ref after @ ..] = rest {
        if marks[a as usize] {
            return at;
        }
        if marks[b as usize] {
            return at + 1;
        }
        if marks[c as usize] {
            return at + 2;
        }
        if marks[d as usize] {
            return at + 3;
        }
        if marks[e as usize] {
            return at + 4;
        }
        if marks[f as usize] {
            return at + 5;
        }
        if marks[g as usize] {
            return at + 6;
        }
        if marks[h as usize] {
            return at + 7;
        }
        rest = after;
        at += 8;
    }
    while let &[byte, ref after @ ..] = rest {
        if marks[byte as usize] {
            break;
        }
        rest = after;
        at += 1;
    }
    at
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
                at = seek(bytes, at, &LINE_END);
            }
            b'\'' => return newline.then_some(at + 1),
            byte if CLASSES[byte as usize] == class::SPACE => at += 1,
            _ => return None,
        }
    }
    None
}
