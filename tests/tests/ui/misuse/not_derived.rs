use pg_integration_enum::PgIntegrationEnum;

enum LeadState {
    New,
    Won,
}

fn labels<T: PgIntegrationEnum>() -> &'static [&'static str] {
    T::LABELS
}

fn main() {
    labels::<LeadState>();
}
