//! Single steps of a block: what they hold, and those that hold no others.

use super::block::{Step, Tokens};
use super::constant::split_commas;
use super::cursor::Cursor;
use super::literal::{self, DEFAULT_ESCAPE};
use super::token::{Kind, Token};
use super::value::{self, FOUND, Variables};

impl<'t, 'a> Step<'t, 'a> {
    /// The lists of steps inside of this one.
    pub(super) fn inside(&self) -> Vec<&[Step<'t, 'a>]> {
        match self {
            Self::Block(block) => {
                let handlers = block.handlers.iter().map(|handler| &*handler.steps);
                handlers.chain([&*block.steps]).collect()
            }
            Self::If {
                branches,
                otherwise,
            } => {
                let branches = branches.iter().map(|branch| &*branch.steps);
                branches.chain([&**otherwise]).collect()
            }
            Self::Case {
                branches,
                otherwise,
                ..
            } => {
                let branches = branches.iter().map(|branch| &*branch.steps);
                branches.chain(otherwise.as_deref()).collect()
            }
            Self::Each { body, .. } | Self::Loop { body, .. } => vec![&body.steps],
            _ => Vec::new(),
        }
    }

    /// Tokens of it that stand in the file.
    pub(super) fn tokens(&self) -> Tokens<'t, 'a> {
        match self {
            Self::Block(block) => block.steps.first().map_or(&[], Self::tokens),
            Self::If { branches, .. } => branches.first().map_or(&[], |one| one.condition),
            Self::Case { head, .. } | Self::Each { head, .. } | Self::Loop { head, .. } => head,
            Self::Assign { value, .. } => value,
            Self::Execute { whole, .. } | Self::Leave { whole, .. } => whole,
            Self::Raise(whole) | Self::Rethrow(whole) | Self::Sql(whole) => whole,
            Self::Say(parts) => parts.first().copied().unwrap_or_default(),
            Self::Nothing => &[],
        }
    }
}

/// Forgets what a loop's body assigns: a second round starts with other values.
pub(super) fn forget_assigned(steps: &[Step<'_, '_>], variables: &mut Variables) {
    variables.remove(FOUND);
    for step in steps {
        match step {
            Step::Assign { variable, .. } | Step::Each { variable, .. } => {
                forget(variable, variables);
            }
            _ => forget_targets(step.tokens(), variables),
        }
        for inner in step.inside() {
            forget_assigned(inner, variables);
        }
    }
}

