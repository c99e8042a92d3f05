use pg_integration_enum::PgIntegrationEnum;

// No variant could have such a label, so none is asked for.
#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected = ["new", "won", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "a\0b"])]
enum LeadState {
    New,
    Won,
}

fn main() {}
