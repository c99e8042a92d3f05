//! Whom the server runs as when we are root, which PostgreSQL refuses to be.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::scratch::error::ScratchError;

/// An account of the system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Account {
    pub(super) name: String,
    pub(super) user: u32,
    pub(super) group: u32,
}

impl Account {
    /// None where it can run as we do; else `postgres`, or else `nobody`. (`initdb`
    /// insists on an account that has an entry.)
    pub(super) fn for_server() -> Result<Option<Self>, ScratchError> {
        if !is_root()? {
            return Ok(None);
        }
        let passwd = fs::read_to_string("/etc/passwd").unwrap_or_default();
        Self::choose(&passwd)
            .map(Some)
            .ok_or(ScratchError::NoAccount)
    }

    fn choose(passwd: &str) -> Option<Self> {
        ["postgres", "nobody"]
            .iter()
            .find_map(|name| passwd.lines().find_map(|line| Self::parse(line, name)))
    }

    /// Reads `name:password:user:group:…`.
    fn parse(line: &str, name: &str) -> Option<Self> {
        let mut fields = line.split(':');
        if fields.next()? != name {
            return None;
        }
        let mut numbers = fields.skip(1).map(str::parse);
        Some(Self {
            name: name.to_owned(),
            user: numbers.next()?.ok()?,
            group: numbers.next()?.ok()?,
        })
    }
}

/// Asks the system's program, since the standard library doesn't tell.
fn is_root() -> Result<bool, ScratchError> {
    let id = Command::new("/bin/sh")
        .args(["-c", "PATH=$PATH:/usr/bin:/bin; id -u"])
        .stdin(Stdio::null())
        .output()
        .map_err(ScratchError::system("run `/bin/sh`"))?;
    Ok(id.stdout.trim_ascii() == b"0")
}

/// A command that runs as the account, or as we do, whatever folder we are in.
pub(super) fn command(program: &Path, account: Option<&Account>) -> Command {
    let mut command = Command::new(program);
    // Ours may be closed to the account.
    command.current_dir("/");
    if let Some(account) = account {
        command.uid(account.user).gid(account.group);
    }
    command
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn postgres_comes_before_nobody_and_no_other_will_do() {
        let account = |name: &str, user, group| Account {
            name: name.to_owned(),
            user,
            group,
        };
        let nobody = "root:x:0:0::/root:/bin/sh\nnobody:x:65534:65533:nobody:/:/sbin/nologin\n";
        let both = format!("{nobody}postgres:x:101:104:,,,:/var/lib/postgresql:/bin/bash");
        assert_eq!(Account::choose(&both), Some(account("postgres", 101, 104)));
        assert_eq!(
            Account::choose(nobody),
            Some(account("nobody", 65534, 65533))
        );
        assert_eq!(Account::choose("nobody:*:-2:-2::/:/bin/false"), None);
        assert_eq!(Account::choose("root:x:0:0::/root:/bin/sh"), None);
    }
}
