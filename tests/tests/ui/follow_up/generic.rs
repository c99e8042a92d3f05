use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
enum LeadState<T> {
    New(T),
}

fn main() {
    let state: LeadState<u8> = LeadState::New(1);
    let _ = state.label();
    let _ = LeadState::<u8>::LABELS;
}
