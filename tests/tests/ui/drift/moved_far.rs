use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected = ["b", "c", "d", "e", "a"])]
enum LeadState {
    A,
    B,
    C,
    D,
    E,
}

fn main() {}
