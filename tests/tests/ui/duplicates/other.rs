use pg_integration_enum::PgIntegrationEnum;

#[allow(non_camel_case_types)]
#[derive(Debug, PgIntegrationEnum)]
enum LeadState {
    Unknown_,
    #[pg_enum(other)]
    Unknown,
}

fn main() {}
