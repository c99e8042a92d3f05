use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
enum LeadState {
    New,
    #[pg_enum(rename = "new")]
    Fresh,
    #[pg_enum(rename = "new")]
    Open,
}

fn main() {}
