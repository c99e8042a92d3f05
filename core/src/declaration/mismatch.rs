//! Where a declaration and another list differ, in words: the same for the
//! derive and for the command.

use std::fmt;

use quote::ToTokens;
use syn::{ExprPath, Ident, LitStr};

use super::{Declaration, FileSource, Language};
use crate::case::RenameRule;
use crate::change::Change;
use crate::drift::{self, Drift, Moved};
use crate::model::Label;
use crate::read::{Listing, Place, ReadLabel};
use crate::render;

/// Another list, with what it takes to point at its elements.
#[derive(Clone, Copy)]
pub enum Listed<'a> {
    /// `expected = ["…"]`
    Inline(&'a [LitStr]),
    /// `expected(const = path)`, where the const could be read.
    Const(&'a ExprPath, &'a Listing),
    /// A file, and what was read there.
    File(&'a FileSource, &'a Listing),
}

/// One difference between a declaration and another list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mismatch {
    /// The label that differs.
    pub label: String,
    /// How it differs.
    pub kind: MismatchKind,
    /// What is wrong.
    pub message: String,
    /// The place in the other file that decides it, and what stands there.
    pub decided_by: Option<(Place, String)>,
    /// What would mend it in the other file, if one statement or element does.
    pub mend_there: Option<String>,
    /// What would mend it in the Rust enum.
    pub mend_here: Option<String>,
}

/// How a label differs between a declaration and another list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MismatchKind {
    /// The other list lacks it.
    Missing,
    /// The enum lacks it.
    Extra,
    /// It stands in another place.
    Moved,
}

impl fmt::Display for Mismatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        if let Some((place, statement)) = &self.decided_by {
            write!(f, "\ndecided at {place} by: {statement}")?;
        }
        if let Some(mend) = &self.mend_there {
            write!(f, "\nto mend it there: {mend}")?;
        }
        match (&self.mend_here, &self.mend_there) {
            (Some(mend), Some(_)) => write!(f, "\nor here: {mend}"),
            (Some(mend), None) => write!(f, "\nto mend it here: {mend}"),
            (None, _) => Ok(()),
        }
    }
}

impl Mismatch {
    /// The user's own token that the difference shows on.
    pub fn token<'a>(&self, declaration: &'a Declaration, listed: Listed<'a>) -> &'a dyn ToTokens {
        match (self.kind, listed) {
            (MismatchKind::Extra, Listed::File(source, _)) => &source.path,
            (MismatchKind::Extra, Listed::Const(path, _)) => path,
            (MismatchKind::Extra, Listed::Inline(list)) => list
                .iter()
                .find(|literal| literal.value() == self.label)
                .map_or(&declaration.ident, |literal| literal as &dyn ToTokens),
            _ => declaration.label_token(&self.label),
        }
    }
}

impl Declaration {
    /// Every difference from another list, which holds no label twice.
    ///
    /// ```
    /// use pg_integration_enum_core::declaration::{Declaration, Errors, Expected, Listed};
    ///
    /// let input: syn::DeriveInput = syn::parse_quote! {
    ///     #[pg_enum(expected = ["sad", "ok"])]
    ///     enum Mood { Sad, Okay }
    /// };
    /// let declaration = Declaration::parse(&input, &mut Errors::default()).unwrap();
    /// let Expected::Inline(list) = &declaration.expected[0] else { unreachable!() };
    /// let mismatches = declaration.mismatches(Listed::Inline(list));
    /// assert_eq!(
    ///     mismatches[0].to_string(),
    ///     "label `okay` is not in the expected list; did you mean to add it?",
    /// );
    /// ```
    pub fn mismatches(&self, listed: Listed<'_>) -> Vec<Mismatch> {
        let theirs = listed.labels();
        let mut drift = Drift::between(self.ty.labels(), &theirs);
        if !listed.is_ordered() {
            drift.moved.clear();
        }
        let near = drift.near_misses();
        let missing = drift.missing.iter().map(|label| {
            let near = near.iter().find(|(ours, _)| ours == label);
            self.missing(listed, label, near.map(|(_, theirs)| *theirs))
        });
        let extra = drift.extra.iter().map(|label| {
            let near = near.iter().find(|(_, theirs)| theirs == label);
            self.extra(listed, &theirs, label, near.map(|(ours, _)| *ours))
        });
        let moved = drift
            .moved
            .iter()
            .map(|moved| self.moved(listed, moved, &theirs));
        missing.chain(extra).chain(moved).collect()
    }

