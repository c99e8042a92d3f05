use pg_integration_enum::PgIntegrationEnum;

const LABELS: &[&str] = &["new", "lost"];

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(const = LABELS))]
enum LeadState {
    New,
    Won,
}

fn main() {}
