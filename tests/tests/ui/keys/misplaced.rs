use pg_integration_enum::PgIntegrationEnum;

// A key of the other place is named with its place.
#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(rename = "x", other)]
enum LeadState {
    #[pg_enum(name = "new")]
    New,
    #[pg_enum(rename_all = "lowercase", strict)]
    Won,
}

fn main() {}
