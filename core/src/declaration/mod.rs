//! `#[derive(PgIntegrationEnum)]` on an enum, parsed and checked.
//!
//! The derive and the command parse with this code, so they see the same
//! declaration and report the same mistakes.

mod container;
mod errors;
mod expected;
mod histories;
mod keys;
mod mismatch;
mod source;
mod variant;

use std::collections::HashMap;

use syn::ext::IdentExt;
use syn::{Data, DataEnum, DeriveInput, Ident, Path, Visibility};

pub use self::errors::Errors;
pub use self::expected::{Expected, FileSource, Language};
pub use self::histories::Histories;
pub use self::mismatch::{Listed, Mismatch, MismatchKind};
pub use self::source::{Reading, creation_command};
pub use self::variant::{Keeps, Other, Variant};

use self::container::Container;
use self::variant::Parsed;
use crate::case::RenameRule;
use crate::lookup;
use crate::model::{ColumnRef, EnumType, Label, Name, TypeName};

/// An enum as its user declared it.
///
/// ```
/// use pg_integration_enum_core::declaration::{Declaration, Errors};
///
/// let input: syn::DeriveInput = syn::parse_quote! {
///     #[pg_enum(schema = "crm", rename_all = "kebab-case")]
///     enum LeadState { New, InProgress }
/// };
/// let declaration = Declaration::parse(&input, &mut Errors::default()).unwrap();
/// assert_eq!(declaration.ty.name().to_string(), "crm.lead_state");
/// assert_eq!(declaration.ty.label_texts(), ["new", "in-progress"]);
/// ```
#[derive(Clone)]
pub struct Declaration {
    /// The Rust enum's name.
    pub ident: Ident,
    /// Its visibility.
    pub vis: Visibility,
    /// The PostgreSQL type.
    pub ty: EnumType,
    /// The rule that made the labels.
    pub rule: RenameRule,
    /// The variants that are labels, in the order of the labels.
    pub variants: Vec<Variant>,
    /// The variant for unknown labels.
    pub other: Option<Other>,
    /// Whether the database's labels must be these, position by position.
    pub strict: bool,
    /// Whether text is read and written too.
    pub accept_text: bool,
    /// The other places that list the labels.
    pub expected: Vec<Expected>,
    /// The columns that are adopted.
    pub columns: Vec<ColumnRef>,
    /// The path of the run-time crate, where it is not the usual one.
    pub krate: Option<Path>,
}

impl Declaration {
    /// Parses a derive's input and notes every mistake.
    ///
    /// Gives nothing if a mistake leaves the labels or the names open. What is
    /// given next to mistakes is good for further checks, not for code.
    pub fn parse(input: &DeriveInput, errors: &mut Errors) -> Option<Self> {
        let container = Container::parse(&input.attrs, errors);
        let data = errors.ok(require_enum(input));
        errors.ok(require_concrete(input));
        let rule = container.rename_all;
        let name = errors.ok(type_name(input, &container));
        let (variants, other) = parse_variants(input, data?, rule, errors)?;
        let labels = variants.iter().map(|variant| variant.label.clone());
        let ty = EnumType::unchecked(name?, labels.collect());
        Some(Self {
            ident: input.ident.clone(),
            vis: input.vis.clone(),
            ty,
            rule: rule?,
            variants,
            other,
            strict: container.strict,
            accept_text: container.accept_text,
            expected: container.expected,
            columns: container.columns,
            krate: container.krate,
        })
    }

    /// The path that `crate = …` gives, where it can be read at all: good for
    /// code that stands in after a mistake.
    pub fn crate_path(input: &DeriveInput) -> Option<Path> {
        Container::parse(&input.attrs, &mut Errors::default()).krate
    }
}

fn require_enum(input: &DeriveInput) -> syn::Result<&DataEnum> {
    let (token, what): (&dyn quote::ToTokens, _) = match &input.data {
        Data::Enum(data) => return Ok(data),
        Data::Struct(data) => (&data.struct_token, "struct"),
        Data::Union(data) => (&data.union_token, "union"),
    };
    Err(syn::Error::new_spanned(
        token,
        format!(
            "`PgIntegrationEnum` is for enums; `{}` is a {what}",
            input.ident
        ),
    ))
}

