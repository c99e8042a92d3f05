//! `EXCEPTION` handlers of a block: which of them run.

use super::block::{Block, Handler, Step};
use super::do_block::Runner;
use super::flow::Flow;
use super::refusal::{Doubt, OTHERS, Refusal};
use super::risk::Risks;
use super::value::{Value, Variables, keep};
use super::ways::Ways;

/// The variable in which a handler finds the code of what it caught.
const SQLSTATE: &str = "sqlstate";

impl<'t, 'a> Block<'t, 'a> {
    /// The handlers that may run; none behind the one for all.
    fn handlers_of(&self, risks: Risks) -> Vec<&Handler<'t, 'a>> {
        let is_for_all = |handler: &Handler<'_, '_>| handler.conditions.contains(&OTHERS.into());
        let end = self.handlers.iter().position(is_for_all);
        let end = end.map_or(self.handlers.len(), |at| at + 1);
        let handlers = self.handlers[..end].iter();
        handlers.filter(|handler| risks.may_run(handler)).collect()
    }

    /// The handler that catches an error.
    fn handler_of(&self, refusal: &Refusal) -> Option<&Handler<'t, 'a>> {
        self.handlers.iter().find(|handler| {
            let mut names = handler.conditions.iter();
            names.any(|name| refusal.condition.is_caught_by(name))
        })
    }
}

impl Runner<'_, '_> {
    /// The steps of a block, and its handlers where they fail.
    pub(super) fn guarded(&mut self, block: &Block<'_, '_>) -> Result<Flow, Refusal> {
        if block.handlers.is_empty() {
            return self.steps(&block.steps);
        }
        let before = self.variables.clone();
        let around = core::mem::take(&mut self.risks);
        self.replay.catalogue.mark();
        self.replay.catalogue.mark();
        self.guards += 1;
        let result = self.steps(&block.steps);
        self.guards -= 1;
        let risks = core::mem::replace(&mut self.risks, around);
        self.risks.add(risks.past(&block.handlers));
        let mut possible = block.handlers_of(risks);
        let result = match result {
            Ok(flow) => {
                self.replay.catalogue.keep();
                Ok(flow)
            }
            Err(refusal) => {
                self.replay.catalogue.undo();
                let handler = block.handler_of(&refusal);
                possible.retain(|one| handler.is_some_and(|known| !core::ptr::eq(*one, known)));
                match handler {
                    Some(handler) => self.handle(handler, refusal),
                    None => Err(refusal),
                }
            }
        };
        if possible.is_empty() {
            self.replay.catalogue.keep();
            return result;
        }
        Ok(self.or_handled(block, &before, result, &possible))
    }

    /// What a block comes to where it ended so, or in one of these handlers before.
    fn or_handled(
        &mut self,
        block: &Block<'_, '_>,
        before: &Variables,
        result: Result<Flow, Refusal>,
        possible: &[&Handler<'_, '_>],
    ) -> Flow {
        let mut ways = Ways::default();
        ways.take(self, result);
        // Those that a step had set by then are not known.
        let mut unchanged = before.clone();
        unchanged.retain(|name, value| self.variables.get(name) == Some(value));
        for handler in possible {
            self.variables.clone_from(&unchanged);
            self.variables.remove(SQLSTATE);
            self.replay.catalogue.mark();
            let result = self.steps(&handler.steps);
            ways.take(self, result);
        }
        let site = self
            .origin
            .site(block.steps.first().map_or(&[], Step::tokens));
        let reason = "whether this block fails, and a handler catches that, is up to the server";
        let reason = reason.to_owned();
        ways.merge(self, &Doubt { site, reason })
    }

    /// Runs the handler that catches an error.
    fn handle(&mut self, handler: &Handler<'_, '_>, refusal: Refusal) -> Result<Flow, Refusal> {
        let mut steps = handler.steps.iter();
        if steps.any(|step| matches!(step, Step::Rethrow(_))) {
            return Err(refusal);
        }
        let code = refusal.condition.code().map(str::to_owned);
        let around = self.variables.remove(SQLSTATE);
        keep(SQLSTATE, code.map(Value::Text), &mut self.variables);
        let flow = self.steps(&handler.steps);
        keep(SQLSTATE, around, &mut self.variables);
        flow
    }
}
