//! The variables of blocks: those that are declared, and what is assigned to them.

use super::block::{Block, Declared};
use super::declared::Holds;
use super::do_block::Runner;
use super::flow::Flow;
use super::grid;
use super::refusal::Refusal;
use super::risk::Risks;
use super::step;
use super::token::Token;
use super::value::{Value, Variables, evaluate, keep};

impl Runner<'_, '_> {
    /// A block, whose variables hide those of the same name around it.
    pub(super) fn block(&mut self, block: &Block<'_, '_>) -> Result<Flow, Refusal> {
        let hidden: Variables = block
            .variables
            .iter()
            .filter_map(|declared| self.variables.remove_entry(&declared.name))
            .collect();
        let types = self.types.clone();
        let declared = block.variables.iter().try_for_each(|one| self.declare(one));
        let flow = declared.and_then(|()| self.guarded(block));
        self.types = types;
        for declared in &block.variables {
            step::forget(&declared.name, &mut self.variables);
        }
        self.variables.extend(hidden);
        flow.map(|flow| flow.behind_block(block.label))
    }

    fn declare(&mut self, declared: &Declared<'_, '_>) -> Result<(), Refusal> {
        self.weigh(declared.value)?;
        self.calls(declared.value)?;
        let array = |token: &Token<'_>| token.is_symbol(b'[') || token.is("array");
        let holds = Holds::of(declared.kind, self.facts());
        self.types.insert(declared.name.clone(), holds);
        let value = match declared.value {
            [] => Some(Value::Null),
            value if declared.kind.iter().any(array) => grid::array(value, self.facts()),
            value => evaluate(value, self.facts()),
        };
        let not_null = declared.kind.iter().any(|token| token.is("not"));
        if not_null && value.as_ref().is_none_or(|value| *value == Value::Null) {
            self.risks.add(Risks::VALUE);
        }
        self.assign(&declared.name, value);
        Ok(())
    }

    /// Keeps the value of a variable, as one of its type.
    pub(super) fn assign(&mut self, name: &str, value: Option<Value>) {
        let given = value.is_some();
        let value = match self.types.get(name) {
            Some(holds) => value.and_then(|value| holds.take(value)),
            None => value,
        };
        if given && value.is_none() {
            self.risks.add(Risks::VALUE);
        }
        for other in self.function.iter().flat_map(|one| one.other_names(name)) {
            step::forget(&other, &mut self.variables);
        }
        keep(name, value, &mut self.variables);
    }

    pub(super) fn keep_all(&mut self, results: Vec<(String, Option<Value>)>) {
        for (name, value) in results {
            self.assign(&name, value);
        }
    }
}
