//! What the derive gives, without a database.

use pg_integration_enum::{PgIntegrationEnum, UnknownLabel};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PgIntegrationEnum)]
#[pg_enum(
    schema = "public",
    expected = ["xledger", "dynamics", "cornerstone", "consio", "bufdir"],
)]
pub enum IntegrationType {
    Xledger,
    Dynamics,
    Cornerstone,
    Consio,
    Bufdir,
}

#[test]
fn names_and_lists() {
    assert_eq!(IntegrationType::TYPE_NAME, "integration_type");
    assert_eq!(IntegrationType::SCHEMA, Some("public"));
    assert_eq!(
        IntegrationType::QUALIFIED_NAME,
        r#""public"."integration_type""#
    );
    assert_eq!(
        IntegrationType::LABELS,
        ["xledger", "dynamics", "cornerstone", "consio", "bufdir"]
    );
    assert_eq!(IntegrationType::VARIANTS.len(), 5);
    for (variant, label) in IntegrationType::VARIANTS
        .iter()
        .zip(IntegrationType::LABELS)
    {
        assert_eq!(variant.label(), *label);
        assert_eq!(IntegrationType::from_label(label), Some(*variant));
        assert_eq!(label.parse::<IntegrationType>().as_ref(), Ok(variant));
        assert_eq!(IntegrationType::try_from(*label).as_ref(), Ok(variant));
        assert_eq!(variant.to_string(), *label);
        let text: &str = variant.as_ref();
        assert_eq!(text, *label);
    }
}

#[test]
fn an_unknown_label_is_named_with_the_nearest() {
    let error: UnknownLabel = "xleger".parse::<IntegrationType>().unwrap_err();
    assert_eq!(error.label(), "xleger");
    assert_eq!(error.nearest(), Some("xledger"));
    assert_eq!(error.known(), IntegrationType::LABELS);
    assert_eq!(
        error.to_string(),
        r#"unknown label `xleger` for enum type "public"."integration_type"; did you mean `xledger`?"#
    );
}

#[test]
fn display_honours_width() {
    assert_eq!(
        format!(
            "{:>8}|{:<8}",
            IntegrationType::Consio,
            IntegrationType::Bufdir
        ),
        "  consio|bufdir  "
    );
}

const LABEL: &str = IntegrationType::Consio.label();

#[test]
fn label_in_const_context() {
    assert_eq!(LABEL, "consio");
}

mod registry {
    pub const SLICE: &[&str] = &["a", "b"];
    pub const ARRAY: [&str; 2] = ["a", "b"];
    pub const ARRAY_REF: &[&str; 2] = &["a", "b"];
    pub static STATIC: [&str; 2] = ["a", "b"];
}

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(
    expected = ["a", "b"],
    expected(const = registry::SLICE),
    expected(const = self::registry::ARRAY),
    expected(const = crate::registry::ARRAY_REF),
    expected(const = registry::STATIC),
)]
enum Shapes {
    A,
    B,
}

#[test]
fn consts_of_every_shape_agree() {
    assert_eq!(Shapes::A.label(), "a");
    assert_eq!(Shapes::B.label(), "b");
}

