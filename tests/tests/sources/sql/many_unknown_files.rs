use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(sql = "sql/many_unknown_files"))]
pub enum Mood {
    Sad,
    Ok,
}

fn main() {}
