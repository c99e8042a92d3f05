use pg_integration_enum::PgIntegrationEnum;

// One mistake each: a key that there is not needs no other complaint.
#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(colour = "red", colour = "blue")]
enum LeadState {
    New,
    Won,
}

fn main() {}
