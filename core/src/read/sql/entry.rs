//! What is known of one type.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::catalogue::qualified;
use super::guard::{Truth, any};
use super::refusal::{Condition, Doubt, Key, Refusal, Site, Subject};
use crate::change::{ApplyError, Change, Position};
use crate::model::{EnumType, Label, ModelError, TypeName};

/// The state of a type that some statement named.
#[derive(Debug, Clone)]
pub(super) enum Entry {
    Enum(EnumEntry),
    /// `CREATE TYPE name;`, which a full definition may follow.
    Shell,
    /// A domain over this type.
    Domain(Key),
    /// A composite or any other type that is no enum.
    Other,
    /// What it is only the server knows.
    Doubtful(Doubt),
    Gone(Gone),
}

/// How a type went.
#[derive(Debug, Clone)]
pub(super) struct Gone {
    pub(super) site: Site,
    /// Its new name, if it was renamed or moved.
    pub(super) moved_to: Option<Key>,
}

/// An enum, and which statements decided what it is.
#[derive(Debug, Clone)]
pub(super) struct EnumEntry {
    ty: EnumType,
    /// Hashes of all labels that it ever had, to find out quickly that one is new.
    seen: HashSet<u64>,
    /// The site that last decided each label, in the labels' order.
    decided: Vec<Site>,
    /// The statement that last changed the type.
    pub(super) changed: Site,
}

impl Entry {
    /// Whether a statement that names the type finds it.
    pub(super) fn is_there(&self) -> bool {
        !matches!(self, Self::Gone(_))
    }

    /// Whether it has a label for which this holds; nothing if only the server knows.
    pub(super) fn any_label(&self, holds: impl Fn(&str) -> Truth) -> Truth {
        match self {
            Self::Enum(entry) => any(entry.ty.labels().iter().map(|label| holds(label.as_str()))),
            Self::Doubtful(_) => None,
            Self::Shell | Self::Domain(_) | Self::Other | Self::Gone(_) => Some(false),
        }
    }

    /// The labels of an enum.
    pub(super) fn labels(&self) -> Option<Vec<String>> {
        let Self::Enum(entry) = self else {
            return None;
        };
        let labels = entry.ty.labels().iter();
        Some(labels.map(|label| label.as_str().to_owned()).collect())
    }

    /// The statement that made it what it is, if that matters to anyone.
    pub(super) fn site(&self) -> Option<Site> {
        match self {
            Self::Enum(entry) => Some(entry.changed),
            Self::Doubtful(doubt) => Some(doubt.site),
            Self::Gone(gone) => Some(gone.site),
            Self::Shell | Self::Domain(_) | Self::Other => None,
        }
    }

    /// Whether a type of this name cannot be created.
    ///
    /// Where it is doubtful, the history is taken to have run.
    pub(super) fn blocks_creation(&self) -> bool {
        matches!(self, Self::Enum(_) | Self::Domain(_) | Self::Other)
    }

    /// Whether two states, absence included, are the same to a reader.
    pub(super) fn same(one: Option<&Self>, other: Option<&Self>) -> bool {
        match (one, other) {
            (Some(Self::Enum(one)), Some(Self::Enum(other))) => one.ty == other.ty,
            (Some(Self::Domain(one)), Some(Self::Domain(other))) => one == other,
            (Some(Self::Shell), Some(Self::Shell)) | (Some(Self::Other), Some(Self::Other)) => true,
            (None | Some(Self::Gone(_)), None | Some(Self::Gone(_))) => true,
            _ => false,
        }
    }
}

