use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(rename_all(serialize = "lowercase"))]
enum LeadState {
    #[pg_enum("new")]
    New,
    #[pg_enum(serde::rename = "x")]
    Won,
}

fn main() {}
