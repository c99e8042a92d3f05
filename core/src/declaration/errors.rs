use proc_macro2::TokenStream;

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
