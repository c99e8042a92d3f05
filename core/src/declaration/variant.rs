//! What a variant says: its label, or that it stands for unknown ones.

use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Fields, Ident, LitStr, token};

use super::Errors;
use super::keys::{self, Seen};
use crate::case::RenameRule;
use crate::model::Label;

const KEYS: &[&str] = &["rename", "other"];

/// A variant that is a label.
#[derive(Clone)]
pub struct Variant {
    /// The variant's name.
    pub ident: Ident,
    /// Its label.
    pub label: Label,
    /// The literal of `rename`, where it has one.
    pub rename: Option<LitStr>,
}

impl Variant {
    /// The token that gives the label: the `rename` literal, or the name.
    pub fn label_token(&self) -> &dyn ToTokens {
        match &self.rename {
            Some(literal) => literal,
            None => &self.ident,
        }
    }
}

/// The variant for labels that the binary does not know: `#[pg_enum(other)]`.
#[derive(Clone)]
pub struct Other {
    /// The variant's name.
    pub ident: Ident,
    /// What it keeps of the label.
    pub keeps: Keeps,
}

/// What an `other` variant keeps of a label.
#[derive(Clone)]
pub enum Keeps {
    /// The text, as in `Unknown(String)`.
    Text {
        /// Whether it may be written back: `other(write)`.
        write: bool,
    },
    /// Nothing, as in `Unknown`; it shows as this text.
    Nothing {
        /// The name by the rename rule, or `rename`.
        shown_as: String,
    },
}

/// A variant as it was parsed.
pub(super) enum Parsed {
    Label(Variant),
    Other(Other),
}

#[derive(Default)]
struct Attributes {
    rename: Option<LitStr>,
    other: Option<OtherKey>,
}

/// The key `other`, with the `write` behind it.
struct OtherKey {
    write: Option<Ident>,
}

/// Parses one variant; nothing if it has a mistake that leaves its label open.
pub(super) fn parse(
    variant: &syn::Variant,
    rule: RenameRule,
    errors: &mut Errors,
) -> Option<Parsed> {
    let attributes = Attributes::parse(variant, errors)?;
    for attribute in variant.fields.iter().flat_map(|field| &field.attrs) {
        if attribute.path().is_ident("pg_enum") {
            errors.push(syn::Error::new_spanned(
                attribute,
                "`pg_enum` has no meaning on a field; put it on the variant",
            ));
        }
    }
    let parsed = match &attributes.other {
        Some(other) => other_variant(variant, other, &attributes, rule).map(Parsed::Other),
        None => label_variant(variant, attributes.rename, rule).map(Parsed::Label),
    };
    errors.ok(parsed)
}

impl Attributes {
    fn parse(variant: &syn::Variant, errors: &mut Errors) -> Option<Self> {
        let mut attributes = Self::default();
        let mut seen = Seen::new();
        // Of its own, to tell whether this variant's label is certain.
        let mut own = Errors::default();
        keys::each_key(&variant.attrs, &mut own, |key, input, errors| {
            attributes.entry(key, input, &mut seen, errors)
        });
        let certain = own.is_empty();
        own.iter().for_each(|error| errors.push(error));
        certain.then_some(attributes)
    }

    fn entry(
        &mut self,
        key: &Ident,
        input: ParseStream<'_>,
        seen: &mut Seen,
        errors: &mut Errors,
    ) -> syn::Result<()> {
        keys::once(key, seen, errors);
        match key.to_string().as_str() {
            "rename" => self.rename = Some(keys::string(key, input)?),
            "other" => {
                self.other = Some(OtherKey {
                    write: parse_write(key, input)?,
                });
            }
            _ => return Err(keys::unknown(key, "key on a variant", KEYS)),
        }
        Ok(())
    }
}

/// The `write` of `other(write)`.
fn parse_write(key: &Ident, input: ParseStream<'_>) -> syn::Result<Option<Ident>> {
    if !input.peek(token::Paren) {
        keys::switch(key, input)?;
        return Ok(None);
    }
    let inside;
    syn::parenthesized!(inside in input);
    match inside.parse::<Ident>() {
        Ok(write) if write == "write" && inside.is_empty() => Ok(Some(write)),
        _ => Err(syn::Error::new_spanned(
            key,
            "write `other`, or `other(write)` to allow that unknown labels are written back",
        )),
    }
}

fn label_variant(
    variant: &syn::Variant,
    rename: Option<LitStr>,
    rule: RenameRule,
) -> syn::Result<Variant> {
    if !matches!(variant.fields, Fields::Unit) {
        return Err(syn::Error::new_spanned(
            &variant.fields,
            format!(
                "variant `{}` has fields, which a label cannot carry; remove them, or mark the one \
                 variant for unknown labels with `#[pg_enum(other)]`",
                variant.ident
            ),
        ));
    }
    let (label, token): (_, &dyn ToTokens) = match &rename {
        Some(literal) => (Label::new(literal.value()), literal),
        None => (
            Label::new(rule.apply(&variant.ident.unraw().to_string())),
            &variant.ident,
        ),
    };
    let label = label.map_err(|error| syn::Error::new_spanned(token, format!("label {error}")))?;
    Ok(Variant {
        ident: variant.ident.clone(),
        label,
        rename,
    })
}

fn other_variant(
    variant: &syn::Variant,
    other: &OtherKey,
    attributes: &Attributes,
    rule: RenameRule,
) -> syn::Result<Other> {
    let keeps = match (&variant.fields, &attributes.rename, &other.write) {
        (Fields::Unit, _, Some(write)) => Err(syn::Error::new_spanned(
            write,
            format!(
                "variant `{0}` keeps no label to write; declare it as `{0}(String)`",
                variant.ident
            ),
        )),
        (Fields::Unit, rename, None) => Ok(Keeps::Nothing {
            shown_as: match rename {
                Some(literal) => literal.value(),
                None => rule.apply(&variant.ident.unraw().to_string()),
            },
        }),
        (Fields::Unnamed(fields), None, write) if fields.unnamed.len() == 1 => Ok(Keeps::Text {
            write: write.is_some(),
        }),
        (Fields::Unnamed(fields), Some(rename), _) if fields.unnamed.len() == 1 => {
            Err(syn::Error::new_spanned(
                rename,
                "an `other` variant with a text shows that text; remove `rename`",
            ))
        }
        (fields, ..) => Err(syn::Error::new_spanned(
            fields,
            format!(
                "an `other` variant is `{0}(String)` or `{0}`",
                variant.ident
            ),
        )),
    }?;
    Ok(Other {
        ident: variant.ident.clone(),
        keeps,
    })
}
