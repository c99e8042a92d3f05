use pg_integration_enum::PgIntegrationEnum;

const COUNT: usize = 2;
const NUMBERS: &[u8] = &[1, 2];
const TEXT: &str = "new, won";
const TUPLE: (&str, &str) = ("new", "won");

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(const = COUNT))]
enum WithCount {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(const = NUMBERS))]
enum WithNumbers {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(const = TEXT))]
enum WithText {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(const = TUPLE))]
enum WithTuple {
    New,
    Won,
}

fn main() {}
