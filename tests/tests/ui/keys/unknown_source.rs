use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(swift = "../Labels.swift"))]
enum Swift {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(cnst = LABELS))]
enum NearMiss {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected())]
enum NoSource {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected("new", "won"))]
enum ListInParentheses {
    New,
    Won,
}

fn main() {}
