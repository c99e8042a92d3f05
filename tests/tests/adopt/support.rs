//! A database with a table to adopt, and the catalogue as a list of lines.

use std::collections::BTreeSet;

use pg_integration_enum::scratch::ScratchDatabase;
use pg_integration_enum_core::model::{ColumnRef, EnumType, TypeName};
use pg_integration_enum_core::render;
use postgres::Client;
use postgres::SimpleQueryMessage::Row;

/// Every object that a user can make, one a line, with all that could get lost.
const CATALOGUE: &str = include_str!("catalogue.sql");

pub(crate) struct Case {
    pub(crate) database: ScratchDatabase,
    pub(crate) client: Client,
}

/// An error of the server.
#[derive(Debug, PartialEq)]
pub(crate) struct Refusal {
    pub(crate) code: String,
    pub(crate) message: String,
    pub(crate) hint: String,
}

impl Case {
    pub(crate) fn new(setup: &str) -> Self {
        let database = ScratchDatabase::new().unwrap();
        let mut client = database.connect().unwrap();
        client.batch_execute(setup).unwrap();
        Self { database, client }
    }

    pub(crate) fn run(&mut self, sql: &str) -> Result<(), Refusal> {
        run(&mut self.client, sql)
    }

    /// Runs what must succeed.
    pub(crate) fn apply(&mut self, sql: &str) {
        self.run(sql).unwrap();
    }

    /// Runs what must raise the error that lists everything, and leave no trace.
    /// Gives the lines of the list.
    pub(crate) fn refused(&mut self, sql: &str) -> Vec<String> {
        let before = self.catalogue();
        let refusal = self.run(sql).unwrap_err();
        assert_eq!(refusal.code, "55000", "{refusal:?}");
        assert_eq!(self.catalogue(), before);
        let mut lines = refusal.message.split("\n- ").map(String::from);
        assert!(lines.next().unwrap().ends_with("nothing was changed:"));
        lines.collect()
    }

    /// Runs what must raise an error with this code, and leave no trace.
    pub(crate) fn fails(&mut self, sql: &str, code: &str) -> Refusal {
        let before = self.catalogue();
        let refusal = self.run(sql).unwrap_err();
        assert_eq!(refusal.code, code, "{refusal:?}");
        assert_eq!(self.catalogue(), before);
        refusal
    }

    /// The rows of a query of one column; NULL is `∅`.
    pub(crate) fn texts(&mut self, query: &str) -> Vec<String> {
        texts(&mut self.client, query)
    }

    pub(crate) fn text(&mut self, query: &str) -> String {
        self.texts(query).remove(0)
    }

    pub(crate) fn catalogue(&mut self) -> Vec<String> {
        self.texts(CATALOGUE)
    }

    /// As `server_version_num`.
    pub(crate) fn version(&mut self) -> u32 {
        self.text("SHOW server_version_num").parse().unwrap()
    }

    pub(crate) fn type_of(&mut self, column: &str) -> String {
        let (table, column) = column.rsplit_once('.').unwrap();
        self.text(&format!(
            "SELECT format_type(atttypid, atttypmod) FROM pg_attribute
             WHERE attrelid = '{table}'::regclass AND attname = '{column}'"
        ))
    }

    /// Up, down, up: the second state is the first, the fourth is the third, and
    /// up and down again change nothing. Gives the lines that were changed by up.
    pub(crate) fn round_trip(&mut self, ty: &EnumType, columns: &[&str]) -> Vec<String> {
        let (up, down) = (up(ty, columns), down(ty, columns));
        let text = self.catalogue();
        self.apply(&up);
        let adopted = self.catalogue();
        self.apply(&up);
        assert_eq!(self.catalogue(), adopted, "up twice");
        self.apply(&down);
        assert_eq!(self.catalogue(), text, "up and down");
        self.apply(&down);
        assert_eq!(self.catalogue(), text, "down twice");
        self.apply(&up);
        assert_eq!(self.catalogue(), adopted, "up, down and up");
        changed(&text, &adopted)
    }
}

fn changed(before: &[String], after: &[String]) -> Vec<String> {
    let before: BTreeSet<_> = before.iter().collect();
    after
        .iter()
        .filter(|line| !before.contains(line))
        .cloned()
        .collect()
}

pub(crate) fn run(client: &mut Client, sql: &str) -> Result<(), Refusal> {
    client.batch_execute(sql).map_err(|error| {
        let error = error.as_db_error().unwrap();
        Refusal {
            code: error.code().code().to_string(),
            message: error.message().to_string(),
            hint: error.hint().unwrap_or_default().to_string(),
        }
    })
}

/// By the simple protocol, for which every value is a text.
pub(crate) fn texts(client: &mut Client, query: &str) -> Vec<String> {
    let messages = client.simple_query(query).unwrap();
    let rows = messages.iter().filter_map(|message| match message {
        Row(row) => Some(row.get(0).unwrap_or("∅").to_string()),
        _ => None,
    });
    rows.collect()
}

/// The enum of most tests.
pub(crate) fn mood() -> EnumType {
    enum_type(None, "mood", &["sad", "ok", "happy"])
}

pub(crate) fn enum_type(schema: Option<&str>, name: &str, labels: &[&str]) -> EnumType {
    EnumType::new(TypeName::new(schema, name).unwrap(), labels.to_vec()).unwrap()
}

pub(crate) fn up(ty: &EnumType, columns: &[&str]) -> String {
    render::adopt_up(ty, &parse(columns))
}

pub(crate) fn down(ty: &EnumType, columns: &[&str]) -> String {
    render::adopt_down(ty, &parse(columns))
}

fn parse(columns: &[&str]) -> Vec<ColumnRef> {
    columns
        .iter()
        .map(|column| column.parse().unwrap())
        .collect()
}
