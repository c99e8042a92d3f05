use pg_integration_enum::PgIntegrationEnum;

// The message has room for the longest labels and a long path.
mod a_module_with_quite_a_long_name_to_fill_the_message {
    pub const A_CONST_WITH_QUITE_A_LONG_NAME_TO_FILL_THE_MESSAGE: &[&str] =
        &["ééééééééééééééééééééééééééééééé"];
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(expected(const = a_module_with_quite_a_long_name_to_fill_the_message::A_CONST_WITH_QUITE_A_LONG_NAME_TO_FILL_THE_MESSAGE))]
enum LeadState {
    #[pg_enum(rename = "äääääääääääääääääääääääääääääää")]
    New,
}

fn main() {}
