//! A backend over `organization_integrations`: row security, secrets and checked JSONB.
#![forbid(unsafe_code)]

pub mod database;
pub mod demo;
pub mod enums;
pub mod migrations;
