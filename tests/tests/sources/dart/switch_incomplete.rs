use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(dart = "dart/switch_incomplete.dart", item = "IntegrationType.dbValue"))]
pub enum IntegrationType {
    Xledger,
    Dynamics,
    Consio,
}

fn main() {}
