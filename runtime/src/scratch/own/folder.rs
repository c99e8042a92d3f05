//! The folder that holds all of a server: its data, its socket and its log.

use std::env;
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{DirBuilderExt, chown};
use std::path::{Path, PathBuf, absolute};

use super::account::Account;
use crate::scratch::error::ScratchError;
use crate::scratch::unique;

/// The name of the socket on port 5432.
const SOCKET: &str = ".s.PGSQL.5432";

/// The bytes that every system has for a socket's path (Linux has 107).
const LONGEST_SOCKET_PATH: usize = 103;

/// A folder that is removed with this value.
#[derive(Debug)]
pub(super) struct Folder(PathBuf);

impl Folder {
    /// Makes a folder that only the account can enter, or only we.
    pub(super) fn create(account: Option<&Account>) -> Result<Self, ScratchError> {
        let path = place(&env::temp_dir(), &unique::name());
        let made = DirBuilder::new().mode(0o700).create(&path);
        made.map_err(ScratchError::system(format!(
            "make the folder `{}`, whose place `TMPDIR` chooses",
            path.display(),
        )))?;
        let folder = Self(path);
        if let Some(Account { name, user, group }) = account {
            chown(&folder.0, Some(*user), Some(*group)).map_err(ScratchError::system(format!(
                "give `{}` to `{name}`",
                folder.0.display(),
            )))?;
        }
        Ok(folder)
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// A file to append to, which can be read as long as it is open.
    pub(super) fn create_log(&self) -> Result<File, ScratchError> {
        OpenOptions::new()
            .read(true)
            .append(true)
            .create_new(true)
            .open(self.0.join("log"))
            .map_err(ScratchError::system("make the server's log"))
    }

    /// Whether the server says that it takes connections: in the file's eighth
    /// line, padded, since it is written in place.
    pub(super) fn server_is_ready(&self) -> bool {
        fs::read_to_string(self.0.join("data/postmaster.pid"))
            .is_ok_and(|status| status.lines().nth(7).map(str::trim_end) == Some("ready"))
    }

    /// The folder as the host of an address. Clients take a host with a slash for
    /// a socket's folder.
    pub(super) fn as_url_host(&self) -> String {
        percent_encoded(self.0.as_os_str().as_bytes())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // It is gone already when a server has run in it.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// In the temporary folder, or in `/tmp` where the socket's path would be too long.
fn place(temporary: &Path, name: &str) -> PathBuf {
    let wanted = absolute(temporary.join(name)).unwrap_or_default();
    if wanted.is_absolute() && wanted.join(SOCKET).as_os_str().len() <= LONGEST_SOCKET_PATH {
        wanted
    } else {
        Path::new("/tmp").join(name)
    }
}

fn percent_encoded(bytes: &[u8]) -> String {
    bytes
        .iter()
        .map(|&byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_socket_path_that_is_too_long_moves_to_tmp() {
        let name = "scratch_1_0_00000000";
        // Two slashes beside the three names.
        let longest = LONGEST_SOCKET_PATH - 2 - name.len() - SOCKET.len();
        let fits = format!("/{}", "a".repeat(longest - 1));
        let too_long = format!("/{}", "a".repeat(longest));
        assert_eq!(place(Path::new(&fits), name), Path::new(&fits).join(name));
        assert_eq!(
            place(Path::new(&too_long), name),
            Path::new("/tmp").join(name)
        );
    }

    #[test]
    fn a_relative_temporary_folder_becomes_absolute() {
        assert!(place(Path::new("t"), "name").is_absolute());
    }

    #[test]
    fn a_folder_in_an_address_reads_back() {
        let folder = "/tmp/a b/ø,%'\"@:?#";
        let url = format!(
            "postgresql://u@{}:5432/d",
            percent_encoded(folder.as_bytes())
        );
        let config: postgres::Config = url.parse().unwrap();
        assert_eq!(
            config.get_hosts(),
            [postgres::config::Host::Unix(folder.into())]
        );
    }
}
