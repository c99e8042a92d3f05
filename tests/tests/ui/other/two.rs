use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
enum LeadState {
    New,
    #[pg_enum(other)]
    Unknown(String),
    #[pg_enum(other)]
    Strange,
    #[pg_enum(other)]
    Third,
}

fn main() {}
