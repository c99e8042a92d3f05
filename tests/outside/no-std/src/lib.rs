//! Labels and statements for a target without `std`.
#![no_std]

extern crate alloc;

use alloc::boxed::Box;
use alloc::string::{String, ToString};

use pg_integration_enum::{PgIntegrationEnum, UnknownLabel};

/// With a column, so that every const is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PgIntegrationEnum)]
#[pg_enum(schema = "crm", expected(const = LABELS), column = "leads.state")]
pub enum LeadState {
    New,
    Won,
}

const LABELS: [&str; 2] = ["new", "won"];

/// With a text that needs an allocator.
#[derive(Debug, Clone, PartialEq, Eq, PgIntegrationEnum)]
pub enum Source {
    Web,
    #[pg_enum(other)]
    Unknown(Box<str>),
}

/// Every conversion, so that none can need `std`.
pub fn round_trip(label: &str) -> Result<String, UnknownLabel> {
    let state: LeadState = label.parse()?;
    let again = LeadState::try_from(state.as_ref())?;
    let _: Source = label.parse()?;
    let _ = [
        LeadState::CREATE_TYPE_IF_MISSING_SQL,
        LeadState::MIGRATE_UP_SQL,
    ];
    Ok(again.to_string())
}
