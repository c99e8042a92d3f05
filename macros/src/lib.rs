//! The derive of [`pg-integration-enum`](https://docs.rs/pg-integration-enum),
//! which re-exports it; use it from there.
#![forbid(unsafe_code)]

mod expand;
mod expected;
mod fallback;

use pg_integration_enum_core::declaration::{Declaration, Errors};
use proc_macro::TokenStream;
use syn::DeriveInput;

/// Keeps a Rust enum in step with a PostgreSQL enum.
///
/// See the trait of the same name in `pg-integration-enum` for what it takes and gives.
#[proc_macro_derive(PgIntegrationEnum, attributes(pg_enum))]
pub fn derive(input: TokenStream) -> TokenStream {
    match syn::parse(input) {
        Ok(input) => expand(&input).into(),
        Err(error) => error.to_compile_error().into(),
    }
}

/// Every mistake of the declaration at once, or the generated code.
fn expand(input: &DeriveInput) -> proc_macro2::TokenStream {
    let mut errors = Errors::default();
    let declaration = Declaration::parse(input, &mut errors);
    let files = declaration
        .as_ref()
        .map(|declaration| expected::check(declaration, &mut errors))
        .unwrap_or_default();
    match declaration {
        Some(declaration) if errors.is_empty() => expand::expand(&declaration, &files),
        _ => fallback::expand(input, &errors),
    }
}
