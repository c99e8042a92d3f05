use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, serde::Serialize, PgIntegrationEnum)]
enum LeadState {
    New,
    Won,
}

fn main() {}
