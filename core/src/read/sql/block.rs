//! A PL/pgSQL body to blocks and steps, as far as the flow of control goes.

use super::cursor::Cursor;
use super::flow::Label;
use super::step::{condition_names, simple_step};
use super::token::{Kind, Token};

/// How deep blocks may nest; deeper ones are not followed.
const DEEPEST: usize = 50;

pub(super) type Tokens<'t, 'a> = &'t [Token<'a>];

/// `DECLARE … BEGIN … EXCEPTION … END`
#[derive(Debug)]
pub(super) struct Block<'t, 'a> {
    pub(super) label: Option<Label>,
    pub(super) variables: Vec<Declared<'t, 'a>>,
    pub(super) steps: Vec<Step<'t, 'a>>,
    pub(super) handlers: Vec<Handler<'t, 'a>>,
}

/// `name type [:= value]`
#[derive(Debug)]
pub(super) struct Declared<'t, 'a> {
    pub(super) name: String,
    pub(super) kind: Tokens<'t, 'a>,
    /// The expression that it starts with; empty where it starts as null.
    pub(super) value: Tokens<'t, 'a>,
}

/// `WHEN condition [OR …] THEN …`
#[derive(Debug)]
pub(super) struct Handler<'t, 'a> {
    /// Names of conditions, or `SQLSTATE` codes.
    pub(super) conditions: Vec<String>,
    pub(super) steps: Vec<Step<'t, 'a>>,
}

/// A statement of a block. Each holds the tokens that tell where it stands.
#[derive(Debug)]
pub(super) enum Step<'t, 'a> {
    Block(Block<'t, 'a>),
    If {
        branches: Vec<Branch<'t, 'a>>,
        otherwise: Vec<Step<'t, 'a>>,
    },
    /// `CASE [operand] WHEN … THEN … END CASE`
    Case {
        head: Tokens<'t, 'a>,
        operand: Tokens<'t, 'a>,
        branches: Vec<Branch<'t, 'a>>,
        otherwise: Option<Vec<Step<'t, 'a>>>,
    },
    /// `FOREACH variable [SLICE 1] IN ARRAY array LOOP`
    Each {
        head: Tokens<'t, 'a>,
        variable: String,
        sliced: bool,
        array: Tokens<'t, 'a>,
        body: Body<'t, 'a>,
    },
    /// Any other loop.
    Loop {
        head: Tokens<'t, 'a>,
        /// What stands before its `LOOP`.
        control: Tokens<'t, 'a>,
        body: Body<'t, 'a>,
    },
    Assign {
        variable: String,
        value: Tokens<'t, 'a>,
    },
    /// `EXECUTE` and the expression behind it.
    Execute {
        whole: Tokens<'t, 'a>,
        text: Tokens<'t, 'a>,
    },
    /// `RAISE NOTICE` and the like: the expressions that it shows.
    Say(Vec<Tokens<'t, 'a>>),
    /// `RAISE EXCEPTION`
    Raise(Tokens<'t, 'a>),
    /// `RAISE` alone, in a handler.
    Rethrow(Tokens<'t, 'a>),
    /// `RETURN`, `EXIT` or `CONTINUE`; with the condition of its `WHEN`.
    Leave {
        whole: Tokens<'t, 'a>,
        condition: Tokens<'t, 'a>,
    },
    Sql(Tokens<'t, 'a>),
    Nothing,
}

/// What a loop repeats.
#[derive(Debug)]
pub(super) struct Body<'t, 'a> {
    pub(super) label: Option<Label>,
    pub(super) steps: Vec<Step<'t, 'a>>,
}

/// `IF condition THEN …`, and `WHEN value, … THEN …` of a `CASE`
#[derive(Debug)]
pub(super) struct Branch<'t, 'a> {
    pub(super) condition: Tokens<'t, 'a>,
    pub(super) steps: Vec<Step<'t, 'a>>,
}

/// Parses a body; nothing if it is no PL/pgSQL that can be followed.
pub(super) fn parse<'t, 'a>(tokens: Tokens<'t, 'a>) -> Option<Block<'t, 'a>> {
    let mut parser = Parser {
        cursor: Cursor::new(tokens),
        depth: 0,
    };
    let block = parser.block()?;
    parser.cursor.symbol(b';');
    parser.cursor.at_end().then_some(block)
}

