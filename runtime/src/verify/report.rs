//! What a verification found, and what would mend it.

use std::fmt;

use pg_integration_enum_core::change::Change;
use pg_integration_enum_core::drift::{Drift, additions};
use pg_integration_enum_core::model::{EnumType, Label, TypeName};
use pg_integration_enum_core::render;

use super::Declared;

/// What was found of every enum that was asked for, in that order.
///
/// ```
/// use pg_integration_enum::verify::{self, Declared};
///
/// let mood = Declared { schema: None, name: "mood", labels: &["sad", "ok"] };
/// let report = verify::report(&[mood], &[]);
/// assert_eq!(
///     report.into_result().unwrap_err().to_string(),
///     "enum type \"mood\" is not in the database\n  \
///      to mend it: CREATE TYPE \"mood\" AS ENUM ('sad', 'ok');",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    findings: Vec<Finding>,
}

impl Report {
    pub(super) fn new(findings: Vec<Finding>) -> Self {
        Self { findings }
    }

    /// One finding an enum.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Whether every enum is in the database as it is declared.
    pub fn is_in_step(&self) -> bool {
        self.findings.iter().all(Finding::is_in_step)
    }

    /// An error where any enum is not in step: for start-up.
    pub fn into_result(self) -> Result<(), VerifyError> {
        if self.is_in_step() {
            return Ok(());
        }
        let mut findings = self.findings;
        findings.retain(|finding| !finding.is_in_step());
        Err(VerifyError { findings })
    }
}

/// Enums that the database does not have as they are declared.
///
/// Shows a paragraph an enum, with the statements that would mend it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifyError {
    findings: Vec<Finding>,
}

impl VerifyError {
    /// The enums that are not in step.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }
}

impl fmt::Display for VerifyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, finding) in self.findings.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            finding.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for VerifyError {}

/// What was found of one enum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    schema: Option<String>,
    name: String,
    labels: Vec<String>,
    status: Status,
}

/// How an enum of the database compares with its declaration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// The same labels in the same order.
    InStep {
        /// Where the type is.
        schema: String,
    },
    /// No such type in the declared schema or, without one, on the `search_path`.
    Missing {
        /// The other schemas that have an enum type of this name.
        elsewhere: Vec<String>,
    },
    /// The name is that of something else.
    NotAnEnum {
        /// Where it is.
        schema: String,
        /// What it is.
        kind: &'static str,
    },
    /// The role may not use the type's schema.
    NoUsage {
        /// The schema.
        schema: String,
    },
    /// Other labels, or another order.
    Drifted {
        /// Where the type is.
        schema: String,
        /// How the database's labels differ from the declared ones.
        drift: Drift,
        /// The labels that the database has, in its order.
        labels: Vec<String>,
    },
}

impl Finding {
    pub(super) fn new(declared: &Declared<'_>, status: Status) -> Self {
        Self {
            schema: declared.schema.map(str::to_owned),
            name: declared.name.to_owned(),
            labels: declared.labels.iter().map(ToString::to_string).collect(),
            status,
        }
    }

    /// The type's name as declared, unquoted, without its schema.
    pub fn type_name(&self) -> &str {
        &self.name
    }

    /// The declared schema.
    pub fn schema(&self) -> Option<&str> {
        self.schema.as_deref()
    }

    /// How the type compares with its declaration.
    pub fn status(&self) -> &Status {
        &self.status
    }

    /// Whether the database has the enum as it is declared.
    pub fn is_in_step(&self) -> bool {
        matches!(self.status, Status::InStep { .. })
    }

    /// The statements that mend the database, as far as single statements can.
    ///
    /// Each `ADD VALUE` is for a migration of its own, before the one that uses
    /// the label. There is none that removes a label or moves one, and none for a
    /// type without a declared schema that is off the `search_path`: to create it
    /// would make a second one.
    pub fn statements(&self) -> Vec<String> {
        match &self.status {
            Status::Missing { elsewhere } if self.schema.is_none() && !elsewhere.is_empty() => {
                Vec::new()
            }
            Status::Missing { .. } => self
                .declared_type()
                .map(|ty| render::create_type(&ty))
                .into_iter()
                .collect(),
            Status::Drifted { schema, labels, .. } => self.additions(schema, labels),
            Status::InStep { .. } | Status::NotAnEnum { .. } | Status::NoUsage { .. } => Vec::new(),
        }
    }

