//! What an enum type is to PostgreSQL, with its limits checked once, here.

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt;

/// The longest label or name in bytes (`NAMEDATALEN - 1`).
///
/// PostgreSQL refuses a longer label, and silently truncates a longer name.
pub const MAX_BYTES: usize = 63;

/// Why a text can be neither a label nor a name, or a list no enum.
///
/// ```
/// use pg_integration_enum_core::model::{Label, ModelError};
///
/// let error = Label::new("é".repeat(32)).unwrap_err();
/// assert_eq!(error, ModelError::TooLong { text: "é".repeat(32), bytes: 64 });
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ModelError {
    /// Longer than [`MAX_BYTES`] bytes of UTF-8.
    TooLong {
        /// The text.
        text: String,
        /// Its length in bytes.
        bytes: usize,
    },
    /// Contains a NUL, which PostgreSQL cannot store.
    Nul {
        /// The text.
        text: String,
    },
    /// A name without a character. (An empty label is legal.)
    EmptyName,
    /// The same label twice in one enum.
    DuplicateLabel {
        /// The label.
        label: String,
    },
}

impl fmt::Display for ModelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong { text, bytes } => write!(
                f,
                "`{text}` is {bytes} bytes long; PostgreSQL takes at most {MAX_BYTES}"
            ),
            Self::Nul { text } => write!(
                f,
                "`{}` contains a NUL, which PostgreSQL cannot store",
                text.escape_debug()
            ),
            Self::EmptyName => f.write_str("a name cannot be empty"),
            Self::DuplicateLabel { label } => write!(f, "label `{label}` stands twice"),
        }
    }
}

impl core::error::Error for ModelError {}

fn check_text(text: &str) -> Result<(), ModelError> {
    if text.len() > MAX_BYTES {
        return Err(ModelError::TooLong {
            text: text.to_string(),
            bytes: text.len(),
        });
    }
    if text.as_bytes().contains(&0) {
        return Err(ModelError::Nul {
            text: text.to_string(),
        });
    }
    Ok(())
}

/// A label of an enum (`pg_enum.enumlabel`): at most 63 bytes, no NUL, maybe empty.
///
/// ```
/// use pg_integration_enum_core::model::Label;
///
/// assert_eq!(Label::new("xledger")?.as_str(), "xledger");
/// assert!(Label::new("").is_ok());
/// # Ok::<(), pg_integration_enum_core::model::ModelError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label(String);

impl Label {
    /// Checks the length and refuses a NUL.
    pub fn new(text: impl Into<String>) -> Result<Self, ModelError> {
        let text = text.into();
        check_text(&text)?;
        Ok(Self(text))
    }

    /// The label's text, unquoted.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Label {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// The name of a type, schema, table or column: 1 to 63 bytes, no NUL, kept as written.
///
/// ```
/// use pg_integration_enum_core::model::Name;
///
/// assert_eq!(Name::new("integration_type")?.as_str(), "integration_type");
/// assert!(Name::new("").is_err());
/// # Ok::<(), pg_integration_enum_core::model::ModelError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Name(String);

impl Name {
    /// Checks the length, and refuses a NUL and the empty name.
    pub fn new(text: impl Into<String>) -> Result<Self, ModelError> {
        let text = text.into();
        if text.is_empty() {
            return Err(ModelError::EmptyName);
        }
        check_text(&text)?;
        Ok(Self(text))
    }

    /// The name's text, unquoted.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// The name of a type, with its schema where one is declared.
///
/// ```
/// use pg_integration_enum_core::model::TypeName;
///
/// let name = TypeName::new(Some("billing"), "plan")?;
/// assert_eq!(name.quoted(), r#""billing"."plan""#);
/// assert_eq!(name.to_string(), "billing.plan");
/// # Ok::<(), pg_integration_enum_core::model::ModelError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeName {
    /// The schema; without one, `search_path` decides.
    pub schema: Option<Name>,
    /// The name within the schema.
    pub name: Name,
}

impl TypeName {
    /// Checks both parts.
    pub fn new(schema: Option<&str>, name: &str) -> Result<Self, ModelError> {
        Ok(Self {
            schema: schema.map(Name::new).transpose()?,
            name: Name::new(name)?,
        })
    }

    /// The name as SQL takes it, each part in double quotes.
    pub fn quoted(&self) -> String {
        crate::quote::qualified(self.schema.as_ref().map(Name::as_str), self.name.as_str())
    }
}

impl fmt::Display for TypeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(schema) = &self.schema {
            write!(f, "{}.", schema.as_str())?;
        }
        f.write_str(self.name.as_str())
    }
}

/// An enum type: its name, and its labels in their order.
///
/// ```
/// use pg_integration_enum_core::model::{EnumType, ModelError, TypeName};
///
/// let name = TypeName::new(None, "mood")?;
/// let mood = EnumType::new(name.clone(), ["sad", "ok"])?;
/// assert_eq!(mood.label_texts(), ["sad", "ok"]);
///
/// let twice = EnumType::new(name, ["ok", "ok"]).unwrap_err();
/// assert_eq!(twice, ModelError::DuplicateLabel { label: "ok".into() });
/// # Ok::<(), ModelError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnumType {
    name: TypeName,
    labels: Vec<Label>,
}

