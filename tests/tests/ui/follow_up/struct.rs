use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
struct LeadState(u8);

fn main() {
    let state = LeadState(1);
    let _ = (state.label(), state.to_string(), "x".parse::<LeadState>());
    let _ = LeadState::LABELS;
}