fn require_concrete(input: &DeriveInput) -> syn::Result<()> {
    if input.generics.params.is_empty() && input.generics.where_clause.is_none() {
        return Ok(());
    }
    let tokens: &dyn quote::ToTokens = match &input.generics.where_clause {
        Some(clause) if input.generics.params.is_empty() => clause,
        _ => &input.generics.params,
    };
    Err(syn::Error::new_spanned(
        tokens,
        format!(
            "`{}` cannot be generic: one PostgreSQL type has one list of labels",
            input.ident
        ),
    ))
}

fn type_name(input: &DeriveInput, container: &Container) -> syn::Result<TypeName> {
    let name = match &container.name {
        Some(name) => name.clone(),
        None => {
            let name = RenameRule::SnakeCase.apply(&input.ident.unraw().to_string());
            Name::new(name).map_err(|error| {
                let message = format!("no type name by default: {error}; set `name = \"…\"`");
                syn::Error::new_spanned(&input.ident, message)
            })?
        }
    };
    Ok(TypeName {
        schema: container.schema.clone(),
        name,
    })
}

fn parse_variants(
    input: &DeriveInput,
    data: &DataEnum,
    rule: Option<RenameRule>,
    errors: &mut Errors,
) -> Option<(Vec<Variant>, Option<Other>)> {
    let parsed: Vec<_> = data
        .variants
        .iter()
        .map(|variant| variant::parse(variant, rule, errors))
        .collect();
    let certain = parsed.iter().all(Option::is_some);
    let mut variants = Vec::new();
    let mut other: Option<Other> = None;
    for parsed in parsed.into_iter().flatten() {
        match (parsed, &other) {
            (Parsed::Label(variant), _) => variants.push(variant),
            (Parsed::Other(found), None) => other = Some(found),
            (Parsed::Other(second), Some(first)) => errors.push_both(
                (
                    &second.ident,
                    "a second `other` variant; one takes all unknown labels",
                ),
                (&first.ident, "the first `other` variant"),
            ),
        }
    }
    check_count(input, &variants, certain, errors);
    let variants = without_duplicates(variants, errors);
    check_other(&variants, other.as_ref(), errors);
    certain.then_some((variants, other))
}

fn check_count(input: &DeriveInput, variants: &[Variant], certain: bool, errors: &mut Errors) {
    if variants.is_empty() && certain {
        errors.push(syn::Error::new_spanned(
            &input.ident,
            format!("`{}` has no variant that is a label; add one", input.ident),
        ));
    }
    if let Some(variant) = variants.get(lookup::MAX_LABELS) {
        errors.push(syn::Error::new_spanned(
            &variant.ident,
            format!("an enum can have at most {} labels", lookup::MAX_LABELS),
        ));
    }
}

/// The first variant of each label.
fn without_duplicates(variants: Vec<Variant>, errors: &mut Errors) -> Vec<Variant> {
    // Nearly always there are none, which an unoptimised build finds out in a
    // fraction of the time by sorting.
    let mut labels: Vec<&str> = variants.iter().map(|one| one.label.as_str()).collect();
    labels.sort_unstable();
    if labels.windows(2).all(|pair| pair[0] != pair[1]) {
        return variants;
    }
    let mut first_of: HashMap<Label, usize> = HashMap::new();
    let mut unique: Vec<Variant> = Vec::new();
    for variant in variants {
        if let Some(&first) = first_of.get(&variant.label) {
            let label = variant.label.as_str();
            errors.push_both(
                (
                    variant.label_token(),
                    format!("label `{label}` stands twice"),
                ),
                (
                    unique[first].label_token(),
                    format!("label `{label}` stands here first"),
                ),
            );
        } else {
            first_of.insert(variant.label.clone(), unique.len());
            unique.push(variant);
        }
    }
    unique
}

/// An `other` variant without a text must not show as one of the labels.
fn check_other(variants: &[Variant], other: Option<&Other>, errors: &mut Errors) {
    let Some(Other {
        ident,
        keeps: Keeps::Nothing { shown_as },
    }) = other
    else {
        return;
    };
    if let Some(variant) = variants.iter().find(|one| one.label.as_str() == shown_as) {
        let message = format!(
            "`{ident}` shows as `{shown_as}`, which is a label; set another `rename = \"…\"`"
        );
        errors.push_both(
            (ident, message),
            (
                variant.label_token(),
                format!("label `{shown_as}` stands here"),
            ),
        );
    }
}
