use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(sql = "sql/missing.sql"))]
pub enum IntegrationType {
    Xledger,
    Dynamics,
    Consio,
    Visma,
}

fn main() {}
