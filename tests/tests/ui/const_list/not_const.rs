use pg_integration_enum::PgIntegrationEnum;

fn labels() -> &'static [&'static str] {
    &["new", "won"]
}

static LAZY: std::sync::LazyLock<Vec<&str>> = std::sync::LazyLock::new(Vec::new);

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(const = labels))]
enum WithFunction {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(const = LAZY))]
enum WithLazy {
    New,
    Won,
}

fn main() {}
