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

/// The name of a handler for all conditions.
pub(super) const OTHERS: &str = "others";

/// An error as a handler of PL/pgSQL names it.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    Raised(Box<Raised>),
    /// A block that is no valid text, which no handler catches.
    Uncaught,
}

/// What a `RAISE` raises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Raised {
    /// Its name or its code, whichever is written.
    pub(super) condition: String,
}

/// Conditions as `RAISE` may name them otherwise than a handler does.
const NAMED: [(&str, &str); 16] = [
    ("22023", "invalid_parameter_value"),
    ("22P02", "invalid_text_representation"),
    ("23502", "not_null_violation"),
    ("23503", "foreign_key_violation"),
    ("23505", "unique_violation"),
    ("23514", "check_violation"),
    ("2BP01", "dependent_objects_still_exist"),
    ("3F000", "invalid_schema_name"),
    ("42501", "insufficient_privilege"),
    ("42601", "syntax_error"),
    ("42704", "undefined_object"),
    ("42710", "duplicate_object"),
    ("42P01", "undefined_table"),
    ("55000", "object_not_in_prerequisite_state"),
    ("P0001", "raise_exception"),
    ("P0002", "no_data_found"),
];

/// Handlers that catch all whose code begins alike.
const CLASSES: [(&str, &str); 5] = [
    ("22000", "data_exception"),
    ("23000", "integrity_constraint_violation"),
    ("2B000", "dependent_privilege_descriptors_still_exist"),
    ("42000", "syntax_error_or_access_rule_violation"),
    ("P0000", "plpgsql_error"),
];

/// The code and the name of a condition that is given by one of them.
fn code_and_name(condition: &str) -> (&str, &str) {
    let mut named = NAMED.iter();
    let known = named.find(|(code, name)| *code == condition || *name == condition);
    known.copied().unwrap_or((condition, condition))
}

impl Condition {
    /// Its code and its name; for want of the other, one of them as both.
    fn code_and_name(&self) -> Option<(&str, &str)> {
        Some(match self {
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
            Self::Raised(raised) => code_and_name(&raised.condition),
            Self::Uncaught => return None,
        })
    }

    /// Its `SQLSTATE`, if that is known.
    pub(super) fn code(&self) -> Option<&str> {
        let (code, _) = self.code_and_name()?;
        let is_code = |c: char| c.is_ascii_digit() || c.is_ascii_uppercase();
        (code.len() == 5 && code.chars().all(is_code)).then_some(code)
    }

    /// Whether a handler for this name or code catches it.
    pub(super) fn is_caught_by(&self, handler: &str) -> bool {
        let Some((code, name)) = self.code_and_name() else {
            return false;
        };
        let class = CLASSES.iter().find(|(_, class)| *class == handler);
        let class = class.map_or(handler, |(code, _)| code).strip_suffix("000");
        handler == OTHERS
            || handler == name
            || handler == code
            || class.is_some_and(|class| code.starts_with(class))
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
