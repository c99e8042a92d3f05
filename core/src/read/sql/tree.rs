//! A map of which a copy costs nothing.
//!
//! A balanced tree whose nodes are shared by its copies; a change copies those on
//! the way to its key, if another has them too.

use std::cmp::Ordering;
use std::sync::Arc;

/// A map in the order of its keys.
#[derive(Debug, Clone)]
pub(super) struct Tree<K, V> {
    root: Link<K, V>,
}

type Link<K, V> = Option<Arc<Node<K, V>>>;

#[derive(Debug, Clone)]
struct Node<K, V> {
    key: K,
    value: V,
    /// How many keys there are from here down.
    size: usize,
    /// The smaller keys and the greater ones.
    children: [Link<K, V>; 2],
}

/// How many times as many keys as the other a child may have.
const HEAVIEST: usize = 3;

impl<K, V> Tree<K, V> {
    pub(super) fn len(&self) -> usize {
        size(&self.root)
    }
}

impl<K, V> Default for Tree<K, V> {
    fn default() -> Self {
        Self { root: None }
    }
}

impl<K: Ord + Clone, V: Clone> Tree<K, V> {
    /// A tree of entries that are sorted by their keys.
    pub(super) fn of_sorted(mut entries: Vec<Option<(K, V)>>) -> Self {
        Self {
            root: of_sorted(&mut entries),
        }
    }

    pub(super) fn get(&self, key: &K) -> Option<&V> {
        let mut link = &self.root;
        while let Some(node) = link {
            match side_of(key, node) {
                Some(side) => link = &node.children[side],
                None => return Some(&node.value),
            }
        }
        None
    }

    pub(super) fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        let mut link = &mut self.root;
        while let Some(node) = link {
            let node = Arc::make_mut(node);
            match side_of(key, node) {
                Some(side) => link = &mut node.children[side],
                None => return Some(&mut node.value),
            }
        }
        None
    }

    /// The values in the order of their keys.
    pub(super) fn values(&self) -> impl Iterator<Item = &V> {
        let mut above = Vec::new();
        let mut below = &self.root;
        core::iter::from_fn(move || {
            while let Some(node) = below {
                above.push(node);
                below = &node.children[0];
            }
            let node = above.pop()?;
            below = &node.children[1];
            Some(&node.value)
        })
    }

    /// Adds a key, or gives one another value.
    pub(super) fn insert(&mut self, key: K, value: V) {
        insert(&mut self.root, key, value);
    }

    /// Takes a key out that is there.
    pub(super) fn remove(&mut self, key: &K) -> Option<V> {
        self.get(key)?;
        remove(&mut self.root, key)
    }

    /// Whether both have the same keys, with values that are alike, in trees of one
    /// form; parts that they share are not looked at.
    pub(super) fn is_alike(&self, other: &Self, alike: impl Fn(&V, &V) -> bool + Copy) -> bool
    where
        K: Eq,
    {
        are_alike(&self.root, &other.root, alike)
    }
}

fn size<K, V>(link: &Link<K, V>) -> usize {
    link.as_ref().map_or(0, |node| node.size)
}

/// On which side of a node a key is, if it is not the node's own.
fn side_of<K: Ord, V>(key: &K, node: &Node<K, V>) -> Option<usize> {
    match key.cmp(&node.key) {
        Ordering::Less => Some(0),
        Ordering::Greater => Some(1),
        Ordering::Equal => None,
    }
}

fn of_sorted<K, V>(entries: &mut [Option<(K, V)>]) -> Link<K, V> {
    let middle = entries.len() / 2;
    let (key, value) = entries.get_mut(middle)?.take()?;
    let (smaller, greater) = entries.split_at_mut(middle);
    let mut node = Node {
        key,
        value,
        size: 1,
        children: [of_sorted(smaller), of_sorted(&mut greater[1..])],
    };
    node.count();
    Some(Arc::new(node))
}

fn insert<K: Ord + Clone, V: Clone>(link: &mut Link<K, V>, key: K, value: V) {
    let Some(node) = link else {
        *link = of_sorted(&mut [Some((key, value))]);
        return;
    };
    let node = Arc::make_mut(node);
    match side_of(&key, node) {
        Some(side) => insert(&mut node.children[side], key, value),
        None => node.value = value,
    }
    balance(link);
}

fn remove<K: Ord + Clone, V: Clone>(link: &mut Link<K, V>, key: &K) -> Option<V> {
    let node = Arc::make_mut(link.as_mut()?);
    let removed = match side_of(key, node) {
        Some(side) => remove(&mut node.children[side], key),
        None => Some(unlink(link)?.1),
    };
    balance(link);
    removed
}

/// Takes a node's own entry out, and puts the next greater one in its place.
fn unlink<K: Ord + Clone, V: Clone>(link: &mut Link<K, V>) -> Option<(K, V)> {
    let node = Arc::make_mut(link.as_mut()?);
    if let Some((key, value)) = remove_first(&mut node.children[1]) {
        let key = core::mem::replace(&mut node.key, key);
        return Some((key, core::mem::replace(&mut node.value, value)));
    }
    let smaller = node.children[0].take();
    let node = core::mem::replace(link, smaller)?;
    let node = Arc::unwrap_or_clone(node);
    Some((node.key, node.value))
}

