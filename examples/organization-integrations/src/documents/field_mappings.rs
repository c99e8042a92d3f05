//! Which field of the external system becomes which of ours.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::parts::{FieldName, FieldPath};
use super::version::{self, Document, Version, objects, word};

/// The column `field_mappings`, in any version that rows may have.
///
/// ```
/// use organization_integrations::documents::FieldMappings;
///
/// let text = r#"{"version":1,"mappings":[{"from":"customer.name","to":"name"}]}"#;
/// assert!(matches!(serde_json::from_str(text), Ok(FieldMappings::V1(_))));
///
/// let text = r#"{"version":1,"mappings":[{"from":"customer.name","to":"name","when":"now"}]}"#;
/// let error = serde_json::from_str::<FieldMappings>(text).unwrap_err();
/// assert_eq!(error.to_string(), "unknown field `when`, expected `from` or `to`");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(untagged)]
pub enum FieldMappings {
    V1(FieldMappingsV1),
    V2(FieldMappingsV2),
}

/// Mappings as they are.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldMappingsV1 {
    #[schema(value_type = u64, minimum = 1, maximum = 1)]
    pub version: Version<1>,
    #[serde(deserialize_with = "objects")]
    #[schema(max_items = 100)]
    pub mappings: Vec<MappingV1>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MappingV1 {
    pub from: FieldPath,
    pub to: FieldName,
}

/// Mappings that may change a value on its way. They apply in order: of two to one field,
/// the last one counts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FieldMappingsV2 {
    #[schema(value_type = u64, minimum = 2, maximum = 2)]
    pub version: Version<2>,
    #[serde(deserialize_with = "objects")]
    #[schema(max_items = 100)]
    pub mappings: Vec<MappingV2>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MappingV2 {
    pub from: FieldPath,
    pub to: FieldName,
    #[serde(
        default,
        deserialize_with = "word",
        skip_serializing_if = "Option::is_none"
    )]
    #[schema(nullable = false)]
    pub transform: Option<Transform>,
}

/// What becomes of a value on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Transform {
    Trim,
    Lowercase,
    Uppercase,
}

impl<'de> Deserialize<'de> for FieldMappings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let document = Value::deserialize(deserializer)?;
        match version::of(&document)? {
            1 => version::read(document).map(Self::V1),
            2 => version::read(document).map(Self::V2),
            other => Err(version::unknown(other)),
        }
    }
}

/// Nothing is mapped.
impl Default for FieldMappings {
    fn default() -> Self {
        Self::V2(FieldMappingsV2::default())
    }
}

impl Document for FieldMappings {
    const COLUMN: &'static str = "field_mappings";

    fn upgrade(&self) -> Option<Self> {
        match self {
            Self::V1(old) => Some(Self::V2(FieldMappingsV2 {
                version: Version,
                mappings: old.mappings.iter().map(MappingV2::from).collect(),
            })),
            Self::V2(_) => None,
        }
    }
}

impl From<&MappingV1> for MappingV2 {
    fn from(old: &MappingV1) -> Self {
        Self {
            from: old.from.clone(),
            to: old.to.clone(),
            transform: None,
        }
    }
}
