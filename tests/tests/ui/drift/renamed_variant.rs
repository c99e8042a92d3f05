use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(rename_all = "kebab-case", expected = ["in-progress", "done"])]
enum LeadState {
    InProgress,
    #[pg_enum(rename = "Done!")]
    Done,
}

fn main() {}
