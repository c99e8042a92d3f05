use pg_integration_enum::PgIntegrationEnum;

fn main() {
    #[derive(Debug, PgIntegrationEnum)]
    enum LeadState {
        New,
        Won,
    }
    assert_eq!(LeadState::Won.label(), "won");
    assert_eq!([LeadState::New].len(), 1);
}