    fn missing(&self, listed: Listed<'_>, label: &str, near: Option<&str>) -> Mismatch {
        let message = format!("label `{label}` is not in {}", listed.name());
        let (message, mend_here) = match (listed, near) {
            (Listed::Inline(_), Some(near)) => (format!("{message}; did you mean `{near}`?"), None),
            (Listed::Inline(_), None) => (format!("{message}; did you mean to add it?"), None),
            (_, Some(near)) => (
                format!("{message}; did you mean `{near}`?"),
                Some(format!("rename it to `{near}`")),
            ),
            (_, None) => (message, Some("remove the variant".to_owned())),
        };
        Mismatch {
            label: label.to_owned(),
            kind: MismatchKind::Missing,
            message,
            decided_by: listed.decided_by(),
            mend_there: match near {
                Some(near) => self.renaming(listed, near, label),
                None => self.addition(listed, label),
            },
            mend_here,
        }
    }

    /// What would turn a label of another list into one of the enum.
    fn renaming(&self, listed: Listed<'_>, from: &str, to: &str) -> Option<String> {
        if let (Some(from), Some(to)) = (listed.element(from), listed.element(to)) {
            return Some(format!("rename `{from}` to `{to}`"));
        }
        let renaming = Change::RenameValue {
            from: Label::new(from).ok()?,
            to: Label::new(to).ok()?,
        };
        self.migration(listed, &renaming)
    }

    /// What would add a label to another list.
    fn addition(&self, listed: Listed<'_>, label: &str) -> Option<String> {
        if let Some(element) = listed.element(label) {
            return Some(match listed.holds_literals() {
                true => format!("add `{element}`"),
                // Of a Dart enum or an object a literal is but a part.
                false => format!("add an element for `{element}`"),
            });
        }
        let there: Vec<Label> = listed
            .labels()
            .into_iter()
            .filter_map(|label| Label::new(label).ok())
            .collect();
        let additions = drift::additions(self.ty.labels(), &there);
        let addition = additions.iter().find(
            |change| matches!(change, Change::AddValue { label: new, .. } if new.as_str() == label),
        )?;
        self.migration(listed, addition)
    }

    /// The migration that changes the type, where that is what is listed.
    fn migration(&self, listed: Listed<'_>, change: &Change) -> Option<String> {
        let Listed::File(..) = listed else {
            return None;
        };
        let statement = render::change(self.ty.name(), change);
        Some(format!("add a migration with {statement}"))
    }

    fn extra(
        &self,
        listed: Listed<'_>,
        theirs: &[String],
        label: &str,
        near: Option<&str>,
    ) -> Mismatch {
        let variant = self.variant_to_add(label);
        let message = match listed {
            Listed::Inline(_) => format!("expected label `{label}` has no variant"),
            _ => format!("label `{label}` of {} has no variant", listed.name()),
        };
        let (message, mend_here) = match (near, listed) {
            (Some(near), _) => (format!("{message}; did you mean `{near}`?"), None),
            (None, Listed::Inline(_)) => (format!("{message}; add {variant}"), None),
            (None, _) => (
                message,
                Some(format!("add {variant} {}", self.place_for(theirs, label))),
            ),
        };
        Mismatch {
            label: label.to_owned(),
            kind: MismatchKind::Extra,
            message,
            decided_by: listed.decided_label(label),
            mend_there: match near {
                Some(_) => None,
                None => listed.element(label).map(|_| "remove it".to_owned()),
            },
            mend_here,
        }
    }

    fn moved(&self, listed: Listed<'_>, moved: &Moved, theirs: &[String]) -> Mismatch {
        let place = self.place_for(theirs, &moved.label);
        Mismatch {
            label: moved.label.clone(),
            kind: MismatchKind::Moved,
            message: moved.told(&listed.name()),
            decided_by: listed.decided_label(&moved.label),
            mend_there: None,
            mend_here: match listed {
                Listed::Inline(_) => None,
                _ => Some(format!("move it {place}")),
            },
        }
    }

