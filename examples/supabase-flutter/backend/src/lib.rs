//! The backend of the story: its enum is the one that the others are held to.

use pg_integration_enum::PgIntegrationEnum;

/// External systems that an organization can connect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PgIntegrationEnum)]
#[pg_enum(
    schema = "public",
    expected(sql = "../supabase/migrations"),
    expected(
        dart = "../app/lib/integration_type_registry.dart",
        item = "IntegrationTypeRegistry.supportedTypes"
    ),
    expected(
        typescript = "../web/database.types.ts",
        item = "public.integration_type"
    )
)]
pub enum IntegrationType {
    Xledger,
    Dynamics,
    Cornerstone,
    Consio,
    Bufdir,
}
