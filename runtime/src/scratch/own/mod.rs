//! A server of our own, from the machine's binaries.

mod account;
mod binaries;
mod folder;
mod supervisor;

use super::error::ScratchError;
use account::Account;
use folder::Folder;
use supervisor::Supervisor;

/// A server that ends with this value, or with the process.
#[derive(Debug)]
pub(super) struct OwnServer {
    // Dropped in this order: the supervisor removes the folder when the server has
    // ended, and the folder makes sure.
    _supervisor: Supervisor,
    folder: Folder,
}

impl OwnServer {
    pub(super) fn start() -> Result<Self, ScratchError> {
        let folder = Folder::create()?;
        // What we make is ours, which tells without a system call who we are.
        let account = match folder.owner()? {
            0 => Some(Account::for_server()?),
            _ => None,
        };
        let binaries = binaries::find(account.as_ref())?;
        if let Some(account) = &account {
            folder.give_to(account)?;
        }
        let mut supervisor = Supervisor::start(&binaries, &folder, account.as_ref())?;
        supervisor.wait_until_ready(&folder)?;
        Ok(Self {
            _supervisor: supervisor,
            folder,
        })
    }

    pub(super) fn url(&self) -> String {
        format!(
            "postgresql://postgres@{}:5432/postgres",
            self.folder.as_url_host()
        )
    }
}
