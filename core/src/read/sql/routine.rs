//! Functions that may change types: what their definitions say.

use std::collections::BTreeMap;

use super::constant::{known, split_commas};
use super::cursor::Cursor;
use super::declared::Holds;
use super::guard::{Truth, all};
use super::hints::Hints;
use super::literal::{self, DEFAULT_ESCAPE};
use super::search_path::Setting;
use super::statement;
use super::token::{Kind, Token};
use super::value::{self, Facts, Value, Variables, evaluate};
use super::{array, touch};

/// A function or procedure whose body may change types.
#[derive(Debug, Clone)]
pub(super) struct Routine {
    pub(super) name: String,
    /// Where it is, if that is known.
    pub(super) schema: Option<String>,
    parameters: Vec<Parameter>,
    pub(super) language: Language,
    /// Whether it gives null for null without being run.
    strict: bool,
    pub(super) body: String,
    pub(super) hints: Hints,
    /// The path that it runs with, if it sets one.
    pub(super) path: Option<Setting>,
}

/// The types of the parameters, which tell functions of one name and schema apart.
pub(super) type Kinds = Vec<String>;

/// What a body is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Plpgsql,
    Sql,
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Parameter {
    name: Option<String>,
    /// Its type, as it is written.
    kind: String,
    default: Option<String>,
    /// Whether it takes all arguments that are left.
    variadic: bool,
}

