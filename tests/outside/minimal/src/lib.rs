//! Depends on `pg-integration-enum` alone: not on `postgres-types`, not on
//! a client, though the enum is a value of both.

use pg_integration_enum::PgIntegrationEnum;

/// What the README shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PgIntegrationEnum)]
#[pg_enum(
    schema = "public",
    expected = ["xledger", "dynamics", "cornerstone", "consio", "bufdir"],
    column = "organization_integrations.integration_type",
)]
pub enum IntegrationType {
    Xledger,
    Dynamics,
    Cornerstone,
    Consio,
    Bufdir,
}

#[test]
fn labels_and_statements() {
    assert_eq!(IntegrationType::Consio.label(), "consio");
    assert_eq!("bufdir".parse(), Ok(IntegrationType::Bufdir));
    assert_eq!(IntegrationType::VARIANTS.len(), 5);
    assert!(IntegrationType::MIGRATE_UP_SQL.contains("organization_integrations"));
    assert_eq!(IntegrationType::pg_type().name(), "integration_type");
}
