use pg_integration_enum::PgIntegrationEnum;

macro_rules! declare {
    ($name:ident, [$($label:literal),*], $($variant:ident),*) => {
        #[derive(Debug, PgIntegrationEnum)]
        #[pg_enum(expected = [$($label),*])]
        enum $name {
            $($variant),*
        }
    };
}

declare!(LeadState, ["new", "won", "lost"], New, Won, Parked);

fn main() {}
