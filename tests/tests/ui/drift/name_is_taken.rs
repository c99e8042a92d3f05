use pg_integration_enum::PgIntegrationEnum;

// The variant `Won` is there, under another label.
#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected = ["new", "closed", "won"])]
enum LeadState {
    New,
    #[pg_enum(rename = "closed")]
    Won,
}

fn main() {}
