//! The statements of a file that may matter, before any of them is run.
//!
//! All that needs no more than the file's own text is done here, as it can be done
//! for several files at once: finding where each statement ends is what reading
//! costs.

use super::lexer::Lexer;
use super::refusal::Site;
use super::script::{Script, Unit};
use super::statement::{self, Interest, Statement, interest, parse};
use super::token::{Kind, LexError, Token};
use super::touch::Hints;

/// A statement, or a meta-command between statements.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    /// Stands at the first byte.
    lexer: Lexer<'a>,
    end: usize,
    pub(super) matters: Matters,
}

/// When a statement has to be run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Matters {
    Always,
    /// If there is a function that may change types, as this may call it.
    IfTypesChange,
    /// Rows of data: if there is any function that is remembered.
    ///
    /// `hinted` says that the text is about types, otherwise what they do counts.
    Insert { hinted: bool },
    /// A block that changes nothing by itself, and may name a function.
    Block,
    Never,
}

impl<'a> Piece<'a> {
    /// Where it stands; its end may be behind a semicolon.
    pub(super) fn site(&self, file: usize) -> Site {
        let start = self.lexer.offset();
        Site {
            file,
            at: start,
            start,
            end: self.end,
        }
    }

    pub(super) fn end(&self) -> usize {
        self.end
    }

    /// Reads it into the buffer.
    pub(super) fn read(&self, tokens: &mut Vec<Token<'a>>) -> Result<Unit<'a>, LexError> {
        let mut script = Script {
            lexer: self.lexer.clone(),
        };
        script.next_whole(tokens)
    }
}

/// Finds the pieces of a text.
pub(super) fn outline(lexer: Lexer<'_>) -> Result<Vec<Piece<'_>>, LexError> {
    let mut script = Script { lexer };
    let mut pieces = Vec::new();
    let mut tokens = Vec::new();
    while let Some(first) = script.lexer.next_token()? {
        let lexer = script.lexer.at(first.start);
        let matters = match first.kind {
            Kind::Symbol(b';') => None,
            Kind::Meta => Some(Matters::Always),
            _ => {
                tokens.clear();
                tokens.push(first);
                matters(&mut script, &mut tokens)?
            }
        };
        if let Some(matters) = matters {
            let end = script.lexer.offset();
            pieces.push(Piece {
                lexer,
                end,
                matters,
            });
        }
    }
    Ok(pieces)
}

/// Passes over the statement whose first token is in the buffer; nothing if it
/// cannot matter.
fn matters<'a>(
    script: &mut Script<'a>,
    tokens: &mut Vec<Token<'a>>,
) -> Result<Option<Matters>, LexError> {
    let start = tokens[0].start;
    loop {
        match interest(tokens) {
            Interest::Undecided => {}
            Interest::None => {
                script.skip(tokens)?;
                return Ok(None);
            }
            Interest::Calling => {
                let hinted = is_hinted(script, start, tokens)?;
                return Ok(Some(if hinted {
                    Matters::Always
                } else {
                    Matters::IfTypesChange
                }));
            }
            Interest::Insert => {
                let hinted = is_hinted(script, start, tokens)?;
                return Ok(Some(Matters::Insert { hinted }));
            }
            Interest::All => {
                script.collect(tokens)?;
                return of_whole(script, tokens).map(Some);
            }
        }
        match script.lexer.next_token()? {
            None => return Ok(None),
            Some(token) if token.is_symbol(b';') => return Ok(None),
            Some(token) => tokens.push(token),
        }
    }
}

/// Passes over a statement; whether its text may be about types or settings.
fn is_hinted<'a>(
    script: &mut Script<'a>,
    start: usize,
    tokens: &[Token<'a>],
) -> Result<bool, LexError> {
    script.lexer.opaque = false;
    script.skip(tokens)?;
    let lexer = &script.lexer;
    let hints = Hints::of(&lexer.text[start..lexer.offset()]);
    Ok(lexer.opaque || hints.types || hints.path || hints.catalogue)
}

/// Takes what a statement says about the text behind it, and tells when it matters.
fn of_whole(script: &mut Script<'_>, tokens: &[Token<'_>]) -> Result<Matters, LexError> {
    let head = &tokens[0];
    if head.is("do") {
        return Ok(of_block(tokens));
    }
    if head.is("create") {
        return Ok(of_routine(tokens));
    }
    if script.lexer.script && (head.is("copy") || head.is("set") || head.is("reset")) {
        match parse(tokens) {
            Ok(Statement::CopyIn) => script.lexer.skip_copy_data()?,
            Ok(Statement::BackslashEscapes(on)) => script.lexer.backslash_escapes = on,
            _ => {}
        }
    }
    Ok(Matters::Always)
}

fn of_block(tokens: &[Token<'_>]) -> Matters {
    match statement::do_body(tokens).map(|body| Hints::of(body.text)) {
        Some(hints) if hints.types || hints.executes || hints.path => Matters::Always,
        _ => Matters::Block,
    }
}

/// A function counts for the statements that call it.
fn of_routine(tokens: &[Token<'_>]) -> Matters {
    if !statement::is_routine(tokens) {
        return Matters::Always;
    }
    match statement::routine_body(tokens).map(|body| Hints::of(body.text)) {
        Some(hints) if hints.types || hints.executes => Matters::Always,
        _ => Matters::Never,
    }
}
