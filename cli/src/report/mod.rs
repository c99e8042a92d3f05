//! What a check found out, as plain data: every output shows this.

mod kinds;

use pg_integration_enum_core::model::{ColumnRef, EnumType};
use pg_integration_enum_core::read::{Place, ReadLabel};

pub use self::kinds::{FindingKind, ProblemKind, Side, SourceKind, Status};

/// All that a check found out.
#[derive(Debug, Default)]
pub struct Report {
    pub enums: Vec<EnumReport>,
    /// What could not be looked at.
    pub problems: Vec<Problem>,
    /// What works, but not as well as it could.
    pub warnings: Vec<Problem>,
}

/// A Rust enum with everything that lists its labels.
#[derive(Debug)]
pub struct EnumReport {
    /// The Rust enum's name.
    pub name: String,
    pub package: String,
    pub place: Place,
    /// The type, unless the declaration is too wrong to say.
    pub ty: Option<EnumType>,
    /// The condition of its derive, where it has one.
    pub condition: Option<String>,
    /// Whether it is there for tests, examples or benchmarks alone.
    pub test: bool,
    pub labels: Vec<RustLabel>,
    /// The columns of tables that become of the type.
    pub adopted: Vec<ColumnRef>,
    pub columns: Vec<Column>,
    /// What is wrong with the declaration itself.
    pub findings: Vec<Finding>,
}

/// A label that a variant gives.
#[derive(Debug)]
pub struct RustLabel {
    pub label: String,
    pub variant: String,
    pub place: Place,
    /// The `cfg` that the variant depends on.
    pub condition: Option<String>,
}

/// One other place that lists the labels, and how it compares.
#[derive(Debug)]
pub struct Column {
    pub source: Source,
    pub answer: Answer,
    pub findings: Vec<Finding>,
}

/// A place that lists the labels.
#[derive(Debug, Clone)]
pub struct Source {
    pub kind: SourceKind,
    /// The file, folder or const; empty for a list in the attribute.
    pub name: String,
    /// The list in a file.
    pub item: Option<String>,
    /// Where the attribute names it; a database has none.
    pub place: Option<Place>,
    /// The condition of that attribute, where it has one.
    pub condition: Option<String>,
}

/// What a source says.
#[derive(Debug)]
pub enum Answer {
    /// These labels, in this order.
    Listed {
        labels: Vec<Listed>,
        /// What last decided the list.
        decided_by: Option<(Place, String)>,
    },
    /// That there is no such type.
    Absent,
    /// Only the compiler knows; it checks this list when the crate is built.
    Compiler,
    /// Nothing that could be read; a finding says why.
    Unknown,
}

/// A label in a list, and what says so.
#[derive(Debug)]
pub struct Listed {
    pub label: String,
    pub decided_by: Option<(Place, String)>,
}

/// Something to mend.
#[derive(Debug)]
pub struct Finding {
    pub kind: FindingKind,
    pub label: Option<String>,
    /// Where in the Rust sources it shows.
    pub place: Place,
    pub message: String,
    /// The place in the other file that decides it, and what stands there.
    pub decided_by: Option<(Place, String)>,
    pub fixes: Vec<Fix>,
}

/// What would mend something, on one side.
#[derive(Debug, Clone)]
pub struct Fix {
    pub side: Side,
    pub text: String,
}

/// Something about the workspace and not about one enum.
#[derive(Debug)]
pub struct Problem {
    pub kind: ProblemKind,
    pub place: Place,
    pub message: String,
}

impl Source {
    /// A database, which no attribute names.
    pub fn database(kind: SourceKind, name: &str) -> Self {
        Self {
            kind,
            name: name.to_owned(),
            item: None,
            place: None,
            condition: None,
        }
    }
}

impl Fix {
    pub fn new(side: Side, text: impl Into<String>) -> Self {
        Self {
            side,
            text: text.into(),
        }
    }
}

impl From<ReadLabel> for Listed {
    fn from(read: ReadLabel) -> Self {
        Self {
            label: read.label,
            decided_by: Some((read.place, read.decided_by)),
        }
    }
}

impl Finding {
    /// Something that has nothing but a message.
    pub fn at(kind: FindingKind, place: Place, message: String) -> Self {
        Self {
            kind,
            label: None,
            place,
            message,
            decided_by: None,
            fixes: Vec::new(),
        }
    }
}

impl Problem {
    /// A source file that cannot be read or parsed.
    pub fn new(place: Place, message: String) -> Self {
        Self {
            kind: ProblemKind::Source,
            place,
            message,
        }
    }
}

impl Report {
    pub fn status(&self) -> Status {
        let enums = self.enums.iter().map(EnumReport::status);
        let problems = self.problems.iter().map(|_| Status::Undetermined);
        enums.chain(problems).max().unwrap_or(Status::Uncompared)
    }
}

impl EnumReport {
    /// The type's name, unquoted; the Rust name where there is no other.
    pub fn type_name(&self) -> String {
        match &self.ty {
            Some(ty) => ty.name().to_string(),
            None => self.name.clone(),
        }
    }

    pub fn status(&self) -> Status {
        let columns = self.columns.iter().map(Column::status);
        let columns = columns.max().unwrap_or(Status::Uncompared);
        columns.max(worst(&self.findings).unwrap_or(Status::Uncompared))
    }

    /// The findings of the declaration, then those of each source.
    pub fn all_findings(&self) -> impl Iterator<Item = &Finding> {
        let of_columns = self.columns.iter().flat_map(|column| &column.findings);
        self.findings.iter().chain(of_columns)
    }
}

impl Column {
    pub fn status(&self) -> Status {
        let least = match self.answer {
            Answer::Compiler => Status::Compiler,
            _ => Status::InStep,
        };
        worst(&self.findings).unwrap_or(least)
    }
}

fn worst(findings: &[Finding]) -> Option<Status> {
    findings.iter().map(|finding| finding.kind.status()).max()
}
