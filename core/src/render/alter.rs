use alloc::format;
use alloc::string::String;

use crate::change::{Change, Position};
use crate::model::TypeName;
use crate::quote;

/// The `ALTER TYPE` statement that makes a change.
///
/// ```
/// use pg_integration_enum_core::change::{Change, Position};
/// use pg_integration_enum_core::model::{Label, TypeName};
/// use pg_integration_enum_core::render;
///
/// let add = Change::AddValue {
///     label: Label::new("visma")?,
///     position: Position::After(Label::new("bufdir")?),
///     if_not_exists: false,
/// };
/// assert_eq!(
///     render::change(&TypeName::new(None, "integration_type")?, &add),
///     r#"ALTER TYPE "integration_type" ADD VALUE 'visma' AFTER 'bufdir';"#,
/// );
/// # Ok::<(), pg_integration_enum_core::model::ModelError>(())
/// ```
pub fn change(name: &TypeName, change: &Change) -> String {
    let name = name.quoted();
    let action = match change {
        Change::AddValue {
            label,
            position,
            if_not_exists,
        } => {
            let guard = if *if_not_exists { "IF NOT EXISTS " } else { "" };
            let label = quote::literal(label.as_str());
            let place = match position {
                Position::End => String::new(),
                Position::Before(next) => format!(" BEFORE {}", quote::literal(next.as_str())),
                Position::After(last) => format!(" AFTER {}", quote::literal(last.as_str())),
            };
            format!("ADD VALUE {guard}{label}{place}")
        }
        Change::RenameValue { from, to } => format!(
            "RENAME VALUE {} TO {}",
            quote::literal(from.as_str()),
            quote::literal(to.as_str())
        ),
        Change::RenameType { to } => format!("RENAME TO {}", quote::identifier(to.as_str())),
        Change::SetSchema { to } => format!("SET SCHEMA {}", quote::identifier(to.as_str())),
    };
    format!("ALTER TYPE {name} {action};")
}
