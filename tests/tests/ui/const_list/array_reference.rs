use pg_integration_enum::PgIntegrationEnum;

mod registry {
    pub const LABELS: &[&str; 1] = &["new"];
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(const = crate::registry::LABELS))]
enum LeadState {
    New,
    Won,
}

fn main() {}
