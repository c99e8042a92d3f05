//! Runs the body of a `DO` block, as far as it can be told how it goes.
//!
//! Where a condition is up to the server, every way is tried from the same
//! state: what all agree on stands, and the rest is doubtful.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::block::{self, Branch, Step};
use super::case;
use super::declared::Holds;
use super::flow::{Flow, Reach, reach};
use super::guard::{Truth, decide};
use super::hints::Hints;
use super::lexer::Lexer;
use super::literal::{self, DEFAULT_ESCAPE};
use super::names;
use super::refusal::{Condition, Doubt, Refusal, Site};
use super::replay::{Origin, Replay};
use super::risk::Risks;
use super::routine::Routine;
use super::select;
use super::statement::{self, Malformed, Statement, Transaction};
use super::step;
use super::token::{Kind, Token};
use super::touch;
use super::unfollowed::{broken, undecided};
use super::value::{FOUND, Facts, Value, Variables, evaluate};
use super::ways::Way;

/// The most steps that one statement of a file may take.
pub(super) const MOST_STEPS: usize = 10_000;

/// How many bytes are gone through in about the time of a step.
pub(super) const BYTES_OF_A_STEP: usize = 256;

/// Runs one body.
pub(super) struct Runner<'r, 'f> {
    pub(super) replay: &'r mut Replay<'f>,
    pub(super) origin: Origin,
    /// The function whose body it is.
    pub(super) function: Option<&'r Routine>,
    /// The whole text, to tell which types it may touch.
    pub(super) body: &'r str,
    pub(super) variables: Variables,
    /// What the declared ones of them hold.
    pub(super) types: BTreeMap<String, Holds>,
    /// How many undecided conditions surround the step.
    pub(super) undecided: usize,
    /// What the words of the text hint at, once that has been asked for.
    hints: OnceCell<Hints>,
    /// Whether the steps that are left did not suffice.
    pub(super) ran_out: bool,
    /// What may fail of the steps so far, where a handler would catch it.
    pub(super) risks: Risks,
    /// How many blocks with handlers surround the step.
    pub(super) guards: usize,
}

impl Replay<'_> {
    /// Runs a `DO` statement.
    pub(super) fn do_block(&mut self, tokens: &[Token<'_>], origin: Origin) -> Result<(), Refusal> {
        let Some(token) = statement::do_body(tokens) else {
            return Ok(());
        };
        if !self.matters(token.text) {
            return Ok(());
        }
        let site = origin.site(tokens);
        let cooked;
        let (body, origin) = if token.kind == Kind::Dollar {
            let (start, raw) = literal::dollar_body(token);
            (raw, origin.within(start, site))
        } else {
            cooked = match literal::text(token, DEFAULT_ESCAPE) {
                Some(Ok(text)) => text,
                _ => return Err(broken("the body of this block cannot be read", site)),
            };
            (&*cooked, Origin::Inside(site))
        };
        Runner::new(self, origin, body, Variables::new()).run(site)
    }

    /// Whether a body can change a type or the path at all.
    pub(super) fn matters(&self, body: &str) -> bool {
        let calls = !self.catalogue.routines.now().is_empty() && self.hooks.are_in(body);
        calls || Hints::of(body).concern_bodies()
    }
}

impl<'r, 'f> Runner<'r, 'f> {
    /// A runner of a body that starts with these variables.
    pub(super) fn new(
        replay: &'r mut Replay<'f>,
        origin: Origin,
        body: &'r str,
        mut variables: Variables,
    ) -> Self {
        variables.insert(FOUND.to_owned(), Value::Bool(false));
        Self {
            replay,
            origin,
            function: None,
            body,
            variables,
            types: BTreeMap::new(),
            undecided: 0,
            hints: OnceCell::new(),
            ran_out: false,
            risks: Risks::default(),
            guards: 0,
        }
    }
}

