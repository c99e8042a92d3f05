use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum()]
enum LeadState {
    New,
    #[pg_enum()]
    Won,
}

fn main() {
    assert_eq!(LeadState::LABELS, ["new", "won"]);
}
