//! What the repair says it did.

use std::collections::BTreeMap;
use std::fmt;

use uuid::Uuid;

use super::judge::Mend;

/// What was wrong, by organization.
#[derive(Debug, Default, PartialEq)]
pub struct Report {
    pub organizations: BTreeMap<Uuid, Vec<Finding>>,
}

/// A document that was wrong.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    pub organization: Uuid,
    pub integration: Uuid,
    pub column: &'static str,
    pub mend: Mend,
}

impl Report {
    /// How many documents were wrong.
    pub fn documents(&self) -> usize {
        self.organizations.values().map(Vec::len).sum()
    }

    pub(super) fn add(&mut self, findings: Vec<Finding>) {
        for finding in findings {
            let organization = self.organizations.entry(finding.organization);
            organization.or_default().push(finding);
        }
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (organization, findings) in &self.organizations {
            writeln!(f, "organization {organization}")?;
            for Finding {
                integration,
                column,
                mend,
                ..
            } in findings
            {
                writeln!(
                    f,
                    "  integration {integration}, {column} is {}: {}",
                    mend.outcome, mend.problem
                )?;
            }
        }
        Ok(())
    }
}
