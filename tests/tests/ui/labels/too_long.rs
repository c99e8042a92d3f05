use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
enum LeadState {
    #[pg_enum(rename = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    Renamed,
    AaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAa,
    #[pg_enum(rename = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    Fits,
}

fn main() {}
