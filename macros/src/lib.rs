//! The derive of [`pg-integration-enum`](https://docs.rs/pg-integration-enum),
//! which re-exports it; use it from there.
#![forbid(unsafe_code)]

mod expand;
mod expected;
mod fallback;
#[cfg(test)]
mod tests;
mod watched;

use pg_integration_enum_core::declaration::{Declaration, Errors};
use proc_macro::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput};

/// Keeps a Rust enum in step with a PostgreSQL enum.
///
/// See the trait of the same name in `pg-integration-enum` for what it takes and gives.
#[proc_macro_derive(PgIntegrationEnum, attributes(pg_enum))]
pub fn derive(input: TokenStream) -> TokenStream {
    let tokens = input.clone();
    match syn::parse(input) {
        Ok(input) => expand(&input, tokens.into()).into(),
        Err(error) => error.to_compile_error().into(),
    }
}

/// The part of the derive that waits for files which are read in the background.
#[doc(hidden)]
#[proc_macro]
pub fn check_expected(input: TokenStream) -> TokenStream {
    match syn::parse(input) {
        Ok(input) => check(&input).into(),
        Err(error) => error.to_compile_error().into(),
    }
}

/// Every mistake of the declaration at once, or the generated code.
fn expand(input: &DeriveInput, tokens: proc_macro2::TokenStream) -> proc_macro2::TokenStream {
    let mut errors = Errors::default();
    let declaration = Declaration::parse(input, &mut errors);
    if let Some(declaration) = declaration.as_ref().filter(|_| errors.is_empty()) {
        let begun = expected::begin(declaration);
        if !begun.is_empty() {
            // The compiler reads the files to track them while a thread replays them.
            let code = expand::expand(declaration, &begun);
            let check = expand::check_later(declaration, &tokens);
            return allow_deprecated(input, quote!(#code #check));
        }
    }
    let files = declaration
        .as_ref()
        .map(|declaration| expected::check(declaration, &mut errors))
        .unwrap_or_default();
    match declaration {
        Some(declaration) if errors.is_empty() => {
            allow_deprecated(input, expand::expand(&declaration, &files))
        }
        declaration => fallback::expand(input, declaration.as_ref(), &errors),
    }
}

/// What differs from the expected lists of a declaration without a mistake, and what
/// makes the crate depend on the files that are not tracked yet.
fn check(input: &DeriveInput) -> proc_macro2::TokenStream {
    let mut errors = Errors::default();
    let tracked = Declaration::parse(input, &mut errors).map(|declaration| {
        let files = expected::check(&declaration, &mut errors);
        expand::tracked(&declaration, &files)
    });
    let errors = errors.to_compile_error();
    quote!(#errors #tracked)
}

/// What is generated for a deprecated enum or variant names it, but that is no use of it.
fn allow_deprecated(
    input: &DeriveInput,
    generated: proc_macro2::TokenStream,
) -> proc_macro2::TokenStream {
    let is_deprecated = |attribute: &syn::Attribute| attribute.path().is_ident("deprecated");
    let variants = match &input.data {
        Data::Enum(data) => Some(&data.variants),
        Data::Struct(_) | Data::Union(_) => None,
    };
    let of_variants = variants.into_iter().flatten().flat_map(|it| &it.attrs);
    if input.attrs.iter().chain(of_variants).any(is_deprecated) {
        quote!(#[allow(deprecated)] const _: () = { #generated };)
    } else {
        generated
    }
}
