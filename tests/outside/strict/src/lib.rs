//! Lints that no derive may cause, with every feature of the derive in use.
#![forbid(unsafe_code)]
#![deny(warnings)]
#![deny(
    future_incompatible,
    keyword_idents,
    let_underscore,
    missing_docs,
    nonstandard_style,
    refining_impl_trait,
    rust_2018_compatibility,
    rust_2018_idioms,
    rust_2021_compatibility,
    rust_2024_compatibility,
    unused
)]
#![deny(
    ambiguous_negative_literals,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    impl_trait_redundant_captures,
    macro_use_extern_crate,
    meta_variable_misuse,
    missing_copy_implementations,
    missing_debug_implementations,
    non_ascii_idents,
    redundant_imports,
    redundant_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unnameable_types,
    unreachable_pub,
    unused_crate_dependencies,
    unused_extern_crates,
    unused_import_braces,
    unused_lifetimes,
    unused_macro_rules,
    unused_qualifications,
    unused_results,
    variant_size_differences
)]
#![deny(clippy::all, clippy::pedantic, clippy::nursery)]
#![deny(
    clippy::absolute_paths,
    clippy::as_conversions,
    clippy::default_numeric_fallback,
    clippy::exhaustive_structs,
    clippy::indexing_slicing,
    clippy::let_underscore_untyped,
    clippy::missing_docs_in_private_items,
    clippy::missing_trait_methods,
    clippy::panic,
    clippy::renamed_function_params,
    clippy::single_char_lifetime_names,
    clippy::std_instead_of_core,
    clippy::unwrap_used,
    clippy::wildcard_enum_match_arm
)]
// `unreachable_pub` wants the contrary.
#![allow(clippy::redundant_pub_crate)]

use pg_integration_enum::PgIntegrationEnum;

/// What another crate would have.
pub mod registry {
    /// The labels again.
    pub const LABELS: [&str; 3] = ["new", "in-progress", "it's won"];
}

/// The labels as another crate would list them.
pub const LABELS: &[&str] = &["new", "in-progress", "it's won"];

/// Every key on the enum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PgIntegrationEnum)]
#[pg_enum(
    name = "lead state",
    schema = "crm",
    rename_all = "kebab-case",
    expected = ["new", "in-progress", "it's won"],
    expected(const = LABELS),
    expected(const = registry::LABELS),
    column = "leads.state",
    column = "crm.leads.former_states",
    strict,
    accept_text,
    crate = ::pg_integration_enum,
)]
#[non_exhaustive]
pub enum LeadState {
    /// Without a key.
    New = 7,
    /// In two words.
    InProgress = 3,
    /// With a label of its own.
    #[pg_enum(rename = "it's won")]
    Won,
}

/// A text that is kept.
#[derive(Debug, Clone, PartialEq, Eq, PgIntegrationEnum)]
pub enum Source {
    /// A label.
    Web,
    /// A raw identifier.
    r#Type,
    /// What is not here.
    #[cfg(any())]
    Absent,
    /// A label that one should not use.
    #[deprecated]
    Fax,
    /// Any other.
    #[pg_enum(other)]
    Unknown(String),
}

/// A text that is kept and written.
#[derive(Debug, Clone, PartialEq, Eq, PgIntegrationEnum)]
pub enum Channel {
    /// A label.
    Mail,
    /// Any other.
    #[pg_enum(other(write))]
    Unknown(Box<str>),
}

/// A text that is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PgIntegrationEnum)]
pub enum Size {
    /// A label.
    Small,
    /// Any other.
    #[pg_enum(other, rename = "?")]
    Unknown,
}

/// One label.
#[derive(Debug, Clone, Copy, PgIntegrationEnum)]
pub enum Single {
    /// The one.
    Only,
}

/// A deprecated variant of a type that is all labels.
#[derive(Debug, Clone, Copy, PgIntegrationEnum)]
pub enum Medium {
    /// A label that one should not use.
    #[deprecated]
    Tape,
    /// Another.
    Disk,
}

/// A deprecated type.
#[deprecated(note = "for the lint")]
#[derive(Debug, Clone, Copy, PgIntegrationEnum)]
pub enum Old {
    /// A label.
    New,
}

/// What nobody outside sees.
mod inner {
    use super::PgIntegrationEnum;

    /// Private, and its `label()` is never called.
    #[derive(Debug, Clone, Copy, PgIntegrationEnum)]
    enum Private {
        /// A label.
        New,
    }

    /// For the parent alone.
    #[derive(Debug, Clone, Copy, PgIntegrationEnum)]
    pub(super) enum InParent {
        /// A label.
        New,
        /// Never made by hand.
        Won,
    }

    /// Uses the trait alone.
    pub(super) const fn count() -> usize {
        Private::LABELS.len() + InParent::VARIANTS.len()
    }
}

/// Declares an enum of literals.
macro_rules! declare {
    ($(#[$meta:meta])* $vis:vis $name:ident as $type_name:literal, [$($label:literal),*], { $($variant:ident),* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PgIntegrationEnum)]
        #[pg_enum(name = $type_name, expected = [$($label),*])]
        $vis enum $name {
            $(
                #[doc = "A label."]
                $variant
            ),*
        }
    };
}

declare!(
    /// Declared by a macro.
    pub Declared as "declared", ["a", "b"], { A, B }
);

/// An enum in a body.
#[must_use]
pub const fn in_a_body() -> usize {
    /// Local.
    #[derive(Debug, Clone, Copy, PgIntegrationEnum)]
    enum Local {
        /// A label.
        New,
    }
    Local::LABELS.len() + inner::count()
}
