//! Every name that generated code could mean is something else here, and
//! `pg-integration-enum` is only found behind another crate.
#![allow(dead_code, non_snake_case, unused_macros)]

use outside_facade::database::pg::PgIntegrationEnum;

mod core {}
mod std {}
mod alloc {}
mod pg_integration_enum {}
mod postgres_types {}
mod serde {}

struct Result;
struct Option;
struct Box;
struct String;
struct Vec;

fn Ok() {}
fn Err() {}
fn Some() {}
fn None() {}

trait From {}
trait Into {}
trait AsRef {}
trait TryFrom {}
trait FromStr {}
trait Display {}
trait Debug {}
trait Sized {}
trait ToSql {}
trait FromSql {}
trait Serialize {}
trait Deserialize {}

macro_rules! matches {
    () => {};
}
macro_rules! panic {
    () => {};
}
macro_rules! concat {
    () => {};
}

/// A trait with the methods of ours.
trait Labelled {
    fn label(&self) -> i32;
    fn from_label(label: i32) -> Self;
    fn from_index(index: i32) -> Self;
    fn is_writable(&self) -> i32;
}

impl<T> Labelled for T
where
    T: ::core::default::Default,
{
    fn label(&self) -> i32 {
        0
    }

    fn from_label(_: i32) -> Self {
        Self::default()
    }

    fn from_index(_: i32) -> Self {
        Self::default()
    }

    fn is_writable(&self) -> i32 {
        0
    }
}

const LABELS: [&str; 2] = ["new", "won"];

#[derive(::core::fmt::Debug, ::core::default::Default, PartialEq, PgIntegrationEnum)]
#[pg_enum(
    crate = ::outside_facade::database::pg,
    schema = "crm",
    strict,
    accept_text,
    expected(const = LABELS),
    column = "leads.state",
)]
pub enum LeadState {
    #[default]
    New,
    Won,
}

#[derive(::core::fmt::Debug, ::core::default::Default, PartialEq, PgIntegrationEnum)]
#[pg_enum(crate = ::outside_facade::database::pg)]
pub enum Source {
    #[default]
    Web,
    #[pg_enum(other(write))]
    Unknown(::std::string::String),
}

impl Source {
    /// Of the user's own: an inherent function comes before the trait's.
    pub fn from_label(_: &str) -> i32 {
        1
    }
}

#[no_implicit_prelude]
mod without_a_prelude {
    #[derive(::core::fmt::Debug, ::outside_facade::database::pg::PgIntegrationEnum)]
    #[pg_enum(crate = ::outside_facade::database::pg, column = "leads.state")]
    pub enum Bare {
        New,
        #[pg_enum(other)]
        Unknown(::std::string::String),
    }
}

#[test]
fn each_name_means_what_it_should() {
    assert_eq!(LeadState::Won.label(), "won");
    assert_eq!(
        <LeadState as PgIntegrationEnum>::from_label("new"),
        ::core::option::Option::Some(LeadState::New)
    );
    assert_eq!(Source::from_label("web"), 1);
    let unknown = Source::Unknown(::std::string::String::from("mail"));
    assert_eq!("mail".parse(), ::core::result::Result::Ok(unknown));
    assert_eq!(::std::string::ToString::to_string(&Source::Web), "web");
}
