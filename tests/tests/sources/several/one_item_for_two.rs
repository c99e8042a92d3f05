use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(
    dart = "several/registry.dart",
    typescript = "several/types.ts",
    item = "SUPPORTED_TYPES"
))]
pub enum IntegrationType {
    Xledger,
    Dynamics,
    Consio,
}

fn main() {}
