//! Tokens of one statement to what the replay does with it.

use super::cursor::{Cursor, TypeRef};
use super::ddl::{alter, create, drop};
use super::odd::Odd;
use super::search_path::{Scope, Setting};
use super::session::{copy, reset, set, transaction};
use super::token::{Kind, Token};
use crate::change::Change;
use crate::model::{Label, Name};

/// What a statement does to types, or what the reading of others depends on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Statement {
    CreateEnum {
        name: TypeRef,
        /// The labels and where each stands in the text.
        labels: Vec<(Label, usize)>,
    },
    /// A domain, or a range: it goes with the type that it is over.
    CreateDomain {
        name: TypeRef,
        over: TypeRef,
    },
    /// Any other type that is no enum.
    CreateOther {
        name: TypeRef,
    },
    /// `CREATE TYPE name;`, which a definition may follow.
    CreateShell {
        name: TypeRef,
    },
    Alter {
        name: TypeRef,
        change: Change,
    },
    /// An `ALTER TYPE` that changes no label: its type must be there all the same.
    AlterOther {
        name: TypeRef,
    },
    DropTypes {
        names: Vec<TypeRef>,
        if_exists: bool,
        cascade: bool,
    },
    CreateSchema {
        name: String,
        if_not_exists: bool,
    },
    RenameSchema {
        from: String,
        to: Name,
    },
    DropSchemas {
        names: Vec<String>,
        if_exists: bool,
        cascade: bool,
    },
    SearchPath {
        setting: Setting,
        scope: Scope,
    },
    /// What later sessions start with.
    SessionDefault(Setting),
    /// `standard_conforming_strings`, as a setting of the lexer.
    BackslashEscapes {
        on: bool,
        scope: Scope,
    },
    Transaction(Transaction),
    Do,
    Routine,
    AlterRoutine,
    DropRoutines,
    DropOwned,
    CopyIn,
    /// Anything that may call a function.
    Query,
    /// It begins with no word of SQL, or runs into another.
    Odd(Odd),
    /// Nothing that matters here.
    Other,
}

/// A statement that begins or ends something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Transaction {
    Begin,
    Commit { chain: bool },
    Rollback { chain: bool },
    Savepoint(String),
    RollbackTo(String),
    Release(String),
}

/// A statement that the server would not take.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Malformed {
    /// The type that it is about, as far as it got.
    pub(super) about: Option<TypeRef>,
    pub(super) reason: String,
}

impl From<String> for Malformed {
    fn from(reason: String) -> Self {
        Self {
            about: None,
            reason,
        }
    }
}

pub(super) type Parsed = Result<Statement, Malformed>;

/// What a statement's first words say about the need for the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Interest {
    /// Another word tells.
    Undecided,
    /// It can be passed over.
    None,
    /// No statement begins so.
    Unknown,
    /// All its tokens are needed.
    All,
    /// It may call a function.
    Calling,
    /// It adds rows, and may call a function.
    Insert,
}

/// What the first word of a statement says.
#[derive(Debug, Clone, Copy)]
pub(super) enum Head {
    Create,
    Alter,
    Drop,
    Insert,
    Enough(Interest),
}

/// What the first words of statements say, by their first letter: this is asked of
/// every statement.
static FIRST_WORDS: [&[(&str, Head)]; 26] = {
    const ALL: Head = Head::Enough(Interest::All);
    const CALLING: Head = Head::Enough(Interest::Calling);
    const NONE: Head = Head::Enough(Interest::None);
    [
        &[
            ("alter", Head::Alter),
            ("abort", ALL),
            ("analyze", NONE),
            ("analyse", NONE),
        ],
        &[("begin", ALL)],
        &[
            ("create", Head::Create),
            ("comment", NONE),
            ("copy", ALL),
            ("commit", ALL),
            ("call", CALLING),
            ("checkpoint", NONE),
            ("close", NONE),
            ("cluster", NONE),
        ],
        &[
            ("drop", Head::Drop),
            ("do", ALL),
            ("delete", CALLING),
            ("discard", ALL),
            ("deallocate", NONE),
            ("declare", NONE),
        ],
        &[("end", ALL), ("explain", CALLING), ("execute", NONE)],
        &[("fetch", NONE)],
        &[("grant", NONE)],
        &[],
        &[("insert", Head::Insert), ("import", NONE)],
        &[],
        &[],
        &[("lock", NONE), ("listen", NONE), ("load", NONE)],
        &[("merge", CALLING), ("move", NONE)],
        &[("notify", NONE)],
        &[],
        &[("prepare", ALL), ("perform", CALLING)],
        &[],
        &[
            ("reset", ALL),
            ("rollback", ALL),
            ("release", ALL),
            ("revoke", NONE),
            ("refresh", NONE),
            ("reindex", NONE),
            ("reassign", NONE),
        ],
        &[
            ("select", CALLING),
            ("set", ALL),
            ("start", ALL),
            ("savepoint", ALL),
            ("security", NONE),
            ("show", NONE),
        ],
        &[("table", CALLING), ("truncate", NONE)],
        &[("update", CALLING), ("unlisten", NONE)],
        &[("values", CALLING), ("vacuum", NONE)],
        &[("with", CALLING)],
        &[],
        &[],
        &[],
    ]
};

impl Head {
    pub(super) fn of(head: &Token<'_>) -> Self {
        let first = head.text.as_bytes()[0] | 0x20;
        // A query in parentheses.
        if first == b'(' {
            return Self::Enough(Interest::None);
        }
        if first.is_ascii_lowercase() {
            for (word, meaning) in FIRST_WORDS[usize::from(first - b'a')] {
                if head.is(word) {
                    return *meaning;
                }
            }
        }
        Self::Enough(Interest::Unknown)
    }

