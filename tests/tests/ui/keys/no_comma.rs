use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(name = "a" schema = "b", strict accept_text)]
enum LeadState {
    New,
    Won,
}

fn main() {}
