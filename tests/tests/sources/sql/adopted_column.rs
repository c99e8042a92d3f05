use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(sql = "sql/adopted_column.sql"), column = "integrations.integration_type")]
pub enum IntegrationType {
    Xledger,
    Dynamics,
    Consio,
}

fn main() {}
