use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(renamme_all = "lowercase", Name = "x", exspected = ["new"], crates = x)]
enum LeadState {
    #[pg_enum(renamme = "new")]
    New,
    #[pg_enum(othr)]
    Won(String),
}

fn main() {}
