//! What Dart and TypeScript have in common: a text as tokens whose brackets are
//! matched, ways to walk over them, and errors that stand in the text.

mod escape;
mod jsx;
mod lexer;
mod quote;
mod regex;

use core::ops::Range;
use std::collections::HashMap;
use std::format;
use std::string::String;
use std::vec::Vec;

use super::places::Places;
use super::{Listing, ReadError, ReadLabel};
pub(super) use escape::Undecoded;
pub(super) use lexer::{Dialect, Kind, Token};

/// How far constants may refer to each other, and brackets stand in brackets
/// where a value is read: past it a file is a trap, not a list.
pub(super) const MAX_DEPTH: usize = 64;

/// The most characters of the source that a message shows.
const EXCERPT: usize = 72;

/// Tokens from one index up to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Span {
    pub(super) fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    pub(super) fn is_empty(self) -> bool {
        self.start >= self.end
    }

    pub(super) fn len(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    pub(super) fn from(self, start: usize) -> Self {
        Self { start, ..self }
    }
}

/// A label and the tokens that say so.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) label: String,
    pub(super) span: Span,
}

/// A text, cut into tokens.
#[derive(Debug)]
pub(super) struct Source<'a> {
    dialect: Dialect,
    places: Places<'a>,
    tokens: Vec<Token>,
}

impl<'a> Source<'a> {
    pub(super) fn new(dialect: Dialect, file: &'a str, text: &'a str) -> Result<Self, ReadError> {
        let places = Places::of(file, text);
        let tokens = lexer::lex(dialect, text).map_err(|broken| ReadError::Invalid {
            place: places.at(broken.offset),
            reason: broken.reason,
        })?;
        Ok(Self {
            dialect,
            places,
            tokens,
        })
    }

    pub(super) fn all(&self) -> Span {
        Span::new(0, self.tokens.len())
    }

    /// What the token is; past the end, a sign that equals nothing.
    pub(super) fn kind(&self, at: usize) -> Kind {
        self.tokens.get(at).map_or(Kind::Sign, |token| token.kind)
    }

