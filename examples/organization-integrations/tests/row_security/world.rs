//! Where they try, and what comes of it.

use organization_integrations::demo::{Demo, NORTH, SOUTH};
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Error, GenericClient, SimpleQueryMessage, Transaction};
use uuid::{Uuid, uuid};

use crate::common;
use crate::people::Who;

// What only South's members may, and what only its admins.
const MEMBERS: &str = include_str!("members.sql");
const ADMINS: &str = include_str!("admins.sql");
const SOUTH_INTEGRATION: Uuid = uuid!("bbbbbbbb-0000-4000-8000-000000000011");
const SOUTH_SECRET: Uuid = uuid!("bbbbbbbb-0000-4000-8000-000000000021");

/// The statements of a file: each begins at the start of a line.
pub fn statements(file: &str) -> Vec<String> {
    let mut statements: Vec<String> = Vec::new();
    for line in file
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("--"))
    {
        match statements.last_mut() {
            Some(last) if line.starts_with(' ') => last.extend(["\n", line]),
            _ => statements.push(line.into()),
        }
    }
    let literal = |id: Uuid| format!("'{id}'::uuid");
    let filled = |statement: String| {
        statement
            .replace("$south_integration", &literal(SOUTH_INTEGRATION))
            .replace("$south_secret", &literal(SOUTH_SECRET))
            .replace("$south", &literal(SOUTH))
            .replace("$north", &literal(NORTH))
    };
    statements.into_iter().map(filled).collect()
}

/// A database with rows of North and South, and a superuser's session on it.
pub struct World {
    pub owner: Client,
    /// A query for every row that has to do with South, and what it found at first.
    of_south: String,
    before: Vec<String>,
    /// What a guard is changed by, at the beginning of each attempt.
    pub change: String,
    _demo: Demo,
}

impl World {
    pub async fn new() -> Self {
        let demo = common::demo().await;
        let owner = demo.owner().await.unwrap();
        owner
            .batch_execute(include_str!("world.sql"))
            .await
            .unwrap();
        let of_south: String = owner
            .query_one(include_str!("of_south.sql"), &[])
            .await
            .unwrap()
            .get(0);
        Self {
            before: rows(&owner, &of_south).await,
            of_south,
            owner,
            change: String::new(),
            _demo: demo,
        }
    }

    /// Runs a statement as somebody, and then as if it had not been. Says how many rows
    /// it found or wrote, and whether any of South changed.
    pub async fn run(&mut self, who: &Who, statement: &str) -> (Result<u64, Error>, bool) {
        let mut transaction = self.owner.transaction().await.unwrap();
        transaction.batch_execute(&self.change).await.unwrap();
        become_somebody(&transaction, who).await;
        let attempt = transaction.savepoint("attempt").await.unwrap();
        match attempt.simple_query(statement).await {
            Ok(messages) => {
                attempt.commit().await.unwrap();
                transaction.batch_execute("reset role").await.unwrap();
                let after = rows(&transaction, &self.of_south).await;
                (Ok(count(messages)), after != self.before)
            }
            Err(error) => (Err(error), false),
        }
    }

    /// What somebody gets by a statement, if it is anything.
    async fn attempt(&mut self, who: &Who, statement: &str) -> Option<String> {
        match self.run(who, statement).await {
            (_, true) => Some("it changed what is South's".into()),
            (Ok(0), false) => None,
            (Ok(count), false) => Some(format!("it found {count} rows")),
            (Err(error), false) => told(&error),
        }
    }

    /// The first of these statements that gets anybody anything.
    pub async fn breach(&mut self, people: &[Who], statements: &[String]) -> Option<String> {
        for who in people {
            for statement in statements {
                if let Some(breach) = self.attempt(who, statement).await {
                    return Some(format!("{breach}\n{statement}\nas {who:?}"));
                }
            }
        }
        None
    }

    /// The first breach of what policies guard.
    pub async fn breach_of_policies(
        &mut self,
        outsiders: &[Who],
        insiders: &[Who],
    ) -> Option<String> {
        let (of_members, of_admins) = (statements(MEMBERS), statements(ADMINS));
        if let Some(breach) = self.breach(outsiders, &of_members).await {
            return Some(breach);
        }
        let everybody = [outsiders, insiders].concat();
        self.breach(&everybody, &of_admins).await
    }
}

async fn rows(client: &impl GenericClient, query: &str) -> Vec<String> {
    let rows = client.query(query, &[]).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

async fn become_somebody(transaction: &Transaction<'_>, who: &Who) {
    transaction
        .query_one(
            "select set_config('role', $1, true), set_config('request.jwt.claims', $2, true)",
            &[&who.role, &who.claims],
        )
        .await
        .unwrap();
}

/// How many rows were found or written.
fn count(messages: Vec<SimpleQueryMessage>) -> u64 {
    let counts = messages.iter().map(|message| match message {
        SimpleQueryMessage::CommandComplete(count) => *count,
        _ => 0,
    });
    counts.sum()
}

/// An error that is no refusal, or that says more than it should.
fn told(error: &Error) -> Option<String> {
    let error = error.as_db_error().unwrap();
    // The second one is what a view says that nobody can write to.
    let refusals = [
        SqlState::INSUFFICIENT_PRIVILEGE,
        SqlState::OBJECT_NOT_IN_PREREQUISITE_STATE,
    ];
    let refused = refusals.contains(error.code());
    let tells = format!("{error:?}").contains("southern");
    (tells || !refused).then(|| format!("it was told: {error:?}"))
}
