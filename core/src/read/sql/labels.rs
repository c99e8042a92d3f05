//! The labels of an enum at a point of the history.

use std::sync::Arc;

use super::refusal::Site;
use super::tree::Tree;
use crate::change::Position;
use crate::model::Label;

/// Labels in their order, each with the site that last decided it.
///
/// Each knows its neighbours, so that finding, adding, renaming and removing one
/// costs about the same however many there are; and a copy costs nothing, as each
/// transaction has one.
#[derive(Debug, Clone)]
pub(super) struct Labels {
    links: Tree<Place, Link>,
}

/// A label, or the place that is before the first and behind the last.
type Place = Option<Arc<Label>>;

#[derive(Debug, Clone)]
struct Link {
    before: Place,
    after: Place,
    site: Site,
}

impl Labels {
    /// Labels that differ from each other.
    pub(super) fn new(labels: Vec<(Label, Site)>) -> Self {
        let (labels, sites): (Vec<_>, Vec<_>) = labels.into_iter().unzip();
        let shared = labels.into_iter().map(|label| Some(Arc::new(label)));
        let mut places: Vec<Place> = vec![None];
        places.extend(shared);
        let count = places.len();
        let sites = [Site::default()].into_iter().chain(sites);
        let mut links: Vec<(Place, Link)> = sites
            .enumerate()
            .map(|(at, site)| {
                let before = places[(at + count - 1) % count].clone();
                let after = places[(at + 1) % count].clone();
                let link = Link {
                    before,
                    after,
                    site,
                };
                (places[at].clone(), link)
            })
            .collect();
        links.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
        Self {
            links: Tree::of_sorted(links.into_iter().map(Some).collect()),
        }
    }

    pub(super) fn len(&self) -> usize {
        self.links.len() - 1
    }

    /// In their order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&Label, Site)> {
        let mut place = &None;
        core::iter::from_fn(move || {
            place = &self.links.get(place)?.after;
            let label = place.as_deref()?;
            Some((label, self.links.get(place)?.site))
        })
    }

    pub(super) fn has(&self, label: &Label) -> bool {
        self.links.get(&place(label)).is_some()
    }

    /// Adds a label that is not there; false if its neighbour is not there either.
    pub(super) fn add(&mut self, label: &Label, position: &Position, site: Site) -> bool {
        let before = match position {
            Position::End => self.links.get(&None).map(|ends| ends.before.clone()),
            Position::Before(next) => self.links.get(&place(next)).map(|next| next.before.clone()),
            Position::After(last) => self.has(last).then(|| place(last)),
        };
        let after = before
            .as_ref()
            .and_then(|before| Some(self.links.get(before)?.after.clone()));
        let (Some(before), Some(after)) = (before, after) else {
            return false;
        };
        let link = Link {
            before,
            after,
            site,
        };
        self.link(place(label), link);
        true
    }

    /// Puts another label into the place of one that is there.
    pub(super) fn rename(&mut self, from: &Label, to: &Label, site: Site) {
        if let Some(link) = self.links.remove(&place(from)) {
            // Of a list with one label, its own ends were its neighbours.
            self.link(place(to), Link { site, ..link });
        }
    }

    pub(super) fn remove(&mut self, label: &Label) {
        if let Some(link) = self.links.remove(&place(label)) {
            self.join(&link.before, &link.after);
        }
    }

    /// Puts a label between its neighbours.
    fn link(&mut self, label: Place, link: Link) {
        self.join(&link.before, &label);
        self.join(&label, &link.after);
        self.links.insert(label, link);
    }

    /// Makes two places neighbours, as far as they are there.
    fn join(&mut self, before: &Place, after: &Place) {
        if let Some(link) = self.links.get_mut(before) {
            link.after.clone_from(after);
        }
        if let Some(link) = self.links.get_mut(after) {
            link.before.clone_from(before);
        }
    }
}

/// The same labels in the same order, whatever decided them.
impl PartialEq for Labels {
    fn eq(&self, other: &Self) -> bool {
        let neighbours = |one: &Link, other: &Link| one.after == other.after;
        let labels = |(label, _)| label;
        self.links.is_alike(&other.links, neighbours)
            || self.iter().map(labels).eq(other.iter().map(labels))
    }
}

fn place(label: &Label) -> Place {
    Some(Arc::new(label.clone()))
}

#[cfg(test)]
mod tests {
    use super::Labels;
    use crate::change::Position;
    use crate::model::Label;
    use crate::read::sql::refusal::Site;

    fn label(text: &str) -> Label {
        Label::new(text).unwrap()
    }

    fn labels(texts: &[&str]) -> Labels {
        let labels = texts.iter().map(|text| (label(text), Site::default()));
        Labels::new(labels.collect())
    }

    fn texts(labels: &Labels) -> Vec<&str> {
        labels.iter().map(|(label, _)| label.as_str()).collect()
    }

    #[test]
    fn labels_keep_their_order() {
        let mut list = labels(&["c", "a", "b"]);
        let copy = list.clone();
        let site = Site::default();
        assert!(list.add(&label("first"), &Position::Before(label("c")), site));
        assert!(list.add(&label("x"), &Position::After(label("a")), site));
        assert!(list.add(&label("last"), &Position::End, site));
        assert!(!list.add(&label("y"), &Position::After(label("none")), site));
        assert_eq!(texts(&list), ["first", "c", "a", "x", "b", "last"]);
        list.rename(&label("first"), &label("z"), site);
        list.rename(&label("last"), &label("0"), site);
        list.remove(&label("a"));
        assert_eq!(texts(&list), ["z", "c", "x", "b", "0"]);
        assert_eq!(list.len(), 5);
        assert_eq!(texts(&copy), ["c", "a", "b"]);
    }

    #[test]
    fn a_list_may_be_empty() {
        let mut list = labels(&[]);
        assert_eq!(list.len(), 0);
        assert!(list.add(&label("a"), &Position::End, Site::default()));
        list.rename(&label("a"), &label("b"), Site::default());
        assert_eq!(texts(&list), ["b"]);
        list.remove(&label("b"));
        assert_eq!(texts(&list), [""; 0]);
    }

    #[test]
    fn lists_are_equal_by_labels_and_order() {
        let mut list = labels(&["a", "b"]);
        assert!(list.add(&label("c"), &Position::After(label("a")), Site::default()));
        assert!(list == labels(&["a", "c", "b"]));
        assert!(list != labels(&["a", "b", "c"]));
        assert!(list != labels(&["a", "c"]));
    }
}
