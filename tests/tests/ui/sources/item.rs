use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(dart = "a.dart"))]
enum NoItem {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(sql = "migrations", item = "x"))]
enum ForSql {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(dart = "a.dart", typescript = "a.ts", item = "x"))]
enum ForTwo {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(dart = 1, item = "x"))]
enum BadPath {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(item = "x"))]
enum Alone {
    New,
    Won,
}

fn main() {}
