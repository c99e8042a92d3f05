use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
enum LeadState {
    #[pg_enum(rename = "a\0b")]
    Nul,
    #[pg_enum(rename = "\\0")]
    NoNul,
}

fn main() {}
