//! What is known of one type.

use super::catalogue::qualified;
use super::guard::{Truth, any};
use super::labels::Labels;
use super::refusal::{Condition, Doubt, Key, Refusal, Site, Subject};
use crate::change::{ApplyError, Change, Position};
use crate::model::{EnumType, Label, ModelError, TypeName};

/// The state of a type that some statement named.
#[derive(Debug, Clone)]
pub(super) enum Entry {
    Enum(EnumEntry),
    /// `CREATE TYPE name;`, which a full definition may follow.
    Shell,
    /// A domain or a range over this type.
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
    labels: Labels,
    /// The statement that last changed the type.
    pub(super) changed: Site,
}

/// How many of the labels that are there a message shows.
const SHOWN: usize = 12;

impl Entry {
    /// Whether a statement that names the type finds it.
    pub(super) fn is_there(&self) -> bool {
        !matches!(self, Self::Gone(_))
    }

    /// Whether it has a label for which this holds; nothing if only the server knows.
    pub(super) fn any_label(&self, holds: impl Fn(&str) -> Truth) -> Truth {
        match self {
            Self::Enum(entry) => any(entry.labels().map(|(label, _)| holds(label.as_str()))),
            Self::Doubtful(_) => None,
            Self::Shell | Self::Domain(_) | Self::Other | Self::Gone(_) => Some(false),
        }
    }

    /// Whether it is an enum with this label, without a look at each that it has.
    pub(super) fn has_label(&self, wanted: &str) -> bool {
        let Self::Enum(entry) = self else {
            return false;
        };
        Label::new(wanted).is_ok_and(|label| entry.labels.has(&label))
    }

    /// The labels of an enum.
    pub(super) fn labels(&self) -> Option<Vec<String>> {
        let Self::Enum(entry) = self else {
            return None;
        };
        let labels = entry.labels();
        Some(labels.map(|(label, _)| label.as_str().to_owned()).collect())
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
            (Some(Self::Enum(one)), Some(Self::Enum(other))) => one.labels == other.labels,
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
        let name = TypeName::new(Some(&key.schema), &key.name);
        let ty = name.and_then(|name| EnumType::from_labels(name, texts));
        let ty = ty.map_err(|error| {
            let condition = match error {
                ModelError::DuplicateLabel { .. } => Condition::UniqueViolation,
                _ => Condition::UndefinedObject,
            };
            refusal(condition, key, format!("{error}"), site)
        })?;
        let (_, texts) = ty.into_parts();
        let decided = labels
            .iter()
            .map(|(_, at)| at.map_or(site, |at| site.pointing_at(at)));
        Ok(Self {
            labels: Labels::new(texts.into_iter().zip(decided).collect()),
            changed: site,
        })
    }

    /// The labels in their order, each with the site that last decided it.
    pub(super) fn labels(&self) -> impl Iterator<Item = (&Label, Site)> {
        self.labels.iter()
    }

    /// The type after a label was deleted from the catalogue.
    pub(super) fn without(mut self, label: &Label, site: Site) -> Self {
        self.labels.remove(label);
        self.changed = site;
        self
    }

    /// The type after a change of its labels; any other leaves it as it is.
    pub(super) fn apply(mut self, key: &Key, change: &Change, site: Site) -> Result<Self, Refusal> {
        let changed = match change {
            Change::AddValue {
                label,
                position,
                if_not_exists,
            } => self.add(label, position, *if_not_exists, site),
            Change::RenameValue { from, to } => self.rename(from, to, site).map(|()| true),
            Change::RenameType { .. } | Change::SetSchema { .. } => Ok(true),
        };
        if changed.map_err(|error| self.refused(key, &error, site))? {
            self.changed = site;
        }
        Ok(self)
    }

    /// Adds a label, unless it is there and may be; whether it was added.
    fn add(
        &mut self,
        label: &Label,
        position: &Position,
        if_not_exists: bool,
        site: Site,
    ) -> Result<bool, ApplyError> {
        if self.labels.has(label) {
            return match if_not_exists {
                true => Ok(false),
                false => Err(ApplyError::LabelExists(label.clone())),
            };
        }
        match position {
            _ if self.labels.add(label, position, site) => Ok(true),
            Position::Before(neighbour) | Position::After(neighbour) => Err(self.lacks(neighbour)),
            Position::End => Ok(false),
        }
    }

    fn rename(&mut self, from: &Label, to: &Label, site: Site) -> Result<(), ApplyError> {
        if !self.labels.has(from) {
            return Err(self.lacks(from));
        }
        if self.labels.has(to) {
            return Err(ApplyError::LabelExists(to.clone()));
        }
        self.labels.rename(from, to, site);
        Ok(())
    }

    fn lacks(&self, label: &Label) -> ApplyError {
        let known = self.labels().take(SHOWN);
        ApplyError::NoSuchLabel {
            label: label.clone(),
            known: known.map(|(label, _)| label.clone()).collect(),
        }
    }

    fn refused(&self, key: &Key, error: &ApplyError, site: Site) -> Refusal {
        let (condition, more) = match error {
            ApplyError::LabelExists(_) => (Condition::DuplicateObject, 0),
            ApplyError::NoSuchLabel { known, .. } => {
                (Condition::UndefinedLabel, self.labels.len() - known.len())
            }
        };
        let more = match more {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let reason = format!("{error}{more} in `{}`", qualified(key));
        refusal(condition, key, reason, site)
    }
}

fn refusal(condition: Condition, key: &Key, reason: String, site: Site) -> Refusal {
    Refusal {
        condition,
        subject: Subject::Type(key.clone()),
        reason,
        site,
    }
}
