//! No input makes the derive panic, whatever tokens it is made of.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use proptest::prelude::*;
use syn::DeriveInput;

/// What the derive makes of an input, if it is one: errors, or code.
fn derive(input: TokenStream) -> Option<String> {
    let tokens = input.clone();
    let input: DeriveInput = syn::parse2(input).ok()?;
    Some(crate::expand(&input, tokens).to_string())
}

fn derive_text(input: &str) -> String {
    let tokens = input.parse().expect("tokens");
    derive(tokens).expect("an item that can be derived on")
}

/// The messages in what came out.
fn messages(output: &str) -> Vec<&str> {
    let calls = output.split(":: core :: compile_error ! {").skip(1);
    calls
        .filter_map(|call| Some(call.split_once('}')?.0.trim()))
        .collect()
}

fn any_of(texts: &'static [&'static str]) -> impl Strategy<Value = String> {
    proptest::sample::select(texts).prop_map(str::to_owned)
}

/// Tokens without order.
fn garbled() -> impl Strategy<Value = String> {
    let token = any_of(&[
        "name",
        "schema",
        "rename",
        "rename_all",
        "expected",
        "column",
        "strict",
        "other",
        "write",
        "const",
        "sql",
        "dart",
        "item",
        "crate",
        "r#type",
        "Self",
        "_",
        "été",
        "'a",
        "=",
        ",",
        "::",
        "<",
        ">",
        "&",
        "-",
        ";",
        "#",
        "!",
        ".",
        "\"x\"",
        "\"a.b\"",
        "\"snake_case\"",
        "\"\\0\"",
        "r#\"a\"#",
        "b\"x\"",
        "c\"x\"",
        "'c'",
        "1",
        "1.5",
        "1u8",
        "\"x\"y",
        "true",
        "/// doc\n",
    ]);
    let tokens = |token| proptest::collection::vec(token, 0..6).prop_map(|all| all.join(" "));
    tokens(token.boxed()).prop_recursive(3, 24, 4, move |inner| {
        let group = (any_of(&["()", "[]", "{}"]), inner)
            .prop_map(|(brackets, inside)| format!("{}{inside}{}", &brackets[..1], &brackets[1..]));
        tokens(group.boxed())
    })
}

/// A key with a value that fits, or not.
fn entry() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        4 => any_of(&["\"a\"", "\"a.b\"", "\"kebab-case\"", "[\"a\", \"b\"]", "a::B", "\"\"", "\"\\0\""]),
        1 => garbled(),
    ];
    let key = any_of(&[
        "name",
        "schema",
        "rename_all",
        "expected",
        "column",
        "crate",
        "rename",
        "nmae",
    ]);
    prop_oneof![
        4 => (key, value).prop_map(|(key, value)| format!("{key} = {value}")),
        2 => any_of(&["strict", "accept_text", "other", "other(write)", "expected(const = A::B)"]),
        1 => any_of(&["expected(sql = \"a\")", "expected(dart = \"a\", item = \"b\")", "expected()"]),
        1 => garbled(),
    ]
}

fn attributes() -> impl Strategy<Value = String> {
    let attribute = prop_oneof![
        6 => proptest::collection::vec(entry(), 0..4)
            .prop_map(|entries| format!("#[pg_enum({})]", entries.join(", "))),
        1 => any_of(&["#[pg_enum]", "#[pg_enum = \"a\"]", "#[pg_enum[strict]]", "/// doc\n", "#[deprecated]"]),
        1 => garbled().prop_map(|tokens| format!("#[pg_enum({tokens})]")),
        1 => garbled().prop_map(|tokens| format!("#[other{{{tokens}}}]")),
    ];
    proptest::collection::vec(attribute, 0..3).prop_map(|all| all.concat())
}

