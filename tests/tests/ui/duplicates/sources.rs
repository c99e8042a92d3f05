use pg_integration_enum::PgIntegrationEnum;

const LABELS: &[&str] = &["new", "won"];

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(const = LABELS, const = LABELS))]
enum LeadState {
    New,
    Won,
}

fn main() {}
