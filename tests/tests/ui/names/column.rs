use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(column = "kind")]
enum OnePart {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(column = "db.public.leads.state")]
enum FourParts {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(column = "")]
enum Empty {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(column = "leads.")]
enum EmptyPart {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(column = r#""leads.state"#)]
enum OpenQuote {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(column = r#"le"ads.state"#)]
enum InnerQuote {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(column = r#""leads"x.state"#)]
enum AfterQuote {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(column = "leads.state", column = "leads.state")]
enum Twice {
    New,
    Won,
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(column = "leads.state")]
#[pg_enum(column = r#""leads"."state""#)]
enum TwiceQuoted {
    New,
    Won,
}

fn main() {}
