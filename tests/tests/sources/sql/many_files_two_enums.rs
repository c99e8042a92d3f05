use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(sql = "sql/many_files"))]
pub enum Mood {
    Sad,
    Ok,
    Great,
}

#[derive(Debug, PgIntegrationEnum)]
#[deprecated]
#[pg_enum(name = "mood", expected(sql = "sql/many_files"))]
pub enum Feeling {
    Sad,
    Great,
}

fn main() {}
