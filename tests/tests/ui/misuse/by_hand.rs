use pg_integration_enum::PgIntegrationEnum;

struct LeadState;

impl PgIntegrationEnum for LeadState {
    fn label(&self) -> &str {
        "open"
    }
}

fn main() {}
