use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected = ["new", "won", "new", "new"])]
enum LeadState {
    New,
    Won,
}

fn main() {}
