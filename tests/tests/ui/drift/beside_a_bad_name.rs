use pg_integration_enum::PgIntegrationEnum;

// The name says nothing about the labels, so both mistakes show.
#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(name = "", expected = ["new"])]
enum LeadState {
    New,
    Won,
}

fn main() {}
