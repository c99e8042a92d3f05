use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(sql = "several/create.sql", item = "integration_type"))]
pub enum IntegrationType {
    Xledger,
    Dynamics,
    Consio,
}

fn main() {}
