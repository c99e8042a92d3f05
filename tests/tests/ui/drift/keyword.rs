use pg_integration_enum::PgIntegrationEnum;

// No variant can be named `Self`, so it takes a `rename`.
#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected = ["new", "won", "self", "", "42"])]
enum LeadState {
    New,
    Won,
}

fn main() {}
