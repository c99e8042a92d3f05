use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(name)]
enum NoEquals {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(name =)]
enum NoValue {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(name =, schema = "x")]
enum NoValueThenKey {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(name "x")]
enum NoEqualsThenValue {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(name("x"))]
enum Parenthesised {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(name == "x")]
enum DoubleEquals {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(name: "x")]
enum Colon {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(name = "x" "y")]
enum TwoValues {
    New,
    Won,
}

fn main() {}
