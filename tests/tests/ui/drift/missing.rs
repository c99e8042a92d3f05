use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected = ["new", "won"])]
enum LeadState {
    New,
    Won,
    Parked,
}

fn main() {}
