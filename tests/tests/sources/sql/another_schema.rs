use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(schema = "app", expected(sql = "sql/another_schema.sql"))]
pub enum IntegrationType {
    Xledger,
    Dynamics,
    Consio,
}

fn main() {}
