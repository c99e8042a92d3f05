use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected = ["lost", "new", "parked", "won"])]
enum LeadState {
    New,
    Won,
    Visma,
    #[pg_enum(rename = "lost")]
    NotWon,
}

fn main() {}
