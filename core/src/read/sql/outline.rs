//! The statements of a file that may matter, before any of them is run.
//!
//! All that needs no more than the file's own text is done here, as it can be done
//! for several files at once: finding where each statement ends is what reading
//! costs.

use super::hints::Hints;
use super::lexer::Lexer;
use super::odd;
use super::refusal::Site;
use super::script::{Script, Unit};
use super::statement::{self, Head, Interest, Parsed, parse};
use super::token::{Kind, LexError, Token};

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
    /// It creates a function that may change types.
    Routine,
    /// It may be no statement, or more than one.
    Odd,
    /// Where it may call, name or replace a function that may change types.
    IfCalling,
    /// Rows of data: where there are such functions, and it may call one or hints
    /// at types. `opaque` as in the lexer.
    Insert {
        opaque: bool,
    },
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

    pub(super) fn start(&self) -> usize {
        self.lexer.offset()
    }

    pub(super) fn end(&self) -> usize {
        self.end
    }

    pub(super) fn text(&self) -> &'a str {
        &self.lexer.text[self.lexer.offset()..self.end]
    }

    /// What its tokens say.
    pub(super) fn parse(&self, tokens: &[Token<'_>]) -> Parsed {
        match self.matters {
            Matters::Odd => odd::parse_odd(tokens),
            _ => parse(tokens),
        }
    }

    /// Whether a backslash escapes in its literals.
    pub(super) fn backslash_escapes(&self) -> bool {
        self.lexer.backslash_escapes
    }

    /// Reads it into the buffer.
    pub(super) fn read(&self, tokens: &mut Vec<Token<'a>>) -> Result<Unit<'a>, LexError> {
        Script::new(self.lexer).next_whole(tokens)
    }
}

/// Finds the pieces of a text; all its statements, where there are functions that may
/// change types: any of them may call one.
pub(super) fn outline(lexer: Lexer<'_>, all: bool) -> Result<Vec<Piece<'_>>, LexError> {
    let mut script = Script::new(lexer);
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
                let matters = matters(&mut script, &mut tokens)?;
                matters.or(all.then_some(Matters::IfCalling))
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
        if matches!(first.kind, Kind::Meta) {
            script.follow_meta(first.text);
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
    let head = Head::of(&tokens[0]);
    loop {
        let wanted = head.interest(&tokens[1..]);
        match wanted {
            Interest::Undecided => {}
            Interest::None => {
                script.lexer.runs_on = false;
                script.skip(tokens)?;
                return Ok(script.lexer.runs_on.then_some(Matters::Odd));
            }
            Interest::Unknown => {
                script.skip(tokens)?;
                let text = &script.lexer.text[start..script.lexer.offset()];
                return Ok(odd::matters(text).then_some(Matters::Odd));
            }
            Interest::Calling | Interest::Insert => {
                script.lexer.opaque = false;
                script.lexer.runs_on = false;
                script.skip(tokens)?;
                return Ok(Some(match head {
                    _ if script.lexer.runs_on => Matters::Odd,
                    // Of a trigger only the function matters that it calls.
                    Head::Create if !script.lexer.opaque => Matters::IfCalling,
                    _ => of_query(script, start, wanted),
                }));
            }
            Interest::All => {
                script.collect(tokens)?;
                if tokens.is_empty() {
                    return Ok(None);
                }
                let matters = of_whole(script, tokens)?;
                let several = odd::missing_semicolon(tokens).is_some();
                return Ok(Some(if several { Matters::Odd } else { matters }));
            }
        }
        match script.lexer.next_token()? {
            None => return Ok(None),
            Some(token) if token.is_symbol(b';') => return Ok(None),
            Some(token) => tokens.push(token),
        }
    }
}

/// Of a query that ends here.
fn of_query(script: &Script<'_>, start: usize, wanted: Interest) -> Matters {
    let lexer = &script.lexer;
    let opaque = lexer.opaque;
    if wanted == Interest::Insert {
        return Matters::Insert { opaque };
    }
    let text = &lexer.text[start..lexer.offset()];
    if opaque || Hints::of(text).concern_queries() {
        Matters::Always
    } else {
        Matters::IfCalling
    }
}

/// Takes what a statement says about the text behind it, and tells when it matters.
fn of_whole(script: &mut Script<'_>, tokens: &[Token<'_>]) -> Result<Matters, LexError> {
    let head = &tokens[0];
    let body = if head.is("do") {
        Some(statement::do_body(tokens))
    } else if head.is("create") && statement::is_routine(tokens) {
        Some(statement::routine_body(tokens))
    } else {
        None
    };
    if let Some(body) = body {
        let hints = body.map(|body| Hints::of(body.text)).unwrap_or_default();
        return Ok(if hints.concern_bodies() && !head.is("do") {
            Matters::Routine
        } else if hints.concern_bodies() || (hints.catalogue && !head.is("do")) {
            Matters::Always
        } else {
            Matters::IfCalling
        });
    }
    script.follow(tokens);
    Ok(Matters::Always)
}
