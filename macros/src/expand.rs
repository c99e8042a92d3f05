//! A checked declaration as Rust code: data for the trait, and nothing that the
//! run-time crate can do once for all enums.

use std::path::PathBuf;

use pg_integration_enum_core::declaration::{Declaration, Expected, Keeps, Other, Variant};
use pg_integration_enum_core::lookup::Layout;
use pg_integration_enum_core::render;
use proc_macro2::{Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{ExprPath, Ident, Path, Type};

pub(crate) fn expand(declaration: &Declaration, files: &[PathBuf]) -> TokenStream {
    let krate = runtime_path(declaration.krate.as_ref());
    let ident = &declaration.ident;
    let data = data(declaration, &krate);
    let from_index = from_index(ident, &declaration.variants);
    let switches = switches(declaration);
    let other = declaration
        .other
        .as_ref()
        .map(|other| other_methods(other, declaration.krate.as_ref()));
    let migrate = migrate(declaration);
    let label = label(declaration);
    let const_label = const_label(declaration);
    let checks = const_checks(declaration);
    let tracked = tracked(files);
    quote! {
        #[automatically_derived]
        impl #krate::__private::Generated for #ident {
            #data
            #from_index
            #switches
            #other
        }
        #[automatically_derived]
        impl #krate::PgIntegrationEnum for #ident {
            #migrate
            #label
        }
        #const_label
        #krate::__private::impls!(#ident);
        #checks
        #tracked
    }
}

/// Makes the crate depend on the files that were read: an edit rebuilds it.
///
/// All in one function that is never called: a const for each file would cost
/// the compiler twice the time.
fn tracked(files: &[PathBuf]) -> Option<TokenStream> {
    if files.is_empty() {
        return None;
    }
    let paths = files.iter().filter_map(|file| file.to_str());
    Some(quote! {
        const _: fn() = || {
            #(let _ = ::core::include_bytes!(#paths);)*
        };
    })
}

/// The path of the run-time crate.
pub(crate) fn runtime_path(krate: Option<&Path>) -> TokenStream {
    match krate {
        Some(path) => path.to_token_stream(),
        None => quote!(::pg_integration_enum),
    }
}

/// The same, for errors to show at a place of the user's.
fn runtime_path_at(krate: Option<&Path>, span: Span) -> TokenStream {
    let Some(path) = krate else {
        return quote_spanned!(span=> ::pg_integration_enum);
    };
    let at_place = |mut token: TokenTree| {
        token.set_span(span.resolved_at(token.span()));
        token
    };
    path.to_token_stream().into_iter().map(at_place).collect()
}

