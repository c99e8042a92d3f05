//! After a mistake: the errors, and impls that keep the rest of the crate from
//! drowning in errors that only follow from it.

use pg_integration_enum_core::declaration::{Declaration, Errors};
use pg_integration_enum_core::lookup::Layout;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::{Data, DeriveInput};

use crate::expand::{const_checks, runtime_path};

pub(crate) fn expand(
    input: &DeriveInput,
    declaration: Option<&Declaration>,
    errors: &Errors,
) -> TokenStream {
    let errors = errors.to_compile_error();
    // Nothing stands in for a struct or a generic enum: what uses it is wrong too.
    if !matches!(input.data, Data::Enum(_)) || !input.generics.params.is_empty() {
        return errors;
    }
    let stubs = stubs(input, declaration);
    // Still certain, so that one compile shows these mistakes too.
    let checks = declaration.map(const_checks);
    quote!(#errors #stubs #checks)
}

fn stubs(input: &DeriveInput, declaration: Option<&Declaration>) -> TokenStream {
    let krate = runtime_path(Declaration::crate_path(input).as_ref());
    let ident = &input.ident;
    let vis = &input.vis;
    let labels = declaration.map(|declaration| declaration.ty.label_texts());
    let labels = labels.into_iter().flatten();
    let lookup = Literal::byte_string(Layout::of(&[]).as_bytes());
    quote! {
        #[automatically_derived]
        impl #krate::__private::Generated for #ident {
            const DATA: #krate::__private::Data<Self> = #krate::__private::Data {
                texts: ["--"; 8],
                labels: &[#(#labels),*],
                variants: &[],
                lookup: #lookup,
            };
            fn from_index(_: usize) -> Self {
                ::core::unreachable!()
            }
        }
        impl #ident {
            #[allow(dead_code)]
            #vis const fn label(&self) -> &'static str {
                ""
            }
        }
        #krate::__private::impls!(#ident);
    }
}
