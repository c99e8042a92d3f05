//! What the tests share.
#![forbid(unsafe_code)]

pub mod corpus;
pub mod folders;
pub mod history;
pub mod repeated;

use pg_integration_enum::scratch::ScratchDatabase;
use postgres::error::SqlState;
use postgres::{Client, NoTls};

/// An empty database of its own, and a connection to it.
pub fn database() -> (ScratchDatabase, Client) {
    let database = ScratchDatabase::new().expect("a scratch database");
    let client = connect(&database);
    (database, client)
}

/// One more connection.
pub fn connect(database: &ScratchDatabase) -> Client {
    database.connect().expect("a connection")
}

/// A connection of an async client, driven in the background.
pub async fn connect_async(database: &ScratchDatabase) -> tokio_postgres::Client {
    let (client, connection) = tokio_postgres::connect(database.url(), NoTls)
        .await
        .expect("a connection");
    tokio::spawn(connection);
    client
}

/// Makes a session and its database as good as new, at a fraction of the cost of one.
pub fn clear(client: &mut Client) {
    client.batch_execute("ROLLBACK").expect("a rollback");
    client
        .batch_execute("DISCARD ALL")
        .expect("a session as new");
    // What CASCADE drops it would tell, each object in a line.
    client
        .batch_execute("SET client_min_messages = error")
        .expect("a setting");
    client
        .batch_execute(
            "DO $$
             DECLARE s text;
             BEGIN
                 FOR s IN SELECT nspname FROM pg_namespace
                     WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
                     EXECUTE format('DROP SCHEMA %I CASCADE', s);
                 END LOOP;
                 CREATE SCHEMA public;
             END $$",
        )
        .expect("an empty database");
}

/// Runs statements that must succeed.
pub fn run(client: &mut Client, sql: &str) {
    if let Err(error) = client.batch_execute(sql) {
        panic!("{}\nin:\n{sql}", describe(&error));
    }
}

/// Runs statements that the server must refuse: the code and the message.
pub fn refused(client: &mut Client, sql: &str) -> (SqlState, String) {
    match client.batch_execute(sql) {
        Ok(()) => panic!("not refused: {sql}"),
        Err(error) => {
            let error = error.as_db_error().expect("an error of the server");
            (error.code().clone(), error.message().to_owned())
        }
    }
}

/// A client's error with all that the server says.
pub fn describe(error: &postgres::Error) -> String {
    match error.as_db_error() {
        Some(error) => format!("{error:#?}"),
        None => format!("{error:?}"),
    }
}

/// The labels of a type, by its quoted name, in their order.
pub fn labels(client: &mut Client, quoted: &str) -> Vec<String> {
    let sql = "SELECT enumlabel::text FROM pg_enum WHERE enumtypid = $1::text::regtype ORDER BY enumsortorder";
    let rows = client.query(sql, &[&quoted]).expect("the labels");
    rows.iter().map(|row| row.get(0)).collect()
}
