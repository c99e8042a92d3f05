//! What things in a report are, and the words for it: messages say `text` or
//! `description`, data says `key`.

use pg_integration_enum_core::declaration::{Language, MismatchKind};

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
    /// A migration that some runners refuse.
    Split,
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
    pub const ALL: [Self; 5] = [
        Self::Source,
        Self::MacroBuilt,
        Self::BuildScript,
        Self::Namesake,
        Self::Split,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::Source => "unreadable-file",
            Self::MacroBuilt => "macro-built-enum",
            Self::BuildScript => "untracked-folder",
            Self::Namesake => "differing-enums",
            Self::Split => "split-migration",
        }
    }

    pub fn description(self) -> &'static str {
        match self {
            Self::Source => "A source file cannot be read or parsed",
            Self::MacroBuilt => "An enum is built by a macro, so only the compiler sees it",
            Self::BuildScript => "A new migration does not rebuild the package",
            Self::Namesake => "Two Rust enums of one database type have different labels",
            Self::Split => "A migration cannot run in one transaction",
        }
    }
}
