use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
enum LeadState {
    New,
    Won,
}

fn main() {
    println!("{}", LeadState::MIGRATE_UP_SQL);
    println!("{}", LeadState::MIGRATE_DOWN_SQL);
}
