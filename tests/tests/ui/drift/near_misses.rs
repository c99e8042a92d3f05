use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected = ["xleger", "Dynamics", "corner-stone", "consio", "budfir"])]
enum IntegrationType {
    Xledger,
    Dynamics,
    Cornerstone,
    Consio,
    Bufdir,
}

fn main() {}
