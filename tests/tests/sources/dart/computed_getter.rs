use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(dart = "dart/computed_getter.dart", item = "IntegrationType.dbValue"))]
pub enum IntegrationType {
    Xledger,
    Dynamics,
    Consio,
}

fn main() {}