macro_rules! declare {
    ($name:ident, $type_name:literal, $list:path, $($variant:ident = $label:literal),*) => {
        #[derive(Debug, PartialEq, PgIntegrationEnum)]
        #[pg_enum(name = $type_name, expected = [$($label),*], expected(const = $list))]
        enum $name { $(#[pg_enum(rename = $label)] $variant),* }
    };
}

declare!(
    Declared,
    "declared by macro",
    registry::SLICE,
    First = "a",
    Second = "b"
);

#[test]
fn literals_and_paths_come_through_macro_rules() {
    assert_eq!(Declared::QUALIFIED_NAME, r#""declared by macro""#);
    assert_eq!(Declared::from_label("b"), Some(Declared::Second));
    assert_eq!(Declared::First.label(), "a");
}

#[derive(Debug, PartialEq, PgIntegrationEnum)]
#[allow(non_camel_case_types)]
enum r#Type {
    r#type,
    r#Self_,
    #[cfg(any())]
    Absent,
    HTTPServer = 9,
    A1B2 = 4,
}

#[test]
fn raw_identifiers_cfg_and_discriminants() {
    assert_eq!(r#Type::TYPE_NAME, "type");
    assert_eq!(r#Type::LABELS, ["type", "self", "http_server", "a1b2"]);
    assert_eq!(r#Type::from_label("a1b2"), Some(r#Type::A1B2));
    assert_eq!(
        [
            r#Type::r#type.label(),
            r#Type::Self_.label(),
            r#Type::HTTPServer.label()
        ],
        ["type", "self", "http_server"]
    );
}

#[derive(Debug, PartialEq, PgIntegrationEnum)]
enum WithText {
    Known,
    #[pg_enum(other)]
    Unknown(String),
}

#[derive(Debug, PartialEq, PgIntegrationEnum)]
enum WithUnit {
    Known,
    #[pg_enum(other, rename = "?")]
    Unknown,
}

#[derive(Debug, PartialEq, PgIntegrationEnum)]
enum WithBox {
    Known,
    #[pg_enum(other(write))]
    Unknown(Box<str>),
}

#[test]
fn other_takes_what_is_unknown() {
    assert_eq!(WithText::LABELS, ["known"]);
    assert_eq!(WithText::VARIANTS, [WithText::Known]);
    assert_eq!("new".parse(), Ok(WithText::Unknown("new".into())));
    assert_eq!(WithText::Unknown("new".into()).label(), "new");
    assert_eq!(WithText::from_label("new"), None);
    assert_eq!("new".parse(), Ok(WithUnit::Unknown));
    assert_eq!(WithUnit::Unknown.to_string(), "?");
    assert_eq!(WithUnit::Known.label(), "known");
    assert_eq!("new".parse(), Ok(WithBox::Unknown("new".into())));
    assert_eq!(WithBox::Known.to_string(), "known");
}

/// Names that generated code uses too, or that stand for items of the traits.
#[derive(Debug, PartialEq, PgIntegrationEnum)]
#[allow(non_camel_case_types)]
#[allow(clippy::upper_case_acronyms)]
enum Hostile {
    Ok,
    Err,
    Error,
    None,
    Some,
    label,
    from_label,
    from_index,
    from_str,
    LABELS,
    VARIANTS,
    TYPE_NAME,
    #[pg_enum(other)]
    Other(String),
}

#[derive(Debug, PartialEq, PgIntegrationEnum)]
#[allow(non_camel_case_types)]
enum HostileLabel {
    label,
    Error,
}

#[test]
fn variants_named_like_what_is_generated() {
    assert_eq!(
        <Hostile as PgIntegrationEnum>::LABELS[..3],
        ["ok", "err", "error"]
    );
    assert_eq!("labels".parse(), Ok(Hostile::LABELS));
    assert_eq!(Hostile::label.to_string(), "label");
    assert_eq!(HostileLabel::label.to_string(), "label");
    assert_eq!("error".parse(), Ok(HostileLabel::Error));
}

/// Fragments arrive in invisible groups, unlike tokens that were written there.
macro_rules! of_fragments {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident ($type_name:expr, $schema:literal, $column:tt, $rule:expr, $krate:path, $list:path)
        { $($variant:ident = $label:expr),* ; $other:ident($text:ty) }
    ) => {
        $(#[$meta])*
        #[derive(Debug, PartialEq, PgIntegrationEnum)]
        #[pg_enum(
            name = $type_name,
            schema = $schema,
            column = $column,
            rename_all = $rule,
            crate = $krate,
            expected(const = $list),
            expected = [$($label),*],
        )]
        $vis enum $name {
            $(#[pg_enum(rename = $label)] $variant,)*
            #[pg_enum(other)]
            $other($text),
        }
    };
}

of_fragments! {
    /// With a comment.
    pub(crate) enum OfFragments("of fragments", "crm", "leads.state", "kebab-case", ::pg_integration_enum, self::registry::ARRAY)
    { First = "a", Second = "b"; Unknown(String) }
}

#[test]
fn every_fragment_of_macro_rules_is_taken() {
    assert_eq!(OfFragments::QUALIFIED_NAME, r#""crm"."of fragments""#);
    assert_eq!(OfFragments::LABELS, ["a", "b"]);
    assert_eq!("c".parse(), Ok(OfFragments::Unknown("c".into())));
}

/// An attribute that is there on a condition, alone or with others.
#[derive(Debug, PgIntegrationEnum)]
#[cfg_attr(all(), pg_enum(schema = "crm"), pg_enum(strict))]
#[cfg_attr(any(), pg_enum(name = "absent"))]
#[pg_enum {
    /* braces are as good as parentheses */
    accept_text,
}]
enum Conditional {
    #[cfg_attr(all(), pg_enum(rename = "a"))]
    First,
    #[cfg(any())]
    #[pg_enum(mistakes, in, what, "is not compiled")]
    Absent,
}

#[test]
fn attributes_on_a_condition() {
    assert_eq!(Conditional::QUALIFIED_NAME, r#""crm"."conditional""#);
    assert_eq!(Conditional::LABELS, ["a"]);
}

/// The literals of Rust that are a string, and what they are a string of.
#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(name = r#"raw "name""#, expected = ["it's", "a\\b", "🦀", "é", "a\nb", ""])]
enum Literals {
    #[pg_enum(rename = "it's")]
    Quote,
    #[pg_enum(rename = r"a\b")]
    Backslash,
    #[pg_enum(rename = "\u{1F980}")]
    Crab,
    #[pg_enum(rename = "\u{e9}")]
    Accent,
    #[pg_enum(rename = "a\
                        \nb")]
    Lines,
    #[pg_enum(rename = "")]
    Empty,
}

#[test]
fn literals_mean_what_they_mean_in_rust() {
    assert_eq!(Literals::TYPE_NAME, "raw \"name\"");
    for (variant, label) in Literals::VARIANTS.iter().zip(Literals::LABELS) {
        assert_eq!(variant.label(), *label);
        assert_eq!(
            Literals::from_label(label).map(|found| found.label()),
            Some(*label)
        );
    }
}