fn remove_first<K: Ord + Clone, V: Clone>(link: &mut Link<K, V>) -> Option<(K, V)> {
    let node = Arc::make_mut(link.as_mut()?);
    let first = match node.children[0] {
        Some(_) => remove_first(&mut node.children[0]),
        None => {
            let greater = node.children[1].take();
            let node = Arc::unwrap_or_clone(core::mem::replace(link, greater)?);
            return Some((node.key, node.value));
        }
    };
    balance(link);
    first
}

impl<K, V> Node<K, V> {
    fn count(&mut self) {
        let [smaller, greater] = &self.children;
        self.size = 1 + size(smaller) + size(greater);
    }

    /// Whether the child on a side has to go up.
    fn is_heavy(&self, side: usize) -> bool {
        let (one, other) = (size(&self.children[side]), size(&self.children[1 - side]));
        one + other > 1 && one > HEAVIEST * other
    }
}

/// Counts a node's keys anew, and sees to it that neither child has too many of them.
fn balance<K: Clone, V: Clone>(link: &mut Link<K, V>) {
    let Some(node) = link else { return };
    let node = Arc::make_mut(node);
    node.count();
    let Some(side) = (0..2).find(|side| node.is_heavy(*side)) else {
        return;
    };
    let child = node.children[side].as_ref();
    let inner = child.map_or(0, |child| size(&child.children[1 - side]));
    let outer = child.map_or(0, |child| size(&child.children[side]));
    if inner >= 2 * outer {
        lift(&mut node.children[side], 1 - side);
    }
    lift(link, side);
}

/// Puts the child on a side in the place of its parent, and that below it.
fn lift<K: Clone, V: Clone>(link: &mut Link<K, V>, side: usize) {
    let Some(mut parent) = link.take() else {
        return;
    };
    let below = Arc::make_mut(&mut parent);
    let Some(mut child) = below.children[side].take() else {
        *link = Some(parent);
        return;
    };
    let above = Arc::make_mut(&mut child);
    below.children[side] = above.children[1 - side].take();
    below.count();
    above.children[1 - side] = Some(parent);
    above.count();
    *link = Some(child);
}

fn are_alike<K: Eq, V>(
    one: &Link<K, V>,
    other: &Link<K, V>,
    alike: impl Fn(&V, &V) -> bool + Copy,
) -> bool {
    match (one, other) {
        (None, None) => true,
        (Some(one), Some(other)) => {
            let mut children = one.children.iter().zip(&other.children);
            Arc::ptr_eq(one, other)
                || (one.key == other.key
                    && alike(&one.value, &other.value)
                    && children.all(|(one, other)| are_alike(one, other, alike)))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{HEAVIEST, Link, Tree, size};

    /// The keys in their order; a node whose children differ too much is a panic.
    fn keys(link: &Link<u32, u32>, keys: &mut Vec<u32>) {
        if let Some(node) = link {
            let [smaller, greater] = [size(&node.children[0]), size(&node.children[1])];
            assert_eq!(node.size, 1 + smaller + greater);
            assert!(smaller.max(greater) <= 1 + HEAVIEST * smaller.min(greater));
            self::keys(&node.children[0], keys);
            keys.push(node.key);
            self::keys(&node.children[1], keys);
        }
    }

    fn assert_same(tree: &Tree<u32, u32>, map: &BTreeMap<u32, u32>) {
        let mut known = Vec::new();
        keys(&tree.root, &mut known);
        assert!(known.iter().eq(map.keys()));
        assert!(map.iter().all(|(key, value)| tree.get(key) == Some(value)));
        assert!(tree.values().eq(map.values()));
    }

    #[test]
    fn it_is_what_a_map_is_and_so_are_its_copies() {
        let mut tree = Tree::default();
        let mut map = BTreeMap::new();
        let mut copies = Vec::new();
        let mut random = 1_u32;
        for round in 0..4_000 {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let key = random >> 23;
            if random & 0x300 == 0 {
                assert_eq!(tree.remove(&key), map.remove(&key));
            } else {
                tree.insert(key, round);
                map.insert(key, round);
            }
            if let (Some(value), Some(same)) = (tree.get_mut(&(key / 2)), map.get_mut(&(key / 2))) {
                *value += 1;
                *same += 1;
            }
            if round % 100 == 0 {
                copies.push((tree.clone(), map.clone()));
            }
            assert_eq!(tree.len(), map.len());
        }
        for (tree, map) in &copies {
            assert_same(tree, map);
        }
    }

    #[test]
    fn it_stays_balanced_where_keys_come_and_go_in_their_order() {
        let entries = (0..1_000).map(|key| Some((key, 0))).collect();
        let mut tree = Tree::of_sorted(entries);
        let mut map: BTreeMap<u32, u32> = (0..1_000).map(|key| (key, 0)).collect();
        for key in 1_000..3_000 {
            tree.insert(key, 0);
            map.insert(key, 0);
        }
        assert_same(&tree, &map);
        for key in 0..2_500 {
            tree.remove(&key);
            map.remove(&key);
        }
        assert_same(&tree, &map);
    }

    #[test]
    fn trees_that_went_the_same_way_are_alike() {
        let entries = (0..100).map(|key| Some((key, 0))).collect();
        let tree: Tree<u32, u32> = Tree::of_sorted(entries);
        let (mut one, mut other) = (tree.clone(), tree.clone());
        one.insert(200, 1);
        other.insert(200, 2);
        assert!(one.is_alike(&other, |_, _| true));
        assert!(!one.is_alike(&other, |one, other| one == other));
        assert!(!one.is_alike(&tree, |_, _| true));
    }
}
