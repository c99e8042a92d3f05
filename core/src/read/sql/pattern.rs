//! The patterns of `LIKE` and `ILIKE`.

use super::constant::known;
use super::cursor::Cursor;
use super::guard::Truth;
use super::token::Token;
use super::value::Facts;

/// `[NOT] LIKE 'pattern'`, or `~ 'pattern'` as far as that is as simple
#[derive(Debug)]
pub(super) struct Pattern {
    /// As `LIKE` has it.
    text: String,
    negated: bool,
    /// Whether upper and lower case are the same, as for `ILIKE`.
    folds: bool,
}

impl Pattern {
    /// Reads it up to the end; nothing if it has an `ESCAPE` of its own.
    pub(super) fn parse(tokens: &[Token<'_>], facts: Facts<'_>) -> Option<Self> {
        let mut cursor = Cursor::new(tokens);
        if let Some(pattern) = Self::regular(cursor, facts) {
            return Some(pattern);
        }
        let negated = cursor.word("not");
        let folds = cursor.one_of(&["like", "ilike"])? == 1;
        let escapes = cursor.rest().iter().any(|token| token.is("escape"));
        let text = known(cursor.rest(), facts).filter(|_| !escapes)?;
        Some(Self {
            text,
            negated,
            folds,
        })
    }

    /// `[!]~[*] 'pattern'`, of letters alone but for an anchor at either end.
    fn regular(mut cursor: Cursor<'_, '_>, facts: Facts<'_>) -> Option<Self> {
        const SIGNS: [&str; 4] = ["!~*", "!~", "~*", "~"];
        let sign = SIGNS.iter().position(|sign| cursor.symbols(sign))?;
        let pattern = known(cursor.rest(), facts)?;
        let (start, plain) = match pattern.strip_prefix('^') {
            Some(plain) => ("", plain),
            None => ("%", &*pattern),
        };
        let (plain, end) = match plain.strip_suffix('$') {
            Some(plain) => (plain, ""),
            None => (plain, "%"),
        };
        let is_plain = |c: char| c.is_alphanumeric() || "_- ,:/".contains(c);
        plain.chars().all(is_plain).then(|| Self {
            text: format!("{start}{}{end}", plain.replace('_', "\\_")),
            negated: sign < 2,
            folds: sign % 2 == 0,
        })
    }

    /// Whether a text is as the pattern wants it.
    pub(super) fn fits(&self, text: &str) -> Truth {
        let matched = if self.folds {
            // How other letters fold is up to the server's locale.
            let plain = text.is_ascii() && self.text.is_ascii();
            let fold = |text: &str| text.to_ascii_lowercase();
            plain.then(|| matches(&fold(text), &fold(&self.text)))?
        } else {
            matches(text, &self.text)
        };
        Some(matched != self.negated)
    }
}

/// Whether `%` stands for any text, `_` for one character, and what follows a
/// backslash for itself, so that the texts are the same.
fn matches(text: &str, pattern: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    // The ends of what the pattern up to here can stand for.
    let mut ends = vec![false; text.len() + 1];
    ends[0] = true;
    let mut signs = pattern.chars();
    while let Some(sign) = signs.next() {
        ends = match sign {
            '%' => {
                let first = ends.iter().position(|end| *end).unwrap_or(ends.len());
                (0..ends.len()).map(|at| at >= first).collect()
            }
            '_' => after(&ends, |_| true),
            '\\' => {
                let escaped = signs.next();
                after(&ends, |at| Some(text[at]) == escaped)
            }
            _ => after(&ends, |at| text[at] == sign),
        };
    }
    ends[text.len()]
}

/// The ends one character on, where that character fits.
fn after(ends: &[bool], fits: impl Fn(usize) -> bool) -> Vec<bool> {
    let on = (1..ends.len()).map(|at| ends[at - 1] && fits(at - 1));
    std::iter::once(false).chain(on).collect()
}
