//! What a variant says: its label, or that it stands for unknown ones.

use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::{Fields, Ident, LitStr, Type, token};

use super::keys::{self, Keys, Seen};
use super::{Errors, container};
use crate::case::RenameRule;
use crate::model::Label;

pub(super) static KEYS: Keys = Keys {
    known: &["rename", "other"],
    place: "on a variant",
    elsewhere: Some(&container::KEYS),
};

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
        /// Its type.
        ty: Box<Type>,
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

/// Parses one variant; nothing if a mistake leaves its label open. Without a
/// rule no label is certain but those of `rename`.
pub(super) fn parse(
    variant: &syn::Variant,
    rule: Option<RenameRule>,
    errors: &mut Errors,
) -> Option<Parsed> {
    check_fields(variant, errors);
    let attributes = Attributes::parse(variant, errors)?;
    let by_rule = || Some(rule?.apply(&variant.ident.unraw().to_string()));
    let shown_as = match &attributes.rename {
        Some(literal) => Some(literal.value()),
        None => by_rule(),
    };
    let parsed = match &attributes.other {
        Some(other) => other_variant(variant, other, &attributes, shown_as?).map(Parsed::Other),
        None => label_variant(variant, attributes.rename, shown_as?).map(Parsed::Label),
    };
    errors.ok(parsed)
}

/// The attribute's place is the variant.
fn check_fields(variant: &syn::Variant, errors: &mut Errors) {
    let attributes = variant.fields.iter().flat_map(|field| &field.attrs);
    for attribute in attributes.filter(|one| keys::is_ours(one)) {
        errors.push(syn::Error::new_spanned(
            attribute,
            "`pg_enum` has no meaning on a field; put it on the variant",
        ));
    }
}

impl Attributes {
    fn parse(variant: &syn::Variant, errors: &mut Errors) -> Option<Self> {
        let mut attributes = Self::default();
        let mut seen = Seen::new();
        // Of its own, to tell whether this variant's label is certain.
        let mut own = Errors::default();
        KEYS.in_attributes(&variant.attrs, &mut own, |key, input, errors| {
            attributes.entry(key, input, &mut seen, errors)
        });
        let certain = own.is_empty();
        errors.append(own);
        certain.then_some(attributes)
    }

    fn entry(
        &mut self,
        key: &Ident,
        input: ParseStream<'_>,
        seen: &mut Seen,
        errors: &mut Errors,
    ) -> syn::Result<()> {
        KEYS.once(key, seen, errors);
        match key.to_string().as_str() {
            "rename" => self.rename = Some(keys::string(key, input)?),
            "other" => {
                self.other = Some(OtherKey {
                    write: parse_write(key, input)?,
                });
            }
            _ => return Err(KEYS.unknown(key)),
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
    let parentheses = syn::parenthesized!(inside in input);
    match inside.parse::<Ident>() {
        Ok(write) if write == "write" && inside.is_empty() => Ok(Some(write)),
        _ => Err(syn::Error::new(
            parentheses.span.join(),
            "write `other`, or `other(write)` to allow that unknown labels are written back",
        )),
    }
}

fn label_variant(
    variant: &syn::Variant,
    rename: Option<LitStr>,
    label: String,
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
    let token: &dyn ToTokens = match &rename {
        Some(literal) => literal,
        None if label.is_empty() => {
            let message = "the rule makes an empty label of this name; set `rename = \"…\"`";
            return Err(syn::Error::new_spanned(&variant.ident, message));
        }
        None => &variant.ident,
    };
    let label = Label::new(label)
        .map_err(|error| syn::Error::new_spanned(token, format!("label {error}")))?;
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
    shown_as: String,
) -> syn::Result<Other> {
    let ident = variant.ident.clone();
    let keeps = match (&variant.fields, &other.write, &attributes.rename) {
        (Fields::Unit, None, _) => Keeps::Nothing { shown_as },
        (Fields::Unit, Some(write), _) => {
            let message = format!(
                "variant `{ident}` keeps no label to write; declare it as `{ident}(String)`"
            );
            return Err(syn::Error::new_spanned(write, message));
        }
        (fields, write, None) => Keeps::Text {
            ty: Box::new(only_field(fields, &ident)?),
            write: write.is_some(),
        },
        (_, _, Some(rename)) => {
            return Err(syn::Error::new_spanned(
                rename,
                "an `other` variant with a text shows that text; remove `rename`",
            ));
        }
    };
    Ok(Other { ident, keeps })
}

/// The type of the one field, which has no name.
fn only_field(fields: &Fields, ident: &Ident) -> syn::Result<Type> {
    let types: Vec<&Type> = fields.iter().map(|field| &field.ty).collect();
    match (fields, types.as_slice()) {
        (Fields::Unnamed(_), [Type::Reference(borrowed)]) => Err(syn::Error::new_spanned(
            borrowed,
            "an `other` variant keeps a text of its own; take `String`",
        )),
        (Fields::Unnamed(_), [ty]) => Ok((*ty).clone()),
        _ => Err(syn::Error::new_spanned(
            fields,
            format!("an `other` variant is `{ident}(String)` or `{ident}`"),
        )),
    }
}
