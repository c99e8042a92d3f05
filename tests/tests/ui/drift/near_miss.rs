use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected = ["xleger", "dynamics"])]
enum IntegrationType {
    Xledger,
    Dynamics,
}

fn main() {}
