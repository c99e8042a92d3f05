use pg_integration_enum::PgIntegrationEnum;

mod registry {
    pub const LABELS: [&str; 3] = ["new", "won", "lost"];
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(const = registry::LABELS))]
enum LeadState {
    New,
    Won,
}

fn main() {}
