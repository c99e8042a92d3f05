use pg_integration_enum::PgIntegrationEnum;

// 32 characters, but 64 bytes.
#[derive(Debug, PgIntegrationEnum)]
enum LeadState {
    #[pg_enum(rename = "éééééééééééééééééééééééééééééééé")]
    TooLong,
    #[pg_enum(rename = "ééééééééééééééééééééééééééééééé")]
    Fits,
}

fn main() {}
