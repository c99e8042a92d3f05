use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(strict = true, accept_text("yes"))]
enum LeadState {
    New,
    Won,
}

fn main() {}
