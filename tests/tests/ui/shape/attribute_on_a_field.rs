use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
enum LeadState {
    New,
    #[pg_enum(other)]
    Unknown(#[pg_enum(rename = "x")] String),
}

fn main() {}
