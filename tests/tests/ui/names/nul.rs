use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(name = "a\0b", schema = "\0")]
enum LeadState {
    New,
    Won,
}

fn main() {}
