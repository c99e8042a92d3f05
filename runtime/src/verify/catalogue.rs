//! The catalogue query, and what its rows say.

use pg_integration_enum_core::drift::Drift;

use super::{Finding, Report, Status};
use crate::PgIntegrationEnum;

/// An enum as it is declared, whatever declared it.
///
/// ```
/// use pg_integration_enum::{PgIntegrationEnum, verify::Declared};
///
/// #[derive(Debug, PgIntegrationEnum)]
/// #[pg_enum(schema = "public")]
/// enum Mood { Sad, Ok }
///
/// const MOOD: Declared = Declared::of::<Mood>();
/// assert_eq!(MOOD.schema, Some("public"));
/// assert_eq!(MOOD.labels, ["sad", "ok"]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Declared<'a> {
    /// The schema; without one, `search_path` decides.
    pub schema: Option<&'a str>,
    /// The type's name, unquoted.
    pub name: &'a str,
    /// The labels in their order.
    pub labels: &'a [&'a str],
}

impl Declared<'static> {
    /// What the derive declared.
    pub const fn of<T: PgIntegrationEnum>() -> Self {
        Self {
            schema: T::SCHEMA,
            name: T::TYPE_NAME,
            labels: T::LABELS,
        }
    }
}

/// One query for any number of enums. Its one parameter is an array of type
/// `text[]`: their names, as [`parameters`] gives them.
///
/// A row for each type of such a name, in whatever schema: the catalogue can be
/// read without rights to the types.
pub const QUERY: &str = "
SELECT t.typname::text,
       n.nspname::text,
       t.typtype::text,
       pg_catalog.pg_type_is_visible(t.oid),
       pg_catalog.has_schema_privilege(n.oid, 'USAGE'),
       ARRAY(SELECT e.enumlabel::text
               FROM pg_catalog.pg_enum e
              WHERE e.enumtypid = t.oid
              ORDER BY e.enumsortorder)
  FROM pg_catalog.pg_type t
  JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
 WHERE t.typname = ANY ($1::text[])
 ORDER BY n.nspname";

/// The parameter of [`QUERY`].
///
/// ```
/// use pg_integration_enum::verify::{Declared, parameters};
///
/// let mood = Declared { schema: None, name: "mood", labels: &["sad"] };
/// assert_eq!(parameters(&[mood]), ["mood"]);
/// ```
pub fn parameters<'a>(declared: &[Declared<'a>]) -> Vec<&'a str> {
    declared.iter().map(|declared| declared.name).collect()
}

/// A type as the catalogue has it: a row of [`QUERY`], column by column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundType {
    /// Its name.
    pub name: String,
    /// Its schema.
    pub schema: String,
    /// `pg_type.typtype`: `e` for an enum.
    pub typtype: String,
    /// Whether its name alone finds it, by `search_path`.
    pub visible: bool,
    /// Whether the role may use its schema.
    pub usable: bool,
    /// Its labels in their order; empty if it is no enum.
    pub labels: Vec<String>,
}

/// What the rows of [`QUERY`] say of each declared enum.
///
/// ```
/// use pg_integration_enum::verify::{self, Declared, FoundType, Status};
///
/// let mood = Declared { schema: None, name: "mood", labels: &["sad", "ok"] };
/// let found = FoundType {
///     name: "mood".into(),
///     schema: "public".into(),
///     typtype: "e".into(),
///     visible: true,
///     usable: true,
///     labels: vec!["sad".into()],
/// };
/// let report = verify::report(&[mood], &[found]);
/// assert!(!report.is_in_step());
/// assert_eq!(
///     report.findings()[0].statements(),
///     [r#"ALTER TYPE "public"."mood" ADD VALUE 'ok' AFTER 'sad';"#],
/// );
/// ```
pub fn report(declared: &[Declared<'_>], found: &[FoundType]) -> Report {
    Report::new(
        declared
            .iter()
            .map(|declared| Finding::new(declared, status(declared, found)))
            .collect(),
    )
}

fn status(declared: &Declared<'_>, found: &[FoundType]) -> Status {
    let namesakes: Vec<&FoundType> = found
        .iter()
        .filter(|found| found.name == declared.name)
        .collect();
    let meant = namesakes.iter().find(|found| match declared.schema {
        Some(schema) => found.schema == schema,
        None => found.visible,
    });
    match meant {
        Some(found) => compare(declared, found),
        None => Status::Missing {
            elsewhere: namesakes
                .iter()
                .filter(|found| found.typtype == "e")
                .map(|found| found.schema.clone())
                .collect(),
        },
    }
}

fn compare(declared: &Declared<'_>, found: &FoundType) -> Status {
    let schema = found.schema.clone();
    if found.typtype != "e" {
        return Status::NotAnEnum {
            schema,
            kind: kind(&found.typtype),
        };
    }
    if !found.usable {
        return Status::NoUsage { schema };
    }
    let drift = Drift::between(declared.labels, &found.labels);
    if drift.is_empty() {
        Status::InStep { schema }
    } else {
        Status::Drifted {
            schema,
            drift,
            labels: found.labels.clone(),
        }
    }
}

/// The name of a `pg_type.typtype`.
fn kind(typtype: &str) -> &'static str {
    match typtype {
        "b" => "base type",
        "c" => "composite type or table",
        "d" => "domain",
        "m" => "multirange type",
        "p" => "pseudo-type",
        "r" => "range type",
        _ => "type of another kind",
    }
}
