use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected = ["won", "new", "lost"])]
enum LeadState {
    New,
    Won,
    Lost,
}

fn main() {}
