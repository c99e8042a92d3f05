//! A database that is gone afterwards, for the demonstration and for the tests.

use pg_integration_enum::scratch::{ScratchDatabase, ScratchError};
use sqlx::migrate::MigrateError;
use tokio_postgres::{Client, Config};
use uuid::Uuid;

use crate::{database, migrations};

/// A scratch database with all migrations, dropped with the value.
pub struct Demo {
    database: ScratchDatabase,
    service: Config,
}

impl Demo {
    /// Makes the database on the server of `DATABASE_URL`, or on one of its own.
    pub async fn start() -> Result<Self, DemoError> {
        let database = ScratchDatabase::new()?;
        migrations::prepare(database.url()).await?;
        migrations::apply(database.url()).await?;
        let mut demo = Self {
            service: database.url().parse()?,
            database,
        };
        demo.create_login().await?;
        Ok(demo)
    }

    /// The address of the database, with the rights of its owner.
    pub fn url(&self) -> &str {
        self.database.url()
    }

    /// How the service logs in.
    pub fn service(&self) -> Config {
        self.service.clone()
    }

    /// A connection with the rights of the owner, whom row security does not bind.
    pub async fn owner(&self) -> Result<Client, tokio_postgres::Error> {
        database::connect(&self.url().parse()?).await
    }

    /// Roles belong to the server, so each database has a login of its own: an
    /// `authenticator` by another name.
    async fn create_login(&mut self) -> Result<(), tokio_postgres::Error> {
        let login = self.database.role_name("authenticator");
        let password = Uuid::new_v4();
        let statement = format!(
            "create role {login} login noinherit password '{password}' in role authenticator"
        );
        self.owner().await?.batch_execute(&statement).await?;
        self.service.user(login).password(password.to_string());
        Ok(())
    }
}

/// Why there is no demonstration.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub enum DemoError {
    Scratch(#[from] ScratchError),
    Migrate(#[from] MigrateError),
    Postgres(#[from] tokio_postgres::Error),
}
