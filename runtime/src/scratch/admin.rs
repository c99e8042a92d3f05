//! Statements that make databases and drop them, from any kind of thread.

use std::panic::resume_unwind;
use std::thread;
use std::time::Duration;

use postgres::config::SslMode;
use postgres::{Client, Config, NoTls};

use super::error::ScratchError;

/// Where databases are made: an address, and what the server there says of itself.
#[derive(Debug, Clone)]
pub(super) struct Admin {
    config: Config,
    /// The role that we are there.
    pub(super) role: String,
    /// As `server_version_num` has it: 15.4 is 150004.
    pub(super) version: i32,
    /// Whether the server never waits for a disk, as only throw-away ones do.
    pub(super) throw_away: bool,
}

impl Admin {
    /// Asks the server at an address who it is.
    pub(super) fn connect(url: &str) -> Result<Self, ScratchError> {
        let mut config: Config = url
            .parse()
            .map_err(ScratchError::postgres("read the server's address"))?;
        if config.get_ssl_mode() == SslMode::Require {
            return Err(ScratchError::Tls);
        }
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(Duration::from_secs(10));
        }
        run(&config, "ask the server for its version", |client| {
            let row = client.query_one(
                "SELECT current_user::text, current_setting('server_version_num')::int, \
                        NOT current_setting('fsync')::bool",
                &[],
            )?;
            Ok(Self {
                config: config.clone(),
                role: row.get(0),
                version: row.get(1),
                throw_away: row.get(2),
            })
        })
    }

    /// Does something on a new connection.
    pub(super) fn run<T: Send>(
        &self,
        doing: &'static str,
        work: impl FnOnce(&mut Client) -> Result<T, postgres::Error> + Send,
    ) -> Result<T, ScratchError> {
        run(&self.config, doing, work)
    }
}

fn run<T: Send>(
    config: &Config,
    doing: &'static str,
    work: impl FnOnce(&mut Client) -> Result<T, postgres::Error> + Send,
) -> Result<T, ScratchError> {
    on_own_thread(|| {
        let mut client = config
            .connect(NoTls)
            .map_err(ScratchError::postgres("connect to the server"))?;
        work(&mut client).map_err(ScratchError::postgres(doing))
    })
}

/// The client blocks on a runtime of its own, and that panics within another one,
/// such as that of `#[tokio::test]`.
fn on_own_thread<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| match scope.spawn(work).join() {
        Ok(done) => done,
        Err(panic) => resume_unwind(panic),
    })
}
