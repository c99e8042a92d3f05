//! The rename rules make what the `heck` crate makes.

use heck::{
    ToKebabCase, ToLowerCamelCase, ToPascalCase, ToShoutyKebabCase, ToShoutySnakeCase, ToSnakeCase,
};
use pg_integration_enum_core::case::RenameRule;
use proptest::prelude::*;

/// Names as Rust allows them: letters and digits of any script, underscores.
fn identifier() -> impl Strategy<Value = String> {
    prop_oneof![
        "[A-Za-z_][A-Za-z0-9_]{0,20}",
        "[_\\p{XID_Start}][\\p{XID_Continue}]{0,20}",
        // What case conversions trip over: one letter that becomes two, a final
        // sigma, letters with three cases, letters without a case, combining marks.
        "[aAbB1_ßẞİıΣσςǅǆǄﬁŉჰᲰあ\u{301}\u{345}]{1,12}",
    ]
}

proptest! {
    #[test]
    fn as_heck_does(name in identifier()) {
        prop_assert_eq!(RenameRule::SnakeCase.apply(&name), name.to_snake_case());
        prop_assert_eq!(RenameRule::ScreamingSnakeCase.apply(&name), name.to_shouty_snake_case());
        prop_assert_eq!(RenameRule::KebabCase.apply(&name), name.to_kebab_case());
        prop_assert_eq!(RenameRule::ScreamingKebabCase.apply(&name), name.to_shouty_kebab_case());
        prop_assert_eq!(RenameRule::PascalCase.apply(&name), name.to_pascal_case());
        prop_assert_eq!(RenameRule::CamelCase.apply(&name), name.to_lower_camel_case());
    }

    /// These two are serde's and not heck's: they leave the name in one piece.
    #[test]
    fn without_words_only_the_letters_change(name in identifier()) {
        prop_assert_eq!(RenameRule::LowerCase.apply(&name), name.to_lowercase());
        prop_assert_eq!(RenameRule::UpperCase.apply(&name), name.to_uppercase());
    }
}

#[test]
fn each_rule_is_found_by_its_name() {
    for (name, rule) in RenameRule::ALL {
        assert_eq!(RenameRule::parse(name), Some(rule));
    }
}
