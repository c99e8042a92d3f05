//! The migrations of a workspace, each folder read and replayed once.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use pg_integration_enum_core::model::TypeName;
use pg_integration_enum_core::read::sql::{Catalogue, load};
use pg_integration_enum_core::read::{Listing, ReadError};

use crate::workspace::normalize;

/// A folder's catalogue, once a thread has made it.
type Slot = Arc<OnceLock<Result<Catalogue<'static>, ReadError>>>;

#[derive(Default)]
pub struct Folders(Mutex<HashMap<PathBuf, Slot>>);

impl Folders {
    /// The labels that a type has after a file or folder has been applied.
    pub fn listing(&self, path: &Path, ty: &TypeName) -> Result<Listing, ReadError> {
        let slot = self.slot(normalize(path));
        match slot.get_or_init(|| replay(path)) {
            Ok(catalogue) => catalogue.listing(ty),
            Err(error) => Err(error.clone()),
        }
    }

    fn slot(&self, path: PathBuf) -> Slot {
        let mut slots = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        slots.entry(path).or_default().clone()
    }
}

fn replay(path: &Path) -> Result<Catalogue<'static>, ReadError> {
    Catalogue::of(load(path)?)
}
