use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(sql = "sql/added_twice.sql"))]
pub enum IntegrationType {
    Xledger,
    Dynamics,
    Consio,
}

fn main() {}
