//! A backend over `organization_integrations`: row security, secrets and checked JSONB.
//!
//! A request goes [`http`] → [`auth`] → [`tenant`] → [`integrations`], and the database
//! decides what it may see.
#![forbid(unsafe_code)]

pub mod auth;
pub mod database;
pub mod demo;
pub mod documents;
pub mod enums;
pub mod http;
pub mod integrations;
pub mod migrations;
pub mod progress;
pub mod secrets;
pub mod startup;
pub mod tenant;
