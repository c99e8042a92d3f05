use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(sql = "sql/moved.sql"))]
pub enum IntegrationType {
    Dynamics,
    Consio,
    Xledger,
}

fn main() {}
