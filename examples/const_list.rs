//! One const list of labels, shared by two crates: each enum is held to it.
//!
//! Change a label here, in the list or in either enum, and this does not compile.

use pg_integration_enum::PgIntegrationEnum;

/// In a real system: a crate of its own, which both others depend on.
mod registry {
    pub const SUPPORTED_TYPES: &[&str] = &["xledger", "dynamics", "consio"];
}

/// The backend's enum.
mod backend {
    use super::PgIntegrationEnum;

    #[derive(Debug, PgIntegrationEnum)]
    #[pg_enum(expected(const = crate::registry::SUPPORTED_TYPES))]
    pub enum IntegrationType {
        Xledger,
        Dynamics,
        Consio,
    }
}

/// The worker's enum.
mod worker {
    use super::PgIntegrationEnum;

    #[derive(Debug, PgIntegrationEnum)]
    #[pg_enum(name = "integration_type", expected(const = crate::registry::SUPPORTED_TYPES))]
    pub enum Job {
        Xledger,
        Dynamics,
        Consio,
    }
}

fn main() {
    for (ours, theirs) in backend::IntegrationType::VARIANTS
        .iter()
        .zip(worker::Job::VARIANTS)
    {
        println!("{ours:?} and {theirs:?} are both `{ours}`");
    }
}
