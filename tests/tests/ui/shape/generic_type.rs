use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
enum LeadState<T> {
    New,
    Won,
    #[pg_enum(other)]
    Unknown(T),
}

fn main() {}
