//! How two lists of labels differ.

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;

use crate::change::{Change, Position, quoted_list};
use crate::model::Label;

/// The difference between an enum's labels and another list of them.
///
/// ```
/// use pg_integration_enum_core::drift::Drift;
///
/// let drift = Drift::between(&["sad", "ok", "great", "happy"], &["happy", "sad", "great", "fine"]);
/// assert_eq!(drift.missing, ["ok"]);
/// assert_eq!(drift.extra, ["fine"]);
/// assert_eq!(drift.moved[0].label, "happy");
/// assert!(!drift.is_empty());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drift {
    /// What the enum has and the other list lacks, in the enum's order.
    pub missing: Vec<String>,
    /// What the other list has and the enum lacks, in that list's order.
    pub extra: Vec<String>,
    /// What both have in another order, as the other list has it: the fewest
    /// labels that account for it, and of those none whose place is the same,
    /// where there is a choice. Each put after the one before it in the other
    /// list, one by one, they bring the enum into its order.
    pub moved: Vec<Moved>,
}

/// A label that stands elsewhere in the other list.
///
/// ```
/// use pg_integration_enum_core::drift::Drift;
///
/// let drift = Drift::between(&["a", "b", "c"], &["b", "c", "a"]);
/// let moved = &drift.moved[0];
/// assert_eq!((moved.label.as_str(), moved.ours, moved.theirs), ("a", 0, 2));
/// assert_eq!(
///     moved.told("`mood.sql`"),
///     "label `a` stands before `c` here, but after it in `mood.sql`; the order counts",
/// );
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The label.
    pub label: String,
    /// Its index in the enum, from 0.
    pub ours: usize,
    /// Its index in the other list, from 0.
    pub theirs: usize,
    /// A label that has not moved, and stands on the other side of this one there.
    pub passed: String,
    /// Whether it stands after that label in the other list, and before it in the enum.
    pub is_later: bool,
}

impl Moved {
    /// What is wrong with its place, compared with a list of this name.
    ///
    /// It tells no numbers: they may be the same, where other labels differ too.
    pub fn told(&self, list: &str) -> String {
        let (here, there) = match self.is_later {
            true => ("before", "after"),
            false => ("after", "before"),
        };
        format!(
            "label `{}` stands {here} `{}` here, but {there} it in {list}; the order counts",
            self.label, self.passed
        )
    }
}

impl Drift {
    /// Compares an enum's labels (`ours`) with another list (`theirs`).
    ///
    /// Neither list may hold a label twice.
    pub fn between<O: AsRef<str>, T: AsRef<str>>(ours: &[O], theirs: &[T]) -> Self {
        let ours_at = Positions::of(ours);
        let theirs_at = Positions::of(theirs);
        let missing = ours
            .iter()
            .filter(|label| theirs_at.get(label.as_ref()).is_none())
            .map(|label| label.as_ref().to_string())
            .collect();
        let extra = theirs
            .iter()
            .filter(|label| ours_at.get(label.as_ref()).is_none())
            .map(|label| label.as_ref().to_string())
            .collect();
        Self {
            missing,
            extra,
            moved: moved(ours, &theirs_at),
        }
    }

    /// Whether the two lists are the same.
    pub fn is_empty(&self) -> bool {
        self.missing.is_empty() && self.extra.is_empty() && self.moved.is_empty()
    }

    /// The missing and extra labels that may be meant for one another, since they
    /// are near in spelling: the nearest first, and each label once.
    ///
    /// ```
    /// use pg_integration_enum_core::drift::Drift;
    ///
    /// let drift = Drift::between(&["xledger", "ledger"], &["xleger"]);
    /// assert_eq!(drift.near_misses(), [("xledger", "xleger")]);
    /// ```
    pub fn near_misses(&self) -> Vec<(&str, &str)> {
        if self.missing.len().saturating_mul(self.extra.len()) > MOST_PAIRS {
            return Vec::new();
        }
        let extra: Vec<Vec<char>> = self.extra.iter().map(|label| fold(label)).collect();
        let mut near = Vec::new();
        for (ours, label) in self.missing.iter().enumerate() {
            let label = fold(label);
            let slips = extra.iter().map(|other| slips(&label, other)).enumerate();
            near.extend(slips.filter_map(|(theirs, slips)| Some((slips?, ours, theirs))));
        }
        near.sort_unstable();
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        for (_, ours, theirs) in near {
            if !pairs.iter().any(|pair| pair.0 == ours || pair.1 == theirs) {
                pairs.push((ours, theirs));
            }
        }
        let labels = pairs.into_iter();
        labels
            .map(|(ours, theirs)| (&*self.missing[ours], &*self.extra[theirs]))
            .collect()
    }
}

