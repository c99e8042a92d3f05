use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
struct LeadState {
    state: String,
}

#[derive(Debug, PgIntegrationEnum)]
struct Tuple(String);

#[derive(PgIntegrationEnum)]
struct Unit;

fn main() {}
