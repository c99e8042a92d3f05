use pg_integration_enum::PgIntegrationEnum;

#[derive(PgIntegrationEnum)]
union LeadState {
    state: u8,
}

fn main() {}
