//! When an integration synchronizes.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use super::parts::{Minutes, TimeOfDay, TimeZone};
use super::version::{self, Document, Version};

/// The column `sync_schedule`, in any version that rows may have.
///
/// ```
/// use organization_integrations::documents::SyncSchedule;
///
/// let text = r#"{"version":2,"enabled":true,"every":{"daily_at":"06:30"},"time_zone":"Europe/Oslo"}"#;
/// assert!(matches!(serde_json::from_str(text), Ok(SyncSchedule::V2(_))));
///
/// let text = r#"{"version":1,"enabled":true,"interval_minutes":1}"#;
/// let error = serde_json::from_str::<SyncSchedule>(text).unwrap_err();
/// assert_eq!(error.to_string(), "expected 5 to 10080 minutes");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[serde(untagged)]
pub enum SyncSchedule {
    V1(SyncScheduleV1),
    V2(SyncScheduleV2),
}

/// Always after the same time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SyncScheduleV1 {
    #[schema(value_type = u64, minimum = 1, maximum = 1)]
    pub version: Version<1>,
    pub enabled: bool,
    pub interval_minutes: Minutes,
}

/// After the same time, or once a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SyncScheduleV2 {
    #[schema(value_type = u64, minimum = 2, maximum = 2)]
    pub version: Version<2>,
    pub enabled: bool,
    pub every: Every,
    pub time_zone: TimeZone,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Every {
    Minutes(Minutes),
    DailyAt(TimeOfDay),
}

impl<'de> Deserialize<'de> for SyncSchedule {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let document = Value::deserialize(deserializer)?;
        match version::of(&document)? {
            1 => version::read(document).map(Self::V1),
            2 => version::read(document).map(Self::V2),
            other => Err(version::unknown(other)),
        }
    }
}

/// Nothing runs until somebody says so.
impl Default for SyncSchedule {
    fn default() -> Self {
        Self::V2(SyncScheduleV2 {
            version: Version,
            enabled: false,
            every: Every::Minutes(Minutes::HOUR),
            time_zone: TimeZone::utc(),
        })
    }
}

impl Document for SyncSchedule {
    const COLUMN: &'static str = "sync_schedule";

    fn upgrade(&self) -> Option<Self> {
        match self {
            Self::V1(old) => Some(Self::V2(SyncScheduleV2 {
                version: Version,
                enabled: old.enabled,
                every: Every::Minutes(old.interval_minutes),
                time_zone: TimeZone::utc(),
            })),
            Self::V2(_) => None,
        }
    }
}
