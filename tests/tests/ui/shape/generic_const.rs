use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
enum LeadState<const N: usize> {
    New,
    Won,
}

fn main() {}
