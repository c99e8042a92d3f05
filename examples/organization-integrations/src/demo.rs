//! A database that is gone afterwards, with two organizations, for the demonstration and
//! for the tests.

use std::time::{Duration, SystemTime};

use jsonwebtoken::{EncodingKey, Header, encode};
use pg_integration_enum::scratch::{ScratchDatabase, ScratchError};
use secrecy::{ExposeSecret, SecretString};
use serde_json::json;
use sqlx::migrate::MigrateError;
use tokio_postgres::{Client, Config};
use uuid::{Uuid, uuid};

use crate::auth::{OrganizationRole, Verifier};
use crate::{database, migrations};

/// One organization of the demonstration, and the other.
pub const NORTH: Uuid = uuid!("aaaaaaaa-0000-4000-8000-000000000001");
pub const SOUTH: Uuid = uuid!("bbbbbbbb-0000-4000-8000-000000000002");

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

    /// Adds the two organizations.
    pub async fn add_organizations(&self) -> Result<(), tokio_postgres::Error> {
        let statement = "insert into public.organizations (id, name)
                         values ($1, 'North'), ($2, 'South')";
        let owner = self.owner().await?;
        owner.execute(statement, &[&NORTH, &SOUTH]).await?;
        Ok(())
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

/// A secret for tokens that do not outlive the process.
pub fn random_secret() -> SecretString {
    format!("{}{}", Uuid::new_v4(), Uuid::new_v4()).into()
}

/// A token as Supabase's Auth would sign one, good for an hour.
pub fn token(
    secret: &SecretString,
    organization_id: Uuid,
    role: OrganizationRole,
) -> Result<String, DemoError> {
    let end = SystemTime::now() + Duration::from_secs(3600);
    let claims = json!({
        "sub": Uuid::new_v4(),
        "role": "authenticated",
        "aud": Verifier::AUDIENCE,
        "exp": end.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs(),
        "app_metadata": { "organization_id": organization_id, "organization_role": role },
    });
    let key = EncodingKey::from_secret(secret.expose_secret().as_bytes());
    Ok(encode(&Header::default(), &claims, &key)?)
}

/// Why there is no demonstration.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub enum DemoError {
    Scratch(#[from] ScratchError),
    Migrate(#[from] MigrateError),
    Postgres(#[from] tokio_postgres::Error),
    Token(#[from] jsonwebtoken::errors::Error),
}