    /// The token as it is written; past the end, nothing.
    pub(super) fn text(&self, at: usize) -> &'a str {
        self.tokens
            .get(at)
            .and_then(|token| self.places.text().get(token.start..token.end))
            .unwrap_or_default()
    }

    pub(super) fn is(&self, at: usize, text: &str) -> bool {
        self.text(at) == text
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.kind(at) == Kind::Word
    }

    /// The index after the token, or after the whole of what it opens.
    pub(super) fn next(&self, at: usize) -> usize {
        self.tokens
            .get(at)
            .map_or(at, |token| token.partner.max(at))
            + 1
    }

    /// What stands between the bracket and its partner.
    pub(super) fn inside(&self, at: usize) -> Span {
        Span::new(at + 1, self.next(at).saturating_sub(1))
    }

    /// The offset right before the token; past the end, the end.
    fn offset(&self, at: usize) -> usize {
        self.tokens
            .get(at)
            .map_or(self.places.text().len(), |token| token.start)
    }

    /// Whether a line ends between the token and the one before it.
    pub(super) fn begins_line(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.tokens.get(before));
        let start = before.map_or(0, |token| token.end);
        self.places
            .text()
            .get(start..self.offset(at))
            .is_some_and(|gap| gap.contains('\n'))
    }

    /// The first such token of the span, outside of the brackets in it.
    pub(super) fn find(&self, span: Span, wanted: &str) -> Option<usize> {
        self.top_level(span).find(|at| self.is(*at, wanted))
    }

    /// The tokens of the span, without what stands in brackets.
    pub(super) fn top_level(&self, span: Span) -> impl Iterator<Item = usize> {
        let first = (!span.is_empty()).then_some(span.start);
        core::iter::successors(first, |at| Some(self.next(*at)))
            .take_while(move |at| *at < span.end)
    }

    /// The span, cut at such tokens outside of the brackets in it; without an
    /// empty last part, since lists end with commas.
    pub(super) fn split(&self, span: Span, separator: &str) -> Vec<Span> {
        let mut parts = Vec::new();
        let mut start = span.start;
        for at in self.top_level(span) {
            if self.is(at, separator) {
                parts.push(Span::new(start, at));
                start = at + 1;
            }
        }
        if start < span.end {
            parts.push(Span::new(start, span.end));
        }
        parts
    }

    /// The span without brackets of this kind around the whole of it.
    pub(super) fn without_parentheses(&self, mut span: Span) -> Span {
        while self.is(span.start, "(") && self.next(span.start) == span.end {
            span = self.inside(span.start);
        }
        span
    }

    /// The words of a span that is words with dots between them.
    pub(super) fn path(&self, span: Span) -> Option<Vec<&'a str>> {
        let is_path = span.len() % 2 == 1
            && (span.start..span.end).all(|at| {
                if (at - span.start) % 2 == 0 {
                    self.is_word(at)
                } else {
                    self.is(at, ".")
                }
            });
        is_path.then(|| {
            (span.start..span.end)
                .step_by(2)
                .map(|at| self.text(at))
                .collect()
        })
    }

    /// What a string literal says.
    pub(super) fn decode(&self, at: usize) -> Result<String, Undecoded> {
        escape::decode(self.dialect, self.text(at))
    }

    /// The span on one line, shortened for a message.
    pub(super) fn excerpt(&self, span: Span) -> String {
        let Some(range) = self.bytes(span) else {
            return String::new();
        };
        let mut line = String::new();
        let mut characters = 0;
        for word in self.places.text()[range].split_whitespace() {
            let space = (!line.is_empty()).then_some(' ');
            for character in space.into_iter().chain(word.chars()) {
                characters += 1;
                if characters > EXCERPT {
                    line.push('…');
                    return line;
                }
                line.push(character);
            }
        }
        line
    }

    fn bytes(&self, span: Span) -> Option<Range<usize>> {
        let first = self.tokens.get(span.start)?;
        let last = self.tokens.get(span.end.checked_sub(1)?)?;
        (first.start <= last.end).then_some(first.start..last.end)
    }

    pub(super) fn invalid(&self, at: usize, reason: impl Into<String>) -> ReadError {
        ReadError::Invalid {
            place: self.places.at(self.offset(at)),
            reason: reason.into(),
        }
    }

    pub(super) fn undetermined(
        &self,
        at: usize,
        reason: impl Into<String>,
        remedy: impl Into<String>,
    ) -> ReadError {
        ReadError::CannotDetermine {
            place: self.places.at(self.offset(at)),
            reason: reason.into(),
            remedy: remedy.into(),
        }
    }

    /// The listing of a declaration, whose labels must differ from each other.
    pub(super) fn listing(
        &self,
        declaration: Span,
        elements: Vec<Element>,
    ) -> Result<Listing, ReadError> {
        let mut seen = HashMap::new();
        for element in &elements {
            let at = element.span.start;
            if let Some(first) = seen.insert(element.label.as_str(), at) {
                let first = self.places.at(self.offset(first));
                let name = match self.path(element.span) {
                    Some(_) => format!(" as `{}`", self.excerpt(element.span)),
                    None => String::new(),
                };
                return Err(self.invalid(
                    at,
                    format!(
                        "label `{}` stands here again{name}, first at {first}",
                        element.label
                    ),
                ));
            }
        }
        let labels = elements
            .into_iter()
            .map(|element| ReadLabel {
                place: self.places.at(self.offset(element.span.start)),
                decided_by: self.excerpt(element.span),
                label: element.label,
            })
            .collect();
        Ok(Listing {
            labels,
            place: self.places.at(self.offset(declaration.start)),
            decided_by: self.excerpt(declaration),
        })
    }
}
