use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(
    expected = ["xledger", "dynamics", "fiken"],
    expected(sql = "several/create.sql"),
    expected(dart = "several/registry.dart", item = "IntegrationTypeRegistry.supportedTypes"),
    expected(typescript = "several/types.ts", item = "SUPPORTED_TYPES")
)]
pub enum IntegrationType {
    Dynamics,
    Xledger,
    Consio,
    Fiken,
}

fn main() {}
