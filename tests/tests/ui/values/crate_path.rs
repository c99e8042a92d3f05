use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(crate = "pg_integration_enum")]
enum Text {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(crate)]
enum NoValue {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(crate = ::renamed)]
enum NotFound {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(crate = x::<u8>)]
enum Generic {
    New,
    Won,
}

fn main() {}
