use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
enum LeadState<'a> {
    New,
    #[pg_enum(other)]
    Unknown(&'a str),
}

fn main() {}