/// A variable; nothing for a cursor or another name for something.
fn declared<'t, 'a>(mut declaration: Cursor<'t, 'a>) -> Option<Declared<'t, 'a>> {
    let name = declaration.label_name().ok()?;
    let kind = declaration.rest();
    let mut length = 0;
    let others = ["cursor", "alias", "scroll"];
    while let Some(token) = declaration.peek() {
        if others.iter().any(|word| token.is(word)) {
            return None;
        }
        let starts =
            declaration.symbols(":=") || declaration.symbol(b'=') || declaration.word("default");
        if starts {
            break;
        }
        declaration.next();
        length = kind.len() - declaration.rest().len();
    }
    Some(Declared {
        name,
        kind: &kind[..length],
        value: declaration.rest(),
    })
}

struct Parser<'t, 'a> {
    cursor: Cursor<'t, 'a>,
    depth: usize,
}

impl<'t, 'a> Parser<'t, 'a> {
    /// A block up to its `END [label]`, without the semicolon.
    fn block(&mut self) -> Option<Block<'t, 'a>> {
        let label = self.label();
        let variables = if self.cursor.word("declare") {
            self.variables()?
        } else {
            Vec::new()
        };
        if !self.cursor.word("begin") {
            return None;
        }
        let steps = self.steps(&["exception", "end"])?;
        let handlers = if self.cursor.word("exception") {
            self.handlers()?
        } else {
            Vec::new()
        };
        if !self.cursor.word("end") {
            return None;
        }
        self.skip_end_label();
        Some(Block {
            label,
            variables,
            steps,
            handlers,
        })
    }

    /// `<<label>>`
    fn label(&mut self) -> Option<Label> {
        if !self.cursor.symbols("<<") {
            return None;
        }
        let label = self.cursor.next().and_then(Label::of);
        self.cursor.symbols(">>");
        label
    }

    fn skip_end_label(&mut self) {
        let label = self.cursor.peek();
        if label.is_some_and(|token| matches!(token.kind, Kind::Word | Kind::Quoted)) {
            self.cursor.next();
        }
    }

    fn variables(&mut self) -> Option<Vec<Declared<'t, 'a>>> {
        let mut variables = Vec::new();
        while !self.cursor.peek()?.is("begin") {
            let declaration = self.up_to_semicolon()?;
            self.cursor.next();
            variables.extend(declared(Cursor::new(declaration)));
        }
        Some(variables)
    }

    fn handlers(&mut self) -> Option<Vec<Handler<'t, 'a>>> {
        let mut handlers = Vec::new();
        while self.cursor.word("when") {
            let conditions = condition_names(self.up_to_word(&["then"])?);
            self.cursor.next();
            let steps = self.steps(&["when", "end"])?;
            handlers.push(Handler { conditions, steps });
        }
        Some(handlers)
    }

