use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
enum Number {
    New,
    #[pg_enum(other)]
    Unknown(u32),
}

#[derive(Debug, PgIntegrationEnum)]
enum Borrowed {
    New,
    #[pg_enum(other)]
    Unknown(&'static str),
}

#[derive(Debug, PgIntegrationEnum)]
enum Bytes {
    New,
    #[pg_enum(other)]
    Unknown(Vec<u8>),
}

fn main() {}