/// Lists that differ in more than this are not told apart by slips of the pen.
const MOST_PAIRS: usize = 1 << 16;

/// As seen from the enum, whose other side is a database.
impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        let mut part = |texts: Vec<&str>, before: &str| {
            if texts.is_empty() {
                return Ok(());
            }
            write!(f, "{separator}{before}{}", quoted_list(&texts))?;
            separator = "; ";
            Ok(())
        };
        let missing = self.missing.iter().map(String::as_str).collect();
        let extra = self.extra.iter().map(String::as_str).collect();
        let moved = self
            .moved
            .iter()
            .map(|moved| moved.label.as_str())
            .collect();
        part(missing, "the database lacks ")?;
        part(extra, "the enum lacks ")?;
        part(moved, "in another place there: ")
    }
}

/// The labels of a list with their places, to be looked up by text.
struct Positions<'a>(Vec<(&'a str, usize)>);

impl<'a> Positions<'a> {
    fn of<T: AsRef<str>>(labels: &'a [T]) -> Self {
        let mut sorted: Vec<_> = labels
            .iter()
            .enumerate()
            .map(|(index, label)| (label.as_ref(), index))
            .collect();
        sorted.sort_unstable();
        Self(sorted)
    }

    fn get(&self, label: &str) -> Option<usize> {
        let found = self
            .0
            .binary_search_by_key(&label, |(known, _)| known)
            .ok()?;
        Some(self.0[found].1)
    }
}

/// A label of both lists, with its index in each.
#[derive(Clone, Copy)]
struct Common<'a> {
    label: &'a str,
    ours: usize,
    theirs: usize,
}

/// The common labels outside a longest run that both lists have in one order.
fn moved<O: AsRef<str>>(ours: &[O], theirs_at: &Positions<'_>) -> Vec<Moved> {
    let found = ours.iter().enumerate().filter_map(|(index, label)| {
        let label = label.as_ref();
        let theirs = theirs_at.get(label)?;
        Some(Common {
            label,
            ours: index,
            theirs,
        })
    });
    let common: Vec<Common<'_>> = found.collect();
    let stays = longest_run(&ranks(&common));
    let pick = |wanted: bool| {
        let chosen = common.iter().zip(&stays);
        chosen
            .filter(move |(_, stays)| **stays == wanted)
            .map(|(label, _)| *label)
            .collect::<Vec<_>>()
    };
    let (stay, mut rest) = (pick(true), pick(false));
    rest.sort_unstable_by_key(|label| label.theirs);
    rest.into_iter()
        .filter_map(|label| passing(label, &stay))
        .collect()
}

/// How a label that is in no longest run has passed one that is.
fn passing(label: Common<'_>, stay: &[Common<'_>]) -> Option<Moved> {
    let after = stay.partition_point(|other| other.theirs < label.theirs);
    let before = after.checked_sub(1).map(|before| &stay[before]);
    let later = before.filter(|before| before.ours > label.ours);
    let passed = later.or_else(|| stay.get(after))?;
    Some(Moved {
        label: label.label.to_string(),
        ours: label.ours,
        theirs: label.theirs,
        passed: passed.label.to_string(),
        is_later: later.is_some(),
    })
}

