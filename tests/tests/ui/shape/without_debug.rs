use pg_integration_enum::PgIntegrationEnum;

#[derive(PgIntegrationEnum)]
enum LeadState {
    New,
    Won,
}

fn main() {}
