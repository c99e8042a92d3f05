//! A checked declaration as Rust code: data for the trait, and nothing that the
//! run-time crate can do once for all enums.

use pg_integration_enum_core::declaration::{Declaration, Expected, Keeps, Other, Variant};
use pg_integration_enum_core::lookup::Layout;
use pg_integration_enum_core::render;
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{ExprPath, Path};

pub(crate) fn expand(declaration: &Declaration) -> TokenStream {
    let krate = runtime_path(declaration.krate.as_ref());
    let ident = &declaration.ident;
    let names = names(declaration);
    let lists = lists(declaration);
    let ddl = ddl(declaration);
    let label = label(declaration);
    let lookup = lookup(declaration, &krate);
    let switches = switches(declaration);
    let other = declaration.other.as_ref().map(other_methods);
    let const_label = const_label(declaration);
    let checks = const_checks(declaration, &krate);
    quote! {
        #[automatically_derived]
        impl #krate::PgIntegrationEnum for #ident {
            #names
            #lists
            #ddl
            #label
        }
        #[automatically_derived]
        impl #krate::__private::Generated for #ident {
            #lookup
            #switches
            #other
        }
        #const_label
        #krate::__private::impls!(#ident);
        #checks
    }
}

/// The path of the run-time crate.
pub(crate) fn runtime_path(krate: Option<&Path>) -> TokenStream {
    match krate {
        Some(path) => path.to_token_stream(),
        None => quote!(::pg_integration_enum),
    }
}

