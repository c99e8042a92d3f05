//! Ways that a block may go where only the server knows which: each is tried from the
//! same state, and what all of them come to stands.

use super::block::Step;
use super::catalogue::Outcome;
use super::do_block::Runner;
use super::flow::{Flow, Reach};
use super::refusal::{Condition, Doubt, Refusal};
use super::value::Variables;

/// How many undecided conditions may surround a step: each is followed both ways.
const MOST_UNDECIDED: usize = 60;

/// One way that things may go: steps, or none.
pub(super) type Way<'w, 't, 'a> = &'w [Step<'t, 'a>];

/// What came of the ways so far.
#[derive(Default)]
pub(super) struct Ways {
    outcomes: Vec<Outcome>,
    flow: Option<Flow>,
    refusals: Vec<Refusal>,
    /// The variables that all of them leave alike.
    variables: Option<Variables>,
}

impl Ways {
    /// Takes what a way came to since the last mark, and undoes it.
    ///
    /// One that raises an exception is not one that the history went.
    pub(super) fn take(&mut self, runner: &mut Runner<'_, '_>, result: Result<Flow, Refusal>) {
        let outcome = runner.replay.catalogue.undo();
        match result {
            Err(refusal) if matches!(refusal.condition, Condition::Raised(_)) => return,
            Err(refusal) => self.refusals.push(refusal),
            Ok(this) => self.flow = Some(self.flow.map_or(this, |flow| flow.or(this))),
        }
        self.outcomes.push(outcome);
        let left = &runner.variables;
        match &mut self.variables {
            Some(variables) => variables.retain(|name, value| left.get(name) == Some(value)),
            None => self.variables = Some(left.clone()),
        }
    }

    /// Goes on with what they agree on, and doubts the rest.
    pub(super) fn merge(self, runner: &mut Runner<'_, '_>, doubt: &Doubt) -> Flow {
        if let Some(variables) = self.variables {
            runner.variables = variables;
        }
        runner.replay.catalogue.merge(&self.outcomes, doubt);
        for refusal in self.refusals {
            runner.replay.doubt_subject(refusal.subject, doubt);
        }
        self.flow.unwrap_or(Flow::Next)
    }
}

impl Runner<'_, '_> {
    /// Goes each way from here, and takes what all of them come to.
    pub(super) fn ways(
        &mut self,
        ways: &[Way<'_, '_, '_>],
        doubt: &Doubt,
    ) -> Result<Flow, Refusal> {
        self.each_way(ways, doubt, |runner, way| runner.steps(way))
    }

    /// The same of whatever may be done here.
    pub(super) fn each_way<W>(
        &mut self,
        ways: &[W],
        doubt: &Doubt,
        mut go: impl FnMut(&mut Self, &W) -> Result<Flow, Refusal>,
    ) -> Result<Flow, Refusal> {
        if self.undecided >= MOST_UNDECIDED {
            self.give_up(doubt.site);
            return Ok(Flow::Leaves(Reach::Block));
        }
        self.undecided += 1;
        let before = self.variables.clone();
        let mut gone = Ways::default();
        for way in ways {
            self.variables.clone_from(&before);
            self.replay.catalogue.mark();
            let result = go(self, way);
            gone.take(self, result);
        }
        self.undecided -= 1;
        self.variables = before;
        Ok(gone.merge(self, doubt))
    }
}
