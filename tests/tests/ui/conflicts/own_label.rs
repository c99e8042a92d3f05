use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
enum LeadState {
    New,
    Won,
}

impl LeadState {
    fn label(&self) -> &'static str {
        "shown to people"
    }
}

fn main() {}
