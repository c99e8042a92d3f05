//! What is said of a declaration and a list that differ.

mod support;

use pg_integration_enum_core::declaration::{Declaration, Errors, Expected, Listed};
use support::try_read;

/// What is said of an enum that is held to migrations with these labels.
fn told(declared: &str, labels: &str) -> Vec<String> {
    let input = syn::parse_str(&format!(
        "#[pg_enum(expected(sql = \"migrations\"), rename_all = \"lowercase\")] enum Mood {{ {declared} }}"
    ));
    let declaration = Declaration::parse(&input.unwrap(), &mut Errors::default()).unwrap();
    let [Expected::File(source)] = &declaration.expected[..] else {
        panic!("one list is declared");
    };
    let listing = try_read(&format!("CREATE TYPE mood AS ENUM ({labels})"), "mood").unwrap();
    let mismatches = declaration.mismatches(Listed::File(source, &listing));
    let without_place = |text: String| {
        let lines = text
            .lines()
            .filter(|line| !line.starts_with("decided at "))
            .map(str::to_owned);
        lines.collect::<Vec<_>>()
    };
    mismatches
        .iter()
        .flat_map(|mismatch| without_place(mismatch.to_string()))
        .collect()
}

#[test]
fn a_moved_label_is_told_by_what_it_has_passed() {
    assert_eq!(
        told("Happy, Ok, Sad", "'sad', 'ok', 'happy'"),
        [
            "label `sad` stands after `ok` here, but before it in `migrations`; the order counts",
            "to mend it here: move it before all others",
            "label `happy` stands before `ok` here, but after it in `migrations`; the order counts",
            "to mend it here: move it after `Ok`",
        ]
    );
}

#[test]
fn numbers_that_are_the_same_are_not_told_as_different() {
    assert_eq!(
        told("Neutral, Sad, Happy", "'happy', 'sad'"),
        [
            "label `neutral` is not in `migrations`",
            "to mend it there: add a migration with ALTER TYPE \"mood\" ADD VALUE 'neutral' BEFORE 'sad';",
            "or here: remove the variant",
            "label `sad` stands before `happy` here, but after it in `migrations`; the order counts",
            "to mend it here: move it after `Happy`",
        ]
    );
}

#[test]
fn a_label_is_offered_to_one_variant_only() {
    assert_eq!(
        told("V5, V6, Other", "'v3', 'v4', 'Other', 'quite'"),
        [
            "label `v5` is not in `migrations`; did you mean `v3`?",
            "to mend it there: add a migration with ALTER TYPE \"mood\" RENAME VALUE 'v3' TO 'v5';",
            "or here: rename it to `v3`",
            "label `v6` is not in `migrations`; did you mean `v4`?",
            "to mend it there: add a migration with ALTER TYPE \"mood\" RENAME VALUE 'v4' TO 'v6';",
            "or here: rename it to `v4`",
            "label `other` is not in `migrations`; did you mean `Other`?",
            "to mend it there: add a migration with ALTER TYPE \"mood\" RENAME VALUE 'Other' TO 'other';",
            "or here: rename it to `Other`",
            "label `v3` of `migrations` has no variant; did you mean `v5`?",
            "label `v4` of `migrations` has no variant; did you mean `v6`?",
            "label `Other` of `migrations` has no variant; did you mean `other`?",
            "label `quite` of `migrations` has no variant",
            "to mend it here: add the variant `Quite` after the one of `Other`",
        ]
    );
}

#[test]
fn the_nearest_goes_first_and_the_rest_is_no_near_miss() {
    assert_eq!(
        told("Xledgers, Xledger", "'Xledger'")[3..],
        [
            "label `xledger` is not in `migrations`; did you mean `Xledger`?",
            "to mend it there: add a migration with ALTER TYPE \"mood\" RENAME VALUE 'Xledger' TO 'xledger';",
            "or here: rename it to `Xledger`",
            "label `Xledger` of `migrations` has no variant; did you mean `xledger`?",
        ]
    );
}

#[test]
fn another_letter_is_no_near_miss() {
    assert_eq!(
        told("P, Q", "'a', 'q'"),
        [
            "label `p` is not in `migrations`",
            "to mend it there: add a migration with ALTER TYPE \"mood\" ADD VALUE 'p' BEFORE 'q';",
            "or here: remove the variant",
            "label `a` of `migrations` has no variant",
            "to mend it here: add the variant `A` before all others",
        ]
    );
}
