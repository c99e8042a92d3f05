use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
enum LeadState
where
    u8: Copy,
 {
    New,
    Won,
}

fn main() {}
