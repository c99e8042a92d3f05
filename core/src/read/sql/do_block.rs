//! Runs the body of a `DO` block, as far as it can be told how it goes.
//!
//! Where a condition is up to the server, every way is tried from the same
//! state: what all agree on stands, and the rest is doubtful.

use super::block::{self, Block, Branch, Handler, Step};
use super::catalogue::Outcome;
use super::constant::{self, HOLE, Variables};
use super::guard::{Truth, decide};
use super::lexer::{Lexer, Token};
use super::literal::{self, DEFAULT_ESCAPE};
use super::refusal::{Condition, Doubt, Refusal, Site, Subject};
use super::replay::{Origin, Replay};
use super::script::Script;
use super::statement::{self, Malformed, Statement, Transaction};
use super::touch::{self, Hints};

/// The most steps that one block may take.
const MOST_STEPS: usize = 10_000;

/// How deep texts may execute texts.
const DEEPEST: usize = 8;

/// How far a step leaves what surrounds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    /// `CONTINUE`
    Round,
    /// `EXIT`
    Loop,
    /// `RETURN`, or any of these with a label
    Block,
}

/// How a list of steps ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Flow {
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
    fn or(self, other: Self) -> Self {
        if self == other {
            return self;
        }
        self.reach()
            .max(other.reach())
            .map_or(Self::Next, Self::MayLeave)
    }

    /// What is left of it behind a loop.
    fn behind_loop(self) -> Self {
        match self.reach() {
            Some(Reach::Block) => self,
            _ => Self::Next,
        }
    }
}

/// Runs one body.
struct Runner<'r, 'f> {
    replay: &'r mut Replay<'f>,
    origin: Origin,
    /// The whole text, to tell which types it may touch.
    body: &'r str,
    variables: Variables,
}

/// One way that things may go: steps, or none.
type Way<'w, 't, 'a> = &'w [Step<'t, 'a>];

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
        let (start, raw) = literal::dollar_body(token);
        let cooked;
        let (body, origin) = if raw.len() < token.text.len() {
            (raw, origin.within(start, site))
        } else {
            cooked = match literal::text(token, DEFAULT_ESCAPE) {
                Some(Ok(text)) => text,
                _ => return Err(broken("the body of this block cannot be read", site)),
            };
            (&*cooked, Origin::Inside(site))
        };
        if self.nesting == 0 {
            self.steps_left = MOST_STEPS;
        }
        let mut runner = Runner {
            replay: self,
            origin,
            body,
            variables: Variables::new(),
        };
        runner.run(site)
    }

    /// Whether a body can change a type or the path at all.
    fn matters(&self, body: &str) -> bool {
        let hints = Hints::of(body);
        hints.types
            || hints.executes
            || hints.path
            || (!self.routines.is_empty()
                && touch::has_word(body, |word| self.routines.contains_key(word)))
    }
}

impl Runner<'_, '_> {
    fn run(&mut self, site: Site) -> Result<(), Refusal> {
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
        let Some(block) = block::parse(&tokens) else {
            if Hints::of(self.body).types {
                self.doubt_body(site, "this block cannot be followed");
            }
            return Ok(());
        };
        self.block(&block).map(drop)
    }

    /// Doubts every type that the body names.
    fn doubt_body(&mut self, site: Site, reason: &str) {
        let reason = reason.to_owned();
        self.replay
            .doubt_named(&[], self.body, &Doubt { site, reason });
    }

    fn block(&mut self, block: &Block<'_, '_>) -> Result<Flow, Refusal> {
        for (name, value) in &block.variables {
            assign(name, value, &mut self.variables);
        }
        if block.handlers.is_empty() {
            return self.steps(&block.steps);
        }
        self.replay.catalogue.mark();
        match self.steps(&block.steps) {
            Ok(flow) => {
                self.replay.catalogue.keep();
                Ok(flow)
            }
            Err(refusal) => {
                self.replay.catalogue.undo();
                self.handle(&block.handlers, refusal)
            }
        }
    }

