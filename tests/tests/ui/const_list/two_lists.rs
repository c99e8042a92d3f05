use pg_integration_enum::PgIntegrationEnum;

const API: &[&str] = &["new", "lost"];
const JOBS: &[&str] = &["new", "won", "lost"];

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(const = API), expected(const = JOBS))]
enum LeadState {
    New,
    Won,
}

fn main() {}
