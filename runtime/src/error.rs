use alloc::borrow::ToOwned;
use alloc::string::String;
use core::fmt;

use pg_integration_enum_core::drift;

use crate::PgIntegrationEnum;

/// A text that is no label of the enum.
///
/// Reading a row gives it inside the client's error, where
/// [`source`](core::error::Error::source) finds it:
///
/// ```
/// use pg_integration_enum::UnknownLabel;
/// use std::error::Error;
///
/// /// The label that this binary does not know, if that is what went wrong.
/// fn unknown_label<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a UnknownLabel> {
///     error.downcast_ref().or_else(|| unknown_label(error.source()?))
/// }
/// ```
///
/// ```
/// use pg_integration_enum::PgIntegrationEnum;
///
/// #[derive(Debug, PgIntegrationEnum)]
/// enum Mood { Sad, Happy }
///
/// let error = "hapy".parse::<Mood>().unwrap_err();
/// assert_eq!(error.nearest(), Some("happy"));
/// assert_eq!(
///     error.to_string(),
///     "unknown label `hapy` for enum type \"mood\"; did you mean `happy`?",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownLabel {
    type_name: &'static str,
    label: String,
    known: &'static [&'static str],
}

impl UnknownLabel {
    pub(crate) fn new<T: PgIntegrationEnum>(label: &str) -> Self {
        Self {
            type_name: T::QUALIFIED_NAME,
            label: label.to_owned(),
            known: T::LABELS,
        }
    }

    /// The enum type, quoted, with its schema where one is declared.
    pub fn type_name(&self) -> &'static str {
        self.type_name
    }

    /// The text that is no label.
    pub fn label(&self) -> &str {
        &self.label
    }

    /// The labels that there are.
    pub fn known(&self) -> &'static [&'static str] {
        self.known
    }

    /// The label that may have been meant.
    pub fn nearest(&self) -> Option<&'static str> {
        drift::nearest(&self.label, self.known.iter().copied())
    }
}

impl fmt::Display for UnknownLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "unknown label `{}` for enum type {}",
            self.label, self.type_name
        )?;
        match self.nearest() {
            Some(near) => write!(f, "; did you mean `{near}`?"),
            None => Ok(()),
        }
    }
}

impl core::error::Error for UnknownLabel {}

/// An `other` variant that was to be written.
///
/// What this binary does not know it may read, but not write: declare the
/// variant `#[pg_enum(other(write))]` to allow it.
///
/// ```
/// use pg_integration_enum::{PgIntegrationEnum, UnwritableLabel};
/// use postgres_types::ToSql;
///
/// #[derive(Debug, PgIntegrationEnum)]
/// enum Mood { Sad, #[pg_enum(other)] Unknown(String) }
///
/// let mut buffer = Default::default();
/// let written = Mood::Unknown("odd".into()).to_sql(&Mood::pg_type(), &mut buffer);
/// let error = written.err().unwrap();
/// let error: &UnwritableLabel = error.downcast_ref().unwrap();
/// assert_eq!(error.label(), "odd");
/// ```
#[cfg(feature = "postgres-types")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnwritableLabel {
    type_name: &'static str,
    label: String,
}

#[cfg(feature = "postgres-types")]
impl UnwritableLabel {
    pub(crate) fn new<T: PgIntegrationEnum>(value: &T) -> Self {
        Self {
            type_name: T::QUALIFIED_NAME,
            label: value.label().to_owned(),
        }
    }

    /// The enum type, quoted, with its schema where one is declared.
    pub fn type_name(&self) -> &'static str {
        self.type_name
    }

    /// The label that was to be written.
    pub fn label(&self) -> &str {
        &self.label
    }
}

#[cfg(feature = "postgres-types")]
impl fmt::Display for UnwritableLabel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "label `{}` of enum type {} is not known to this binary and not written; \
             `#[pg_enum(other(write))]` would allow it",
            self.label, self.type_name
        )
    }
}

#[cfg(feature = "postgres-types")]
impl core::error::Error for UnwritableLabel {}

/// The database's labels differ from those of an enum that is `strict`.
///
/// ```
/// use pg_integration_enum::{LabelMismatch, PgIntegrationEnum};
/// use postgres_types::{FromSql, Kind, Type};
///
/// #[derive(Debug, PgIntegrationEnum)]
/// #[pg_enum(strict)]
/// enum Mood { Sad, Ok }
///
/// let kind = Kind::Enum(vec!["sad".into(), "ok".into(), "great".into()]);
/// let there = Type::new("mood".into(), 0, kind, "public".into());
/// let error = Mood::from_sql(&there, b"ok").unwrap_err();
/// let error: &LabelMismatch = error.downcast_ref().unwrap();
/// assert_eq!(error.drift().extra, ["great"]);
/// assert_eq!(
///     error.to_string(),
///     "enum type \"mood\" differs from its strict declaration: \
///      the enum lacks `great`",
/// );
/// ```
#[cfg(feature = "postgres-types")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelMismatch {
    type_name: &'static str,
    drift: drift::Drift,
}

#[cfg(feature = "postgres-types")]
impl LabelMismatch {
    pub(crate) fn new<T: PgIntegrationEnum>(labels: &[String]) -> Self {
        Self {
            type_name: T::QUALIFIED_NAME,
            drift: drift::Drift::between(T::LABELS, labels),
        }
    }

    /// The enum type, quoted, with its schema where one is declared.
    pub fn type_name(&self) -> &'static str {
        self.type_name
    }

    /// How the database's labels differ from the declared ones.
    pub fn drift(&self) -> &drift::Drift {
        &self.drift
    }
}

#[cfg(feature = "postgres-types")]
impl fmt::Display for LabelMismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "enum type {} differs from its strict declaration: {}",
            self.type_name, self.drift
        )
    }
}

#[cfg(feature = "postgres-types")]
impl core::error::Error for LabelMismatch {}
