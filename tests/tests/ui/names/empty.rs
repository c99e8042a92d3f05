use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(name = "", schema = "")]
enum LeadState {
    New,
    Won,
}

fn main() {}
