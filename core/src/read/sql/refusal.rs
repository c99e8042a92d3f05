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

/// An error as PL/pgSQL names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Condition {
    pub(super) code: &'static str,
    pub(super) name: &'static str,
}

const fn condition(code: &'static str, name: &'static str) -> Condition {
    Condition { code, name }
}

pub(super) const DUPLICATE_OBJECT: Condition = condition("42710", "duplicate_object");
pub(super) const DUPLICATE_SCHEMA: Condition = condition("42P06", "duplicate_schema");
pub(super) const UNDEFINED_OBJECT: Condition = condition("42704", "undefined_object");
pub(super) const UNDEFINED_SCHEMA: Condition = condition("3F000", "invalid_schema_name");
pub(super) const UNDEFINED_LABEL: Condition = condition("22023", "invalid_parameter_value");
pub(super) const UNIQUE_VIOLATION: Condition = condition("23505", "unique_violation");
pub(super) const WRONG_OBJECT_TYPE: Condition = condition("42809", "wrong_object_type");
pub(super) const STILL_NEEDED: Condition = condition("2BP01", "dependent_objects_still_exist");
pub(super) const SYNTAX_ERROR: Condition = condition("42601", "syntax_error");
pub(super) const NO_SAVEPOINT: Condition = condition("3B001", "invalid_savepoint_specification");
pub(super) const RAISED: Condition = condition("P0001", "raise_exception");

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