impl Routine {
    /// Reads `CREATE FUNCTION`; nothing if it has no body in a literal.
    pub(super) fn parse(tokens: &[Token<'_>]) -> Option<Self> {
        let mut cursor = Cursor::new(tokens);
        while cursor.one_of(&["function", "procedure"]).is_none() {
            cursor.next()?;
        }
        let name = cursor.type_ref().ok()?;
        let parameters = cursor.parenthesized()?;
        let body = statement::routine_body(tokens)?;
        let body = match body.kind {
            Kind::Dollar => literal::dollar_body(body).1.to_owned(),
            _ => literal::text(body, DEFAULT_ESCAPE)?.ok()?.into_owned(),
        };
        Some(Self {
            name: name.name,
            schema: name.schema,
            parameters: split_commas(parameters)
                .into_iter()
                .filter_map(Parameter::parse)
                .collect(),
            language: Language::of(tokens),
            strict: is_strict(tokens),
            hints: Hints::of(&body),
            body,
            path: path(cursor),
        })
    }

    pub(super) fn kinds(&self) -> Kinds {
        let parameters = self.parameters.iter();
        parameters.map(|one| one.kind.clone()).collect()
    }

    pub(super) fn parameter_names(&self) -> impl Iterator<Item = &str> {
        let parameters = self.parameters.iter();
        parameters.filter_map(|one| one.name.as_deref())
    }

    /// Under which other names a parameter goes.
    pub(super) fn other_names(&self, name: &str) -> Vec<String> {
        let names = |(at, one): (usize, &Parameter)| {
            let names = [one.name.clone(), Some(format!("${}", at + 1))];
            names.into_iter().flatten().collect::<Vec<String>>()
        };
        let parameters = self.parameters.iter().enumerate();
        let mut all = parameters.map(names);
        let mut names = all.find(|names| names.iter().any(|one| one == name));
        let others = names.iter_mut().flatten().filter(|one| *one != name);
        others.map(|one| one.clone()).collect()
    }

    /// Whether a call with these variables runs it; nothing if that is not known.
    pub(super) fn runs_with(&self, variables: &Variables) -> Truth {
        if !self.strict {
            return Some(true);
        }
        let given = (1..=self.parameters.len()).map(|at| variables.get(&format!("${at}")));
        all(given.map(|value| value.map(|value| *value != Value::Null)))
    }

    /// The types of parameters as a statement lists them.
    pub(super) fn listed_kinds(types: Cursor<'_, '_>) -> Kinds {
        let listed = split_commas(types).into_iter().filter_map(Parameter::parse);
        listed.map(|one| one.kind).collect()
    }

    /// Whether it may be in a schema.
    pub(super) fn is_in(&self, schema: Option<&str>) -> bool {
        self.schema.is_none() || self.schema.as_deref() == schema
    }

    /// The variables that a call with these arguments starts with.
    pub(super) fn bind(&self, arguments: &[&[Token<'_>]], facts: Facts<'_>) -> Option<Variables> {
        let mut given: Vec<Option<&[Token<'_>]>> = vec![None; self.parameters.len()];
        let variadic = self.parameters.iter().position(|one| one.variadic);
        let single = variadic.unwrap_or(arguments.len()).min(arguments.len());
        let (arguments, more) = arguments.split_at(single);
        let named = |(at, one): (usize, &Parameter)| Some((one.name.clone()?, at));
        // Where a name stands twice, the first counts.
        let by_name: BTreeMap<String, usize> = self
            .parameters
            .iter()
            .enumerate()
            .rev()
            .filter_map(named)
            .collect();
        for (at, argument) in arguments.iter().enumerate() {
            let (at, argument) = match named_argument(argument) {
                Some((name, argument)) => (*by_name.get(&name)?, argument),
                None => (at, *argument),
            };
            *given.get_mut(at)? = Some(argument);
        }
        let mut variables = Variables::new();
        for (at, (parameter, argument)) in self.parameters.iter().zip(given).enumerate() {
            let value = match (argument, &parameter.default) {
                _ if parameter.variadic => parameter.values(more, facts),
                (Some(argument), _) => parameter.value(argument, facts),
                (None, Some(default)) => parameter.value(&touch::tokens(default), facts),
                (None, None) => return None,
            };
            let names = parameter.name.iter().cloned();
            let qualified = parameter
                .name
                .iter()
                .map(|name| format!("{}.{name}", self.name));
            for name in names.chain(qualified).chain([format!("${}", at + 1)]) {
                value::keep(&name, value.clone(), &mut variables);
            }
        }
        Some(variables)
    }
}

impl Parameter {
    /// `[IN] [name] type [DEFAULT value]`; nothing for what is only given back.
    fn parse(tokens: &[Token<'_>]) -> Option<Self> {
        let starts_default = |token: &Token<'_>| token.is("default") || token.is_symbol(b'=');
        let end = tokens.iter().position(starts_default);
        let default = end.map(|at| text(&tokens[at + 1..]));
        let declared = &tokens[..end.unwrap_or(tokens.len())];
        // The sign may be `:=`.
        let declared = match declared {
            [rest @ .., colon] if colon.is_symbol(b':') => rest,
            other => other,
        };
        let mut cursor = Cursor::new(declared);
        if cursor.word("out") {
            return None;
        }
        let variadic = cursor.one_of(&["in", "inout", "variadic"]) == Some(2);
        let mut ahead = cursor;
        let name = ahead.label_name().ok();
        let is_named = ahead
            .peek()
            .is_some_and(|token| matches!(token.kind, Kind::Word | Kind::Quoted));
        let (name, kind) = if is_named {
            (name, ahead.rest())
        } else {
            (None, cursor.rest())
        };
        Some(Self {
            name,
            kind: text(kind).to_ascii_lowercase().replace('"', ""),
            default,
            variadic,
        })
    }

    /// The array of all arguments that are left, or what `VARIADIC array` gives.
    fn values(&self, arguments: &[&[Token<'_>]], facts: Facts<'_>) -> Option<Value> {
        if let [[variadic, array @ ..]] = arguments {
            if variadic.is("variadic") {
                return self.value(array, facts);
            }
        }
        let values: Option<Vec<String>> = arguments
            .iter()
            .map(|argument| known(argument, facts))
            .collect();
        values.map(|values| Value::Array(values.into()))
    }

    fn value(&self, argument: &[Token<'_>], facts: Facts<'_>) -> Option<Value> {
        let value = match self.kind.contains('[') {
            true => array::elements(argument, facts).map(Value::Array),
            false => evaluate(argument, facts),
        };
        // The length that is written there does not count.
        let kind = self.kind.split('(').next().unwrap_or_default();
        Holds::of(&touch::tokens(kind), facts).take(value?)
    }
}

/// Whether a function is `STRICT`, or `RETURNS NULL ON NULL INPUT`.
fn is_strict(tokens: &[Token<'_>]) -> bool {
    let returns_null = |pair: &[Token<'_>]| pair[0].is("returns") && pair[1].is("null");
    tokens.iter().any(|token| token.is("strict")) || tokens.windows(2).any(returns_null)
}

/// `name => value` and `name := value`
fn named_argument<'t, 'a>(argument: &'t [Token<'a>]) -> Option<(String, &'t [Token<'a>])> {
    let mut cursor = Cursor::new(argument);
    let name = cursor.label_name().ok()?;
    let named = cursor.symbols("=>") || cursor.symbols(":=");
    named.then(|| (name, cursor.rest()))
}

impl Language {
    fn of(tokens: &[Token<'_>]) -> Self {
        let at = tokens.iter().position(|token| token.is("language"));
        let name = at.and_then(|at| tokens.get(at + 1));
        match name.map(|name| name.text.trim_matches(['\'', '"']).to_ascii_lowercase()) {
            Some(name) if name == "plpgsql" => Self::Plpgsql,
            Some(name) if name == "sql" => Self::Sql,
            _ => Self::Other,
        }
    }
}

/// The `SET search_path` behind the parameters.
pub(super) fn path(mut options: Cursor<'_, '_>) -> Option<Setting> {
    const OTHERS: [&str; 13] = [
        "as",
        "language",
        "security",
        "stable",
        "volatile",
        "immutable",
        "strict",
        "called",
        "returns",
        "cost",
        "set",
        "parallel",
        "external",
    ];
    while let Some(token) = options.next() {
        if token.is("set") && options.named("search_path") {
            let value = options.rest();
            let is_other = |token: &Token<'_>| OTHERS.iter().any(|word| token.is(word));
            let end = value.iter().position(is_other).unwrap_or(value.len());
            return Some(Setting::read(Cursor::new(&value[..end])));
        }
    }
    None
}

/// The tokens as a text that gives the same tokens.
fn text(tokens: &[Token<'_>]) -> String {
    let mut text = String::new();
    for (at, token) in tokens.iter().enumerate() {
        if at > 0 && tokens[at - 1].end() < token.start {
            text.push(' ');
        }
        text.push_str(token.text);
    }
    text
}
