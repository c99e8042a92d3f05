//! Whether a `/` begins a regular expression, whose brackets and quotes are text.

use super::lexer::{Dialect, Kind, Lexer, is_word};

/// Words after which an operand follows.
const BEFORE_OPERAND: [&str; 15] = [
    "return",
    "typeof",
    "case",
    "in",
    "of",
    "delete",
    "void",
    "throw",
    "new",
    "instanceof",
    "else",
    "do",
    "yield",
    "await",
    "default",
];

impl Lexer<'_> {
    /// Takes a regular expression, if one begins here.
    pub(super) fn regex(&mut self) -> bool {
        if self.dialect == Dialect::Dart
            || self.position < self.no_regex_before
            || !self.expects_operand()
        {
            return false;
        }
        let Some(length) = regex_length(self.rest()) else {
            self.no_regex_before = self.line_end();
            return false;
        };
        self.push(Kind::Other, self.position + length);
        true
    }

    /// Whether what comes next begins an operand, not an operator.
    pub(super) fn expects_operand(&self) -> bool {
        let Some(last) = self.tokens.len().checked_sub(1) else {
            return true;
        };
        match self.tokens[last].kind {
            Kind::Word => BEFORE_OPERAND.contains(&self.token_text(last)),
            Kind::Number | Kind::Text | Kind::Other => false,
            Kind::Open | Kind::Template => true,
            Kind::Close => match self.token_text(last) {
                ")" => self.closes_condition(last),
                "}" => true,
                _ => false,
            },
            Kind::Sign => match self.token_text(last) {
                "++" | "--" => false,
                "!" => !self.asserts_non_null(last),
                _ => true,
            },
        }
    }

    fn token_text(&self, index: usize) -> &str {
        self.tokens
            .get(index)
            .map_or("", |token| &self.text[token.start..token.end])
    }

    /// `if (…)` and its like; after any other `)` a `/` divides.
    fn closes_condition(&self, index: usize) -> bool {
        let opening = self.tokens[index].partner;
        let before = opening.checked_sub(1).map(|before| self.token_text(before));
        matches!(before, Some("if" | "while" | "for" | "with"))
    }

    /// The `!` of `x! / 2`.
    fn asserts_non_null(&self, index: usize) -> bool {
        let before = index
            .checked_sub(1)
            .and_then(|before| self.tokens.get(before));
        before.is_some_and(|before| {
            before.end == self.tokens[index].start
                && matches!(before.kind, Kind::Word | Kind::Close)
        })
    }
}

/// The length of a regular expression with its flags, if it ends in its line.
fn regex_length(text: &[u8]) -> Option<usize> {
    let mut in_class = false;
    let mut at = 1;
    loop {
        match text.get(at)? {
            b'\n' => return None,
            b'\\' => at += 1,
            b'[' => in_class = true,
            b']' => in_class = false,
            b'/' if !in_class => break,
            _ => {}
        }
        at += 1;
    }
    at += 1;
    let flags = text[at..].iter().take_while(|byte| is_word(**byte)).count();
    Some(at + flags)
}
