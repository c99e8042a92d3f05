use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum]
enum Bare {
    #[pg_enum]
    New,
    #[pg_enum = "won"]
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum = "lead_state"]
enum Value {
    New,
    Won,
}

fn main() {}