/// Everything that is known of the type, as one const.
fn data(declaration: &Declaration, krate: &TokenStream) -> TokenStream {
    let name = declaration.ty.name();
    let type_name = name.name.as_str();
    let schema = match &name.schema {
        Some(schema) => {
            let schema = schema.as_str();
            quote!(::core::option::Option::Some(#schema))
        }
        None => quote!(::core::option::Option::None),
    };
    let qualified_name = name.quoted();
    let ident = &declaration.ident;
    let labels = declaration.ty.label_texts();
    let variants = declaration.variants.iter().map(|variant| &variant.ident);
    let create_type = render::create_type(&declaration.ty);
    let create_type_if_missing = render::create_type_if_missing(&declaration.ty);
    let drop_type = render::drop_type(&declaration.ty);
    let lookup = Literal::byte_string(Layout::of(&labels).as_bytes());
    quote! {
        const DATA: #krate::__private::Data<Self> = #krate::__private::Data {
            type_name: #type_name,
            schema: #schema,
            qualified_name: #qualified_name,
            labels: &[#(#labels),*],
            variants: &[#(#ident::#variants),*],
            create_type: #create_type,
            create_type_if_missing: #create_type_if_missing,
            drop_type: #drop_type,
            lookup: #lookup,
        };
    }
}

/// Without a column, the trait's defaults do not compile where they are used.
fn migrate(declaration: &Declaration) -> Option<TokenStream> {
    if declaration.columns.is_empty() {
        return None;
    }
    let up = render::adopt_up(&declaration.ty, &declaration.columns);
    let down = render::adopt_down(&declaration.ty, &declaration.columns);
    Some(quote! {
        const MIGRATE_UP_SQL: &'static str = #up;
        const MIGRATE_DOWN_SQL: &'static str = #down;
    })
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

/// The last variant's pattern is a wildcard: without an arm that gives nothing,
/// this compiles to a copy of the index.
fn from_index(ident: &Ident, variants: &[Variant]) -> TokenStream {
    let indices = (1..variants.len()).map(|next| Literal::usize_unsuffixed(next - 1));
    let patterns = indices.map(ToTokens::into_token_stream).chain([quote!(_)]);
    let variants = variants.iter().map(|variant| &variant.ident);
    quote! {
        #[inline]
        fn from_index(index: usize) -> Self {
            match index {
                #(#patterns => #ident::#variants,)*
            }
        }
    }
}

/// The trait's `label`: without an `other` variant, the inherent one. (A variant
/// could be named `label` too, so not `Self::label`.)
fn label(declaration: &Declaration) -> TokenStream {
    let label = match &declaration.other {
        None => quote!(self.label()),
        Some(other) => {
            let arms = label_arms(&declaration.ident, &declaration.variants);
            let other = other_label_arm(other, declaration.krate.as_ref());
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
    let arms = label_arms(&declaration.ident, &declaration.variants);
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

fn label_arms(ident: &Ident, variants: &[Variant]) -> TokenStream {
    let variants_idents = variants.iter().map(|variant| &variant.ident);
    let labels = variants.iter().map(|variant| variant.label.as_str());
    quote!(#(#ident::#variants_idents => #labels,)*)
}

fn other_label_arm(other: &Other, krate: Option<&Path>) -> TokenStream {
    let ident = &other.ident;
    match &other.keeps {
        Keeps::Text { ty, .. } => {
            let text = label_text(ty, krate);
            quote!(Self::#ident(text) => #text::text(text),)
        }
        Keeps::Nothing { shown_as } => quote!(Self::#ident => #shown_as,),
    }
}

/// The field's type as what it must be; the compiler complains at its place.
fn label_text(ty: &Type, krate: Option<&Path>) -> TokenStream {
    let span = ty.span();
    let krate = runtime_path_at(krate, span);
    quote_spanned!(span=> <#ty as #krate::__private::LabelText>)
}

fn other_methods(other: &Other, krate: Option<&Path>) -> TokenStream {
    let ident = &other.ident;
    let (make, pattern, write) = match &other.keeps {
        Keeps::Text { ty, write } => {
            let text = label_text(ty, krate);
            let make = quote!(Self::#ident(#text::keep(label)));
            (make, quote!(Self::#ident(_)), *write)
        }
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

/// The checks against consts, which the compiler evaluates.
pub(crate) fn const_checks(declaration: &Declaration) -> TokenStream {
    declaration
        .expected
        .iter()
        .filter_map(|expected| match expected {
            Expected::Const(path) => Some(const_check(declaration, path)),
            Expected::Inline(_) | Expected::File(_) => None,
        })
        .collect()
}

/// All of it has the span of the path, so that is where its panic shows. The
/// pattern takes a slice, an array, and a reference to either.
fn const_check(declaration: &Declaration, path: &ExprPath) -> TokenStream {
    let krate = runtime_path_at(declaration.krate.as_ref(), path.span());
    let ident = &declaration.ident;
    let name = ident.to_string();
    let path_text = path_text(path);
    quote_spanned! {path.span()=>
        const _: () = {
            #[allow(clippy::redundant_at_rest_pattern)]
            let [__labels @ ..] = &#path;
            let __labels: &[&::core::primitive::str] = __labels;
            #krate::__private::assert_expected(
                #name,
                <#ident as #krate::PgIntegrationEnum>::LABELS,
                #path_text,
                __labels,
            );
        };
    }
}

/// A path without the spaces that tokens have between them.
fn path_text(path: &ExprPath) -> String {
    let text = path.to_token_stream().to_string();
    let words: Vec<_> = text.split_whitespace().collect();
    words
        .join(" ")
        .replace(" :: ", "::")
        .replace(":: ", "::")
        .replace("< ", "<")
        .replace(" >", ">")
}
