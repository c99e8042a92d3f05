//! The JSON documents of an integration, each with its version in it.
//!
//! A document is judged twice, and alike: by these types, which refuse an unknown field
//! at every level, and by the CHECK constraints of the table, which hold whoever writes.
//! Reading goes through the types, so what a binary does not know it does not guess.

pub mod command;
mod field_mappings;
mod judge;
mod parts;
pub mod repair;
mod report;
mod sync_schedule;
mod version;

pub use field_mappings::{
    FieldMappings, FieldMappingsV1, FieldMappingsV2, MappingV1, MappingV2, Transform,
};
pub use judge::{Mend, RepairOutcome};
pub use parts::{FieldName, FieldPath, Minutes, NotValid, TimeOfDay, TimeZone};
pub use report::{Finding, Report};
pub use sync_schedule::{Every, SyncSchedule, SyncScheduleV1, SyncScheduleV2};
pub use version::{Document, Version};
