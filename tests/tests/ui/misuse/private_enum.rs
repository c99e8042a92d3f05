pub mod api {
    use pg_integration_enum::PgIntegrationEnum;

    #[derive(Debug, PgIntegrationEnum)]
    enum Hidden {
        New,
    }

    pub mod inner {
        #![allow(dead_code)]
    }
}

fn main() {
    api::Hidden::New.label();
}
