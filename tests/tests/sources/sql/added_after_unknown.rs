use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(sql = "sql/added_after_unknown.sql"))]
pub enum IntegrationType {
    Xledger,
    Dynamics,
    Consio,
    Visma,
}

fn main() {}
