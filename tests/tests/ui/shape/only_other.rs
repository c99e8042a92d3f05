use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
enum LeadState {
    #[pg_enum(other)]
    Unknown(String),
}

fn main() {}
