use std::fmt::Display;

use proc_macro2::TokenStream;
use quote::ToTokens;

/// Collects the mistakes of a declaration, so that one compile shows them all.
///
/// ```
/// use pg_integration_enum_core::declaration::Errors;
///
/// let mut errors = Errors::default();
/// errors.push(syn::Error::new(proc_macro2::Span::call_site(), "first"));
/// errors.push(syn::Error::new(proc_macro2::Span::call_site(), "second"));
/// assert_eq!(errors.messages(), ["first", "second"]);
/// ```
#[derive(Debug, Default)]
pub struct Errors(Option<syn::Error>);

impl Errors {
    /// Adds a mistake, or several that were combined.
    pub fn push(&mut self, error: syn::Error) {
        match &mut self.0 {
            Some(errors) => errors.combine(error),
            none => *none = Some(error),
        }
    }

    /// Adds one mistake that shows at two places, each with its message.
    ///
    /// ```
    /// use pg_integration_enum_core::declaration::Errors;
    ///
    /// let first: syn::Ident = syn::parse_quote!(New);
    /// let second: syn::Ident = syn::parse_quote!(Fresh);
    /// let mut errors = Errors::default();
    /// errors.push_both((&second, "label `new` stands twice"), (&first, "it stands here first"));
    /// assert_eq!(errors.messages(), ["label `new` stands twice", "it stands here first"]);
    /// ```
    pub fn push_both(
        &mut self,
        (here, message): (impl ToTokens, impl Display),
        (there, note): (impl ToTokens, impl Display),
    ) {
        self.push(syn::Error::new_spanned(here, message));
        self.push(syn::Error::new_spanned(there, note));
    }

    /// Adds the mistakes that were collected apart.
    pub fn append(&mut self, others: Self) {
        others.0.into_iter().for_each(|errors| self.push(errors));
    }

    /// The value, or nothing once its mistake is noted.
    pub fn ok<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// The messages in the order in which the mistakes were found.
    pub fn messages(&self) -> Vec<String> {
        self.iter().map(|error| error.to_string()).collect()
    }

    /// Each mistake, with its place in the source.
    pub fn iter(&self) -> impl Iterator<Item = syn::Error> + use<> {
        self.0.clone().into_iter().flatten()
    }

    /// A `compile_error!` for each mistake, at its place.
    pub fn to_compile_error(&self) -> TokenStream {
        self.0
            .as_ref()
            .map(syn::Error::to_compile_error)
            .unwrap_or_default()
    }
}
