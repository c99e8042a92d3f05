use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(
    sql = "several/create.sql",
    dart = "several/registry.dart",
    item = "IntegrationTypeRegistry.supportedTypes"
))]
pub enum IntegrationType {
    Xledger,
    Dynamics,
    Consio,
}

fn main() {}
