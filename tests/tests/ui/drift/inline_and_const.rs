use pg_integration_enum::PgIntegrationEnum;

// Each list is held to on its own, in one run.
const LABELS: &[&str] = &["new", "lost"];

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected = ["new", "won", "parked"], expected(const = LABELS))]
enum LeadState {
    New,
    Won,
}

fn main() {}
