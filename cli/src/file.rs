//! A file that is written, or compared with what is there.

use std::fs;
use std::path::{Path, PathBuf};

/// A file, and what it is to hold.
#[derive(Debug, PartialEq, Eq)]
pub struct File {
    pub path: PathBuf,
    pub text: String,
    /// The other way out where the path is none to write to, from a comma on.
    pub instead: &'static str,
}

impl File {
    /// Writes the file unless it is so already, and says which.
    pub fn write(&self) -> Result<String, String> {
        let path = self.path.display();
        if self.is_written()? {
            return Ok(format!("`{path}` is up to date\n"));
        }
        fs::write(&self.path, &self.text)
            .map_err(|error| format!("cannot write `{path}`: {error}"))?;
        Ok(format!("wrote `{path}`\n"))
    }

    /// The same, but leaves what is there alone: a migration may hold more, or have run.
    pub fn write_new(&self) -> Result<String, String> {
        self.may_replace(|_| false, "holds something else")?;
        self.write()
    }

    /// An error where a file is there that must stay, since it is not empty, not so
    /// already, and none of those that may be written anew.
    pub fn may_replace(&self, is_ours: fn(&str) -> bool, what: &str) -> Result<(), String> {
        let Some(there) = self.there()? else {
            return Ok(());
        };
        if there == self.text || there.trim().is_empty() || is_ours(&there) {
            return Ok(());
        }
        Err(format!(
            "`{}` is there already and {what}; name a new file, or remove it first",
            self.path.display()
        ))
    }

    /// Whether this is what is there.
    pub fn is_written(&self) -> Result<bool, String> {
        Ok(self.there()?.as_deref() == Some(&*self.text))
    }

    /// What differs from what is there, if anything does.
    pub fn difference(&self) -> Result<Option<String>, String> {
        let path = self.path.display();
        let Some(there) = self.there()? else {
            return Ok(Some(format!("`{path}` is not there\n")));
        };
        if there == self.text {
            return Ok(None);
        }
        if there.lines().eq(self.text.lines()) {
            return Ok(Some(format!(
                "`{path}` is what the enum gives, but for its line ends, which are to be line feeds\n"
            )));
        }
        let same = there
            .lines()
            .zip(self.text.lines())
            .take_while(|(there, wanted)| there == wanted);
        let line = same.count();
        let shown = |text: &str| text.lines().nth(line).unwrap_or("(the end)").to_owned();
        Ok(Some(format!(
            "`{path}` is not what the enum gives, from line {} on:\n  it has  {}\n  wanted  {}\n",
            line + 1,
            shown(&there),
            shown(&self.text)
        )))
    }

    fn there(&self) -> Result<Option<String>, String> {
        let path = self.path.display();
        if !may_hold_text(&self.path) {
            return Err(format!(
                "`{path}` is no regular file; name one{}",
                self.instead
            ));
        }
        match fs::read_to_string(&self.path) {
            Ok(text) => Ok(Some(text)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(format!("cannot read `{path}`: {error}")),
        }
    }
}

/// Whether this is a regular file, or can become one. To open a pipe would wait until
/// somebody writes to it; a stream of this process may lead to a file that holds
/// what others write.
fn may_hold_text(path: &Path) -> bool {
    const STREAMS: [&str; 5] = [
        "/dev/stdin",
        "/dev/stdout",
        "/dev/stderr",
        "/dev/fd",
        "/proc",
    ];
    let is_stream = STREAMS.iter().any(|stream| path.starts_with(stream));
    !is_stream && fs::metadata(path).map_or(true, |there| there.is_file())
}
