//! Where things stand in the sources, and what stands there.

use pg_integration_enum_core::read::Place;
use proc_macro2::Span;
use syn::spanned::Spanned;

/// Where a span begins.
pub fn place(file: &str, span: Span) -> Place {
    let start = span.start();
    Place {
        file: file.to_owned(),
        line: start.line,
        column: start.column + 1,
    }
}

/// Where something begins.
pub fn place_of(file: &str, what: &dyn quote::ToTokens) -> Place {
    place(file, what.to_token_stream().span())
}

/// The source text of something, on one line.
pub fn text_of(what: &dyn quote::ToTokens) -> String {
    let tokens = what.to_token_stream();
    let text = tokens.span().source_text();
    let text = text.unwrap_or_else(|| tokens.to_string());
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The name of a `quote::ToTokens` path's last segment, without `r#`.
pub fn last_name(path: &syn::Path) -> String {
    use syn::ext::IdentExt;
    path.segments
        .last()
        .map(|segment| segment.ident.unraw().to_string())
        .unwrap_or_default()
}
