use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
enum Misspelt {
    New,
    #[pg_enum(other(writ))]
    Unknown(String),
}

#[derive(Debug, PgIntegrationEnum)]
enum Two {
    New,
    #[pg_enum(other(write, read))]
    Unknown(String),
}

#[derive(Debug, PgIntegrationEnum)]
enum Empty {
    New,
    #[pg_enum(other())]
    Unknown(String),
}

#[derive(Debug, PgIntegrationEnum)]
enum Value {
    New,
    #[pg_enum(other = true)]
    Unknown(String),
}

fn main() {}
