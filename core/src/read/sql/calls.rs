//! What statements do that write to a catalogue or call functions.

use std::sync::Arc;

use super::constant::split_commas;
use super::cursor::{Cursor, TypeRef};
use super::do_block::{BYTES_OF_A_STEP, Runner};
use super::hints::Hints;
use super::literal::{self, DEFAULT_ESCAPE};
use super::overloads::Overloads;
use super::refusal::{Condition, Doubt, Key, Refusal, Site};
use super::replay::{Origin, Replay};
use super::routine::{Language, Routine};
use super::search_path::Setting;
use super::select::{self, Select, gives_rows};
use super::statement;
use super::token::Token;
use super::touch;
use super::value::{Value, Variables};
use super::writes;

/// How deep functions and texts may call and execute each other.
pub(super) const DEEPEST: usize = 8;

/// A call that is all that its part of a statement does.
pub(super) struct Call<'t, 'a> {
    name: TypeRef,
    arguments: Vec<&'t [Token<'a>]>,
}

impl Replay<'_> {
    /// A query whose result psql runs as SQL.
    pub(super) fn generated(&mut self, tokens: &[Token<'_>], site: Site) {
        let hints = tokens
            .iter()
            .filter_map(|token| literal::text(token, DEFAULT_ESCAPE)?.ok())
            .any(|text| Hints::of(&text).types);
        if hints {
            let reason = "`\\gexec` runs what a query gives".to_owned();
            let keys = touch::named_types(&self.catalogue, tokens);
            self.doubt_or_all(keys, &Doubt { site, reason });
        }
    }

    /// Remembers a function that may change types.
    pub(super) fn routine(&mut self, tokens: &[Token<'_>]) {
        let Some(body) = statement::routine_body(tokens) else {
            return;
        };
        let matters = self.matters(body.text) || Hints::of(body.text).catalogue;
        if !matters && self.catalogue.routines.now().is_empty() {
            return;
        }
        let Some(mut routine) = Routine::parse(tokens) else {
            return;
        };
        if routine.schema.is_none() {
            routine.schema = self.facts(&Variables::new()).current_schema();
        }
        let from_current = ["search_path", "from", "current"];
        let mut words = tokens.windows(3);
        if words.any(|three| {
            three
                .iter()
                .zip(from_current)
                .all(|(one, word)| one.is(word))
        }) {
            if let Some([path]) = self.catalogue.ambient.path.possible() {
                routine.path = Some(Setting::Schemas(path.clone()));
            }
        }
        let name = routine.name.clone();
        let mut known = self.catalogue.routines.take(&name).unwrap_or_default();
        known.define(routine, matters);
        if !known.is_empty() {
            self.hooks.add(&name);
            self.catalogue.routines.set(name, known);
        }
    }

    /// A statement that may set the path, write to a catalogue or call a function.
    pub(super) fn query(
        &mut self,
        tokens: &[Token<'_>],
        site: Site,
        variables: &Variables,
    ) -> Result<(), Refusal> {
        let setting = Setting::of_call(tokens, self.facts(variables));
        if let Some((setting, scope)) = setting {
            self.catalogue.path_mut().set(setting, scope);
        }
        if writes::writes_catalogue(tokens) {
            self.written(tokens, site, variables)?;
        }
        let called: Vec<String> = touch::calls(tokens).collect();
        let known = called.iter().filter(|name| self.has_routine(name));
        let known = known.count();
        if known == 0 {
            self.given_statements(&called, tokens, site);
            return Ok(());
        }
        let calls = calls_alone(tokens);
        let calls: Vec<_> = calls
            .iter()
            .filter(|call| self.has_routine(&call.name.name))
            .filter(|call| call.arguments.iter().all(|one| !gives_rows(one)))
            .collect();
        if calls.len() == known {
            return calls
                .iter()
                .try_for_each(|call| self.call(call, site, variables).map(drop));
        }
        if let Some((calls, rows)) = self.calls_per_row(tokens, known, variables) {
            return rows.iter().try_for_each(|row| {
                let mut calls = calls.iter();
                calls.try_for_each(|call| self.call(call, site, row).map(drop))
            });
        }
        self.may_call(called, tokens, site);
        Ok(())
    }

    /// The calls of `SELECT f(name) FROM …`, as many as are wanted, and the variables of
    /// each row.
    fn calls_per_row<'t, 'a>(
        &self,
        tokens: &'t [Token<'a>],
        wanted: usize,
        variables: &Variables,
    ) -> Option<(Vec<Call<'t, 'a>>, Vec<Variables>)> {
        let select = Select::parse(Cursor::new(tokens)).filter(|one| one.condition.is_none())?;
        let rows = select.variables_of_rows(self.facts(variables))?;
        let calls = select.items.into_iter().filter_map(call_alone);
        let mut calls: Vec<Call<'_, '_>> = calls
            .filter(|call| self.has_routine(&call.name.name))
            .collect();
        // A set among the arguments gives a row each.
        for argument in calls.iter_mut().flat_map(|call| &mut call.arguments) {
            if gives_rows(argument) {
                let mut set = Cursor::new(argument);
                set.next();
                set.parenthesized().filter(|_| set.at_end())?;
                *argument = &argument[..1];
            }
        }
        (calls.len() == wanted).then_some((calls, rows))
    }

    /// Follows a call whose arguments are there, and gives what it gives back.
    pub(super) fn call(
        &mut self,
        call: &Call<'_, '_>,
        site: Site,
        variables: &Variables,
    ) -> Result<Option<Value>, Refusal> {
        let facts = self.facts(variables);
        let known = self.catalogue.routines.get(&call.name.name);
        let known = known.and_then(Overloads::to_try).into_iter().flatten();
        let fitting = known.filter_map(|routine| {
            let here = call.name.schema.is_none() || routine.is_in(call.name.schema.as_deref());
            let variables = routine.bind(&call.arguments, facts).filter(|_| here)?;
            Some((Arc::clone(routine), variables))
        });
        let mut fitting: Vec<_> = fitting.take(2).collect();
        let found = match (fitting.pop(), fitting.pop()) {
            (Some((routine, variables)), None) => {
                let runs = routine.runs_with(&variables);
                runs.map(|runs| (routine, variables, runs))
            }
            _ => None,
        };
        match found {
            Some((routine, variables, true)) => self.run_routine(&routine, variables, site),
            Some(_) => Ok(Some(Value::Null)),
            None => {
                let arguments = call.arguments.concat();
                self.may_call(vec![call.name.name.clone()], &arguments, site);
                Ok(None)
            }
        }
    }

    /// Runs the body of a function.
    fn run_routine(
        &mut self,
        routine: &Routine,
        variables: Variables,
        site: Site,
    ) -> Result<Option<Value>, Refusal> {
        let before = routine.path.clone().map(|path| {
            let before = self.catalogue.path_mut().clone();
            self.catalogue.path_mut().replace(path);
            before
        });
        // A long body takes longer to read than to run.
        let steps = self
            .steps_left
            .checked_sub(routine.body.len() / BYTES_OF_A_STEP);
        self.steps_left = steps.unwrap_or(0);
        let too_deep = self.nesting >= DEEPEST || steps.is_none();
        let mut runner = Runner::new(self, Origin::Inside(site), &routine.body, variables);
        runner.function = Some(routine);
        runner.replay.nesting += 1;
        let mut given = None;
        let result = match routine.language {
            _ if !routine.hints.concern_bodies() && too_deep => Ok(()),
            _ if too_deep => {
                runner.give_up(site);
                Ok(())
            }
            Language::Plpgsql => {
                let result = runner.run(site);
                given = runner.returned();
                result
            }
            Language::Sql => {
                let query = touch::tokens(&routine.body);
                let query = match &query[..] {
                    [query @ .., end] if end.is_symbol(b';') => query,
                    query => query,
                };
                given = select::scalar(Cursor::new(query), runner.facts());
                runner.execute_text(&routine.body, site)
            }
            Language::Other if !routine.hints.concern_bodies() => Ok(()),
            Language::Other => {
                let reason = format!("function `{}` may change types", routine.name);
                runner.doubt_body(site, &reason);
                Ok(())
            }
        };
        self.nesting -= 1;
        if let Some(before) = before {
            *self.catalogue.path_mut() = before;
        }
        result.map(|()| given)
    }

    /// Doubts what functions do that a statement calls or has called later.
    pub(super) fn stored_calls(&mut self, tokens: &[Token<'_>], site: Site) {
        if self.catalogue.routines.now().is_empty() {
            return;
        }
        self.may_call(touch::calls(tokens).collect(), tokens, site);
    }

    /// Doubts what functions of these names do if they run, any number of times, and
    /// the types that the tokens name.
    fn may_call(&mut self, mut names: Vec<String>, tokens: &[Token<'_>], site: Site) {
        names.sort_unstable();
        names.dedup();
        let mut last = None;
        for name in names {
            let Some(known) = self.catalogue.routines.get(&name) else {
                continue;
            };
            let doubt = Doubt {
                site,
                reason: format!(
                    "function `{name}` may change types, and how it is called here is up to the server"
                ),
            };
            let Some(known) = known.to_try() else {
                self.catalogue.doubt_all(&doubt);
                continue;
            };
            let known: Vec<Arc<Routine>> = known.filter(|one| one.hints.types).cloned().collect();
            for routine in &known {
                self.may_run(routine, &doubt);
            }
            if !known.is_empty() {
                last = Some(doubt);
            }
        }
        if let Some(doubt) = last {
            let keys = touch::named_types(&self.catalogue, tokens);
            self.catalogue.doubt_each(keys, &doubt);
        }
    }

    /// Doubts what a function does if it runs.
    fn may_run(&mut self, routine: &Routine, doubt: &Doubt) {
        self.catalogue.mark();
        let result = self.run_routine(routine, Variables::new(), doubt.site);
        let outcome = self.catalogue.undo();
        let unchanged = self.catalogue.unchanged();
        self.catalogue.merge(&[outcome, unchanged], doubt);
        match result {
            Err(refusal) if !matches!(refusal.condition, Condition::Raised(_)) => {
                self.doubt_subject(refusal.subject, doubt);
            }
            _ => {}
        }
    }

    /// Doubts what statements on types are about that functions take as arguments:
    /// they may run them.
    fn given_statements(&mut self, called: &[String], tokens: &[Token<'_>], site: Site) {
        // What only makes another text of a text does not run it.
        let Some(name) = called.iter().rfind(|name| !is_of_texts(name)) else {
            return;
        };
        let reason = format!("function `{name}` may run the statement on types that it is given");
        let doubt = Doubt { site, reason };
        let given = tokens
            .iter()
            .filter_map(|token| literal::text(token, DEFAULT_ESCAPE)?.ok())
            .filter(|text| Hints::of(text).types);
        for text in given {
            let tokens = touch::tokens(&text);
            let mut keys = touch::named_types(&self.catalogue, &tokens);
            let subject = statement::subject(&tokens);
            keys.extend(subject.map(|name| self.catalogue.subject_of(&name)));
            self.catalogue.doubt_each(keys, &doubt);
        }
    }

    /// Doubts these types, or all if there is none of them.
    pub(super) fn doubt_or_all(&mut self, keys: Vec<Key>, doubt: &Doubt) {
        if keys.is_empty() {
            self.catalogue.doubt_all(doubt);
        } else {
            self.catalogue.doubt_each(keys, doubt);
        }
    }
}

/// Whether a function of the server takes texts and arrays for what they are.
fn is_of_texts(name: &str) -> bool {
    const NAMES: [&str; 18] = [
        "array_agg",
        "array_to_string",
        "coalesce",
        "concat",
        "concat_ws",
        "count",
        "format",
        "lower",
        "nullif",
        "quote_ident",
        "quote_literal",
        "quote_nullable",
        "replace",
        "string_agg",
        "to_regtype",
        "trim",
        "unnest",
        "upper",
    ];
    NAMES.contains(&name)
}

/// The calls of `SELECT f(…), g(…)`, `SELECT * FROM f(…)` and `CALL f(…)`.
fn calls_alone<'t, 'a>(tokens: &'t [Token<'a>]) -> Vec<Call<'t, 'a>> {
    let mut cursor = Cursor::new(tokens);
    if cursor.word("call") {
        return call_alone(cursor.rest()).into_iter().collect();
    }
    let Some(select) = Select::parse(cursor) else {
        return Vec::new();
    };
    let parts: Vec<&[Token<'_>]> = match select.from {
        _ if select.condition.is_some() => Vec::new(),
        Some(from) => vec![from],
        None => select.items,
    };
    parts.into_iter().filter_map(call_alone).collect()
}

/// `[schema.]name(…)`, perhaps with a name behind it or variables that take its result.
pub(super) fn call_alone<'t, 'a>(tokens: &'t [Token<'a>]) -> Option<Call<'t, 'a>> {
    let mut cursor = Cursor::new(tokens);
    let name = cursor.type_ref().ok()?;
    let arguments = cursor.parenthesized()?;
    let follows = cursor.word("as") || cursor.word("into");
    let alone = if follows {
        cursor.next();
        cursor.at_end()
    } else {
        cursor.at_end()
    };
    alone.then(|| Call {
        name,
        arguments: split_commas(arguments),
    })
}
