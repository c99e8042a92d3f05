use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(name = "a", name = "b", name = "c")]
enum LeadState {
    New,
    Won,
}

fn main() {}
