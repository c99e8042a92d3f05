use pg_integration_enum::PgIntegrationEnum;

struct List<const N: usize>;

impl<const N: usize> List<N> {
    const LABELS: [&str; N] = [""; N];
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(const = List::<2>::LABELS))]
enum LeadState {
    New,
    Won,
}

fn main() {}
