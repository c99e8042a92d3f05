//! How lists of steps end.

use super::token::Token;

/// How far a step leaves what surrounds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    /// `CONTINUE`
    Round,
    /// `EXIT`
    Loop,
    /// `RETURN`, or any of these with a label
    Block,
}

/// How a list of steps ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    Next,
    Leaves(Reach),
    /// Only the server knows.
    MayLeave(Reach),
}

impl Flow {
    fn reach(self) -> Option<Reach> {
        match self {
            Self::Next => None,
            Self::Leaves(reach) | Self::MayLeave(reach) => Some(reach),
        }
    }

    /// The flow of two ways of which one is gone.
    pub(super) fn or(self, other: Self) -> Self {
        if self == other {
            return self;
        }
        self.reach()
            .max(other.reach())
            .map_or(Self::Next, Self::MayLeave)
    }

    /// What is left of it behind a loop.
    pub(super) fn behind_loop(self) -> Self {
        match self.reach() {
            Some(Reach::Block) => self,
            _ => Self::Next,
        }
    }
}

/// How far a `RETURN`, `EXIT` or `CONTINUE` reaches.
pub(super) fn reach(whole: &[Token<'_>]) -> Reach {
    let labelled = whole.get(1).is_some_and(|token| !token.is("when"));
    match whole.first() {
        Some(first) if first.is("continue") && !labelled => Reach::Round,
        Some(first) if first.is("exit") && !labelled => Reach::Loop,
        _ => Reach::Block,
    }
}
