use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
enum LeadState {
    New,
    #[pg_enum(other(write))]
    Unknown,
}

fn main() {}
