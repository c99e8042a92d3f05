//! What is wrong with a document, and what it should be instead.

use pg_integration_enum::PgIntegrationEnum;
use serde_json::{Map, Value};

use super::version::Document;

/// What the repair made of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PgIntegrationEnum)]
#[pg_enum(schema = "public", expected(sql = "supabase/migrations"))]
pub enum RepairOutcome {
    /// The same in the latest version.
    Upgraded,
    /// The safe default.
    Reset,
}

/// What is wrong with a document, and what it should be.
#[derive(Debug, Clone, PartialEq)]
pub struct Mend {
    pub problem: String,
    pub outcome: RepairOutcome,
    pub document: Value,
}

/// Judges a document by its text, which is any that the column can hold: a number may be
/// too large for us, and objects too deep.
pub(super) fn judge<D: Document>(text: &str) -> Option<Mend> {
    match serde_json::from_str::<D>(text) {
        Ok(document) => document
            .upgrade()
            .map(|latest| mend("an older version", RepairOutcome::Upgraded, &latest)),
        Err(problem) => Some(match unversioned::<D>(text) {
            Some(document) => mend(
                problem,
                RepairOutcome::Upgraded,
                &document.upgrade().unwrap_or(document),
            ),
            None => mend(problem, RepairOutcome::Reset, &D::default()),
        }),
    }
}

/// A document from before there were versions: the first one, without saying so.
fn unversioned<D: Document>(text: &str) -> Option<D> {
    let mut fields: Map<String, Value> = serde_json::from_str(text).ok()?;
    if fields.insert("version".into(), 1.into()).is_some() {
        return None;
    }
    serde_json::from_value(Value::Object(fields)).ok()
}

/// A problem may quote what a tenant wrote. It ends up on terminals, so it is one line,
/// with an end.
fn mend(problem: impl ToString, outcome: RepairOutcome, document: &impl Document) -> Mend {
    let visible = |c: char| if c.is_control() { '\u{fffd}' } else { c };
    let problem = problem.to_string();
    Mend {
        problem: problem.chars().take(200).map(visible).collect(),
        outcome,
        document: serde_json::to_value(document).expect("a document is JSON"),
    }
}