impl EnumEntry {
    /// A new type; labels come with their own offset where the file has one.
    pub(super) fn new(
        key: &Key,
        labels: &[(Label, Option<usize>)],
        site: Site,
    ) -> Result<Self, Refusal> {
        let texts: Vec<Label> = labels.iter().map(|(label, _)| label.clone()).collect();
        let seen = texts.iter().map(hash).collect();
        let name = TypeName::new(Some(&key.schema), &key.name);
        let ty = name.and_then(|name| EnumType::from_labels(name, texts));
        let ty = ty.map_err(|error| {
            let condition = match error {
                ModelError::DuplicateLabel { .. } => Condition::UniqueViolation,
                _ => Condition::UndefinedObject,
            };
            refusal(condition, key, format!("{error}"), site)
        })?;
        let decided = labels
            .iter()
            .map(|(_, at)| at.map_or(site, |at| site.pointing_at(at)))
            .collect();
        Ok(Self {
            ty,
            seen,
            decided,
            changed: site,
        })
    }

    /// The labels in their order, each with the site that last decided it.
    pub(super) fn labels(&self) -> impl Iterator<Item = (&Label, Site)> {
        self.ty.labels().iter().zip(self.decided.iter().copied())
    }

    /// The type after a label was deleted from the catalogue.
    pub(super) fn without(self, label: &str, site: Site) -> Self {
        let (labels, decided) = self
            .labels()
            .filter(|(known, _)| known.as_str() != label)
            .map(|(known, site)| (known.clone(), site))
            .unzip();
        // Labels that were there before are as good without one of them.
        match EnumType::from_labels(self.ty.name().clone(), labels) {
            Ok(ty) => Self {
                ty,
                seen: self.seen,
                decided,
                changed: site,
            },
            Err(_) => self,
        }
    }

    /// The type with one more label at its end.
    fn with(mut self, label: &Label, site: Site) -> Self {
        let (name, mut labels) = self.ty.into_parts();
        labels.push(label.clone());
        self.decided.push(site);
        self.seen.insert(hash(label));
        Self {
            ty: EnumType::unchecked(name, labels),
            changed: site,
            ..self
        }
    }

    /// The type after a change.
    pub(super) fn apply(self, key: &Key, change: &Change, site: Site) -> Result<Self, Refusal> {
        match change {
            // Without a look at each label: histories consist of this.
            Change::AddValue {
                label,
                position: Position::End,
                ..
            } if !self.seen.contains(&hash(label)) => Ok(self.with(label, site)),
            _ => self.apply_any(key, change, site),
        }
    }

    fn apply_any(self, key: &Key, change: &Change, site: Site) -> Result<Self, Refusal> {
        let before = self.ty.labels().len();
        let ty = change.apply(self.ty).map_err(|error| {
            let condition = match error {
                ApplyError::LabelExists(_) => Condition::DuplicateObject,
                ApplyError::NoSuchLabel { .. } => Condition::UndefinedLabel,
            };
            let reason = format!("{error} in `{}`", qualified(key));
            refusal(condition, key, reason, site)
        })?;
        let (mut decided, mut seen) = (self.decided, self.seen);
        let position = |wanted: &Label| ty.labels().iter().position(|label| label == wanted);
        match change {
            // It was there, and `IF NOT EXISTS` left it.
            Change::AddValue { .. } if ty.labels().len() == before => {
                return Ok(Self {
                    ty,
                    seen,
                    decided,
                    ..self
                });
            }
            Change::AddValue { label, .. } => {
                seen.insert(hash(label));
                decided.insert(position(label).unwrap_or(before), site);
            }
            Change::RenameValue { to, .. } => {
                seen.insert(hash(to));
                if let Some(renamed) = position(to).and_then(|at| decided.get_mut(at)) {
                    *renamed = site;
                }
            }
            Change::RenameType { .. } | Change::SetSchema { .. } => {}
        }
        Ok(Self {
            ty,
            seen,
            decided,
            changed: site,
        })
    }
}

fn hash(label: &Label) -> u64 {
    let mut hasher = DefaultHasher::new();
    label.hash(&mut hasher);
    hasher.finish()
}

fn refusal(condition: Condition, key: &Key, reason: String, site: Site) -> Refusal {
    Refusal {
        condition,
        subject: Subject::Type(key.clone()),
        reason,
        site,
    }
}
