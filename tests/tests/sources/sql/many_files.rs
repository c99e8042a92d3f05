use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected = ["ok", "sad"], expected(sql = "sql/many_files"))]
pub enum Mood {
    Sad,
    Ok,
    Angry,
}

fn main() {
    assert_eq!(Mood::Sad.label(), "sad");
}
