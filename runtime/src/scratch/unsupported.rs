//! An own server where there are no unix sockets: none.

use super::error::ScratchError;

/// What cannot exist here.
#[derive(Debug)]
pub(super) enum OwnServer {}

impl OwnServer {
    pub(super) fn start() -> Result<Self, ScratchError> {
        Err(ScratchError::Unsupported)
    }

    pub(super) fn url(&self) -> String {
        match *self {}
    }
}