impl EnumType {
    /// Checks every label, and that none stands twice.
    pub fn new<L: Into<String>>(
        name: TypeName,
        labels: impl IntoIterator<Item = L>,
    ) -> Result<Self, ModelError> {
        let labels = labels
            .into_iter()
            .map(Label::new)
            .collect::<Result<Vec<_>, _>>()?;
        Self::from_labels(name, labels)
    }

    /// The same, of labels that are checked already.
    pub fn from_labels(name: TypeName, labels: Vec<Label>) -> Result<Self, ModelError> {
        let mut sorted: Vec<&Label> = labels.iter().collect();
        sorted.sort_unstable();
        if let Some(pair) = sorted.windows(2).find(|pair| pair[0] == pair[1]) {
            return Err(ModelError::DuplicateLabel {
                label: pair[0].as_str().to_string(),
            });
        }
        Ok(Self { name, labels })
    }

    /// For labels that are known to differ from each other.
    pub(crate) fn unchecked(name: TypeName, labels: Vec<Label>) -> Self {
        Self { name, labels }
    }

    /// The name and the labels.
    pub(crate) fn into_parts(self) -> (TypeName, Vec<Label>) {
        (self.name, self.labels)
    }

    /// The type's name.
    pub fn name(&self) -> &TypeName {
        &self.name
    }

    /// The labels in their order.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// The labels' texts in their order.
    pub fn label_texts(&self) -> Vec<&str> {
        self.labels.iter().map(Label::as_str).collect()
    }
}

/// A column, as `table.column` or `schema.table.column`.
///
/// Every part is taken as written, without folding to lower case; a part that
/// contains a dot stands in double quotes, a double quote in it doubled.
///
/// ```
/// use pg_integration_enum_core::model::ColumnRef;
///
/// let column: ColumnRef = r#"app."odd.table".kind"#.parse().unwrap();
/// assert_eq!(column.table.name.as_str(), "odd.table");
/// assert_eq!(column.to_string(), r#""app"."odd.table"."kind""#);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnRef {
    /// The table, with its schema where one is given.
    pub table: TypeName,
    /// The column's name.
    pub column: Name,
}

/// Why a text is no [`ColumnRef`].
///
/// ```
/// use pg_integration_enum_core::model::{ColumnRef, ColumnRefError};
///
/// assert_eq!("kind".parse::<ColumnRef>(), Err(ColumnRefError::Parts(1)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnRefError {
    /// Not two or three parts, but so many.
    Parts(usize),
    /// A double quote that is not closed, or stands inside a part.
    Quote,
    /// A part that is no name.
    Name(ModelError),
}

impl fmt::Display for ColumnRefError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Parts(1) => f.write_str("the table is missing"),
            Self::Parts(parts) => write!(f, "{parts} parts are too many"),
            Self::Quote => f.write_str("a double quote is not closed or stands inside a part"),
            Self::Name(ModelError::EmptyName) => f.write_str("a name is missing"),
            Self::Name(error) => return error.fmt(f),
        }?;
        f.write_str("; write `table.column` or `schema.table.column`")
    }
}

impl core::error::Error for ColumnRefError {}

impl core::str::FromStr for ColumnRef {
    type Err = ColumnRefError;

    fn from_str(text: &str) -> Result<Self, ColumnRefError> {
        let mut names = split_dotted(text)?
            .into_iter()
            .map(|part| Name::new(part).map_err(ColumnRefError::Name))
            .collect::<Result<Vec<_>, _>>()?;
        let parts = names.len();
        match (names.pop(), names.pop(), names.pop(), names.pop()) {
            (Some(column), Some(name), schema, None) => Ok(Self {
                table: TypeName { schema, name },
                column,
            }),
            _ => Err(ColumnRefError::Parts(parts)),
        }
    }
}

impl fmt::Display for ColumnRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}.{}",
            self.table.quoted(),
            crate::quote::identifier(self.column.as_str())
        )
    }
}

/// Splits at dots outside of double quotes, and takes the quotes off.
fn split_dotted(text: &str) -> Result<Vec<String>, ColumnRefError> {
    let mut parts = Vec::new();
    let mut rest = text;
    loop {
        let (part, after) = match rest.strip_prefix('"') {
            Some(quoted) => split_quoted(quoted)?,
            None => {
                let (part, after) = rest.split_at(rest.find('.').unwrap_or(rest.len()));
                if part.contains('"') {
                    return Err(ColumnRefError::Quote);
                }
                (part.to_string(), after)
            }
        };
        parts.push(part);
        if after.is_empty() {
            return Ok(parts);
        }
        rest = after.strip_prefix('.').ok_or(ColumnRefError::Quote)?;
    }
}

/// The text up to the closing quote, doubled quotes halved, and what follows it.
fn split_quoted(text: &str) -> Result<(String, &str), ColumnRefError> {
    let mut part = String::new();
    let mut rest = text;
    while let Some(end) = rest.find('"') {
        part.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('"') {
            Some(next) => {
                part.push('"');
                rest = next;
            }
            None => return Ok((part, rest)),
        }
    }
    Err(ColumnRefError::Quote)
}
