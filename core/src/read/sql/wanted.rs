//! What a query asks of a text: a name, a schema or a label.

use super::guard::{Truth, all};
use super::pattern::Pattern;

/// What a text is to be.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    /// One of these, if any are said.
    pub(super) among: Option<Vec<String>>,
    /// None of these.
    pub(super) others: Vec<String>,
    /// Like each of these.
    pub(super) patterns: Vec<Pattern>,
}

impl Wanted {
    pub(super) fn fits(&self, text: &str) -> Truth {
        let is = |one: &String| one == text;
        let among = self.among.as_ref().is_none_or(|among| among.iter().any(is));
        if among {
            self.allows(text)
        } else {
            Some(false)
        }
    }

    /// The same of one that is among them.
    pub(super) fn allows(&self, text: &str) -> Truth {
        if self.others.iter().any(|one| one == text) {
            return Some(false);
        }
        all(self.patterns.iter().map(|pattern| pattern.fits(text)))
    }

    /// Whether it says anything.
    pub(super) fn is_any(&self) -> bool {
        self.among.is_some() || !self.others.is_empty() || !self.patterns.is_empty()
    }
}
