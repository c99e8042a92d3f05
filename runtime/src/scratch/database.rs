//! A database that lives as long as a test.

use postgres::error::SqlState;
use postgres::{Client, Config, NoTls};

use pg_integration_enum_core::quote::{identifier, literal};

use super::admin::Admin;
use super::error::ScratchError;
use super::server::ScratchPostgres;
use super::unique;

/// A fresh database, which is dropped with this value.
///
/// Its encoding is UTF-8 and its locale `C`, whatever those of the server are.
#[derive(Debug)]
pub struct ScratchDatabase {
    name: String,
    url: String,
    config: Config,
    admin: Admin,
}

impl ScratchDatabase {
    /// Makes a database on the [shared](ScratchPostgres::shared) server.
    ///
    /// ```
    /// use pg_integration_enum::scratch::ScratchDatabase;
    ///
    /// let database = ScratchDatabase::new()?;
    /// let mut client = database.connect()?;
    /// let tables: i64 = client
    ///     .query_one("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", &[])?
    ///     .get(0);
    /// assert_eq!(tables, 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn new() -> Result<Self, ScratchError> {
        ScratchPostgres::shared()?.create_database()
    }

    pub(super) fn create(server_url: &str, admin: &Admin) -> Result<Self, ScratchError> {
        let name = unique::name();
        let url = with_database(server_url, &name);
        let config = url
            .parse()
            .map_err(ScratchError::postgres("read the database's address"))?;
        admin
            .run("create a database", |client| {
                client.batch_execute(&create_statement(&name, admin))
            })
            .map_err(|error| explain_privilege(error, admin))?;
        Ok(Self {
            name,
            url,
            config,
            admin: admin.clone(),
        })
    }

    /// The name of the database: `scratch_<pid>_<count>_<random>`.
    ///
    /// ```
    /// use pg_integration_enum::scratch::ScratchDatabase;
    ///
    /// assert!(ScratchDatabase::new()?.name().starts_with("scratch_"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The address of the database, for clients and `psql`.
    ///
    /// ```
    /// use pg_integration_enum::scratch::ScratchDatabase;
    ///
    /// let database = ScratchDatabase::new()?;
    /// let config: postgres::Config = database.url().parse()?;
    /// assert_eq!(config.get_dbname(), Some(database.name()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn url(&self) -> &str {
        &self.url
    }

    /// How to connect to the database, to be adapted: another role, say.
    ///
    /// ```
    /// use pg_integration_enum::scratch::ScratchDatabase;
    ///
    /// let database = ScratchDatabase::new()?;
    /// let mut config = database.config();
    /// let mut client = config.application_name("importer").connect(postgres::NoTls)?;
    /// let name: String = client.query_one("SHOW application_name", &[])?.get(0);
    /// assert_eq!(name, "importer");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn config(&self) -> Config {
        self.config.clone()
    }

    /// Connects the blocking client.
    ///
    /// That client panics inside a tokio runtime; there, give the
    /// [`url`](Self::url) to tokio-postgres.
    ///
    /// ```
    /// use pg_integration_enum::scratch::ScratchDatabase;
    ///
    /// let database = ScratchDatabase::new()?;
    /// let answer: i32 = database.connect()?.query_one("SELECT 42", &[])?.get(0);
    /// assert_eq!(answer, 42);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn connect(&self) -> Result<Client, postgres::Error> {
        self.config.connect(NoTls)
    }

    /// A name for a role, which no other database's tests use. A role of that name
    /// is dropped together with the database.
    ///
    /// Roles belong to the whole server, so tests must not agree on names.
    ///
    /// ```
    /// use pg_integration_enum::scratch::ScratchDatabase;
    ///
    /// let database = ScratchDatabase::new()?;
    /// let reader = database.role_name("reader");
    /// database.connect()?.batch_execute(&format!("CREATE ROLE {reader} LOGIN"))?;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn role_name(&self, purpose: &str) -> String {
        format!("{}_{purpose}", self.name)
    }
}

impl Drop for ScratchDatabase {
    fn drop(&mut self) {
        let dropped = self.admin.run("drop a database", |client| {
            for statement in drop_statements(&self.name, self.admin.version) {
                client.batch_execute(&statement)?;
            }
            drop_roles(client, &self.role_name(""))
        });
        if let Err(error) = dropped {
            eprintln!("scratch database `{}` stays behind: {error}", self.name);
        }
    }
}

