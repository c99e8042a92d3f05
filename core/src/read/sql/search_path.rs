//! Which schemas a name without one is looked for in.

use super::cursor::Cursor;
use super::lexer::Lexer;
use super::literal::truncated;
use super::token::Token;

/// The value that a statement gives to `search_path`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Setting {
    Default,
    Schemas(Vec<String>),
    /// Computed.
    Unknown,
}

/// For how long it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scope {
    Session,
    Local,
}

impl Setting {
    /// Reads what follows `SET search_path` or `SET SCHEMA`.
    pub(super) fn read(mut cursor: Cursor<'_, '_>) -> Self {
        if !cursor.symbol(b'=') {
            cursor.word("to");
        }
        if cursor.at_end() || cursor.word("default") {
            return Self::Default;
        }
        let schema = |cursor: &mut Cursor<'_, '_>| {
            let text = cursor.text().map(|text| truncated(text.into_owned()));
            text.or_else(|_| cursor.label_name())
        };
        match cursor.list(schema) {
            Ok(schemas) if cursor.at_end() => Self::Schemas(known(schemas)),
            _ => Self::Unknown,
        }
    }

    /// The `set_config('search_path', …)` that a query calls.
    pub(super) fn of_call(tokens: &[Token<'_>]) -> Option<(Self, Scope)> {
        let at = tokens.iter().position(|token| token.is("set_config"))?;
        let mut arguments = Cursor::new(&tokens[at + 1..]).parenthesized()?;
        let name = arguments.text().ok()?;
        if !name.eq_ignore_ascii_case("search_path") || !arguments.symbol(b',') {
            return None;
        }
        let value = arguments.text().ok().filter(|_| arguments.symbol(b','));
        let local = arguments.one_of(&["false", "true"]);
        let setting = match value {
            Some(value) if arguments.at_end() && local.is_some() => Self::parse(&value),
            _ => Self::Unknown,
        };
        let scope = if local == Some(1) {
            Scope::Local
        } else {
            Scope::Session
        };
        Some((setting, scope))
    }

    /// Reads the text that `set_config` takes: names with commas between.
    pub(super) fn parse(text: &str) -> Self {
        let mut lexer = Lexer::fragment(text);
        let mut tokens = Vec::new();
        while let Ok(Some(token)) = lexer.next_token() {
            tokens.push(token);
        }
        let mut cursor = Cursor::new(&tokens);
        if cursor.at_end() {
            return Self::Schemas(Vec::new());
        }
        match cursor.list(Cursor::label_name) {
            Ok(schemas) if cursor.at_end() => Self::Schemas(known(schemas)),
            _ => Self::Unknown,
        }
    }
}

/// Without the user's own schema, which hardly ever is there, and without empty names.
fn known(mut schemas: Vec<String>) -> Vec<String> {
    schemas.retain(|schema| schema != "$user" && !schema.is_empty());
    schemas
}

/// What `search_path` may be at a point.
///
/// A file starts with what the one before left if the runner keeps its session,
/// and with the default if not; so there may be more than one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SearchPath {
    /// What it may be; where it is computed, nothing is known.
    now: Option<Vec<Vec<String>>>,
    /// What a new session may start with.
    default: Option<Vec<Vec<String>>>,
    /// What it is again after the transaction.
    after_local: Option<Option<Vec<Vec<String>>>>,
}

impl Default for SearchPath {
    fn default() -> Self {
        let default = Some(vec![vec![String::from("public")]]);
        Self {
            now: default.clone(),
            default,
            after_local: None,
        }
    }
}

impl SearchPath {
    /// The paths that it may be; none if it can be any.
    pub(super) fn possible(&self) -> Option<&[Vec<String>]> {
        self.now.as_deref()
    }

    /// Takes a statement's setting.
    pub(super) fn set(&mut self, setting: Setting, scope: Scope, in_transaction: bool) {
        let value = self.value(setting);
        if scope == Scope::Session {
            self.now = value;
            self.after_local = None;
            return;
        }
        self.after_local.get_or_insert_with(|| self.now.clone());
        // Without a transaction of the file's own, the runner's decides whether it counts.
        self.now = if in_transaction {
            value
        } else {
            union(self.now.take(), value)
        };
    }

    /// Takes the setting of a function, for as long as it runs.
    pub(super) fn replace(&mut self, setting: Setting) {
        self.now = self.value(setting);
    }

    /// Takes what later sessions start with.
    pub(super) fn set_default(&mut self, setting: Setting) {
        let value = self.value(setting);
        self.default = union(self.default.take(), value);
    }

    fn value(&self, setting: Setting) -> Option<Vec<Vec<String>>> {
        match setting {
            Setting::Default => self.default.clone(),
            Setting::Schemas(schemas) => Some(vec![schemas]),
            Setting::Unknown => None,
        }
    }

    pub(super) fn end_transaction(&mut self) {
        if let Some(before) = self.after_local.take() {
            self.now = before;
        }
    }

    /// Whatever this or the other may be.
    pub(super) fn or(&mut self, other: &Self) {
        self.now = union(self.now.take(), other.now.clone());
        self.default = union(self.default.take(), other.default.clone());
        if self.after_local.is_none() {
            self.after_local = other.after_local.clone();
        }
    }

    /// Another file begins, in this session or in a new one.
    pub(super) fn begin_file(&mut self) {
        self.end_transaction();
        if self.now != self.default {
            self.now = union(self.default.clone(), self.now.take());
        }
    }
}

fn union(
    one: Option<Vec<Vec<String>>>,
    other: Option<Vec<Vec<String>>>,
) -> Option<Vec<Vec<String>>> {
    let mut paths = one?;
    for path in other? {
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    Some(paths)
}
