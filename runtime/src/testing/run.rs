//! Runs files of migrations, each as a runner would.

use pg_integration_enum_core::read::sql::{SqlFile, statements};
use postgres::Client;
use postgres::error::{DbError, ErrorPosition, SqlState};

use super::MigrationsError;

/// Runs files one after the other.
pub(super) struct Runner<'a> {
    pub(super) client: &'a mut Client,
    /// Whether a file that uses a label which it adds is refused.
    pub(super) whole: bool,
    /// At which step, for messages.
    pub(super) when: &'static str,
    /// The files that were run a statement at a time for the use of a label.
    pub(super) split: Vec<String>,
}

/// What the server refuses: the statement, if it is certain, and why.
type Refusal<'t> = (Option<&'t str>, postgres::Error);

impl Runner<'_> {
    /// Runs a file in one transaction; a statement at a time where it needs that, or has
    /// transactions of its own.
    pub(super) fn run(&mut self, file: &SqlFile) -> Result<(), MigrationsError> {
        let statements = statements(file).map_err(MigrationsError::Read)?;
        let own_transactions = statements.iter().any(|statement| is_boundary(statement));
        let result = match own_transactions {
            true => self.one_by_one(&statements),
            false => self.as_one(&statements, &file.path),
        };
        result.map_err(|(statement, error)| MigrationsError::Statement {
            line: statement.map(|statement| line(&file.text, statement, &error)),
            file: file.path.clone(),
            when: self.when,
            error,
        })
    }

    fn as_one<'t>(&mut self, statements: &[&'t str], path: &str) -> Result<(), Refusal<'t>> {
        let Err(error) = self.client.batch_execute(&statements.join(";\n")) else {
            return Ok(());
        };
        // The transaction was undone as a whole, so all can be run anew.
        let needs = |state: SqlState| error.code() == Some(&state);
        if needs(SqlState::ACTIVE_SQL_TRANSACTION) {
            return self.one_by_one(statements);
        }
        if needs(SqlState::UNSAFE_NEW_ENUM_VALUE_USAGE) && !self.whole {
            self.split.push(path.to_owned());
            return self.one_by_one(statements);
        }
        Err(match self.refused(statements, &error) {
            Some((statement, error)) => (Some(statement), error),
            None => (None, error),
        })
    }

    fn one_by_one<'t>(&mut self, statements: &[&'t str]) -> Result<(), Refusal<'t>> {
        for statement in statements {
            if let Err(error) = self.client.batch_execute(statement) {
                // The file may have opened a transaction; without one this is a warning.
                let _ = self.client.batch_execute("ROLLBACK");
                return Err((Some(statement), error));
            }
        }
        Ok(())
    }

    /// Which of the statements is refused: the server does not tell it of many at once.
    fn refused<'t>(
        &mut self,
        statements: &[&'t str],
        error: &postgres::Error,
    ) -> Option<(&'t str, postgres::Error)> {
        self.client.batch_execute("BEGIN").ok()?;
        let found = statements.iter().find_map(|statement| {
            let refusal = self.client.batch_execute(statement).err()?;
            Some((*statement, refusal))
        });
        self.client.batch_execute("ROLLBACK").ok()?;
        let message = |error: &postgres::Error| {
            let refusal = error.as_db_error().map(DbError::message);
            refusal.map(str::to_owned)
        };
        found.filter(|(_, refusal)| message(refusal) == message(error))
    }
}

/// Whether a statement opens or ends a transaction.
fn is_boundary(statement: &str) -> bool {
    const WORDS: [&str; 6] = ["begin", "start", "commit", "end", "rollback", "abort"];
    let end = statement.find(|c: char| !c.is_ascii_alphabetic());
    let word = &statement[..end.unwrap_or(statement.len())];
    WORDS.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// The line of a text in which one of its statements is wrong: where the server says so,
/// or else where the statement begins.
fn line(text: &str, statement: &str, error: &postgres::Error) -> usize {
    let start = statement.as_ptr().addr() - text.as_ptr().addr();
    let position = match error.as_db_error().and_then(DbError::position) {
        // It counts characters, from 1.
        Some(ErrorPosition::Original(position)) => (*position as usize).saturating_sub(1),
        _ => 0,
    };
    let before = text[..start].chars();
    let within = statement.chars().take(position);
    1 + before.chain(within).filter(|c| *c == '\n').count()
}
