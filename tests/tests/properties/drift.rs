//! Two lists of labels, their difference, and the statements that mend it.

use std::collections::HashSet;

use pg_integration_enum_core::change::Change;
use pg_integration_enum_core::drift::{Drift, additions, first_difference};
use pg_integration_enum_core::model::{EnumType, Label, TypeName};
use proptest::prelude::*;
use proptest::sample::subsequence;

/// Two lists over the same few labels, each in an order of its own.
fn lists() -> impl Strategy<Value = (Vec<Label>, Vec<Label>)> {
    let labels: Vec<Label> = ('a'..='j')
        .map(|letter| Label::new(letter.to_string()).unwrap())
        .collect();
    let list = subsequence(labels, 0..=10).prop_shuffle();
    (list.clone(), list)
}

fn texts(labels: &[Label]) -> Vec<&str> {
    labels.iter().map(Label::as_str).collect()
}

/// The labels of one list that the other has too, in its order.
fn common<'a>(list: &'a [Label], other: &[Label]) -> Vec<&'a str> {
    let both = list.iter().filter(|label| other.contains(label));
    both.map(Label::as_str).collect()
}

/// The length of the longest run that two lists have in one order, found in
/// the textbook way.
fn longest_common(a: &[&str], b: &[&str]) -> usize {
    let mut lengths = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, one) in a.iter().enumerate() {
        for (j, other) in b.iter().enumerate() {
            lengths[i + 1][j + 1] = if one == other {
                lengths[i][j] + 1
            } else {
                lengths[i][j + 1].max(lengths[i + 1][j])
            };
        }
    }
    lengths[a.len()][b.len()]
}

proptest! {
    #[test]
    fn missing_and_extra_are_the_differences_of_the_sets((ours, theirs) in lists()) {
        let drift = Drift::between(&ours, &theirs);
        let missing: Vec<&str> = texts(&ours).into_iter().filter(|label| !texts(&theirs).contains(label)).collect();
        let extra: Vec<&str> = texts(&theirs).into_iter().filter(|label| !texts(&ours).contains(label)).collect();
        prop_assert_eq!(&drift.missing, &missing);
        prop_assert_eq!(&drift.extra, &extra);
        prop_assert_eq!(drift.is_empty(), ours == theirs);
    }

    /// Without the moved labels the rest is in one order, and no smaller set would do.
    #[test]
    fn as_few_labels_as_can_be_have_moved((ours, theirs) in lists()) {
        let drift = Drift::between(&ours, &theirs);
        let moved: HashSet<&str> = drift.moved.iter().map(|moved| moved.label.as_str()).collect();
        let (a, b) = (common(&ours, &theirs), common(&theirs, &ours));
        let without = |list: &[&str]| -> Vec<String> {
            list.iter().filter(|label| !moved.contains(*label)).map(ToString::to_string).collect()
        };
        prop_assert_eq!(without(&a), without(&b));
        prop_assert_eq!(moved.len(), a.len() - longest_common(&a, &b));
        for one in &drift.moved {
            prop_assert_eq!(ours[one.ours].as_str(), &one.label);
            prop_assert_eq!(theirs[one.theirs].as_str(), &one.label);
        }
    }

    /// Each moved label has passed the one that is named, which has not moved, and
    /// put after the one before it there, one by one, they mend the order.
    #[test]
    fn what_is_said_of_moved_labels_is_so_and_mends((ours, theirs) in lists()) {
        let drift = Drift::between(&ours, &theirs);
        let at = |list: &[Label], label: &str| list.iter().position(|known| known.as_str() == label).unwrap();
        let (mut mended, wanted) = (common(&ours, &theirs), common(&theirs, &ours));
        for one in &drift.moved {
            prop_assert!(drift.moved.iter().all(|other| other.label != one.passed));
            prop_assert_eq!(at(&ours, &one.label) < at(&ours, &one.passed), one.is_later);
            prop_assert_eq!(at(&theirs, &one.label) > at(&theirs, &one.passed), one.is_later);
            mended.retain(|label| *label != one.label);
            let index = wanted.iter().position(|label| *label == one.label).unwrap();
            let before = index.checked_sub(1).map(|before| wanted[before]);
            let place = before.map_or(0, |before| mended.iter().position(|label| *label == before).unwrap() + 1);
            mended.insert(place, wanted[index]);
        }
        prop_assert_eq!(mended, wanted);
    }

    /// A list the other way round keeps the label in its middle.
    #[test]
    fn a_label_at_its_own_place_is_not_told_as_moved_without_need(half in 1_usize..8) {
        let ours: Vec<String> = (0..=2 * half).map(|number| number.to_string()).collect();
        let theirs: Vec<String> = ours.iter().rev().cloned().collect();
        let drift = Drift::between(&ours, &theirs);
        prop_assert_eq!(drift.moved.len(), 2 * half);
        prop_assert!(drift.moved.iter().all(|moved| moved.ours != moved.theirs));
    }

    /// Where nothing is extra and nothing has moved, adding is all it takes.
    #[test]
    fn additions_lead_from_theirs_to_ours((ours, theirs) in lists()) {
        let drift = Drift::between(&ours, &theirs);
        let is_in_step = |label: &&Label| {
            !drift.extra.iter().any(|extra| extra == label.as_str())
                && !drift.moved.iter().any(|moved| moved.label == label.as_str())
        };
        let theirs: Vec<Label> = theirs.iter().filter(is_in_step).cloned().collect();
        let ours: Vec<Label> = ours
            .iter()
            .filter(|label| theirs.contains(label) || drift.missing.iter().any(|missing| missing == label.as_str()))
            .cloned()
            .collect();
        prop_assert_eq!(apply_all(&additions(&ours, &theirs), &theirs), ours);
    }

    /// In any other case every label is there at the end, and none has gone or moved.
    #[test]
    fn additions_add_all_and_move_nothing((ours, theirs) in lists()) {
        let result = apply_all(&additions(&ours, &theirs), &theirs);
        prop_assert!(ours.iter().all(|label| result.contains(label)));
        let still: Vec<&Label> = result.iter().filter(|label| theirs.contains(label)).collect();
        prop_assert_eq!(still, theirs.iter().collect::<Vec<_>>());
        prop_assert_eq!(result.len(), theirs.len() + Drift::between(&ours, &theirs).missing.len());
    }

    #[test]
    fn the_first_difference_is_the_first((ours, theirs) in lists()) {
        let (ours, theirs) = (texts(&ours), texts(&theirs));
        let expected = (0..ours.len().max(theirs.len())).find(|&index| ours.get(index) != theirs.get(index));
        prop_assert_eq!(first_difference(&ours, &theirs), expected);
    }
}

fn apply_all(changes: &[Change], labels: &[Label]) -> Vec<Label> {
    let name = TypeName::new(None, "mood").unwrap();
    let ty = EnumType::from_labels(name, labels.to_vec()).unwrap();
    let ty = changes
        .iter()
        .try_fold(ty, |ty, change| change.apply(ty))
        .expect("each change fits what the one before it left");
    ty.labels().to_vec()
}