fn names(declaration: &Declaration) -> TokenStream {
    let name = declaration.ty.name();
    let type_name = name.name.as_str();
    let qualified = name.quoted();
    let schema = match &name.schema {
        Some(schema) => {
            let schema = schema.as_str();
            quote!(::core::option::Option::Some(#schema))
        }
        None => quote!(::core::option::Option::None),
    };
    quote! {
        const TYPE_NAME: &'static str = #type_name;
        const SCHEMA: ::core::option::Option<&'static str> = #schema;
        const QUALIFIED_NAME: &'static str = #qualified;
    }
}

fn lists(declaration: &Declaration) -> TokenStream {
    let labels = declaration.ty.label_texts();
    let variants = declaration.variants.iter().map(|variant| &variant.ident);
    quote! {
        const LABELS: &'static [&'static str] = &[#(#labels),*];
        const VARIANTS: &'static [Self] = &[#(Self::#variants),*];
    }
}

fn ddl(declaration: &Declaration) -> TokenStream {
    let create = render::create_type(&declaration.ty);
    let create_if_missing = render::create_type_if_missing(&declaration.ty);
    let drop = render::drop_type(&declaration.ty);
    quote! {
        const CREATE_TYPE_SQL: &'static str = #create;
        const CREATE_TYPE_IF_MISSING_SQL: &'static str = #create_if_missing;
        const DROP_TYPE_SQL: &'static str = #drop;
    }
}

/// What differs from the trait's defaults.
fn switches(declaration: &Declaration) -> TokenStream {
    let strict = declaration.strict.then(|| {
        quote!(
            const STRICT: bool = true;
        )
    });
    let accept_text = declaration.accept_text.then(|| {
        quote!(
            const ACCEPT_TEXT: bool = true;
        )
    });
    quote!(#strict #accept_text)
}

fn lookup(declaration: &Declaration, krate: &TokenStream) -> TokenStream {
    let layout = Layout::of(&declaration.ty.label_texts());
    let width = layout.width;
    let offsets = layout.offsets.into_iter().map(Literal::i8_unsuffixed);
    let seeds = Literal::byte_string(&layout.seeds);
    let slots = Literal::byte_string(&layout.slots);
    let from_index = from_index(&declaration.variants);
    quote! {
        const LOOKUP: #krate::__private::Lookup<'static> =
            #krate::__private::Lookup::new(#width, &[#(#offsets),*], #seeds, #slots);
        #from_index
    }
}

/// The last variant's pattern is a wildcard: without an arm that gives nothing,
/// this compiles to a copy of the index.
fn from_index(variants: &[Variant]) -> TokenStream {
    let indices = (1..variants.len()).map(|next| Literal::usize_unsuffixed(next - 1));
    let patterns = indices.map(ToTokens::into_token_stream).chain([quote!(_)]);
    let variants = variants.iter().map(|variant| &variant.ident);
    quote! {
        #[inline]
        fn from_index(index: usize) -> Self {
            match index {
                #(#patterns => Self::#variants,)*
            }
        }
    }
}

/// The trait's `label`: without an `other` variant, the inherent one.
fn label(declaration: &Declaration) -> TokenStream {
    let label = match &declaration.other {
        None => quote!(Self::label(self)),
        Some(other) => {
            let arms = label_arms(&declaration.variants);
            let other = other_label_arm(other);
            quote!(match self { #arms #other })
        }
    };
    quote! {
        #[inline]
        fn label(&self) -> &str {
            #label
        }
    }
}

/// The inherent `label` that shadows the trait's: a `const fn`, and `'static`.
fn const_label(declaration: &Declaration) -> Option<TokenStream> {
    if declaration.other.is_some() {
        return None;
    }
    let ident = &declaration.ident;
    let vis = &declaration.vis;
    let arms = label_arms(&declaration.variants);
    Some(quote! {
        #[automatically_derived]
        impl #ident {
            /// The label of this variant in PostgreSQL.
            #[allow(dead_code)]
            #[must_use]
            #[inline]
            #vis const fn label(&self) -> &'static str {
                match self { #arms }
            }
        }
    })
}

fn label_arms(variants: &[Variant]) -> TokenStream {
    let idents = variants.iter().map(|variant| &variant.ident);
    let labels = variants.iter().map(|variant| variant.label.as_str());
    quote!(#(Self::#idents => #labels,)*)
}

fn other_label_arm(other: &Other) -> TokenStream {
    let ident = &other.ident;
    match &other.keeps {
        Keeps::Text { .. } => quote!(Self::#ident(text) => ::core::convert::AsRef::as_ref(text),),
        Keeps::Nothing { shown_as } => quote!(Self::#ident => #shown_as,),
    }
}

fn other_methods(other: &Other) -> TokenStream {
    let ident = &other.ident;
    let (make, pattern, write) = match &other.keeps {
        Keeps::Text { write } => (
            quote!(Self::#ident(::core::convert::From::from(label))),
            quote!(Self::#ident(_)),
            *write,
        ),
        Keeps::Nothing { .. } => (quote!(Self::#ident), quote!(Self::#ident), false),
    };
    let is_writable = if write {
        quote!(true)
    } else {
        quote!(!::core::matches!(self, #pattern))
    };
    quote! {
        fn other(label: &str) -> ::core::option::Option<Self> {
            let _ = label;
            ::core::option::Option::Some(#make)
        }
        fn is_writable(&self) -> bool {
            #is_writable
        }
    }
}

/// The checks against consts, which the compiler evaluates. Each call has the
/// span of the path, so that is where its panic shows.
fn const_checks(declaration: &Declaration, krate: &TokenStream) -> TokenStream {
    declaration
        .expected
        .iter()
        .filter_map(|expected| match expected {
            Expected::Const(path) => Some(const_check(declaration, krate, path)),
            Expected::Inline(_) => None,
        })
        .collect()
}

fn const_check(declaration: &Declaration, krate: &TokenStream, path: &ExprPath) -> TokenStream {
    let ident = &declaration.ident;
    let name = ident.to_string();
    let path_text = path.to_token_stream().to_string().replace(' ', "");
    quote_spanned! {path.span()=>
        const _: () = #krate::__private::assert_expected(
            #name,
            <#ident as #krate::PgIntegrationEnum>::LABELS,
            #path_text,
            #krate::__private::List(#path).labels(),
        );
    }
}
