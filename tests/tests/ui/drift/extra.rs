use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected = ["new", "won", "in_review", "needs \"care\""])]
enum LeadState {
    New,
    Won,
}

fn main() {}
