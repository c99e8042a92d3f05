use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
enum Named {
    New,
    #[pg_enum(other)]
    Unknown { label: String },
}

#[derive(Debug, PgIntegrationEnum)]
enum Two {
    New,
    #[pg_enum(other)]
    Unknown(String, u8),
}

#[derive(Debug, PgIntegrationEnum)]
enum None {
    New,
    #[pg_enum(other)]
    Unknown(),
}

fn main() {}
