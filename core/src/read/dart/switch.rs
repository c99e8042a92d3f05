//! Switches over the values of an enum: which of them comes to which text.

use std::vec::Vec;

use super::super::ReadError;
use super::super::script::{Source, Span};
use super::getter::{Arm, Outcome, Reading};

/// The bracket of the arms of a `switch (this)` that begins there.
pub(super) fn switch_on_this(source: &Source<'_>, at: usize) -> Option<usize> {
    let words = ["switch", "(", "this", ")", "{"];
    let is_switch = (at..).zip(words).all(|(at, word)| source.is(at, word));
    is_switch.then_some(at + 4)
}

/// Where the guard of a pattern begins; a value may be called `when`.
fn guard(source: &Source<'_>, pattern: Span) -> Option<usize> {
    source.top_level(pattern).find(|at| {
        let follows_pattern = *at > pattern.start && !matches!(source.text(at - 1), "." | "||");
        follows_pattern && source.is(*at, "when")
    })
}

impl Reading<'_, '_, '_> {
    /// The arms of a switch that is an expression.
    pub(super) fn arms(&mut self, arms: Span) -> Result<(), ReadError> {
        let source = &self.library.source;
        for arm in self.library.parts(arms)? {
            let arrow = source.find(arm, "=>").ok_or_else(|| {
                source.invalid(arm.end, "a `=>` with a value is missing before this")
            })?;
            let expression = arm.from(arrow + 1);
            let outcome = match source.text(expression.start) {
                "throw" => Outcome::Nothing,
                _ => Outcome::Text(expression),
            };
            let pattern = Span::new(arm.start, arrow);
            self.pattern(pattern, |start| Arm { start, outcome });
        }
        Ok(())
    }

    /// The cases of a switch that is a statement, and what stands behind it.
    pub(super) fn cases(&mut self, cases: Span, behind: Span) -> Result<(), ReadError> {
        let source = &self.library.source;
        let start = if behind.is_empty() {
            self.texts.getter.name
        } else {
            behind.start
        };
        let behind = Arm {
            start,
            outcome: self.statement(behind).unwrap_or(Outcome::Nothing),
        };
        let mut patterns = Vec::new();
        let mut at = cases.start;
        while at < cases.end {
            if source.is(at, "case") || source.is(at, "default") {
                let colon = source
                    .find(cases.from(at), ":")
                    .ok_or_else(|| source.invalid(cases.end, "a `:` is missing before this"))?;
                let first = at + usize::from(source.is(at, "case"));
                patterns.push(Span::new(first, colon));
                at = colon + 1;
                continue;
            }
            let next = source.top_level(cases.from(at));
            let mut next = next.filter(|at| matches!(source.text(*at), "case" | "default"));
            let end = next.next().unwrap_or(cases.end);
            let outcome = self.statement(Span::new(at, end));
            for pattern in patterns.drain(..) {
                self.pattern(pattern, |start| match outcome {
                    Some(outcome) => Arm { start, outcome },
                    None => behind,
                });
            }
            at = end;
        }
        for pattern in patterns {
            self.pattern(pattern, |_| behind);
        }
        self.texts.rest.get_or_insert(behind);
        Ok(())
    }

    /// What comes of statements; nothing, where they end or leave the switch.
    pub(super) fn statement(&self, mut span: Span) -> Option<Outcome> {
        let source = &self.library.source;
        while source.is(span.start, "{") && source.next(span.start) == span.end {
            span = source.inside(span.start);
        }
        if span.is_empty() {
            return None;
        }
        match source.text(span.start) {
            "return" => {
                let end = source.find(span, ";").unwrap_or(span.end);
                Some(Outcome::Text(Span::new(span.start + 1, end)))
            }
            "throw" => Some(Outcome::Nothing),
            "break" if source.is(span.start + 1, ";") => None,
            _ => Some(Outcome::Unclear(span)),
        }
    }

    /// Notes what becomes of the values that a pattern matches: the first that does so
    /// counts, and behind one that matches any, or that is unclear, none does.
    fn pattern(&mut self, pattern: Span, arm: impl Fn(usize) -> Arm) {
        let source = &self.library.source;
        let guard = guard(source, pattern);
        let mut leaves = Vec::from([Span::new(pattern.start, guard.unwrap_or(pattern.end))]);
        while let Some(leaf) = leaves.pop() {
            let leaf = source.without_parentheses(leaf);
            let parts = source.split(leaf, "||");
            if parts.len() > 1 {
                leaves.extend(parts.into_iter().rev());
                continue;
            }
            let mut arm = arm(leaf.start);
            if let Some(guard) = guard {
                arm.outcome = Outcome::Unclear(pattern.from(guard));
            }
            self.leaf(leaf, arm);
        }
    }

    fn leaf(&mut self, leaf: Span, mut arm: Arm) {
        if self.texts.rest.is_some() {
            return;
        }
        let texts = &mut self.texts;
        match self.library.source.text(leaf.start) {
            "null" if leaf.len() == 1 => {}
            "_" | "default" if leaf.len() == 1 => texts.rest = Some(arm),
            _ => match self
                .library
                .value_name(self.declared, leaf, texts.getter.scope)
            {
                Some(name) => {
                    texts.by_value.entry(name).or_insert(arm);
                }
                None => {
                    arm.outcome = Outcome::Unclear(leaf);
                    texts.rest = Some(arm);
                }
            },
        }
    }
}