    /// What to do where the type is in other schemas than the declaration looks in.
    ///
    /// ```
    /// use pg_integration_enum::verify::{self, Declared, FoundType};
    ///
    /// let mood = Declared { schema: None, name: "mood", labels: &["sad"] };
    /// let found = FoundType {
    ///     name: "mood".into(),
    ///     schema: "crm".into(),
    ///     typtype: "e".into(),
    ///     visible: false,
    ///     usable: true,
    ///     labels: vec!["sad".into()],
    /// };
    /// let report = verify::report(&[mood], &[found]);
    /// assert_eq!(
    ///     report.findings()[0].schema_advice().as_deref(),
    ///     Some(r#"declare `schema = "crm"`, or put that schema on the search_path"#),
    /// );
    /// ```
    pub fn schema_advice(&self) -> Option<String> {
        let Status::Missing { elsewhere } = &self.status else {
            return None;
        };
        let keys: Vec<String> = elsewhere
            .iter()
            .map(|schema| format!("`schema = {schema:?}`"))
            .collect();
        let declare = (!keys.is_empty()).then(|| format!("declare {}", keys.join(" or ")))?;
        Some(match self.schema {
            Some(_) => declare,
            None => format!("{declare}, or put that schema on the search_path"),
        })
    }

    /// The declared type, unless it was declared with what PostgreSQL cannot have.
    fn declared_type(&self) -> Option<EnumType> {
        let name = TypeName::new(self.schema.as_deref(), &self.name).ok()?;
        EnumType::new(name, self.labels.iter().cloned()).ok()
    }

    fn additions(&self, schema: &str, there: &[String]) -> Vec<String> {
        let (Ok(name), Some(declared)) = (
            TypeName::new(Some(schema), &self.name),
            self.declared_type(),
        ) else {
            return Vec::new();
        };
        let there: Vec<Label> = there
            .iter()
            .filter_map(|label| Label::new(label.as_str()).ok())
            .collect();
        additions(declared.labels(), &there)
            .iter()
            .map(|change: &Change| render::change(&name, change))
            .collect()
    }

    fn quoted_name(&self) -> String {
        pg_integration_enum_core::quote::qualified(self.schema.as_deref(), &self.name)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "enum type {} ", self.quoted_name())?;
        match &self.status {
            Status::InStep { .. } => f.write_str("is in step"),
            Status::Missing { elsewhere } => write_missing(f, self.schema(), elsewhere),
            Status::NotAnEnum { schema, kind } => {
                write!(
                    f,
                    "is not an enum: `{}` in schema `{schema}` is a {kind}",
                    self.name
                )
            }
            Status::NoUsage { schema } => {
                write!(
                    f,
                    "cannot be used: the role has no USAGE on schema `{schema}`"
                )
            }
            Status::Drifted { drift, labels, .. } => write_drift(f, drift, labels),
        }?;
        let mends = self.schema_advice().into_iter().chain(self.statements());
        for (index, mend) in mends.enumerate() {
            // Of a type that is elsewhere, either mends it.
            let is_instead = index > 0 && matches!(self.status, Status::Missing { .. });
            let lead = if is_instead { "or" } else { "to mend it" };
            write!(f, "\n  {lead}: {mend}")?;
        }
        Ok(())
    }
}

fn write_missing(
    f: &mut fmt::Formatter<'_>,
    schema: Option<&str>,
    elsewhere: &[String],
) -> fmt::Result {
    let looked_in = match schema {
        _ if elsewhere.is_empty() => return f.write_str("is not in the database"),
        Some(_) => "in its schema",
        None => "on the search_path",
    };
    let schemas: Vec<String> = elsewhere
        .iter()
        .map(|schema| format!("`{schema}`"))
        .collect();
    let schemas = schemas.join(", ");
    let noun = if elsewhere.len() == 1 {
        "schema"
    } else {
        "the schemas"
    };
    write!(f, "is not {looked_in}, but in {noun} {schemas}")
}

fn write_drift(f: &mut fmt::Formatter<'_>, drift: &Drift, labels: &[String]) -> fmt::Result {
    write!(f, "differs from its declaration: {drift}")?;
    for extra in &drift.extra {
        let place = place_among(labels, extra);
        write!(
            f,
            "\n  to mend it: declare `{extra}` in the Rust enum, {place}"
        )?;
    }
    for moved in &drift.moved {
        let label = &moved.label;
        let place = place_among(labels, label);
        write!(
            f,
            "\n  to mend it: declare `{label}` {place}, as the database has it"
        )?;
    }
    Ok(())
}

/// Where a label stands in a list.
fn place_among(list: &[String], label: &str) -> String {
    match list.iter().take_while(|other| *other != label).last() {
        Some(before) => format!("after `{before}`"),
        None => "before all others".to_owned(),
    }
}
