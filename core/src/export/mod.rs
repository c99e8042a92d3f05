//! An enum as other languages write it, so that the other side need not be kept
//! in step by hand.
//!
//! What is written is what the readers of this crate read back, and stays the
//! same to the byte as long as the enum does.

pub mod dart;
mod layout;
mod names;
pub mod typescript;

use alloc::string::String;

use crate::model::{Label, TypeName};

/// With what the first line of a written file begins.
const WRITTEN_BY: &str = "// Written by `cargo pg-enum export ";

/// Whether a text is one that was written here, so that it may be written anew.
/// (Lines may have been put before it, such as a licence.)
///
/// ```
/// use pg_integration_enum_core::export::{Exported, is_exported, typescript};
/// use pg_integration_enum_core::model::{Label, TypeName};
///
/// let name = TypeName::new(None, "mood")?;
/// let sad = Label::new("sad")?;
/// let mood = Exported { name: "Mood", type_name: &name, variants: &[("Sad", &sad)] };
/// assert!(is_exported(&typescript::module(&mood, None)));
/// assert!(!is_exported("export type Mood = \"sad\" | \"by hand\";"));
/// # Ok::<(), pg_integration_enum_core::model::ModelError>(())
/// ```
pub fn is_exported(text: &str) -> bool {
    text.lines().any(|line| line.starts_with(WRITTEN_BY))
}

/// An enum to be written in another language.
///
/// ```
/// use pg_integration_enum_core::export::{Exported, typescript};
/// use pg_integration_enum_core::model::{Label, TypeName};
///
/// let name = TypeName::new(None, "mood")?;
/// let (sad, ok) = (Label::new("sad")?, Label::new("ok")?);
/// let mood = Exported { name: "Mood", type_name: &name, variants: &[("Sad", &sad), ("Ok", &ok)] };
/// let text = typescript::module(&mood, None);
/// assert!(text.contains(r#"export const moodLabels = ["sad", "ok"] as const;"#));
/// # Ok::<(), pg_integration_enum_core::model::ModelError>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Exported<'a> {
    /// The name of the Rust enum.
    pub name: &'a str,
    /// The PostgreSQL type.
    pub type_name: &'a TypeName,
    /// The variants' names with their labels, none of which stands twice.
    pub variants: &'a [(&'a str, &'a Label)],
}

impl Exported<'_> {
    /// The PostgreSQL type's name for a comment: what would end the comment is
    /// taken out.
    fn type_for_comment(&self) -> String {
        let name = alloc::format!("{}", self.type_name);
        let name: String = name.chars().map(unless_invisible).collect();
        name.replace("*/", "* /")
    }
}

fn unless_invisible(character: char) -> char {
    if is_invisible(character) {
        ' '
    } else {
        character
    }
}

/// What a reader of source code cannot see, or would see elsewhere than it is.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{ad}'
                | '\u{61c}'
                | '\u{180e}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}'
        )
}
