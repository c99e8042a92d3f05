//! How lists of steps end.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::literal::{self, DEFAULT_ESCAPE};
use super::token::Token;

/// How far a step leaves what surrounds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    /// `CONTINUE`
    Round,
    /// `EXIT`
    Loop,
    /// `CONTINUE` or `EXIT` with this label
    Label { label: Label, continues: bool },
    /// `RETURN`
    Block,
}

/// The name of a loop or block, as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Label(u64);

impl Label {
    pub(super) fn of(token: &Token<'_>) -> Option<Self> {
        let name = literal::name(token, DEFAULT_ESCAPE)?.ok()?;
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        Some(Self(hasher.finish()))
    }
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
            None | Some(Reach::Round | Reach::Loop) => Self::Next,
            _ => self,
        }
    }

    /// The same in the loop or block of this label.
    pub(super) fn in_labelled(self, own: Option<Label>) -> Self {
        let reach = |reach: Reach| match reach {
            Reach::Label { label, continues } if Some(label) == own => {
                if continues {
                    Reach::Round
                } else {
                    Reach::Loop
                }
            }
            other => other,
        };
        match self {
            Self::Next => self,
            Self::Leaves(of) => Self::Leaves(reach(of)),
            Self::MayLeave(of) => Self::MayLeave(reach(of)),
        }
    }

    /// What is left of it behind a block, which only its own label leaves.
    pub(super) fn behind_block(self, own: Option<Label>) -> Self {
        match self.in_labelled(own) {
            left if left != self => Self::Next,
            left => left,
        }
    }
}

/// How far a `RETURN`, `EXIT` or `CONTINUE` reaches.
pub(super) fn reach(whole: &[Token<'_>]) -> Reach {
    let label = whole.get(1).filter(|token| !token.is("when"));
    let continues = match whole.first() {
        Some(first) if first.is("continue") => true,
        Some(first) if first.is("exit") => false,
        _ => return Reach::Block,
    };
    match label.map(Label::of) {
        None if continues => Reach::Round,
        None => Reach::Loop,
        Some(Some(label)) => Reach::Label { label, continues },
        Some(None) => Reach::Block,
    }
}
