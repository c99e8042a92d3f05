use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(name = "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn", schema = "éééééééééééééééééééééééééééééééé", column = "t.cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc")]
enum LeadState {
    New,
    Won,
}

fn main() {}
