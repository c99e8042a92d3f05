//! A checked declaration as Rust code: data for the trait, and nothing that the
//! run-time crate can do once for all enums.

use std::path::PathBuf;

use pg_integration_enum_core::declaration::{Declaration, Expected, Keeps, Other};
use pg_integration_enum_core::lookup::Layout;
use pg_integration_enum_core::model::{ColumnRef, EnumType, Name};
use pg_integration_enum_core::render;
use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{ExprPath, Path, Type};

pub(crate) fn expand(declaration: &Declaration, files: &[PathBuf]) -> TokenStream {
    let krate = runtime_path(declaration.krate.as_ref());
    let ident = &declaration.ident;
    let vis = &declaration.vis;
    let variants = declaration.variants.iter().map(|variant| &variant.ident);
    let labels = declaration
        .variants
        .iter()
        .map(|variant| variant.label.as_str());
    let patterns = index_patterns(declaration.variants.len());
    let texts = texts(declaration);
    let lookup = Layout::of(&declaration.ty.label_texts());
    let lookup = Literal::byte_string(lookup.as_bytes());
    let switches = switches(declaration);
    let other = declaration.other.as_ref();
    let other_arm = other.map(|other| other_arm(other, declaration.krate.as_ref()));
    let other_methods = other.map(|other| other_methods(other, declaration.krate.as_ref()));
    let constness = constness(other);
    let checks = const_checks(declaration);
    let tracked = tracked(declaration, files);
    quote! {
        #krate::__private::derive! {
            #vis #ident [#constness] [#(#variants #labels #patterns)*] {#other_arm}
            [#texts] #lookup {#switches #other_methods}
        }
        #checks
        #tracked
    }
}

/// What stands before and in the signature of `label`: a label is `'static`, and
/// known in const context, unless an `other` variant keeps it as text.
fn constness(other: Option<&Other>) -> Option<TokenStream> {
    match other.map(|other| &other.keeps) {
        Some(Keeps::Text { .. }) => None,
        Some(Keeps::Nothing { .. }) | None => Some(quote!(const 'static)),
    }
}

/// The pattern of each variant's index. The last one is a wildcard: without an arm
/// that gives nothing, this compiles to a copy of the index.
fn index_patterns(count: usize) -> impl Iterator<Item = TokenTree> {
    let pattern = move |next| {
        if next == count {
            Ident::new("_", Span::call_site()).into()
        } else {
            Literal::usize_unsuffixed(next - 1).into()
        }
    };
    (1..=count).map(pattern)
}

/// Makes the crate depend on the files that were read: an edit rebuilds it.
///
/// By a macro, because a token costs more here than in the compiler.
pub(crate) fn tracked(declaration: &Declaration, files: &[PathBuf]) -> Option<TokenStream> {
    if files.is_empty() {
        return None;
    }
    let krate = runtime_path(declaration.krate.as_ref());
    let paths = files.iter().filter_map(|file| file.to_str());
    Some(quote!(#krate::__private::track!(#(#paths)*);))
}

/// Has the declaration's lists checked once the compiler is done with what stands before.
pub(crate) fn check_later(declaration: &Declaration, input: &TokenStream) -> TokenStream {
    let krate = runtime_path(declaration.krate.as_ref());
    quote!(#krate::__private::check_expected! { #input })
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

/// The texts, in the order that `Data::texts` has.
fn texts(declaration: &Declaration) -> TokenStream {
    let ty = &declaration.ty;
    let columns = &declaration.columns;
    let migrate = |render: fn(&EnumType, &[ColumnRef]) -> String| {
        if columns.is_empty() {
            "".into_token_stream()
        } else {
            long_text(&render(ty, columns))
        }
    };
    let name = ty.name().name.as_str();
    let schema = ty.name().schema.as_ref().map_or("", Name::as_str);
    let qualified_name = ty.name().quoted();
    let create = render::create_type(ty);
    let create_if_missing = long_text(&render::create_type_if_missing(ty));
    let drop = render::drop_type(ty);
    let up = migrate(render::adopt_up);
    let down = migrate(render::adopt_down);
    quote!(#name #schema #qualified_name #create #create_if_missing #drop #up #down)
}

/// A long text, as a raw literal where it can be one: to escape it here takes
/// longer than all else that is done with it. By the compiler's own reader,
/// because `proc_macro2` reads once more before it.
fn long_text(text: &str) -> TokenStream {
    // What `is_ascii` says, but that has no loop that is compiled for speed here.
    let is_ascii = text.chars().count() == text.len();
    let is_raw = is_ascii && !text.contains('#') && !text.contains('\r');
    if is_raw && proc_macro::is_available() {
        let literal = format!("r#\"{text}\"#")
            .parse()
            .map(proc_macro::TokenTree::Literal);
        if let Ok(literal) = literal {
            return proc_macro::TokenStream::from(literal).into();
        }
    }
    text.to_token_stream()
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

/// The label of an `other` variant.
fn other_arm(other: &Other, krate: Option<&Path>) -> TokenStream {
    let ident = &other.ident;
    match &other.keeps {
        Keeps::Text { ty, .. } => {
            let text = label_text(ty, krate);
            quote!(Self::#ident(ref text) => #text::text(text),)
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
