//! Lines of psql's own.

use super::refusal::{Doubt, Site};
use super::replay::Replay;

pub(super) const IF: &str = "whether this runs depends on an `\\if` of psql";
const CONNECT: &str = "`\\connect` goes to another database before this";

impl Replay<'_> {
    /// Takes a line that ends at this offset.
    pub(super) fn meta(&mut self, line: &str, file: usize, end: usize) {
        let mut words = line.split_ascii_whitespace();
        let command = words.next().unwrap_or_default();
        match command {
            "\\if" => self.conditions += 1,
            "\\endif" => self.conditions = self.conditions.saturating_sub(1),
            "\\q" | "\\quit" if self.conditions > 0 => self.depends_on = Some(IF),
            "\\c" | "\\connect" => self.connect(words),
            "\\i" | "\\ir" | "\\include" | "\\include_relative" => {
                let start = end - line.len();
                let site = Site {
                    file,
                    at: start,
                    start,
                    end,
                };
                let reason = format!("`{command}` runs another file");
                self.catalogue.doubt_all(&Doubt { site, reason });
            }
            _ => {}
        }
    }

    /// The database of the first types is the one that is meant.
    fn connect<'w>(&mut self, words: impl Iterator<Item = &'w str>) {
        let mut words = words.filter(|word| !word.starts_with("-reuse-previous"));
        let database = words.next().unwrap_or("-");
        if database == "-" || self.database.as_deref() == Some(database) {
            return;
        }
        if self.catalogue.types().is_empty() {
            self.database = Some(database.to_owned());
        } else {
            self.depends_on = Some(CONNECT);
        }
    }
}
