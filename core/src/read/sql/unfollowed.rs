//! What of a body cannot be followed, and what is in doubt then.

use super::do_block::{BYTES_OF_A_STEP, Runner};
use super::refusal::{Condition, Doubt, Key, Raised, Refusal, Site, Subject};
use super::step;
use super::token::Token;
use super::touch;

const TOO_MUCH: &str = "this block has too many steps or conditions to be followed";

impl Runner<'_, '_> {
    /// Doubts every type that the body may touch.
    pub(super) fn doubt_body(&mut self, site: Site, reason: &str) {
        // To go through the text takes longer than a step.
        let steps = self.body.len() / BYTES_OF_A_STEP;
        self.replay.steps_left = self.replay.steps_left.saturating_sub(steps);
        let reason = reason.to_owned();
        let keys = self.touched();
        self.replay.doubt_or_all(keys, &Doubt { site, reason });
    }

    /// The types that the body may touch, if it tells.
    fn touched(&self) -> Vec<Key> {
        let catalogue = &self.replay.catalogue;
        if self.hints().executes {
            touch::queried_types(catalogue, self.body)
        } else {
            touch::named_in(catalogue, self.body)
        }
    }

    /// Too many conditions: what the block names is doubtful.
    pub(super) fn give_up(&mut self, site: Site) {
        self.doubt_body(site, TOO_MUCH);
    }

    /// Too many steps: what the block names is doubtful in the end, whichever way
    /// it went up to here.
    pub(super) fn run_out(&mut self, site: Site) {
        if !self.ran_out {
            self.ran_out = true;
            let reason = TOO_MUCH.to_owned();
            let keys = self.touched();
            self.replay.left_open.push((keys, Doubt { site, reason }));
        }
    }

    /// An exception; what it is about is said where nothing caught it.
    pub(super) fn raised(&self, whole: &[Token<'_>]) -> Refusal {
        let condition = step::raised(whole);
        Refusal {
            condition: Condition::Raised(Box::new(Raised { condition })),
            subject: Subject::Everything,
            reason: String::new(),
            site: self.origin.site(whole),
        }
    }

    /// The same refusal; of an exception that this body raised, with what it is about.
    pub(super) fn about(&self, refusal: Refusal) -> Refusal {
        if !refusal.reason.is_empty() {
            return refusal;
        }
        let named = touch::named_in(&self.replay.catalogue, self.body);
        let named = named.into_iter().next();
        Refusal {
            subject: named.map_or(Subject::Everything, Subject::Type),
            reason: "this raises an exception".into(),
            ..refusal
        }
    }
}

pub(super) fn undecided(site: Site) -> Doubt {
    Doubt {
        site,
        reason: "this condition is up to the server".into(),
    }
}

pub(super) fn broken(reason: &str, site: Site) -> Refusal {
    Refusal {
        condition: Condition::SyntaxError,
        subject: Subject::Everything,
        reason: reason.to_owned(),
        site,
    }
}
