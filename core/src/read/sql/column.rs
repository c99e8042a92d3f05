//! The type of a table's column, for blocks that ask the catalogue for it.
//!
//! Tables are not followed; where a block asks, the statements before it are gone
//! through for the one table. What they leave open is not known.

use super::SqlFile;
use super::budget::Budget;
use super::constant::split_commas;
use super::cursor::{Cursor, TypeRef};
use super::literal::{self, DEFAULT_ESCAPE};
use super::refusal::Site;
use super::statements::statements;
use super::token::Token;
use super::{hints, touch};

/// The files of a history up to a statement.
#[derive(Debug, Clone, Copy)]
pub(super) struct Past<'f> {
    pub(super) files: &'f [SqlFile],
    pub(super) until: Site,
    /// How many more bytes may be gone through: a loop may ask again and again.
    pub(super) bytes_left: &'f Budget,
}

/// The most bytes that one history may have to go through.
pub(super) const MOST_BYTES: usize = 64 << 20;

/// A column, and the type that it has as far as the statements go.
struct Column<'q> {
    schema: Option<&'q str>,
    table: &'q str,
    name: &'q str,
    ty: Option<TypeRef>,
}

/// What is only known by running.
struct Unknown;

/// The type of a column as statements write it; nothing if that is not known, or if
/// there is no such column.
pub(super) fn type_of(
    past: Past<'_>,
    schema: Option<&str>,
    table: &str,
    name: &str,
) -> Option<TypeRef> {
    let mut column = Column {
        schema,
        table,
        name,
        ty: None,
    };
    for (index, file) in past.files.iter().enumerate().take(past.until.file + 1) {
        if !past.bytes_left.spend(file.text.len()) {
            return None;
        }
        if !column.is_concerned_by(&file.text) {
            continue;
        }
        for statement in statements(file).ok()? {
            let offset = statement.as_ptr() as usize - file.text.as_ptr() as usize;
            if index == past.until.file && offset >= past.until.start {
                break;
            }
            if column.is_concerned_by(statement) {
                column.pass(statement).ok()?;
            }
        }
    }
    column.ty
}

impl Column<'_> {
    fn is_concerned_by(&self, text: &str) -> bool {
        let ty = self.ty.as_ref().map(|ty| ty.name.to_ascii_lowercase());
        hints::has_word(text, |word| {
            word.eq_ignore_ascii_case(self.table) || ty.as_deref() == Some(word)
        })
    }

    fn pass(&mut self, statement: &str) -> Result<(), Unknown> {
        let tokens = touch::tokens(statement);
        let mut cursor = Cursor::new(&tokens);
        match cursor.one_of(&["create", "alter", "drop", "do"]) {
            Some(0) => self.create(statement, cursor),
            Some(1) if cursor.word("table") => self.alter_table(cursor),
            Some(1) if cursor.word("type") => self.alter_type(cursor),
            Some(2) if cursor.word("table") => {
                let mut names = cursor.rest().iter();
                if names.any(|token| self.is(token, self.table)) {
                    self.ty = None;
                }
                Ok(())
            }
            Some(3) => self.body(statement),
            _ => Ok(()),
        }
    }

    fn is(&self, token: &Token<'_>, name: &str) -> bool {
        literal::name(token, DEFAULT_ESCAPE).is_some_and(|found| found.as_deref() == Ok(name))
    }

    /// Moves past the name of this table.
    fn named(&self, cursor: &mut Cursor<'_, '_>) -> bool {
        let mut ahead = *cursor;
        let Ok(found) = ahead.type_ref() else {
            return false;
        };
        let here = found.schema.is_none()
            || self.schema.is_none()
            || found.schema.as_deref() == self.schema;
        let named = here && found.name == self.table;
        if named {
            *cursor = ahead;
        }
        named
    }

    fn create(&mut self, statement: &str, mut cursor: Cursor<'_, '_>) -> Result<(), Unknown> {
        let kinds = ["global", "local", "temporary", "temp", "unlogged"];
        while cursor.one_of(&kinds).is_some() {}
        if !cursor.word("table") {
            return self.body(statement);
        }
        let if_not_exists = cursor.words(&["if", "not", "exists"]);
        if !self.named(&mut cursor) || (if_not_exists && self.ty.is_some()) {
            return Ok(());
        }
        let columns = cursor.parenthesized().ok_or(Unknown)?;
        if columns.rest().iter().any(|token| token.is("like")) {
            return Err(Unknown);
        }
        for column in split_commas(columns) {
            let mut column = Cursor::new(column);
            if column.next().is_some_and(|first| self.is(first, self.name)) {
                self.ty = typed(column);
            }
        }
        Ok(())
    }

    fn alter_table(&mut self, mut cursor: Cursor<'_, '_>) -> Result<(), Unknown> {
        cursor.words(&["if", "exists"]);
        cursor.word("only");
        if !self.named(&mut cursor) {
            let renamed =
                matches!(cursor.rest(), [.., to, name] if to.is("to") && self.is(name, self.table));
            return if renamed { Err(Unknown) } else { Ok(()) };
        }
        for action in split_commas(cursor) {
            self.action(Cursor::new(action))?;
        }
        Ok(())
    }

    fn action(&mut self, mut action: Cursor<'_, '_>) -> Result<(), Unknown> {
        let kind = action.one_of(&["add", "alter", "drop", "rename", "set"]);
        if kind == Some(4) {
            return if action.word("schema") {
                Err(Unknown)
            } else {
                Ok(())
            };
        }
        action.word("column");
        let guarded = action.words(&["if", "not", "exists"]) && self.ty.is_some();
        action.words(&["if", "exists"]);
        let named = action.next().is_some_and(|first| self.is(first, self.name));
        match kind {
            Some(0) if named && !guarded => self.ty = typed(action),
            Some(1) if named => {
                action.words(&["set", "data"]);
                if action.word("type") {
                    self.ty = typed(action);
                }
            }
            Some(2) if named => self.ty = None,
            // It or the table may get or lose its name.
            Some(3) => return Err(Unknown),
            _ => {}
        }
        Ok(())
    }

    fn alter_type(&mut self, mut cursor: Cursor<'_, '_>) -> Result<(), Unknown> {
        let (Some(ty), Ok(found)) = (&mut self.ty, cursor.type_ref()) else {
            return Ok(());
        };
        let other = ty.schema.is_some() && found.schema.is_some() && ty.schema != found.schema;
        if other || ty.name != found.name {
            return Ok(());
        }
        if cursor.words(&["rename", "to"]) {
            ty.name = cursor.label_name().map_err(|_| Unknown)?;
        } else if cursor.words(&["set", "schema"]) {
            ty.schema = Some(cursor.label_name().map_err(|_| Unknown)?);
        }
        Ok(())
    }

    /// A body that may be run: nothing is known if it may change the column.
    fn body(&self, statement: &str) -> Result<(), Unknown> {
        let has =
            |wanted: &str| hints::has_word(statement, |word| word.eq_ignore_ascii_case(wanted));
        let changes_table = has(self.table) && has("table") && (has("alter") || has("create"));
        let renames_type = self.ty.as_ref().is_some_and(|ty| has(&ty.name)) && has("rename");
        if (changes_table && has(self.name)) || renames_type {
            return Err(Unknown);
        }
        Ok(())
    }
}

/// The type at the start of a column's definition, if it is no array.
fn typed(mut definition: Cursor<'_, '_>) -> Option<TypeRef> {
    let ty = definition.type_ref().ok()?;
    let array = definition
        .peek()
        .is_some_and(|next| next.is_symbol(b'[') || next.is("array"));
    (!array).then_some(ty)
}
