use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected = ["new", 1, "won", b"x", LABELS])]
enum Number {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected = "new")]
enum Text {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected)]
enum Bare {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected =)]
enum NoValue {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected = LABELS)]
enum Path {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected = &["new", "won"])]
enum Reference {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected = {"new", "won"})]
enum Braces {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected = ["new" "won"])]
enum NoComma {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected = ["new",, "won"])]
enum TwoCommas {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected = ["new", "won"x])]
enum Suffix {
    New,
    Won,
}

fn main() {}
