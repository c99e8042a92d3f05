use pg_integration_enum::PgIntegrationEnum;

#[derive(Debug, PgIntegrationEnum)]
enum LeadState {
    Tuple(u8),
    Struct { text: String },
    NoFields(),
    NoNamedFields {},
    Unit,
}

fn main() {}
