//! Which schemas a name without one is looked for in.

use super::constant::{self, split_commas};
use super::cursor::Cursor;
use super::lexer::Lexer;
use super::literal::truncated;
use super::token::Token;
use super::value::{Facts, Value, evaluate};

/// The schemas of one value of `search_path`, in their order.
pub(super) type Path = Vec<String>;

/// The most schemas of a path, and the most paths that a session may have, that are
/// followed: every name without a schema is looked up in each.
const MOST_SCHEMAS: usize = 64;
const MOST_PATHS: usize = 16;

/// The value that a statement gives to `search_path`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Setting {
    Default,
    Schemas(Path),
    /// What it was at an earlier point: one of these.
    Earlier(Vec<Path>),
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
    /// Without the user's own schema, which hardly ever is there, and without empty names;
    /// unknown where a part of a name is computed.
    fn of(mut schemas: Path) -> Self {
        schemas.retain(|schema| schema != "$user" && !schema.is_empty());
        let is_open = |schema: &String| schema.contains(constant::HOLE);
        if schemas.len() > MOST_SCHEMAS || schemas.iter().any(is_open) {
            return Self::Unknown;
        }
        Self::Schemas(schemas)
    }

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
            Ok(schemas) if cursor.at_end() => Self::of(schemas),
            _ => Self::Unknown,
        }
    }

    /// The `set_config('search_path', …)` that a query calls.
    pub(super) fn of_call(tokens: &[Token<'_>], facts: Facts<'_>) -> Option<(Self, Scope)> {
        let at = tokens.iter().position(|token| token.is("set_config"))?;
        let arguments = Cursor::new(&tokens[at + 1..]).parenthesized()?;
        match split_commas(arguments)[..] {
            [name, ..] if !is_search_path(name, facts) => None,
            [_, value, [local]] if local.is("true") => {
                Some((Self::of_value(value, facts), Scope::Local))
            }
            [_, value, [local]] if local.is("false") => {
                Some((Self::of_value(value, facts), Scope::Session))
            }
            _ => Some((Self::Unknown, Scope::Session)),
        }
    }

    fn of_value(value: &[Token<'_>], facts: Facts<'_>) -> Self {
        match evaluate(value, facts) {
            Some(Value::Path(paths)) => Self::Earlier(paths),
            Some(Value::Text(text)) if !text.contains(constant::HOLE) => Self::parse(&text),
            _ => Self::Unknown,
        }
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
            Ok(schemas) if cursor.at_end() => Self::of(schemas),
            _ => Self::Unknown,
        }
    }
}

/// What `current_setting('search_path')` gives. (Its text is not known, since the
/// user's own schema may be part of it.)
pub(super) fn current_setting(tokens: &[Token<'_>], facts: Facts<'_>) -> Option<Vec<Path>> {
    let mut cursor = Cursor::new(tokens);
    if cursor.word("pg_catalog") && !cursor.symbol(b'.') || !cursor.word("current_setting") {
        return None;
    }
    let arguments = cursor.parenthesized().filter(|_| cursor.at_end())?;
    let name = *split_commas(arguments).first()?;
    let paths = facts.catalogue.ambient.path.possible()?;
    is_search_path(name, facts).then(|| paths.to_vec())
}

fn is_search_path(name: &[Token<'_>], facts: Facts<'_>) -> bool {
    constant::known(name, facts).is_some_and(|name| name.eq_ignore_ascii_case("search_path"))
}

/// What `search_path` may be at a point.
///
/// A file starts with what the one before left if the runner keeps its session,
/// and with the default if not; so there may be more than one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SearchPath {
    /// What it may be; where it is computed, nothing is known.
    now: Option<Vec<Path>>,
    /// What a new session may start with.
    default: Option<Vec<Path>>,
    /// What it is again after the transaction.
    after_local: Option<Option<Vec<Path>>>,
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
    pub(super) fn possible(&self) -> Option<&[Path]> {
        self.now.as_deref()
    }

    /// Takes a statement's setting.
    pub(super) fn set(&mut self, setting: Setting, scope: Scope) {
        let value = self.value(setting);
        match scope {
            Scope::Session => self.after_local = None,
            Scope::Local => {
                self.after_local.get_or_insert_with(|| self.now.clone());
            }
        }
        self.now = value;
    }

    /// A statement has run outside of the file's own transactions: what is local may
    /// be over, unless the runner has a transaction around the file.
    pub(super) fn end_statement(&mut self) {
        if let Some(before) = &self.after_local {
            self.now = union(before.clone(), self.now.take());
        }
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

    fn value(&self, setting: Setting) -> Option<Vec<Path>> {
        match setting {
            Setting::Default => self.default.clone(),
            Setting::Schemas(schemas) => Some(vec![schemas]),
            Setting::Earlier(paths) => Some(paths),
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

fn union(one: Option<Vec<Path>>, other: Option<Vec<Path>>) -> Option<Vec<Path>> {
    let mut paths = one?;
    for path in other? {
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    (paths.len() <= MOST_PATHS).then_some(paths)
}