/// From `template0`, which nobody can connect to: another session on the template
/// would be in the way.
fn create_statement(name: &str, admin: &Admin) -> String {
    // Copying files is the faster way, but for the checkpoints that it needs.
    let strategy = if admin.throw_away && admin.version >= 150_000 {
        " STRATEGY file_copy"
    } else {
        ""
    };
    format!(
        "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'{strategy}",
        identifier(name),
    )
}

/// A database can't be dropped under a session, and a test may have left one.
fn drop_statements(name: &str, version: i32) -> Vec<String> {
    let database = identifier(name);
    if version >= 130_000 {
        return vec![format!("DROP DATABASE IF EXISTS {database} WITH (FORCE)")];
    }
    vec![
        format!(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = {}",
            literal(name),
        ),
        format!("DROP DATABASE IF EXISTS {database}"),
    ]
}

fn drop_roles(client: &mut Client, prefix: &str) -> Result<(), postgres::Error> {
    let roles = client.query(
        "SELECT rolname::text FROM pg_roles WHERE starts_with(rolname::text, $1)",
        &[&prefix],
    )?;
    for role in roles {
        let role: String = role.get(0);
        client.batch_execute(&format!("DROP ROLE {}", identifier(&role)))?;
    }
    Ok(())
}

fn explain_privilege(error: ScratchError, admin: &Admin) -> ScratchError {
    match &error {
        ScratchError::Postgres { source, .. }
            if source.code() == Some(&SqlState::INSUFFICIENT_PRIVILEGE) =>
        {
            ScratchError::MayNotCreateDatabase {
                role: admin.role.clone(),
            }
        }
        _ => error,
    }
}

/// An address with another database in it.
fn with_database(address: &str, name: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else {
        // A list of `key=value`, of which the last counts.
        return format!("{address} dbname={name}");
    };
    // A password may hold a slash.
    let host = rest.find('@').map_or(0, |at| at + 1);
    let path = rest[host..]
        .find(['/', '?'])
        .map_or(rest.len(), |path| host + path);
    let (server, tail) = rest.split_at(path);
    let parameters = tail
        .split_once('?')
        .map_or("", |(_, parameters)| parameters);
    let parameters: Vec<&str> = parameters
        .split('&')
        .filter(|parameter| !parameter.is_empty() && !parameter.starts_with("dbname="))
        .collect();
    let question = if parameters.is_empty() { "" } else { "?" };
    format!(
        "{scheme}://{server}/{name}{question}{}",
        parameters.join("&")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_database_of_an_address_is_replaced_and_the_rest_kept() {
        for (address, expected) in [
            ("postgres://localhost", "postgres://localhost/new"),
            ("postgres://localhost/old", "postgres://localhost/new"),
            (
                "postgresql://u:p/w@h:1,i:2/old?sslmode=disable",
                "postgresql://u:p/w@h:1,i:2/new?sslmode=disable",
            ),
            (
                "postgres://h?dbname=old&options=-cfoo%3Dbar",
                "postgres://h/new?options=-cfoo%3Dbar",
            ),
            (
                "postgres:///old?host=/run/postgresql&user=me",
                "postgres:///new?host=/run/postgresql&user=me",
            ),
            ("postgres:///old?dbname=old", "postgres:///new"),
            (
                "host=/tmp user=me dbname=old",
                "host=/tmp user=me dbname=old dbname=new",
            ),
        ] {
            assert_eq!(with_database(address, "new"), expected);
            let config: Config = with_database(address, "new").parse().unwrap();
            assert_eq!(config.get_dbname(), Some("new"));
        }
    }

    #[test]
    fn a_server_too_old_to_force_a_drop_ends_the_sessions_first() {
        assert_eq!(
            drop_statements("it's", 120_000),
            [
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'it''s'",
                r#"DROP DATABASE IF EXISTS "it's""#,
            ],
        );
        assert_eq!(
            drop_statements("a", 130_000),
            [r#"DROP DATABASE IF EXISTS "a" WITH (FORCE)"#],
        );
    }
}
