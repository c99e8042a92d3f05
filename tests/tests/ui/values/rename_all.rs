use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(rename_all = "snake-case")]
enum NearMiss {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(rename_all = "SnakeCase")]
enum Upper {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(rename_all = "Train-Case")]
enum Unknown {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(rename_all = "")]
enum Empty {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(rename_all = snake_case)]
enum Bare {
    New,
    Won,
}

fn main() {}
