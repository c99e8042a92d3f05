use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(name = 1)]
enum Int {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(name = true)]
enum Bool {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(name = b"x")]
enum Bytes {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(name = c"x")]
enum CString {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(name = 'x')]
enum Char {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(name = "x"y)]
enum Suffix {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(name = x::y)]
enum Path {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(name = ["x"])]
enum List {
    New,
    Won,
}

fn main() {}
