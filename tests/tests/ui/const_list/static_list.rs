use pg_integration_enum::PgIntegrationEnum;

static LABELS: [&str; 2] = ["won", "new"];

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(const = LABELS))]
enum LeadState {
    New,
    Won,
}

fn main() {}
