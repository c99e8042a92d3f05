//! What a check found out, as plain data: every output shows this.

use pg_integration_enum_core::declaration::{Language, MismatchKind};
use pg_integration_enum_core::model::EnumType;
use pg_integration_enum_core::read::{Place, ReadLabel};

/// All that a check found out.
#[derive(Debug, Default)]
pub struct Report {
    pub enums: Vec<EnumReport>,
    /// What could not be looked at.
    pub problems: Vec<Problem>,
    /// What works, but not as well as it could.
    pub warnings: Vec<Problem>,
}

/// How things stand, the worst last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// There is no list to compare with.
    Uncompared,
    InStep,
    /// A list cannot be read here; the compiler checks it.
    Compiler,
    /// Something cannot be determined here.
    Undetermined,
    /// Two lists differ, whatever else may be unknown.
    Drift,
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SourceKind {
    Inline,
    Const,
    Sql,
    Dart,
    TypeScript,
    Live,
    Scratch,
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FindingKind {
    /// The source lacks a label.
    Missing,
    /// The enum lacks a label.
    Extra,
    /// A label stands in another place.
    Moved,
    /// The source lacks the type.
    Absent,
    /// It depends on a `cfg`.
    Conditional,
    /// The source cannot be read with certainty.
    Unreadable,
    /// The declaration is wrong in itself.
    Declaration,
}

/// What would mend something, on one side.
#[derive(Debug, Clone)]
pub struct Fix {
    pub side: Side,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The Rust enum.
    Rust,
    /// The source, which is of this kind.
    Source(SourceKind),
}

impl Side {
    pub fn key(self) -> &'static str {
        match self {
            Self::Rust => "rust",
            Self::Source(kind) => kind.key(),
        }
    }
}

/// Something about the workspace and not about one enum.
#[derive(Debug)]
pub struct Problem {
    pub kind: ProblemKind,
    pub place: Place,
    pub message: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// A file that cannot be read or parsed.
    Source,
    /// An enum that a macro builds.
    MacroBuilt,
    /// A folder whose new files don't rebuild the package.
    BuildScript,
    /// Enums of one database type that differ.
    Namesake,
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

impl From<Language> for SourceKind {
    fn from(language: Language) -> Self {
        match language {
            Language::Sql => Self::Sql,
            Language::Dart => Self::Dart,
            Language::TypeScript => Self::TypeScript,
        }
    }
}

impl From<MismatchKind> for FindingKind {
    fn from(kind: MismatchKind) -> Self {
        match kind {
            MismatchKind::Missing => Self::Missing,
            MismatchKind::Extra => Self::Extra,
            MismatchKind::Moved => Self::Moved,
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

impl Status {
    pub const ALL: [Self; 5] = [
        Self::Uncompared,
        Self::InStep,
        Self::Compiler,
        Self::Undetermined,
        Self::Drift,
    ];

    /// Whether there is nothing to mend.
    pub fn is_fine(self) -> bool {
        self.exit_code() == 0
    }

    /// As messages say it.
    pub fn text(self) -> &'static str {
        match self {
            Self::Uncompared => "compared with nothing",
            Self::InStep => "in step",
            Self::Compiler => "left to the compiler",
            Self::Undetermined => "cannot determine",
            Self::Drift => "drift",
        }
    }

    /// As data says it.
    pub fn key(self) -> &'static str {
        match self {
            Self::Uncompared => "uncompared",
            Self::InStep => "in_step",
            Self::Compiler => "left_to_compiler",
            Self::Undetermined => "cannot_determine",
            Self::Drift => "drift",
        }
    }

    /// Drift wins: whoever can live with an unknown must not overlook it.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Uncompared | Self::InStep | Self::Compiler => 0,
            Self::Drift => 1,
            Self::Undetermined => 2,
        }
    }
}

impl SourceKind {
    pub fn key(self) -> &'static str {
        match self {
            Self::Inline => "inline",
            Self::Const => "const",
            Self::Sql => "sql",
            Self::Dart => "dart",
            Self::TypeScript => "typescript",
            Self::Live => "live",
            Self::Scratch => "scratch",
        }
    }

    /// Whether the order of the labels counts.
    pub fn is_ordered(self) -> bool {
        !matches!(self, Self::Dart | Self::TypeScript)
    }
}

impl FindingKind {
    pub const ALL: [Self; 7] = [
        Self::Missing,
        Self::Extra,
        Self::Moved,
        Self::Absent,
        Self::Conditional,
        Self::Unreadable,
        Self::Declaration,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::Missing => "missing-label",
            Self::Extra => "extra-label",
            Self::Moved => "moved-label",
            Self::Absent => "absent-type",
            Self::Conditional => "conditional-label",
            Self::Unreadable => "unreadable-source",
            Self::Declaration => "wrong-declaration",
        }
    }

    pub fn description(self) -> &'static str {
        match self {
            Self::Missing => "A label of the Rust enum is not in another list",
            Self::Extra => "A label of another list has no variant in the Rust enum",
            Self::Moved => "A label stands in another place than in the Rust enum",
            Self::Absent => "The enum type is not in another list at all",
            Self::Conditional => "Whether a list is in step depends on a cfg",
            Self::Unreadable => "A list cannot be read with certainty",
            Self::Declaration => "The declaration of the Rust enum is wrong in itself",
        }
    }

    pub fn status(self) -> Status {
        match self {
            Self::Missing | Self::Extra | Self::Moved | Self::Absent => Status::Drift,
            Self::Conditional | Self::Unreadable | Self::Declaration => Status::Undetermined,
        }
    }
}

impl ProblemKind {
    pub const ALL: [Self; 4] = [
        Self::Source,
        Self::MacroBuilt,
        Self::BuildScript,
        Self::Namesake,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::Source => "unreadable-file",
            Self::MacroBuilt => "macro-built-enum",
            Self::BuildScript => "untracked-folder",
            Self::Namesake => "differing-enums",
        }
    }

    pub fn description(self) -> &'static str {
        match self {
            Self::Source => "A source file cannot be read or parsed",
            Self::MacroBuilt => "An enum is built by a macro, so only the compiler sees it",
            Self::BuildScript => "A new migration does not rebuild the package",
            Self::Namesake => "Two Rust enums of one database type have different labels",
        }
    }
}