/// The place of each label among those of the other list that are common.
fn ranks(common: &[Common<'_>]) -> Vec<usize> {
    let mut by_theirs: Vec<usize> = (0..common.len()).collect();
    by_theirs.sort_unstable_by_key(|&index| common[index].theirs);
    let mut ranks = vec![0; common.len()];
    for (rank, index) in by_theirs.into_iter().enumerate() {
        ranks[index] = rank;
    }
    ranks
}

/// A run that ends with the element at an index: the longer is the greater, and of
/// two as long the one in which more elements stand at their own place.
type Run = (usize, usize, Option<usize>);

/// Which elements of a permutation belong to a longest increasing run, the
/// greatest of them.
fn longest_run(ranks: &[usize]) -> Vec<bool> {
    // A Fenwick tree of the greatest runs that end below a rank.
    let mut tree: Vec<Run> = vec![(0, 0, None); ranks.len() + 1];
    let mut before: Vec<Option<usize>> = Vec::with_capacity(ranks.len());
    for (index, &rank) in ranks.iter().enumerate() {
        let mut best = (0, 0, None);
        let mut node = rank;
        while node > 0 {
            best = best.max(tree[node]);
            node &= node - 1;
        }
        before.push(best.2);
        let run = (best.0 + 1, best.1 + usize::from(rank == index), Some(index));
        node = rank + 1;
        while node < tree.len() {
            tree[node] = tree[node].max(run);
            node += node & node.wrapping_neg();
        }
    }
    let mut member = vec![false; ranks.len()];
    let mut next = tree.iter().max().and_then(|run| run.2);
    while let Some(index) = next {
        member[index] = true;
        next = before[index];
    }
    member
}

/// The changes that give `theirs` every label it lacks, each at the place that
/// it has in `ours`. (No single statement removes a label or moves one.)
///
/// ```
/// use pg_integration_enum_core::drift::additions;
/// use pg_integration_enum_core::change::{Change, Position};
/// use pg_integration_enum_core::model::Label;
///
/// let label = |text| Label::new(text).unwrap();
/// let ours = [label("new"), label("a"), label("b")];
/// let changes = additions(&ours, &[label("a"), label("b")]);
/// assert_eq!(
///     changes,
///     [Change::AddValue {
///         label: label("new"),
///         position: Position::Before(label("a")),
///         if_not_exists: false,
///     }],
/// );
/// ```
pub fn additions(ours: &[Label], theirs: &[Label]) -> Vec<Change> {
    let theirs_at = Positions::of(theirs);
    let is_there = |label: &Label| theirs_at.get(label.as_str()).is_some();
    let first_there = ours.iter().find(|label| is_there(label));
    let mut changes = Vec::new();
    let mut previous: Option<&Label> = None;
    for label in ours {
        if !is_there(label) {
            let position = match (previous, first_there) {
                (Some(previous), _) => Position::After(previous.clone()),
                (None, Some(first)) => Position::Before(first.clone()),
                (None, None) => Position::End,
            };
            changes.push(Change::AddValue {
                label: label.clone(),
                position,
                if_not_exists: false,
            });
        }
        previous = Some(label);
    }
    changes
}

/// The candidate nearest to `text` in spelling, if one is near enough to be meant.
///
/// ```
/// use pg_integration_enum_core::drift::nearest;
///
/// assert_eq!(nearest("xleger", ["xledger", "consio"]), Some("xledger"));
/// assert_eq!(nearest("visma", ["xledger", "consio"]), None);
/// ```
pub fn nearest<'a>(text: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = fold(text);
    candidates
        .into_iter()
        .filter(|candidate| *candidate != text)
        .filter_map(|candidate| Some((slips(&folded, &fold(candidate))?, candidate)))
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, candidate)| candidate)
}

/// In how many slips a text became a candidate, if in few enough.
fn slips(text: &[char], candidate: &[char]) -> Option<usize> {
    // One slip for every three characters, as rustc grants them, but something stays.
    let shorter = text.len().min(candidate.len());
    let most = (text.len().max(3) / 3).min(shorter.saturating_sub(1));
    Some(distance(text, candidate, most)).filter(|distance| *distance <= most)
}

/// Case and the kind of separator don't count as slips.
fn fold(text: &str) -> Vec<char> {
    text.chars()
        .filter(|c| !matches!(c, '_' | '-' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

/// Levenshtein's distance with transpositions, or more than `most` once that is certain.
fn distance(a: &[char], b: &[char], most: usize) -> usize {
    if a.len().abs_diff(b.len()) > most {
        return most + 1;
    }
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let exceeds = |row: &[usize]| row.iter().all(|cost| *cost > most);
    for (i, ca) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, cb) in b.iter().enumerate() {
            let mut cost = (last[j + 1] + 1)
                .min(row[j] + 1)
                .min(last[j] + usize::from(ca != cb));
            if i > 0 && j > 0 && *ca == b[j - 1] && a[i - 1] == *cb {
                cost = cost.min(before_last[j - 1] + 1);
            }
            row.push(cost);
        }
        // Each row builds on the two before it, so from here the costs only grow.
        if exceeds(&row) && exceeds(&last) {
            return most + 1;
        }
        before_last = core::mem::replace(&mut last, row);
    }
    last[b.len()]
}

/// The first index at which two lists differ, also where one has ended.
///
/// It runs in const evaluation: the check against `expected(const = …)`.
///
/// ```
/// use pg_integration_enum_core::drift::first_difference;
///
/// const DIFFERENCE: Option<usize> = first_difference(&["a", "b"], &["a", "c"]);
/// assert_eq!(DIFFERENCE, Some(1));
/// ```
pub const fn first_difference(ours: &[&str], theirs: &[&str]) -> Option<usize> {
    let mut index = 0;
    while index < ours.len() && index < theirs.len() {
        if !same(ours[index].as_bytes(), theirs[index].as_bytes()) {
            return Some(index);
        }
        index += 1;
    }
    if ours.len() == theirs.len() {
        None
    } else {
        Some(index)
    }
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut index = 0;
    while index < a.len() {
        if a[index] != b[index] {
            return false;
        }
        index += 1;
    }
    true
}
