use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
enum LeadState {
    New,
    #[pg_enum(other, rename = "?")]
    Unknown(String),
}

fn main() {}