/// Forgets the variables that a statement may write to: those it names behind
/// `INTO`, of a loop those before `IN`, and of what has neither those it names at all.
/// A cursor that is moved tells whether it came upon a row, too.
pub(super) fn forget_targets(tokens: &[Token<'_>], variables: &mut Variables) {
    let begins_with = |words: &[&str]| {
        let first = tokens.first();
        first.is_some_and(|first| words.iter().any(|word| first.is(word)))
    };
    let at = |word: &str| tokens.iter().position(|token| token.is(word));
    let targets = if begins_with(&["for", "foreach"]) {
        &tokens[..at("in").unwrap_or(tokens.len())]
    } else if begins_with(&["call", "fetch", "get", "move"]) {
        if begins_with(&["fetch", "move"]) {
            forget(FOUND, variables);
        }
        tokens
    } else {
        for (at, token) in tokens.iter().enumerate() {
            if token.is("into") {
                forget_listed(Cursor::new(&tokens[at + 1..]), variables);
            }
        }
        &[]
    };
    for token in targets {
        if let Some(Ok(name)) = literal::name(token, DEFAULT_ESCAPE) {
            forget(&name, variables);
        }
    }
}

/// Forgets the variables of `[STRICT] variable, record.field, …`
fn forget_listed(mut list: Cursor<'_, '_>, variables: &mut Variables) {
    list.word("strict");
    while let Ok(name) = list.label_name() {
        // Of a field the record is forgotten with it.
        forget(&name, variables);
        while list.symbol(b'.') {
            list.next();
        }
        while list.symbol(b'[') {
            while list.next().is_some_and(|token| !token.is_symbol(b']')) {}
        }
        if !list.symbol(b',') {
            return;
        }
    }
}

/// Forgets a variable, and its fields if it is a record.
pub(super) fn forget(name: &str, variables: &mut Variables) {
    variables.remove(name);
    let field = |known: &str| {
        let rest = known.strip_prefix(name);
        rest.is_some_and(|rest| rest.starts_with('.'))
    };
    variables.retain(|known, _| !field(known));
}

/// The conditions between `WHEN` and `THEN` of a handler, in lower case.
pub(super) fn condition_names(tokens: &[Token<'_>]) -> Vec<String> {
    tokens
        .iter()
        .filter(|token| !token.is("or") && !token.is("sqlstate"))
        .filter_map(|token| match literal::text(token, DEFAULT_ESCAPE) {
            Some(code) => code.ok().map(|code| code.into_owned()),
            None => Some(token.text.to_ascii_lowercase()),
        })
        .collect()
}

/// A statement that holds no others.
pub(super) fn simple_step<'t, 'a>(whole: Tokens<'t, 'a>) -> Step<'t, 'a> {
    let mut cursor = Cursor::new(whole);
    if cursor.word("execute") {
        let text = expression(cursor.rest());
        return Step::Execute { whole, text };
    }
    if cursor.word("raise") {
        return raise_step(whole, cursor);
    }
    // These give rows and go on.
    if cursor.words(&["return", "next"]) {
        return Step::Nothing;
    }
    if cursor.words(&["return", "query"]) {
        return simple_step(cursor.rest());
    }
    if cursor.one_of(&["return", "exit", "continue"]).is_some() {
        let when = cursor.rest().iter().position(|token| token.is("when"));
        let condition = when.map_or(&[][..], |at| &cursor.rest()[at + 1..]);
        return Step::Leave { whole, condition };
    }
    if cursor.word("null") && cursor.at_end() {
        return Step::Nothing;
    }
    match assignment(whole) {
        Some((variable, value)) => Step::Assign { variable, value },
        None => Step::Sql(whole),
    }
}

/// The name or code of the condition that a `RAISE` raises.
pub(super) fn raised(whole: &[Token<'_>]) -> String {
    if whole.first().is_some_and(|first| first.is("case")) {
        return "case_not_found".to_owned();
    }
    let mut cursor = Cursor::new(whole.get(1..).unwrap_or_default());
    cursor.word("exception");
    let code = whole.windows(3).find_map(|three| {
        let names = three[0].is("errcode") && three[1].is_symbol(b'=');
        names.then(|| literal::text(&three[2], DEFAULT_ESCAPE))?
    });
    if let Some(Ok(code)) = code {
        return code.into_owned();
    }
    if whole.iter().any(|token| token.is("errcode")) {
        return String::new();
    }
    if cursor.word("sqlstate") {
        return cursor
            .text()
            .map(|code| code.into_owned())
            .unwrap_or_default();
    }
    match cursor.peek() {
        Some(token) if token.kind == Kind::Word && !token.is("using") => {
            token.text.to_ascii_lowercase()
        }
        _ => "raise_exception".to_owned(),
    }
}

fn raise_step<'t, 'a>(whole: Tokens<'t, 'a>, mut cursor: Cursor<'t, 'a>) -> Step<'t, 'a> {
    if cursor.at_end() {
        return Step::Rethrow(whole);
    }
    let levels = ["debug", "log", "info", "notice", "warning"];
    match cursor.one_of(&levels) {
        Some(_) => Step::Say(split_commas(cursor).into_iter().skip(1).collect()),
        None => Step::Raise(whole),
    }
}

/// `name := value`; of an element nothing is kept, and so the whole is forgotten.
fn assignment<'t, 'a>(whole: Tokens<'t, 'a>) -> Option<(String, Tokens<'t, 'a>)> {
    let mut cursor = Cursor::new(whole);
    let variable = value::name(&mut cursor)?;
    let element = cursor.symbol(b'[');
    while element && !cursor.symbol(b']') {
        cursor.next()?;
    }
    let assigns = cursor.symbols(":=") || cursor.symbol(b'=');
    let value = if element { &[] } else { cursor.rest() };
    assigns.then_some((variable, value))
}

/// The expression of an `EXECUTE`, without its `INTO` and `USING`.
fn expression<'t, 'a>(tokens: Tokens<'t, 'a>) -> Tokens<'t, 'a> {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Symbol(b'(') => depth += 1,
            Kind::Symbol(b')') => depth = depth.saturating_sub(1),
            Kind::Word if depth == 0 && (token.is("into") || token.is("using")) => {
                return &tokens[..at];
            }
            _ => {}
        }
    }
    tokens
}