impl Runner<'_, '_> {
    pub(super) fn run(&mut self, site: Site) -> Result<(), Refusal> {
        let mut lexer = Lexer::fragment(self.body);
        lexer.backslash_escapes = self.replay.backslash_escapes;
        let mut tokens = Vec::new();
        loop {
            match lexer.next_token() {
                Ok(Some(token)) => tokens.push(token),
                Ok(None) => break,
                Err(error) => return Err(broken(&error.reason, site)),
            }
        }
        let tokens = names::unified(tokens, self.function);
        let Some(block) = tokens.as_deref().and_then(block::parse) else {
            if self.hints().types {
                self.doubt_body(site, "this block cannot be followed");
            }
            return Ok(());
        };
        match self.block(&block) {
            Ok(_) => Ok(()),
            Err(refusal) => Err(self.about(refusal)),
        }
    }

    /// What the words of the text hint at.
    pub(super) fn hints(&self) -> Hints {
        *self.hints.get_or_init(|| Hints::of(self.body))
    }

    pub(super) fn facts(&self) -> Facts<'_> {
        self.replay.facts(&self.variables)
    }

    pub(super) fn steps(&mut self, steps: &[Step<'_, '_>]) -> Result<Flow, Refusal> {
        for (at, step) in steps.iter().enumerate() {
            match self.step(step)? {
                Flow::Next => {}
                Flow::Leaves(reach) => return Ok(Flow::Leaves(reach)),
                flow @ Flow::MayLeave(_) => {
                    let site = self.site(step);
                    let reason = "whether the block goes on here is up to the server".to_owned();
                    let ways: [Way<'_, '_, '_>; 2] = [&steps[at + 1..], &[]];
                    let rest = self.ways(&ways, &Doubt { site, reason })?;
                    return Ok(flow.or(rest));
                }
            }
        }
        Ok(Flow::Next)
    }

    fn step(&mut self, step: &Step<'_, '_>) -> Result<Flow, Refusal> {
        if !self.spends_step() {
            self.run_out(self.site(step));
            return Ok(Flow::Leaves(Reach::Block));
        }
        match step {
            Step::Block(block) => return self.block(block),
            Step::If {
                branches,
                otherwise,
            } => return self.choose(&[], branches, otherwise),
            Step::Case {
                head,
                operand,
                branches,
                otherwise,
            } => {
                self.weigh(operand)?;
                let operand = &self.resolved(operand)?;
                let missed = [Step::Raise(head)];
                let otherwise = otherwise.as_deref().unwrap_or(&missed);
                return self.choose(operand, branches, otherwise);
            }
            Step::Each { .. } | Step::Loop { .. } => return self.loop_step(step),
            Step::Assign { variable, value } => {
                self.weigh(value)?;
                let value = self.resolved(value)?;
                let value = evaluate(&value, self.facts());
                step::forget(variable, &mut self.variables);
                self.assign(variable, value);
            }
            Step::Execute { whole, text } => {
                let results = self.executed_results(whole, text);
                self.execute(whole, text)?;
                step::forget_targets(whole, &mut self.variables);
                self.keep_all(results);
            }
            Step::Raise(whole) | Step::Rethrow(whole) => return Err(self.raised(whole)),
            Step::Say(parts) => parts.iter().try_for_each(|part| self.weigh(part))?,
            Step::Leave { whole, condition } => return self.leave(whole, condition),
            Step::Sql(tokens) => self.static_sql(tokens)?,
            Step::Nothing => {}
        }
        Ok(Flow::Next)
    }

    /// Whether there is a step left, which this takes.
    pub(super) fn spends_step(&mut self) -> bool {
        let left = self.replay.steps_left.checked_sub(1);
        self.replay.steps_left = left.unwrap_or(0);
        left.is_some()
    }

    /// `RETURN`, `EXIT` or `CONTINUE`, perhaps `WHEN` something holds.
    fn leave(&mut self, whole: &[Token<'_>], condition: &[Token<'_>]) -> Result<Flow, Refusal> {
        if whole[0].is("return") {
            self.weigh(&whole[1..])?;
            self.give_back(whole)?;
        }
        self.weigh(condition)?;
        let condition = &self.resolved(condition)?;
        let reach = reach(whole);
        Ok(match self.decide(condition) {
            _ if condition.is_empty() => Flow::Leaves(reach),
            Some(true) => Flow::Leaves(reach),
            Some(false) => Flow::Next,
            None => Flow::MayLeave(reach),
        })
    }

    fn decide(&self, condition: &[Token<'_>]) -> Truth {
        decide(condition, self.facts())
    }

    /// The branch that the conditions choose, or each that they may: of a `CASE` with an
    /// operand those of which it is a value.
    fn choose(
        &mut self,
        operand: &[Token<'_>],
        branches: &[Branch<'_, '_>],
        otherwise: &[Step<'_, '_>],
    ) -> Result<Flow, Refusal> {
        let mut ways: Vec<Way<'_, '_, '_>> = Vec::new();
        let mut undecided_at = None;
        let mut last = otherwise;
        for branch in branches {
            self.weigh(branch.condition)?;
            let condition = self.resolved(branch.condition)?;
            let truth = case::fits(operand, &condition, self.facts());
            match truth {
                Some(true) => {
                    last = &branch.steps;
                    break;
                }
                Some(false) => {}
                None => {
                    undecided_at.get_or_insert(branch.condition);
                    ways.push(&branch.steps);
                }
            }
        }
        let Some(condition) = undecided_at else {
            return self.steps(last);
        };
        ways.push(last);
        let doubt = undecided(self.origin.site(condition));
        self.ways(&ways, &doubt)
    }

    /// A statement that stands in the block as it is.
    fn static_sql(&mut self, tokens: &[Token<'_>]) -> Result<(), Refusal> {
        self.weigh_statement(tokens)?;
        match statement::parse(tokens) {
            // The block as a whole is no valid text then: nothing catches that.
            Err(malformed) => Err(Refusal {
                condition: Condition::Uncaught,
                ..self
                    .replay
                    .syntax_error(malformed, self.origin.site(tokens))
            }),
            Ok(Statement::Query) => {
                let results = select::results(tokens, self.facts());
                step::forget_targets(tokens, &mut self.variables);
                self.sql(Ok(Statement::Query), tokens, self.origin)?;
                self.keep_all(results);
                Ok(())
            }
            parsed => {
                step::forget_targets(tokens, &mut self.variables);
                self.sql(parsed, tokens, self.origin)
            }
        }
    }

    /// Runs the functions that an expression calls, as a query for it would.
    pub(super) fn calls(&mut self, expression: &[Token<'_>]) -> Result<(), Refusal> {
        let routines = &self.replay.catalogue.routines;
        let called = |name: String| self.replay.has_routine(&name);
        if routines.now().is_empty() || !touch::calls(expression).any(called) {
            return Ok(());
        }
        let query = Token {
            kind: Kind::Word,
            text: "select",
            start: expression[0].start,
        };
        let site = self.origin.site(expression);
        let query = [&[query], expression].concat();
        self.replay.query(&query, site, &self.variables)
    }

    /// A statement, whose transaction is that of the block.
    pub(super) fn sql(
        &mut self,
        parsed: Result<Statement, Malformed>,
        tokens: &[Token<'_>],
        origin: Origin,
    ) -> Result<(), Refusal> {
        match parsed {
            Ok(Statement::Transaction(Transaction::Rollback { .. })) => {
                let reason = "a `ROLLBACK` inside of a block is not followed";
                self.doubt_body(origin.site(tokens), reason);
                Ok(())
            }
            Ok(Statement::Transaction(_)) => Ok(()),
            Ok(Statement::Query) => {
                let site = origin.site(tokens);
                self.replay.query(tokens, site, &self.variables)
            }
            parsed => self.replay.statement(parsed, tokens, origin),
        }
    }

    /// Where a step stands.
    fn site(&self, step: &Step<'_, '_>) -> Site {
        self.origin.site(step.tokens())
    }
}
