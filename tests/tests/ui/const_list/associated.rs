use pg_integration_enum::PgIntegrationEnum;

trait Registry {
    const LABELS: &[&str];
}

struct Crm;

impl Registry for Crm {
    const LABELS: &[&str] = &["new", "Won"];
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(const = <Crm as Registry>::LABELS))]
enum LeadState {
    New,
    Won,
}

fn main() {}
