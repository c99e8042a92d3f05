//! What can happen to an enum type, and what becomes of it.

use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use crate::model::{EnumType, Label, Name, TypeName};

/// Where a new label goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Position {
    /// After all others.
    End,
    /// Right before this label.
    Before(Label),
    /// Right after this label.
    After(Label),
}

/// One change to an enum type, as PostgreSQL knows them.
///
/// ```
/// use pg_integration_enum_core::change::{Change, Position};
/// use pg_integration_enum_core::model::{EnumType, Label, TypeName};
///
/// let mood = EnumType::new(TypeName::new(None, "mood")?, ["sad", "happy"])?;
/// let add = Change::AddValue {
///     label: Label::new("ok")?,
///     position: Position::After(Label::new("sad")?),
///     if_not_exists: false,
/// };
/// let mood = add.apply(mood)?;
/// assert_eq!(mood.label_texts(), ["sad", "ok", "happy"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// `ALTER TYPE … ADD VALUE`
    AddValue {
        /// The new label.
        label: Label,
        /// Where it goes.
        position: Position,
        /// Whether a label that is there already is left as it is, wherever it stands.
        if_not_exists: bool,
    },
    /// `ALTER TYPE … RENAME VALUE`
    RenameValue {
        /// The label as it is.
        from: Label,
        /// The label as it becomes.
        to: Label,
    },
    /// `ALTER TYPE … RENAME TO`
    RenameType {
        /// The new name, in the same schema.
        to: Name,
    },
    /// `ALTER TYPE … SET SCHEMA`
    SetSchema {
        /// The new schema.
        to: Name,
    },
}

/// Why a change cannot be applied; PostgreSQL would refuse it too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ApplyError {
    /// The label to add, or to rename to, is there already (42710).
    LabelExists(Label),
    /// The label to rename, or the neighbour of a new one, is not there (22023).
    NoSuchLabel {
        /// The label that was asked for.
        label: Label,
        /// The labels that are there.
        known: Vec<Label>,
    },
}

impl fmt::Display for ApplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::LabelExists(label) => write!(f, "label `{}` exists already", label.as_str()),
            Self::NoSuchLabel { label, known } => {
                let known: Vec<&str> = known.iter().map(Label::as_str).collect();
                write!(
                    f,
                    "there is no label `{}`, only {}",
                    label.as_str(),
                    quoted_list(&known)
                )
            }
        }
    }
}

impl core::error::Error for ApplyError {}

/// Texts in backquotes with commas between them, as messages show a list.
pub(crate) fn quoted_list(texts: &[&str]) -> String {
    let mut list = String::new();
    for (index, text) in texts.iter().enumerate() {
        list.push_str(if index == 0 { "`" } else { ", `" });
        list.push_str(text);
        list.push('`');
    }
    list
}

impl Change {
    /// The type as the change leaves it.
    pub fn apply(&self, ty: EnumType) -> Result<EnumType, ApplyError> {
        let (mut name, mut labels): (TypeName, Vec<Label>) = ty.into_parts();
        match self {
            Self::AddValue {
                label,
                position,
                if_not_exists,
            } => {
                if labels.contains(label) {
                    if *if_not_exists {
                        return Ok(EnumType::unchecked(name, labels));
                    }
                    return Err(ApplyError::LabelExists(label.clone()));
                }
                let at = match position {
                    Position::End => labels.len(),
                    Position::Before(neighbour) => index_of(&labels, neighbour)?,
                    Position::After(neighbour) => index_of(&labels, neighbour)? + 1,
                };
                labels.insert(at, label.clone());
            }
            Self::RenameValue { from, to } => {
                let at = index_of(&labels, from)?;
                if labels.contains(to) {
                    return Err(ApplyError::LabelExists(to.clone()));
                }
                labels[at] = to.clone();
            }
            Self::RenameType { to } => name.name = to.clone(),
            Self::SetSchema { to } => name.schema = Some(to.clone()),
        }
        Ok(EnumType::unchecked(name, labels))
    }
}

fn index_of(labels: &[Label], label: &Label) -> Result<usize, ApplyError> {
    labels
        .iter()
        .position(|known| known == label)
        .ok_or_else(|| ApplyError::NoSuchLabel {
            label: label.clone(),
            known: labels.to_vec(),
        })
}
