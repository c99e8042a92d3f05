use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(name = "a", schema = "x", name = "b")]
#[pg_enum(schema = "y")]
#[pg_enum(strict, strict, rename_all = "snake_case", rename_all = "lowercase")]
#[pg_enum(expected = ["new", "won"], expected = ["new", "won"])]
enum LeadState {
    #[pg_enum(rename = "new", rename = "old")]
    New,
    #[pg_enum(rename = "won")]
    #[pg_enum(rename = "won")]
    Won,
}

fn main() {}
