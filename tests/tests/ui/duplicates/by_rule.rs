use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(rename_all = "lowercase")]
enum LeadState {
    FooBar,
    Other,
    Foobar,
}

fn main() {}
