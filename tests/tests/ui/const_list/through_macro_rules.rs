use pg_integration_enum::PgIntegrationEnum;

const LABELS: &[&str] = &["new", "lost"];

macro_rules! declare {
    ($name:ident, $list:path, $($variant:ident),*) => {
        #[derive(Debug, PgIntegrationEnum)]
        #[pg_enum(expected(const = $list))]
        enum $name {
            $($variant),*
        }
    };
}

declare!(LeadState, LABELS, New, Won);

fn main() {}
