use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(const = "new"))]
enum WithText {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(const = ["new", "won"]))]
enum WithList {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(const = labels()))]
enum WithCall {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(const = { LABELS }))]
enum WithBlock {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(const = if true { LABELS } else { LABELS }))]
enum WithIf {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(const = ))]
enum WithNothing {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(const = &LABELS))]
enum WithReference {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(const))]
enum WithoutValue {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(const(LABELS)))]
enum Parenthesised {
    New,
    Won,
}

fn main() {}
