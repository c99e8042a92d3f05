//! A file's statements as they would be sent to a server.

use super::SqlFile;
use super::lexer::Lexer;
use super::script::Script;
use super::token::LexError;
use crate::read::{Place, ReadError};

/// The statements that a runner applies, in their order: without sections that
/// undo them, without psql's own commands, and without the data of a `COPY`.
///
/// ```
/// use pg_integration_enum_core::read::sql::{SqlFile, statements};
///
/// let file = SqlFile {
///     path: "1_mood.sql".into(),
///     text: "-- migrate:up
///            CREATE TYPE mood AS ENUM ('a;b'); -- one
///            SELECT 1;
///            -- migrate:down
///            DROP TYPE mood;".into(),
/// };
/// assert_eq!(statements(&file)?, ["CREATE TYPE mood AS ENUM ('a;b')", "SELECT 1"]);
/// # Ok::<(), pg_integration_enum_core::read::ReadError>(())
/// ```
pub fn statements(file: &SqlFile) -> Result<Vec<&str>, ReadError> {
    cut(&file.text).map_err(|error| ReadError::Invalid {
        place: Place::of(&file.path, &file.text, error.offset),
        reason: error.reason,
    })
}

fn cut(text: &str) -> Result<Vec<&str>, LexError> {
    let mut script = Script::new(Lexer::script(text));
    let mut statements = Vec::new();
    let mut tokens = Vec::new();
    while script.next_of_all(&mut tokens)? {
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            continue;
        };
        let statement = &text[first.start..last.end()];
        if !script.follow(&tokens) {
            statements.push(statement);
        }
    }
    Ok(statements)
}
