//! Names that Dart accepts, made of names that Rust accepts.

use alloc::collections::BTreeSet;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::Exported;
use crate::case::RenameRule;

/// Names that no value can have: the words with a meaning in Dart, the members of
/// every enum, and those of the written one.
const TAKEN: [&str; 4] = [
    "assert break case catch class const continue default do else enum extends false final finally \
     for if in is new null rethrow return super switch this throw true try var void while with",
    "abstract as async augment await base covariant deferred dynamic export extension external \
     factory get hide implements import interface late library mixin native of on operator part \
     required sealed set show static sync type typedef when yield",
    "hashCode index name noSuchMethod runtimeType toString values",
    "dbValue fromDb supportedTypes tryFromDb",
];

/// Types that the written code names.
const TYPES: [&str; 6] = [
    "ArgumentError",
    "Enum",
    "Function",
    "List",
    "Object",
    "String",
];

/// The enum's name: Dart's core types keep theirs.
pub(super) fn type_name(exported: &Exported<'_>) -> String {
    let name = capitalized(&ascii(without_raw(exported.name)));
    if TYPES.contains(&name.as_str()) {
        format!("{name}Enum")
    } else {
        name
    }
}

/// The values' names in lowerCamelCase, each different from the others.
pub(super) fn value_names(exported: &Exported<'_>) -> Vec<String> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let names = exported.variants.iter();
    names
        .map(|(variant, _)| {
            let name = free_name(&value_name(variant), &taken);
            taken.insert(name.clone());
            name
        })
        .collect()
}

fn value_name(variant: &str) -> String {
    let name = RenameRule::CamelCase.apply(&ascii(without_raw(variant)));
    if name.starts_with(|first: char| first.is_ascii_alphabetic()) {
        name
    } else {
        format!("value{name}")
    }
}

/// The name, or the first that follows from it and is free.
fn free_name(name: &str, taken: &BTreeSet<String>) -> String {
    let is_reserved = TAKEN
        .iter()
        .flat_map(|words| words.split_whitespace())
        .any(|word| word == name);
    let name = if is_reserved {
        format!("{name}Value")
    } else {
        name.to_string()
    };
    let mut candidate = name.clone();
    let mut number = 2_usize;
    while taken.contains(&candidate) {
        candidate = format!("{name}{number}");
        number += 1;
    }
    candidate
}

pub(super) fn without_raw(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}

/// The name with `u` and the code of each character that Dart does not take.
fn ascii(name: &str) -> String {
    let mut ascii = String::new();
    for character in name.chars() {
        if character.is_ascii() {
            ascii.push(character);
        } else {
            ascii.push_str(&format!("u{:x}", u32::from(character)));
        }
    }
    ascii
}

pub(super) fn capitalized(name: &str) -> String {
    let mut characters = name.chars();
    let Some(first) = characters.next() else {
        return String::new();
    };
    first.to_uppercase().chain(characters).collect()
}
