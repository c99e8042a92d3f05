use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(colour = "red", skip)]
enum LeadState {
    #[pg_enum(color = "red")]
    New,
    Won,
}

fn main() {}