    /// Steps up to one of these keywords, which stays.
    fn steps(&mut self, ends: &[&str]) -> Option<Vec<Step<'t, 'a>>> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut steps = Vec::new();
        loop {
            let next = self.cursor.peek()?;
            if ends.iter().any(|end| next.is(end)) {
                self.depth -= 1;
                return Some(steps);
            }
            steps.push(self.step()?);
        }
    }

    fn step(&mut self) -> Option<Step<'t, 'a>> {
        if self.cursor.symbol(b';') {
            return Some(Step::Nothing);
        }
        let label = self.label();
        let head = self.cursor.rest();
        let first = self.cursor.peek()?;
        if first.is("declare") || first.is("begin") {
            let block = self.block()?;
            self.semicolon()?;
            return Some(Step::Block(Block { label, ..block }));
        }
        let words = ["if", "case", "foreach", "for", "while", "loop"];
        match words.iter().position(|word| first.is(word)) {
            Some(0) => self.if_step(),
            Some(1) => self.case_step(head),
            Some(2) => self.each_step(head, label),
            Some(_) => self.loop_step(head, label),
            None => {
                let whole = self.up_to_semicolon()?;
                self.semicolon()?;
                Some(simple_step(whole))
            }
        }
    }

    fn if_step(&mut self) -> Option<Step<'t, 'a>> {
        let mut branches = Vec::new();
        while self.cursor.one_of(&["if", "elsif", "elseif"]).is_some() {
            let condition = self.up_to_word(&["then"])?;
            self.cursor.next();
            let steps = self.steps(&["elsif", "elseif", "else", "end"])?;
            branches.push(Branch { condition, steps });
        }
        let otherwise = if self.cursor.word("else") {
            self.steps(&["end"])?
        } else {
            Vec::new()
        };
        self.end(&["end", "if"])?;
        Some(Step::If {
            branches,
            otherwise,
        })
    }

    fn case_step(&mut self, head: Tokens<'t, 'a>) -> Option<Step<'t, 'a>> {
        self.cursor.next();
        let operand = self.up_to_word(&["when"])?;
        let mut branches = Vec::new();
        while self.cursor.word("when") {
            let condition = self.up_to_word(&["then"])?;
            self.cursor.next();
            let steps = self.steps(&["when", "else", "end"])?;
            branches.push(Branch { condition, steps });
        }
        let otherwise = if self.cursor.word("else") {
            Some(self.steps(&["end"])?)
        } else {
            None
        };
        self.end(&["end", "case"])?;
        Some(Step::Case {
            head: self.passed(head),
            operand,
            branches,
            otherwise,
        })
    }

    fn each_step(&mut self, head: Tokens<'t, 'a>, label: Option<Label>) -> Option<Step<'t, 'a>> {
        self.cursor.next();
        let mut control = Cursor::new(self.up_to_word(&["loop"])?);
        let body = self.loop_body(label)?;
        let head = self.passed(head);
        let variable = control.label_name().ok();
        let sliced = control.word("slice") && control.next().is_some_and(|n| n.text == "1");
        let array = control.words(&["in", "array"]).then(|| control.rest());
        Some(match (variable, array) {
            (Some(variable), Some(array)) => Step::Each {
                head,
                variable,
                sliced,
                array,
                body,
            },
            _ => Step::Loop {
                head,
                control: &[],
                body,
            },
        })
    }

    fn loop_step(&mut self, head: Tokens<'t, 'a>, label: Option<Label>) -> Option<Step<'t, 'a>> {
        let control = self.up_to_word(&["loop"])?;
        let body = self.loop_body(label)?;
        let head = self.passed(head);
        Some(Step::Loop {
            head,
            control,
            body,
        })
    }

    fn loop_body(&mut self, label: Option<Label>) -> Option<Body<'t, 'a>> {
        self.cursor.next();
        let steps = self.steps(&["end"])?;
        if !self.cursor.words(&["end", "loop"]) {
            return None;
        }
        self.skip_end_label();
        self.semicolon()?;
        Some(Body { label, steps })
    }

    /// The tokens from there to here.
    fn passed(&self, from: Tokens<'t, 'a>) -> Tokens<'t, 'a> {
        &from[..from.len() - self.cursor.rest().len()]
    }

    fn end(&mut self, words: &[&str]) -> Option<()> {
        if self.cursor.words(words) {
            self.semicolon()
        } else {
            None
        }
    }

    fn semicolon(&mut self) -> Option<()> {
        self.cursor.symbol(b';').then_some(())
    }

    /// The tokens before the next semicolon, which stays.
    fn up_to_semicolon(&mut self) -> Option<Tokens<'t, 'a>> {
        self.up_to(|token| token.is_symbol(b';'))
    }

    /// The tokens before one of these keywords, which stays.
    fn up_to_word(&mut self, words: &[&str]) -> Option<Tokens<'t, 'a>> {
        self.up_to(|token| words.iter().any(|word| token.is(word)))
    }

    /// The tokens before one that fits, outside of brackets and of `CASE … END`.
    fn up_to(&mut self, fits: impl Fn(&Token<'a>) -> bool) -> Option<Tokens<'t, 'a>> {
        let tokens = self.cursor.rest();
        let mut depth = 0_usize;
        while let Some(token) = self.cursor.peek() {
            if depth == 0 && fits(token) {
                return Some(self.passed(tokens));
            }
            if token.is("case") || matches!(token.kind, Kind::Symbol(b'(' | b'[')) {
                depth += 1;
            } else if token.is("end") || matches!(token.kind, Kind::Symbol(b')' | b']')) {
                depth = depth.saturating_sub(1);
            }
            self.cursor.next();
        }
        None
    }
}
