//! What the server would refuse, and what only the server can tell.

/// Where a statement stands, in the list of files.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Site {
    pub(super) file: usize,
    /// The offset to point at.
    pub(super) at: usize,
    /// The statement's first byte and the one behind its last.
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Site {
    /// The same statement, pointed at elsewhere.
    pub(super) fn pointing_at(self, at: usize) -> Self {
        Self { at, ..self }
    }
}

/// A type by its full name; those of one name stand together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    pub(super) name: String,
    pub(super) schema: String,
}

/// What a refusal is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Subject {
    Type(Key),
    Schema(String),
    /// It cannot be told, so every type.
    Everything,
}

/// An error as a handler of PL/pgSQL names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Condition {
    DuplicateObject,
    DuplicateSchema,
    UndefinedObject,
    UndefinedSchema,
    UndefinedLabel,
    UniqueViolation,
    WrongObjectType,
    StillNeeded,
    SyntaxError,
    NoSavepoint,
    Raised,
    /// A block that is no valid text, which no handler catches.
    Uncaught,
}

impl Condition {
    /// Whether a handler for this name or code catches it.
    pub(super) fn is_caught_by(self, handler: &str) -> bool {
        let (code, name) = match self {
            Self::DuplicateObject => ("42710", "duplicate_object"),
            Self::DuplicateSchema => ("42P06", "duplicate_schema"),
            Self::UndefinedObject => ("42704", "undefined_object"),
            Self::UndefinedSchema => ("3F000", "invalid_schema_name"),
            Self::UndefinedLabel => ("22023", "invalid_parameter_value"),
            Self::UniqueViolation => ("23505", "unique_violation"),
            Self::WrongObjectType => ("42809", "wrong_object_type"),
            Self::StillNeeded => ("2BP01", "dependent_objects_still_exist"),
            Self::SyntaxError => ("42601", "syntax_error"),
            Self::NoSavepoint => ("3B001", "invalid_savepoint_specification"),
            Self::Raised => ("P0001", "raise_exception"),
            Self::Uncaught => return false,
        };
        handler == "others" || handler == name || handler == code
    }
}

/// An error that the server would give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) condition: Condition,
    pub(super) subject: Subject,
    pub(super) reason: String,
    pub(super) site: Site,
}

/// Something that cannot be decided without the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Doubt {
    pub(super) site: Site,
    pub(super) reason: String,
}
