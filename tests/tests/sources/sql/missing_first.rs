use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(sql = "sql/missing_first.sql"))]
pub enum IntegrationType {
    Visma,
    Xledger,
    Dynamics,
    Consio,
}

fn main() {}