    /// Runs the handler that catches an error.
    fn handle(&mut self, handlers: &[Handler<'_, '_>], refusal: Refusal) -> Result<Flow, Refusal> {
        let catches = |handler: &&Handler<'_, '_>| {
            let mut names = handler.conditions.iter();
            names.any(|name| refusal.condition.is_caught_by(name))
        };
        let Some(handler) = handlers.iter().find(catches) else {
            return Err(refusal);
        };
        if handler
            .steps
            .iter()
            .any(|step| matches!(step, Step::Rethrow(_)))
        {
            return Err(refusal);
        }
        self.steps(&handler.steps)
    }

    fn steps(&mut self, steps: &[Step<'_, '_>]) -> Result<Flow, Refusal> {
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
        let Some(left) = self.replay.steps_left.checked_sub(1) else {
            self.give_up(self.site(step));
            return Ok(Flow::Leaves(Reach::Block));
        };
        self.replay.steps_left = left;
        match step {
            Step::Block(block) => return self.block(block),
            Step::If {
                branches,
                otherwise,
            } => return self.choose(branches, otherwise),
            Step::Case { head, branches } => {
                let mut ways: Vec<Way<'_, '_, '_>> = branches.iter().map(Vec::as_slice).collect();
                ways.push(&[]);
                let doubt = undecided(self.origin.site(head));
                return self.ways(&ways, &doubt);
            }
            Step::Each {
                head,
                variable,
                array,
                body,
            } => {
                return match constant::array(array, &self.variables) {
                    Some(values) => self.each(variable, &values, body),
                    None => {
                        self.variables.remove(variable);
                        self.repeat(head, body)
                    }
                };
            }
            Step::Loop { head, body } => return self.repeat(head, body),
            Step::Assign { variable, value } => assign(variable, value, &mut self.variables),
            Step::Execute { whole, text } => self.execute(whole, text)?,
            Step::Raise(whole) | Step::Rethrow(whole) => return Err(self.raised(whole)),
            Step::Leave { whole, condition } => {
                let reach = reach(whole);
                return Ok(match self.decide(condition) {
                    _ if condition.is_empty() => Flow::Leaves(reach),
                    Some(true) => Flow::Leaves(reach),
                    Some(false) => Flow::Next,
                    None => Flow::MayLeave(reach),
                });
            }
            Step::Sql(tokens) => self.static_sql(tokens)?,
            Step::Nothing => {}
        }
        Ok(Flow::Next)
    }

    /// Too many steps: what the block names is doubtful.
    fn give_up(&mut self, site: Site) {
        self.doubt_body(site, "this block takes too many steps to be followed");
    }

