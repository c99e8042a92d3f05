use pg_integration_enum::PgIntegrationEnum;

// A name without a letter makes no label, and no type name.
#[allow(non_camel_case_types)]
#[derive(Debug, PgIntegrationEnum)]
enum ___ {
    __,
    #[pg_enum(rename = "")]
    Empty,
}

fn main() {}
