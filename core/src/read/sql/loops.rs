//! Loops in a block, and over which values they go.

use super::array::{self, Elements};
use super::block::{Body, Step};
use super::constant::known;
use super::cursor::Cursor;
use super::do_block::Runner;
use super::flow::{Flow, Reach};
use super::grid;
use super::guard::decide;
use super::number;
use super::refusal::{Doubt, Refusal};
use super::select::{Row, Select};
use super::source::listed_values;
use super::step;
use super::token::Token;
use super::touch;
use super::value::{FOUND, Facts, Value, Variables, keep};

/// The most rounds that are followed one by one.
const MOST_ROUNDS: usize = 1_000;

/// What a loop goes over.
pub(super) struct Rounds {
    variable: String,
    /// What each round starts with.
    rows: Vec<Row>,
    /// Whether the rounds may come in another order.
    shuffled: bool,
}

impl Rounds {
    /// A round for each of these values, in their order.
    pub(super) fn of(variable: &str, values: impl Iterator<Item = Value>) -> Self {
        Self {
            variable: variable.to_owned(),
            rows: values
                .map(|value| vec![(variable.to_owned(), value)])
                .collect(),
            shuffled: false,
        }
    }

    /// The rounds of `FOREACH variable IN ARRAY`, which goes over every element.
    fn of_array(variable: &str, array: &[Token<'_>], facts: Facts<'_>) -> Option<Self> {
        let elements = match grid::rows(array, facts) {
            Some(grid) => Elements::from(grid.concat()),
            None => array::elements(array, facts)?,
        };
        let values = elements.values.into_iter().map(Value::Text);
        Some(Self {
            shuffled: elements.shuffled,
            ..Self::of(variable, values)
        })
    }
}

/// The rounds of a `FOR`, if they can be told.
pub(super) fn rounds(control: &[Token<'_>], facts: Facts<'_>) -> Option<Rounds> {
    let mut cursor = Cursor::new(control);
    if !cursor.word("for") {
        return None;
    }
    let variable = cursor.label_name().ok()?;
    if !cursor.word("in") {
        return None;
    }
    let bracketed = cursor;
    if let Some(inside) = cursor.parenthesized() {
        cursor = if cursor.at_end() { inside } else { bracketed };
    }
    let first = cursor.peek()?;
    let mut shuffled = false;
    let text;
    let executed;
    let rows = if cursor.word("execute") {
        text = known(cursor.rest(), facts)?;
        executed = touch::tokens(&text);
        // It does not see the variables.
        let none = Variables::new();
        let rows = Select::parse(Cursor::new(&executed))?.rows(facts.with(&none))?;
        shuffled = rows.shuffled;
        let rows = rows.list.into_iter();
        rows.map(|row| named(&variable, row)).collect()
    } else if first.is("select") {
        let rows = Select::parse(cursor)?.rows(facts)?;
        shuffled = rows.shuffled;
        let rows = rows.list.into_iter();
        rows.map(|row| named(&variable, row)).collect()
    } else if cursor.word("values") {
        let rows = listed_values(cursor, &[], facts)?;
        rows.into_iter().map(|row| named(&variable, row)).collect()
    } else {
        let row = |number: i64| vec![(variable.clone(), Value::Text(number.to_string()))];
        number::range(cursor, facts)?.into_iter().map(row).collect()
    };
    Some(Rounds {
        variable,
        rows,
        shuffled,
    })
}

/// A row as a loop's variable holds it: as a record, and as the one value that it has.
fn named(variable: &str, row: Row) -> Row {
    let only = match &row[..] {
        [(_, value)] => Some((variable.to_owned(), value.clone())),
        _ => None,
    };
    let field = |(name, value)| (format!("{variable}.{name}"), value);
    row.into_iter().map(field).chain(only).collect()
}

impl Runner<'_, '_> {
    /// A loop of any kind.
    pub(super) fn loop_step(&mut self, step: &Step<'_, '_>) -> Result<Flow, Refusal> {
        match step {
            Step::Each {
                head,
                variable,
                sliced,
                array,
                body,
            } => {
                self.weigh(array)?;
                let rounds = if *sliced {
                    grid::rounds(variable, array, self.facts())
                } else {
                    Rounds::of_array(variable, array, self.facts())
                };
                self.looped(head, rounds, body)
            }
            Step::Loop {
                head,
                control,
                body,
            } => {
                if head
                    .first()
                    .is_some_and(|first| first.is_any(&["loop", "while"]))
                {
                    return self.while_loop(head, control.get(1..).unwrap_or_default(), body);
                }
                self.calls(control)?;
                let rounds = rounds(control, self.facts());
                if rounds.is_none() {
                    self.weigh_rounds(control)?;
                }
                self.looped(head, rounds, body)
            }
            _ => Ok(Flow::Next),
        }
    }

    /// A loop over what can be told, or one that runs any number of times.
    pub(super) fn looped(
        &mut self,
        head: &[Token<'_>],
        rounds: Option<Rounds>,
        body: &Body<'_, '_>,
    ) -> Result<Flow, Refusal> {
        match rounds {
            Some(rounds) if rounds.rows.len() > MOST_ROUNDS => self.repeat(head, body),
            Some(rounds) if rounds.shuffled && rounds.rows.len() > 1 => {
                self.in_any_order(head, rounds, body)
            }
            Some(rounds) => self.each(&rounds.variable, rounds.rows, body),
            None => self.repeat(head, body),
        }
    }

    /// A loop over values that are known.
    fn each(
        &mut self,
        variable: &str,
        rows: Vec<Row>,
        body: &Body<'_, '_>,
    ) -> Result<Flow, Refusal> {
        let mut flow = Flow::Next;
        let found = !rows.is_empty();
        for row in rows {
            if !self.spends_step() {
                self.run_out(
                    self.origin
                        .site(body.steps.first().map_or(&[], Step::tokens)),
                );
                return Ok(Flow::Leaves(Reach::Block));
            }
            step::forget(variable, &mut self.variables);
            for (name, value) in row {
                self.assign(&name, Some(value));
            }
            flow = self.steps(&body.steps)?.in_labelled(body.label);
            match flow {
                Flow::Next | Flow::Leaves(Reach::Round) | Flow::MayLeave(Reach::Round) => {}
                Flow::Leaves(_) => break,
                Flow::MayLeave(_) => {
                    let reason = "how often this loop runs is up to the server";
                    let site = self
                        .origin
                        .site(body.steps.first().map_or(&[], Step::tokens));
                    self.doubt_body(site, reason);
                    break;
                }
            }
        }
        step::forget(variable, &mut self.variables);
        keep(FOUND, Some(Value::Bool(found)), &mut self.variables);
        Ok(flow.behind_loop())
    }

    /// A loop whose rounds may come in any order: forwards, backwards, and with another
    /// one first, which tells whether it counts which is where.
    fn in_any_order(
        &mut self,
        head: &[Token<'_>],
        rounds: Rounds,
        body: &Body<'_, '_>,
    ) -> Result<Flow, Refusal> {
        let forwards = rounds.rows;
        let mut backwards = forwards.clone();
        backwards.reverse();
        let mut orders = vec![forwards, backwards];
        if orders[0].len() > 2 {
            let mut rotated = orders[0].clone();
            rotated.rotate_left(1);
            orders.push(rotated);
        }
        let site = self.origin.site(head);
        let reason = "in which order this loop goes over its rows is up to the server".to_owned();
        self.each_way(&orders, &Doubt { site, reason }, |runner, rows| {
            runner.each(&rounds.variable, rows.clone(), body)
        })
    }

    /// A `WHILE` or a plain `LOOP`, for as long as it can be told that it goes on.
    pub(super) fn while_loop(
        &mut self,
        head: &[Token<'_>],
        condition: &[Token<'_>],
        body: &Body<'_, '_>,
    ) -> Result<Flow, Refusal> {
        for _ in 0..MOST_ROUNDS {
            if !self.spends_step() {
                self.run_out(self.origin.site(head));
                return Ok(Flow::Leaves(Reach::Block));
            }
            self.weigh(condition)?;
            let condition = &self.resolved(condition)?;
            match decide(condition, self.facts()) {
                Some(true) => {}
                _ if condition.is_empty() => {}
                Some(false) => return Ok(Flow::Next),
                None => return self.repeat(head, body),
            }
            match self.steps(&body.steps)?.in_labelled(body.label) {
                Flow::Next | Flow::Leaves(Reach::Round) => {}
                flow @ Flow::Leaves(_) => return Ok(flow.behind_loop()),
                flow @ Flow::MayLeave(_) => {
                    let more = self.repeat(head, body)?;
                    return Ok(flow.behind_loop().or(more));
                }
            }
        }
        self.repeat(head, body)
    }

    /// A loop that runs any number of times.
    fn repeat(&mut self, head: &[Token<'_>], body: &Body<'_, '_>) -> Result<Flow, Refusal> {
        step::forget_targets(head, &mut self.variables);
        step::forget_assigned(&body.steps, &mut self.variables);
        let site = self.origin.site(head);
        let reason = "how often this loop runs is up to the server".to_owned();
        let flow = self.ways(&[&body.steps, &[]], &Doubt { site, reason })?;
        let flow = flow.in_labelled(body.label);
        step::forget_assigned(&body.steps, &mut self.variables);
        Ok(flow.behind_loop())
    }
}
