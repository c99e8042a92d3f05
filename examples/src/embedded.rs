//! The process of `examples/embedded`, which is a workspace of its own so that
//! nobody builds it who has a PostgreSQL.

use std::env;
use std::error::Error;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// A process that serves a PostgreSQL until this value is dropped.
pub struct Embedded {
    process: Child,
    url: String,
}

impl Embedded {
    /// Builds it where that has not been done, and starts it.
    pub(crate) fn start() -> Result<Self, Box<dyn Error>> {
        let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/embedded/Cargo.toml");
        let mut process = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()))
            .args(["run", "--locked", "--manifest-path", manifest])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut url = String::new();
        if let Some(output) = process.stdout.as_mut() {
            BufReader::new(output).read_line(&mut url)?;
        }
        // Made first: a process that has failed is waited for all the same.
        let embedded = Self {
            process,
            url: url.trim_end().to_owned(),
        };
        if embedded.url.is_empty() {
            return Err(
                "the embedded PostgreSQL did not start; install PostgreSQL, or set \
                        `DATABASE_URL` to a running server"
                    .into(),
            );
        }
        Ok(embedded)
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Embedded {
    fn drop(&mut self) {
        // This closes its input first, which ends it.
        let _ = self.process.wait();
    }
}
