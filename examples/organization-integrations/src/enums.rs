//! The enums that the service shares with its database.

use pg_integration_enum::PgIntegrationEnum;
use pg_integration_enum::verify::Declared;

use crate::documents::RepairOutcome;

/// An external system that an organization can connect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PgIntegrationEnum)]
#[pg_enum(
    schema = "public",
    expected(sql = "supabase/migrations"),
    column = "public.organization_integrations.integration_type"
)]
pub enum IntegrationType {
    Xledger,
    Dynamics,
    Cornerstone,
    Consio,
    Bufdir,
}

/// How far the synchronization of an integration is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PgIntegrationEnum)]
#[pg_enum(schema = "public", expected(sql = "supabase/migrations"))]
pub enum SyncState {
    Idle,
    Running,
    Succeeded,
    Failed,
}

/// Every enum that the service verifies before it serves.
pub const ENUMS: &[Declared] = &[
    Declared::of::<IntegrationType>(),
    Declared::of::<SyncState>(),
    Declared::of::<RepairOutcome>(),
];
