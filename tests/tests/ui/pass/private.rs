use pg_integration_enum::PgIntegrationEnum;

mod api {
    use super::PgIntegrationEnum;

    #[derive(Debug, PgIntegrationEnum)]
    enum Hidden {
        New,
    }

    pub fn label() -> &'static str {
        Hidden::New.label()
    }
}

fn main() {
    assert_eq!(api::label(), "new");
}