    /// How the variant of a label would be declared.
    fn variant_to_add(&self, label: &str) -> String {
        let name = RenameRule::PascalCase.apply(label);
        let is_possible = syn::parse_str::<Ident>(&name).is_ok() && !self.has_variant(&name);
        if is_possible && self.rule.apply(&name) == label {
            format!("the variant `{name}`")
        } else {
            format!("a variant with `#[pg_enum(rename = {label:?})]`")
        }
    }

    /// Where in the enum the variant of another list's label would go.
    fn place_for(&self, theirs: &[String], label: &str) -> String {
        let Some(before) = theirs.iter().take_while(|other| *other != label).last() else {
            return "before all others".to_owned();
        };
        let mut variants = self.variants.iter();
        match variants.find(|variant| variant.label.as_str() == before) {
            Some(variant) => format!("after `{}`", variant.ident),
            None => format!("after the one of `{before}`"),
        }
    }

    fn has_variant(&self, name: &str) -> bool {
        let other = self.other.iter().map(|other| &other.ident);
        let idents = self.variants.iter().map(|variant| &variant.ident);
        idents.chain(other).any(|ident| ident == name)
    }

    /// The token that gives a label, or the enum's name if none does.
    pub fn label_token(&self, label: &str) -> &dyn ToTokens {
        self.variants
            .iter()
            .find(|variant| variant.label.as_str() == label)
            .map_or(&self.ident, |variant| variant.label_token())
    }
}

impl Listed<'_> {
    /// A label as an element of a list that is edited where it stands, which
    /// migrations are not (and of the inline list the message says enough).
    fn element(self, label: &str) -> Option<String> {
        match self {
            Self::Inline(_) => None,
            Self::Const(..) => Some(format!("{label:?}")),
            Self::File(source, _) if source.language == Language::Sql => None,
            Self::File(..) => {
                let escaped = label.replace('\\', "\\\\").replace('\'', "\\'");
                Some(format!("'{escaped}'"))
            }
        }
    }

    /// Whether its elements are string literals and nothing more.
    fn holds_literals(self) -> bool {
        match self {
            Self::Inline(_) | Self::Const(..) => true,
            Self::File(_, listing) => {
                let mut labels = listing.labels.iter();
                labels.all(|read| read.decided_by.starts_with(['\'', '"', '`']))
            }
        }
    }

    fn labels(self) -> Vec<String> {
        match self {
            Self::Inline(list) => list.iter().map(LitStr::value).collect(),
            Self::Const(_, listing) | Self::File(_, listing) => listing
                .labels
                .iter()
                .map(|read| read.label.clone())
                .collect(),
        }
    }

    fn name(self) -> String {
        match self {
            Self::Inline(_) => "the expected list".to_owned(),
            Self::Const(path, _) => {
                format!("`{}`", path.to_token_stream().to_string().replace(' ', ""))
            }
            Self::File(source, _) => match &source.item {
                Some(item) => format!("`{}` in `{}`", item.value(), source.path.value()),
                None => format!("`{}`", source.path.value()),
            },
        }
    }

    fn is_ordered(self) -> bool {
        match self {
            Self::Inline(_) | Self::Const(..) => true,
            Self::File(source, _) => source.language.is_ordered(),
        }
    }

    /// What last decided the list.
    fn decided_by(self) -> Option<(Place, String)> {
        match self {
            Self::Inline(_) => None,
            Self::Const(_, listing) | Self::File(_, listing) => {
                Some((listing.place.clone(), listing.decided_by.clone()))
            }
        }
    }

    /// What last decided one of its labels.
    fn decided_label(self, label: &str) -> Option<(Place, String)> {
        let (Self::Const(_, listing) | Self::File(_, listing)) = self else {
            return None;
        };
        let found: &ReadLabel = listing.labels.iter().find(|read| read.label == label)?;
        Some((found.place.clone(), found.decided_by.clone()))
    }
}