    /// Tells with the words behind it.
    pub(super) fn interest(self, rest: &[Token<'_>]) -> Interest {
        match self {
            Self::Enough(interest) => interest,
            Self::Create => create_interest(Cursor::new(rest)),
            Self::Alter | Self::Drop if rest.first().is_some_and(names_routine) => {
                Interest::Calling
            }
            Self::Alter => by_second_word(rest.first(), &ALTERS),
            Self::Drop => by_second_word(rest.first(), &DROPS),
            Self::Insert => insert_interest(Cursor::new(rest)),
        }
    }
}

/// Tells from the first words of a statement.
pub(super) fn interest(tokens: &[Token<'_>]) -> Interest {
    match tokens.split_first() {
        Some((head, rest)) => Head::of(head).interest(rest),
        None => Interest::Undecided,
    }
}

fn by_second_word(second: Option<&Token<'_>>, wanted: &[&str]) -> Interest {
    match second {
        None => Interest::Undecided,
        Some(token) if token.is_any(wanted) => Interest::All,
        Some(_) => Interest::None,
    }
}

fn create_interest(mut cursor: Cursor<'_, '_>) -> Interest {
    if cursor.word("or") && !cursor.word("replace") {
        return by_second_word(cursor.peek(), &[]);
    }
    match cursor.peek() {
        Some(token) if token.is_any(&CALLERS) => Interest::Calling,
        second => by_second_word(second, &CREATES),
    }
}

pub(super) const CREATES: [&str; 5] = ["type", "domain", "schema", "function", "procedure"];
/// What calls a function later, behind `CREATE`.
pub(super) const CALLERS: [&str; 3] = ["trigger", "event", "constraint"];
pub(super) const ALTERS: [&str; 7] = [
    "type", "domain", "schema", "role", "user", "database", "group",
];
pub(super) const DROPS: [&str; 4] = ["type", "domain", "schema", "owned"];

const ROUTINES: [&str; 3] = ["function", "procedure", "routine"];

/// Whether what is altered or dropped is a function.
pub(super) fn names_routine(token: &Token<'_>) -> bool {
    token.is_any(&ROUTINES)
}

/// Rows of data are the bulk of many folders, and hardly ever go to a catalogue.
fn insert_interest(mut cursor: Cursor<'_, '_>) -> Interest {
    cursor.word("into");
    match cursor.peek() {
        None => Interest::Undecided,
        Some(token) if token.is("pg_enum") || token.is("pg_catalog") || token.is("pg_type") => {
            Interest::All
        }
        Some(_) => Interest::Insert,
    }
}

/// Parses one statement, without its semicolon.
pub(super) fn parse(tokens: &[Token<'_>]) -> Parsed {
    let mut cursor = Cursor::new(tokens);
    let Some(head) = cursor.next() else {
        return Ok(Statement::Other);
    };
    let head = head.text.to_ascii_lowercase();
    match head.as_str() {
        "create" => create(cursor),
        "alter" => alter(cursor),
        "drop" => drop(cursor),
        "set" => Ok(set(cursor)),
        "reset" => Ok(reset(cursor)),
        "discard" if cursor.word("all") => Ok(Statement::SearchPath {
            setting: Setting::Default,
            scope: Scope::Session,
        }),
        "do" => Ok(Statement::Do),
        "copy" => Ok(copy(cursor)),
        "insert" | "select" | "with" | "values" | "call" | "update" | "delete" | "merge"
        | "explain" | "table" | "perform" => Ok(Statement::Query),
        other => Ok(transaction(other, cursor).map_or(Statement::Other, Statement::Transaction)),
    }
}

/// The type that a `CREATE`, `ALTER` or `DROP TYPE` names first, as far as it can be read.
pub(super) fn subject(tokens: &[Token<'_>]) -> Option<TypeRef> {
    let mut cursor = Cursor::new(tokens);
    cursor.one_of(&["create", "alter", "drop"])?;
    cursor.one_of(&["type", "domain"])?;
    cursor.words(&["if", "exists"]);
    let name = cursor.type_ref().ok()?;
    let alone = !cursor.symbol(b',');
    alone.then_some(name)
}

/// The body of a `DO`: its first string literal that names no language.
pub(super) fn do_body<'t, 'a>(tokens: &'t [Token<'a>]) -> Option<&'t Token<'a>> {
    tokens
        .windows(2)
        .find(|pair| !pair[0].is("language") && is_text(&pair[1]))
        .map(|pair| &pair[1])
}

/// Whether a statement creates a function.
pub(super) fn is_routine(tokens: &[Token<'_>]) -> bool {
    let mut cursor = Cursor::new(tokens);
    cursor.word("create");
    cursor.words(&["or", "replace"]);
    cursor.one_of(&["function", "procedure"]).is_some()
}

/// The body of a function: the string literal behind `AS`.
pub(super) fn routine_body<'t, 'a>(tokens: &'t [Token<'a>]) -> Option<&'t Token<'a>> {
    tokens
        .windows(2)
        .rfind(|pair| pair[0].is("as") && is_text(&pair[1]))
        .map(|pair| &pair[1])
}

fn is_text(token: &Token<'_>) -> bool {
    matches!(
        token.kind,
        Kind::Dollar | Kind::Text | Kind::Escaped | Kind::Unicode
    )
}

#[cfg(test)]
mod tests {
    use super::FIRST_WORDS;

    #[test]
    fn first_words_stand_under_their_letters() {
        for (letter, words) in (b'a'..=b'z').zip(FIRST_WORDS) {
            for (word, _) in words {
                assert_eq!(word.as_bytes()[0], letter, "{word}");
            }
        }
    }
}
