use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
enum LeadState {
    #[pg_enum(rename = New)]
    A,
    #[pg_enum(rename)]
    B,
    #[pg_enum(rename = )]
    C,
    #[pg_enum(rename("x"))]
    D,
    #[pg_enum(rename = 7)]
    E,
}

fn main() {}
