use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected = ["new", "lost"])]
enum LeadState {
    New,
    Won,
    #[pg_enum(rename = "won")]
    Closed,
}

fn main() {}
