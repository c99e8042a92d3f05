//! Files that are not, or not only, what their text says.

use super::layout;
use super::refusal::{Doubt, Site};
use super::replay::Replay;

const CODE: &str = "this migration is written in code, which is not read";
const CALLBACK: &str = "this callback runs at each migration, whatever is there by then";
const INCLUDES: &str = "`--!include` takes in another file when it runs";

impl Replay<'_> {
    /// Doubts what a file does beside its statements, or these if it is a callback.
    pub(super) fn beside(&mut self, file: usize) {
        let Some(sql) = self.files.get(file) else {
            return;
        };
        let parts = layout::parts(&sql.path);
        if layout::is_callback(parts.1) {
            self.depends_on = Some(CALLBACK);
        }
        let reason = if layout::is_code(&sql.path) {
            CODE
        } else if layout::includes(parts, &sql.text) {
            INCLUDES
        } else {
            return;
        };
        let site = Site {
            file,
            ..Site::default()
        };
        let reason = reason.to_owned();
        self.catalogue.doubt_all(&Doubt { site, reason });
    }
}
