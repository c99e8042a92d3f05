//! A file's statements, one after the other.

use super::escapes::Escapes;
use super::lexer::Lexer;
use super::skip::Stop;
use super::statement::{Interest, Statement, interest, parse};
use super::token::{Kind, LexError, Token, ends_statement, is_reset};

/// What may say how to read the text behind it.
const SETTING: [&str; 11] = [
    "abort",
    "begin",
    "commit",
    "copy",
    "end",
    "release",
    "reset",
    "rollback",
    "savepoint",
    "set",
    "start",
];

/// Cuts a text into statements, and passes over those that cannot matter.
pub(super) struct Script<'a> {
    pub(super) lexer: Lexer<'a>,
    escapes: Escapes,
    /// How many `\if` of psql are open.
    conditions: usize,
}

/// A statement's tokens are in the buffer; this is what else there is to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit<'a> {
    Statement,
    /// A statement whose result psql runs as SQL (`\gexec`).
    Generator,
    /// A meta-command between statements.
    Meta(&'a str),
}

impl<'a> Script<'a> {
    pub(super) fn new(lexer: Lexer<'a>) -> Self {
        Self {
            escapes: Escapes::new(lexer.backslash_escapes),
            lexer,
            conditions: 0,
        }
    }

    /// The tokens of the statement here, or the meta-command.
    pub(super) fn next_whole(&mut self, tokens: &mut Vec<Token<'a>>) -> Result<Unit<'a>, LexError> {
        tokens.clear();
        while interest(tokens) == Interest::Undecided {
            match self.lexer.next_token()? {
                Some(token) if token.kind == Kind::Meta && tokens.is_empty() => {
                    return Ok(Unit::Meta(token.text));
                }
                Some(token) if !token.is_symbol(b';') => tokens.push(token),
                _ => return Ok(Unit::Statement),
            }
        }
        self.collect(tokens)
    }

    /// The tokens of the next statement, whatever it is; none for a meta-command.
    pub(super) fn next_of_all(&mut self, tokens: &mut Vec<Token<'a>>) -> Result<bool, LexError> {
        tokens.clear();
        let Some(first) = self.lexer.next_token()? else {
            return Ok(false);
        };
        if first.kind == Kind::Meta {
            self.follow_meta(first.text);
        }
        if matches!(first.kind, Kind::Symbol(b';') | Kind::Meta) {
            return Ok(true);
        }
        tokens.push(first);
        while interest(tokens) == Interest::Undecided {
            match self.lexer.next_token()? {
                None => return Ok(true),
                Some(token) if token.is_symbol(b';') => return Ok(true),
                Some(token) => tokens.push(token),
            }
        }
        self.collect(tokens).map(|_| true)
    }

    /// Takes what a whole statement says about the text behind it; whether data of its
    /// own came next.
    pub(super) fn follow(&mut self, tokens: &[Token<'_>]) -> bool {
        let first = tokens.first().filter(|_| self.lexer.script);
        if !first.is_some_and(|first| first.is_any(&SETTING)) {
            return false;
        }
        match parse(tokens) {
            Ok(Statement::CopyIn) => {
                self.lexer.skip_copy_data();
                return true;
            }
            Ok(statement) => self.escapes.follow(&statement),
            Err(_) => {}
        }
        self.lexer.backslash_escapes = self.escapes.now;
        false
    }

    /// Takes what a line of psql's own says about the text behind it.
    pub(super) fn follow_meta(&mut self, line: &str) {
        let mut words = line.split_ascii_whitespace();
        match words.next().unwrap_or_default() {
            "\\if" => self.conditions += 1,
            "\\endif" => self.conditions = self.conditions.saturating_sub(1),
            "\\q" | "\\quit" if self.conditions == 0 => self.lexer.at = self.lexer.text.len(),
            command if command.eq_ignore_ascii_case("\\copy") => {
                let mut from = words.skip_while(|word| !word.eq_ignore_ascii_case("from"));
                let source = from.nth(1).unwrap_or_default();
                if source.trim_end_matches(';').eq_ignore_ascii_case("stdin") {
                    self.lexer.skip_copy_data();
                }
            }
            _ => {}
        }
    }

    /// Passes over the rest, unless what was read already ends the statement.
    pub(super) fn skip(&mut self, tokens: &[Token<'a>]) -> Result<Stop, LexError> {
        if tokens.len() > 1 && tokens.last().is_some_and(ends) {
            return Ok(Stop::Semicolon);
        }
        let is_rule = tokens.last().is_some_and(|token| token.is("rule"));
        self.lexer.skip_statement(is_rule)
    }

    /// Reads the rest of a statement.
    pub(super) fn collect(&mut self, tokens: &mut Vec<Token<'a>>) -> Result<Unit<'a>, LexError> {
        let mut nesting = Nesting::of(tokens);
        while let Some(token) = self.lexer.next_token()? {
            if matches!(token.kind, Kind::Meta) {
                if token.text.starts_with("\\gexec") {
                    return Ok(Unit::Generator);
                }
                if is_reset(token.text) {
                    tokens.clear();
                }
                if ends(&token) {
                    break;
                }
                continue;
            }
            if token.is_symbol(b';') && nesting.is_outside() {
                break;
            }
            nesting.pass(&token);
            tokens.push(token);
        }
        Ok(Unit::Statement)
    }
}

fn ends(token: &Token<'_>) -> bool {
    token.is_symbol(b';') || (token.kind == Kind::Meta && ends_statement(token.text))
}

/// How deep in brackets, and in the `BEGIN ATOMIC … END` of a function, a
/// semicolon would stand.
struct Nesting {
    brackets: usize,
    blocks: usize,
    routine: bool,
    after_begin: bool,
}

impl Nesting {
    fn of(tokens: &[Token<'_>]) -> Self {
        Self {
            brackets: 0,
            blocks: 0,
            routine: tokens
                .last()
                .is_some_and(|token| token.is("function") || token.is("procedure")),
            after_begin: false,
        }
    }

    fn is_outside(&self) -> bool {
        self.brackets == 0 && self.blocks == 0
    }

    fn pass(&mut self, token: &Token<'_>) {
        match token.kind {
            Kind::Symbol(b'(') => self.brackets += 1,
            Kind::Symbol(b')') => self.brackets = self.brackets.saturating_sub(1),
            Kind::Word if self.routine => self.pass_word(token),
            _ => {}
        }
    }

    fn pass_word(&mut self, token: &Token<'_>) {
        let began = core::mem::replace(&mut self.after_begin, token.is("begin"));
        if (began && token.is("atomic")) || (self.blocks > 0 && token.is("case")) {
            self.blocks += 1;
        } else if token.is("end") {
            self.blocks = self.blocks.saturating_sub(1);
        }
    }
}
