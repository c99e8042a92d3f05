use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(, name = "a", "b", 3, = 4, (x), #[y], ;)]
enum LeadState {
    New,
    Won,
}

fn main() {}