fn item() -> impl Strategy<Value = String> {
    let ident = any_of(&["A", "B", "HTTPServer", "r#type", "été", "__", "_1", "ß"]);
    let fields = any_of(&[
        "",
        "",
        "",
        "(String)",
        "(u8, u8)",
        "{ a: u8 }",
        "()",
        "(#[pg_enum(x)] u8)",
    ]);
    let value = any_of(&["", "", "", "= 1", "= { 1 }", "= -1", "= match 1 { _ => 2 }"]);
    let variant =
        (attributes(), ident, fields, value).prop_map(|(attributes, ident, fields, value)| {
            format!("{attributes} {ident} {fields} {value}")
        });
    let variants = proptest::collection::vec(variant, 0..4).prop_map(|all| all.join(", "));
    let head = any_of(&[
        "enum E",
        "pub(in crate) enum r#E",
        "enum E<T>",
        "enum E<'a, const N: usize>",
        "enum E where u8: Copy",
        "enum __",
    ]);
    let other = any_of(&[
        "struct E;",
        "struct E(u8);",
        "struct E { a: u8 }",
        "union E { a: u8 }",
    ]);
    prop_oneof![
        9 => (attributes(), head, variants)
            .prop_map(|(attributes, head, variants)| format!("{attributes} {head} {{ {variants} }}")),
        1 => (attributes(), other).prop_map(|(attributes, item)| format!("{attributes} {item}")),
    ]
}

/// Puts tokens in invisible groups, as `macro_rules!` does with its fragments.
fn with_invisible_groups(
    tokens: TokenStream,
    choices: &mut impl Iterator<Item = bool>,
) -> TokenStream {
    let mut grouped = |token: TokenTree| {
        let token = match token {
            TokenTree::Group(group) => {
                let inside = with_invisible_groups(group.stream(), choices);
                TokenTree::Group(Group::new(group.delimiter(), inside))
            }
            other => other,
        };
        if choices.next() == Some(true) {
            TokenTree::Group(Group::new(Delimiter::None, token.into()))
        } else {
            token
        }
    };
    tokens.into_iter().map(&mut grouped).collect()
}

proptest! {
    #[test]
    fn any_item_gives_errors_or_code(item in item(), choices in proptest::collection::vec(prop::bool::weighted(0.1), 0..60)) {
        let tokens: TokenStream = item.parse().expect("tokens");
        let tokens = with_invisible_groups(tokens, &mut choices.into_iter());
        if let Some(output) = derive(tokens) {
            prop_assert!(output.contains("compile_error") || output.contains("__private :: derive !"));
        }
    }
}

#[test]
fn the_strategy_makes_enums_that_are_right_too() {
    let output = derive_text(
        "#[pg_enum(name = \"a\", strict)] enum E { A, #[pg_enum(rename = \"x\")] r#type }",
    );
    assert_eq!(messages(&output), [""; 0]);
    assert!(output.contains(":: pg_integration_enum :: __private :: derive ! { E [const 'static]"));
}

#[test]
fn deep_nesting() {
    let depth = 500;
    for (open, close) in [("(", ")"), ("[", "]"), ("{", "}")] {
        let nested = format!("{}{}", open.repeat(depth), close.repeat(depth));
        for attribute in [
            format!("#[pg_enum({nested})]"),
            format!("#[pg_enum(name = {nested})]"),
            format!("#[pg_enum(expected = {nested})]"),
            format!("#[pg_enum(expected(const = {nested}))]"),
            format!("#[pg_enum(expected({nested}))]"),
            format!("#[pg_enum(other{nested})]"),
        ] {
            let output = derive_text(&format!("{attribute} enum E {{ {attribute} A }}"));
            assert!(!messages(&output).is_empty(), "{attribute}");
        }
    }
}

fn enum_of(attribute: &str, count: usize) -> String {
    let variants: Vec<String> = (0..count).map(|index| format!("V{index}")).collect();
    format!("{attribute} enum E {{ {} }}", variants.join(", "))
}

#[test]
fn thousands_of_variants() {
    let output = derive_text(&enum_of("", 5_000));
    assert_eq!(messages(&output), [""; 0]);
    assert!(output.contains("V4999"));
}

#[test]
fn more_variants_than_the_table_can_hold() {
    let output = derive_text(&enum_of("", 65_536));
    assert_eq!(
        messages(&output),
        ["\"an enum can have at most 65535 labels\""]
    );
}

/// Every label is missing and every expected one extra, none near another.
#[test]
fn a_list_of_a_thousand_that_has_nothing_in_common() {
    let expected: Vec<String> = (0..1_000)
        .map(|index| format!("\"{index:_>20}\""))
        .collect();
    let attribute = format!("#[pg_enum(expected = [{}])]", expected.join(", "));
    let output = derive_text(&enum_of(&attribute, 1_000));
    assert_eq!(messages(&output).len(), 2_000);
}
