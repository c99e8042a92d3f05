//! Queries for the type of a column: on `information_schema.columns`, or on
//! `pg_attribute` joined with what it refers to.

use super::catalogue::Found;
use super::column::type_of;
use super::constant::{known, split_commas};
use super::cursor::{Cursor, TypeRef};
use super::entry::Entry;
use super::from::parts;
use super::guard::{split, type_named};
use super::refusal::Key;
use super::select::Row;
use super::token::Token;
use super::value::{Facts, Value};

/// What a query says of the column.
#[derive(Debug, Default)]
struct ColumnQuery {
    schema: Option<String>,
    table: Option<String>,
    column: Option<String>,
    /// Whether the table with the columns is among those that it reads.
    reads_columns: bool,
    /// Whether a schema that it asks for is that of the type.
    schema_of_type: bool,
    type_schema: Option<String>,
    /// The types that it leaves out.
    others: Vec<String>,
}

/// The one row of such a query, or none if the column's type is no enum.
pub(super) fn rows(from: &[Token<'_>], facts: Facts<'_>) -> Option<Vec<Row>> {
    let (tables, conditions) = parts(from)?;
    let mut query = ColumnQuery::default();
    for joined in split(tables, "join") {
        for table in split_commas(Cursor::new(joined)) {
            query.table(table, facts)?;
        }
    }
    for condition in split(conditions?, "and") {
        query.condition(condition, facts)?;
    }
    query.find(facts)
}

impl ColumnQuery {
    /// `schema.table [AS] alias [ON …]`
    fn table(&mut self, tokens: &[Token<'_>], facts: Facts<'_>) -> Option<()> {
        let mut cursor = Cursor::new(tokens);
        let name = cursor.type_ref().ok()?;
        match (name.schema.as_deref(), &*name.name) {
            (Some("information_schema"), "columns") | (_, "pg_attribute") => {
                self.reads_columns = true;
            }
            (_, "pg_class" | "pg_type" | "pg_namespace") => {}
            _ => return None,
        }
        cursor.word("as");
        if cursor
            .peek()
            .is_some_and(|next| !next.is("on") && !next.is("inner"))
        {
            cursor.next();
        }
        cursor.word("inner");
        if !cursor.word("on") {
            return cursor.at_end().then_some(());
        }
        let conditions = match cursor.rest() {
            [rest @ .., inner] if inner.is("inner") => rest,
            rest => rest,
        };
        split(conditions, "and")
            .into_iter()
            .try_for_each(|condition| self.condition(condition, facts))
    }

    fn condition(&mut self, tokens: &[Token<'_>], facts: Facts<'_>) -> Option<()> {
        let mut cursor = Cursor::new(tokens);
        if cursor.word("not") {
            return (column(&mut cursor)? == "attisdropped" && cursor.at_end()).then_some(());
        }
        let name = column(&mut cursor)?;
        if name == "attnum" {
            return Some(());
        }
        let left_out = if cursor.words(&["not", "in"]) {
            split_commas(cursor.parenthesized().filter(|_| cursor.at_end())?)
        } else if cursor.symbols("<>") || cursor.symbols("!=") {
            vec![cursor.rest()]
        } else {
            Vec::new()
        };
        if !left_out.is_empty() {
            let others = left_out.iter().map(|value| known(value, facts));
            self.others.extend(others.collect::<Option<Vec<String>>>()?);
            return ["udt_name", "typname"].contains(&&*name).then_some(());
        }
        if !cursor.symbol(b'=') {
            return None;
        }
        let value = cursor.rest();
        let mut other = cursor;
        if let Some(other) = column(&mut other).filter(|_| other.at_end()) {
            return self.join(&name, &other);
        }
        if name == "attrelid" {
            let at = value.iter().position(|token| token.is_symbol(b':'))?;
            let table = type_named(&known(&value[..at], facts)?)?;
            self.schema = table.schema;
            self.table = Some(table.name);
            return Some(());
        }
        self.equals(&name, known(value, facts)?)
    }

    fn join(&mut self, one: &str, other: &str) -> Option<()> {
        const KEYS: [&str; 5] = [
            "oid",
            "atttypid",
            "attrelid",
            "relnamespace",
            "typnamespace",
        ];
        self.schema_of_type |= one == "typnamespace" || other == "typnamespace";
        let keys = KEYS.contains(&one) && KEYS.contains(&other);
        // The type by its name, as the schema's own view of columns gives it.
        let names = [one, other]
            .iter()
            .all(|name| ["typname", "udt_name"].contains(name));
        (keys || names).then_some(())
    }

    fn equals(&mut self, name: &str, value: String) -> Option<()> {
        match name {
            "table_name" | "relname" => self.table = Some(value),
            "column_name" | "attname" => self.column = Some(value),
            "table_schema" => self.schema = Some(value),
            "nspname" if self.schema_of_type => self.type_schema = Some(value),
            "nspname" => self.schema = Some(value),
            "typtype" => return (value == "e").then_some(()),
            "typcategory" => return (value == "E").then_some(()),
            "data_type" => return (value == "USER-DEFINED").then_some(()),
            "relkind" => return (value == "r").then_some(()),
            _ => return None,
        }
        Some(())
    }

    fn find(&self, facts: Facts<'_>) -> Option<Vec<Row>> {
        let (Some(table), Some(column), true) = (&self.table, &self.column, self.reads_columns)
        else {
            return None;
        };
        let schema = self.schema.as_deref();
        let ty = type_of(facts.past?, schema, table, column)?;
        // Beside those of the history there is hardly a type that a block asks for.
        let key = enum_of(&ty, facts)?;
        let other = self
            .type_schema
            .as_ref()
            .is_some_and(|schema| *schema != key.schema)
            || self.others.contains(&key.name);
        Some(if other { Vec::new() } else { vec![row(&key)] })
    }
}

fn enum_of(ty: &TypeRef, facts: Facts<'_>) -> Option<Key> {
    match facts.catalogue.find(ty) {
        Found::One(key) => {
            let entry = facts.catalogue.types().get(&key)?;
            matches!(entry, Entry::Enum(_)).then_some(key)
        }
        _ => None,
    }
}

fn row(key: &Key) -> Row {
    let text = |name: &str, text: &str| (name.to_owned(), Value::Text(text.to_owned()));
    let id = |name: &str| (name.to_owned(), Value::Type(key.clone()));
    vec![
        text("typname", &key.name),
        text("udt_name", &key.name),
        text("nspname", &key.schema),
        text("udt_schema", &key.schema),
        text("typtype", "e"),
        text("typcategory", "E"),
        text("data_type", "USER-DEFINED"),
        id("oid"),
        id("atttypid"),
    ]
}

/// `[alias.]column[::type]`, in lower case.
fn column(cursor: &mut Cursor<'_, '_>) -> Option<String> {
    let mut ahead = *cursor;
    let mut name = ahead.label_name().ok()?;
    while ahead.symbol(b'.') {
        name = ahead.label_name().ok()?;
    }
    while ahead.symbols("::") {
        ahead.next()?;
    }
    *cursor = ahead;
    Some(name)
}
