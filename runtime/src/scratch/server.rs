//! The server that databases are made on.

use std::env;
use std::sync::OnceLock;

use super::admin::Admin;
use super::database::ScratchDatabase;
use super::error::ScratchError;
use super::own::OwnServer;

/// A PostgreSQL server to make scratch databases on.
///
/// Tests seldom need to name it: [`ScratchDatabase::new`] uses the
/// [shared](Self::shared) one.
#[derive(Debug)]
pub struct ScratchPostgres {
    url: String,
    admin: Admin,
    /// Held, since the server ends with it.
    _own: Option<OwnServer>,
}

impl ScratchPostgres {
    /// Starts a server that is this value's own, and ends when it is dropped.
    ///
    /// `DATABASE_URL` does not matter here.
    ///
    /// ```
    /// use pg_integration_enum::scratch::ScratchPostgres;
    ///
    /// let server = ScratchPostgres::start()?;
    /// let database = server.create_database()?;
    /// assert!(database.connect()?.execute("SELECT", &[]).is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn start() -> Result<Self, ScratchError> {
        let own = OwnServer::start()?;
        let url = own.url();
        Ok(Self {
            admin: Admin::connect(&url)?,
            url,
            _own: Some(own),
        })
    }

    /// Uses a server that runs, and leaves it running.
    ///
    /// The address is a URL or a list of `key=value`. Its role must be allowed to
    /// create databases.
    ///
    /// ```
    /// use pg_integration_enum::scratch::ScratchPostgres;
    ///
    /// let running = ScratchPostgres::start()?;
    /// let server = ScratchPostgres::at(running.url())?;
    /// drop(server.create_database()?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn at(url: &str) -> Result<Self, ScratchError> {
        Ok(Self {
            admin: Admin::connect(url)?,
            url: url.to_owned(),
            _own: None,
        })
    }

    /// The one server of this process: that of `DATABASE_URL` if this is set, else
    /// an own one that ends with the process.
    ///
    /// An error stays: whoever asks later gets it too.
    ///
    /// ```
    /// use pg_integration_enum::scratch::ScratchPostgres;
    ///
    /// let server = ScratchPostgres::shared()?;
    /// assert_eq!(server.url(), ScratchPostgres::shared()?.url());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn shared() -> Result<&'static Self, ScratchError> {
        static SHARED: OnceLock<Result<ScratchPostgres, ScratchError>> = OnceLock::new();
        SHARED
            .get_or_init(|| match env::var("DATABASE_URL") {
                Ok(url) if !url.is_empty() => Self::at(&url),
                _ => Self::start(),
            })
            .as_ref()
            .map_err(Clone::clone)
    }

    /// Makes a fresh database. It is dropped with the value.
    ///
    /// ```
    /// use pg_integration_enum::scratch::ScratchPostgres;
    ///
    /// let server = ScratchPostgres::shared()?;
    /// let (one, other) = (server.create_database()?, server.create_database()?);
    /// assert_ne!(one.name(), other.name());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn create_database(&self) -> Result<ScratchDatabase, ScratchError> {
        ScratchDatabase::create(&self.url, &self.admin)
    }

    /// The address of the server, for clients, `psql` and `DATABASE_URL`.
    ///
    /// ```
    /// use pg_integration_enum::scratch::ScratchPostgres;
    ///
    /// let url = ScratchPostgres::shared()?.url();
    /// assert!(url.parse::<postgres::Config>().is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The server's version as `server_version_num` has it: 15.4 is 150004.
    ///
    /// ```
    /// use pg_integration_enum::scratch::ScratchPostgres;
    ///
    /// assert!(ScratchPostgres::shared()?.version() >= 130000);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn version(&self) -> i32 {
        self.admin.version
    }
}
