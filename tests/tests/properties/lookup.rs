//! The table finds what a search through all labels finds.

use std::collections::BTreeSet;

use pg_integration_enum_core::lookup::{Layout, MAX_LABELS};
use proptest::collection::btree_set;
use proptest::prelude::*;

/// Labels of all lengths that PostgreSQL takes, many of which begin, end or
/// repeat alike: what a hash over words could mix up.
fn labels() -> impl Strategy<Value = BTreeSet<String>> {
    let hostile = (0_usize..=63, "[ab\\x00]{0,2}", "[ab]{0,2}").prop_map(|(length, start, end)| {
        let middle = length.saturating_sub(start.len() + end.len());
        let text = format!("{start}{}{end}", "a".repeat(middle));
        text[..text.len().min(63)].to_owned()
    });
    let any = btree_set(prop_oneof!["[a-z_]{0,63}", "\\PC{0,15}", hostile], 0..40);
    // Lengths as real lists have them, and by which the table chooses its ways.
    let width = |shortest: usize| {
        (shortest..=4 * shortest).prop_flat_map(move |longest| {
            let text = format!("[ab]{{{shortest},{longest}}}");
            btree_set(
                proptest::string::string_regex(&text).expect("a pattern"),
                0..40,
            )
        })
    };
    prop_oneof![any, (1_usize..=9).prop_flat_map(width)]
}

proptest! {
    #[test]
    fn as_a_linear_search((set, strangers) in (labels(), labels())) {
        let list: Vec<&str> = set.iter().map(String::as_str).collect();
        let layout = Layout::of(&list);
        let lookup = layout.lookup();
        for text in set.iter().chain(&strangers) {
            let expected = list.iter().position(|label| label == text);
            prop_assert_eq!(lookup.find(&list, text.as_bytes()), expected);
        }
    }

    /// A copy fills no more than its room, and where it is done it begins with the text.
    #[test]
    fn a_copy_is_the_text((set, strangers) in (labels(), labels())) {
        let list: Vec<&str> = set.iter().map(String::as_str).collect();
        let layout = Layout::of(&list);
        let room = layout.lookup().room();
        for text in set.iter().chain(&strangers) {
            let mut bytes = vec![b'?'; room.unwrap_or(0) + 1];
            if layout.lookup().copy(text.as_bytes(), &mut bytes).is_some() {
                prop_assert_eq!(&bytes[..text.len()], text.as_bytes());
            } else {
                prop_assert!(room.is_none() || text.is_empty() || !set.contains(text));
            }
            prop_assert_eq!(bytes.last(), Some(&b'?'));
        }
    }

    /// What the server sends need not be text, nor short.
    #[test]
    fn any_bytes_are_answered(set in labels(), bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
        let list: Vec<&str> = set.iter().map(String::as_str).collect();
        let expected = list.iter().position(|label| label.as_bytes() == bytes);
        prop_assert_eq!(Layout::of(&list).lookup().find(&list, &bytes), expected);
    }
}

#[test]
fn the_most_labels_that_there_can_be() {
    let labels: Vec<String> = (0..MAX_LABELS)
        .map(|index| format!("label_{index}"))
        .collect();
    let list: Vec<&str> = labels.iter().map(String::as_str).collect();
    let layout = Layout::of(&list);
    let lookup = layout.lookup();
    for (index, label) in list.iter().enumerate() {
        assert_eq!(lookup.find(&list, label.as_bytes()), Some(index));
    }
    assert_eq!(lookup.find(&list, b"label_"), None);
}

/// As the code that stands in for a broken enum has it.
#[test]
fn nothing_is_found_in_no_table() {
    assert_eq!(Layout::of(&[]).lookup().find(&[], b"label"), None);
}
