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
