//! A backend over `organization_integrations`: row security, secrets and checked JSONB.
#![forbid(unsafe_code)]

pub mod database;
pub mod demo;
pub mod documents;
pub mod enums;
pub mod migrations;
pub mod secrets;
