use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected = [])]
enum LeadState {
    New,
    Won,
}

fn main() {}