    fn decide(&self, condition: &[Token<'_>]) -> Truth {
        decide(condition, &self.replay.catalogue, &self.variables)
    }

    /// The branch that the conditions choose, or each that they may.
    fn choose(
        &mut self,
        branches: &[Branch<'_, '_>],
        otherwise: &[Step<'_, '_>],
    ) -> Result<Flow, Refusal> {
        let mut ways: Vec<Way<'_, '_, '_>> = Vec::new();
        let mut undecided_at = None;
        let mut last = otherwise;
        for branch in branches {
            let truth: Truth = self.decide(branch.condition);
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

    /// Goes each way from here, and takes what all of them come to.
    ///
    /// A way that raises an exception is not one that the history went.
    fn ways(&mut self, ways: &[Way<'_, '_, '_>], doubt: &Doubt) -> Result<Flow, Refusal> {
        let mut outcomes: Vec<Outcome> = Vec::new();
        let mut flow: Option<Flow> = None;
        let mut refusals = Vec::new();
        let before = self.variables.clone();
        let mut after = before.clone();
        for way in ways {
            self.variables.clone_from(&before);
            self.replay.catalogue.mark();
            let result = self.steps(way);
            let outcome = self.replay.catalogue.undo();
            match result {
                Err(refusal) if refusal.condition == Condition::Raised => continue,
                Err(refusal) => refusals.push(refusal),
                Ok(this) => flow = Some(flow.map_or(this, |flow| flow.or(this))),
            }
            outcomes.push(outcome);
            after.retain(|name, value| self.variables.get(name) == Some(value));
        }
        self.variables = after;
        self.replay.catalogue.merge(&outcomes, doubt);
        for refusal in refusals {
            self.replay.doubt_subject(refusal.subject, doubt);
        }
        Ok(flow.unwrap_or(Flow::Next))
    }

    /// A loop over values that are known.
    fn each(
        &mut self,
        variable: &str,
        values: &[String],
        body: &[Step<'_, '_>],
    ) -> Result<Flow, Refusal> {
        let mut flow = Flow::Next;
        for value in values {
            self.variables.insert(variable.to_owned(), value.clone());
            flow = self.steps(body)?;
            match flow {
                Flow::Next | Flow::Leaves(Reach::Round) | Flow::MayLeave(Reach::Round) => {}
                Flow::Leaves(_) => break,
                Flow::MayLeave(_) => {
                    let reason = "how often this loop runs is up to the server";
                    self.doubt_body(self.first_site(body), reason);
                    break;
                }
            }
        }
        self.variables.remove(variable);
        Ok(flow.behind_loop())
    }

    /// A loop that runs any number of times.
    fn repeat(&mut self, head: &[Token<'_>], body: &[Step<'_, '_>]) -> Result<Flow, Refusal> {
        forget_assigned(body, &mut self.variables);
        let site = self.origin.site(head);
        let reason = "how often this loop runs is up to the server".to_owned();
        let flow = self.ways(&[body, &[]], &Doubt { site, reason })?;
        forget_assigned(body, &mut self.variables);
        Ok(flow.behind_loop())
    }

    /// A statement that stands in the block as it is.
    fn static_sql(&mut self, tokens: &[Token<'_>]) -> Result<(), Refusal> {
        for pair in tokens.windows(2).filter(|pair| pair[0].is("into")) {
            self.variables.remove(&pair[1].text.to_ascii_lowercase());
        }
        match statement::parse(tokens) {
            // The block as a whole is no valid text then: nothing catches that.
            Err(malformed) => Err(Refusal {
                condition: Condition::Uncaught,
                ..self
                    .replay
                    .syntax_error(malformed, self.origin.site(tokens))
            }),
            parsed => self.sql(parsed, tokens, self.origin),
        }
    }

    /// A statement, whose transaction is that of the block.
    fn sql(
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
            parsed => self.replay.statement(parsed, tokens, origin),
        }
    }

    /// `EXECUTE`: runs a text that can be told, and doubts what another may touch.
    fn execute(&mut self, whole: &[Token<'_>], expression: &[Token<'_>]) -> Result<(), Refusal> {
        let site = self.origin.site(whole);
        let text = constant::text(expression, &self.variables);
        if text.contains(HOLE) {
            self.computed(&text, site);
            return Ok(());
        }
        self.execute_text(&text, site)
    }

    /// Runs the statements of a text.
    fn execute_text(&mut self, text: &str, site: Site) -> Result<(), Refusal> {
        if self.replay.nesting >= DEEPEST {
            self.give_up(site);
            return Ok(());
        }
        let mut lexer = Lexer::fragment(text);
        lexer.backslash_escapes = self.replay.backslash_escapes;
        let mut script = Script { lexer };
        let mut tokens = Vec::new();
        self.replay.nesting += 1;
        let result = loop {
            match script.next(!self.replay.routines.is_empty(), &mut tokens) {
                Ok(None) => break Ok(()),
                Err(error) => break Err(broken(&error.reason, site)),
                Ok(Some(_)) => {
                    let parsed = statement::parse(&tokens);
                    if let Err(refusal) = self.sql(parsed, &tokens, Origin::Inside(site)) {
                        break Err(refusal);
                    }
                }
            }
        };
        self.replay.nesting -= 1;
        result
    }

    /// Doubts what a text may touch that has holes in it.
    fn computed(&mut self, text: &str, site: Site) {
        let reason = "this executes a text that is put together when it runs".to_owned();
        let doubt = Doubt { site, reason };
        let tokens = touch::tokens(text);
        if !Hints::of(text).types {
            if may_begin_otherwise(&tokens) && Hints::of(self.body).types {
                self.replay.doubt_named(&[], self.body, &doubt);
            }
            return;
        }
        match statement::subject(&tokens).filter(|name| !name.name.contains(HOLE)) {
            Some(name) => {
                let key = self.replay.catalogue.subject_of(&name);
                self.replay.catalogue.doubt(key, doubt);
            }
            None => self.replay.doubt_named(&[], self.body, &doubt),
        }
    }

    fn raised(&self, whole: &[Token<'_>]) -> Refusal {
        let named = touch::named_in(&self.replay.catalogue, self.body);
        Refusal {
            condition: Condition::Raised,
            subject: named
                .into_iter()
                .next()
                .map_or(Subject::Everything, Subject::Type),
            reason: "this raises an exception".into(),
            site: self.origin.site(whole),
        }
    }

    /// Where a step stands.
    fn site(&self, step: &Step<'_, '_>) -> Site {
        let tokens = match step {
            Step::Block(block) => return self.first_site(&block.steps),
            Step::If { branches, .. } => branches.first().map_or(&[][..], |one| one.condition),
            Step::Case { head, .. } | Step::Each { head, .. } | Step::Loop { head, .. } => head,
            Step::Assign { value, .. } => value,
            Step::Execute { whole, .. } | Step::Leave { whole, .. } => whole,
            Step::Raise(whole) | Step::Rethrow(whole) | Step::Sql(whole) => whole,
            Step::Nothing => &[],
        };
        self.origin.site(tokens)
    }

    fn first_site(&self, steps: &[Step<'_, '_>]) -> Site {
        match steps.first() {
            Some(first) => self.site(first),
            None => self.origin.site(&[]),
        }
    }
}

fn undecided(site: Site) -> Doubt {
    Doubt {
        site,
        reason: "this condition is up to the server".into(),
    }
}

fn broken(reason: &str, site: Site) -> Refusal {
    Refusal {
        condition: Condition::SyntaxError,
        subject: Subject::Everything,
        reason: reason.to_owned(),
        site,
    }
}

/// How far a `RETURN`, `EXIT` or `CONTINUE` reaches.
fn reach(whole: &[Token<'_>]) -> Reach {
    let labelled = whole.get(1).is_some_and(|token| !token.is("when"));
    match whole.first() {
        Some(first) if first.is("continue") && !labelled => Reach::Round,
        Some(first) if first.is("exit") && !labelled => Reach::Loop,
        _ => Reach::Block,
    }
}

/// Keeps the value of a variable if it can be told.
fn assign(name: &str, value: &[Token<'_>], variables: &mut Variables) {
    match constant::known(value, variables) {
        Some(value) => variables.insert(name.to_owned(), value),
        None => variables.remove(name),
    };
}

/// Forgets what a loop's body assigns: a second round starts with other values.
fn forget_assigned(steps: &[Step<'_, '_>], variables: &mut Variables) {
    for step in steps {
        match step {
            Step::Assign { variable, .. } | Step::Each { variable, .. } => {
                variables.remove(variable);
            }
            _ => {}
        }
        for inner in step.inside() {
            forget_assigned(inner, variables);
        }
    }
}

/// Whether a text with holes may be a statement on types that it does not show.
fn may_begin_otherwise(tokens: &[Token<'_>]) -> bool {
    let is_open = |token: Option<&Token<'_>>| token.is_none_or(|token| token.text.contains(HOLE));
    let first = tokens.first();
    is_open(first)
        || first.is_some_and(|token| {
            (token.is("create") || token.is("alter") || token.is("drop")) && is_open(tokens.get(1))
        })
}
