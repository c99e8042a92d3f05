use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
enum AbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAbAb {
    New,
    Won,
}

fn main() {}
