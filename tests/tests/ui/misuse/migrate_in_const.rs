use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
enum LeadState {
    New,
    Won,
}

const MIGRATIONS: [&str; 1] = [LeadState::MIGRATE_UP_SQL];

fn main() {}
