//! How a variant's name becomes a label.

use alloc::string::String;
use alloc::vec::Vec;

/// A rule of `rename_all`: every one that serde knows.
///
/// Words are found as the `heck` crate finds them: at a change from lower to
/// upper case, and before the last capital of a run, so `HTTPServer` is the two
/// words `HTTP` and `Server`; a digit belongs to the word before it. (serde would
/// make `h_t_t_p_server` of it.) `lowercase` and `UPPERCASE` leave the words together.
///
/// ```
/// use pg_integration_enum_core::case::RenameRule;
///
/// assert_eq!(RenameRule::SnakeCase.apply("HTTPServer"), "http_server");
/// assert_eq!(RenameRule::parse("kebab-case"), Some(RenameRule::KebabCase));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RenameRule {
    /// `lowercase`
    LowerCase,
    /// `UPPERCASE`
    UpperCase,
    /// `PascalCase`
    PascalCase,
    /// `camelCase`
    CamelCase,
    /// `snake_case`
    SnakeCase,
    /// `SCREAMING_SNAKE_CASE`
    ScreamingSnakeCase,
    /// `kebab-case`
    KebabCase,
    /// `SCREAMING-KEBAB-CASE`
    ScreamingKebabCase,
}

impl RenameRule {
    /// The rules with the names that an attribute gives them, in serde's order.
    pub const ALL: [(&'static str, Self); 8] = [
        ("lowercase", Self::LowerCase),
        ("UPPERCASE", Self::UpperCase),
        ("PascalCase", Self::PascalCase),
        ("camelCase", Self::CamelCase),
        ("snake_case", Self::SnakeCase),
        ("SCREAMING_SNAKE_CASE", Self::ScreamingSnakeCase),
        ("kebab-case", Self::KebabCase),
        ("SCREAMING-KEBAB-CASE", Self::ScreamingKebabCase),
    ];

    /// The rule of that name.
    pub fn parse(name: &str) -> Option<Self> {
        let (_, rule) = Self::ALL.iter().find(|(known, _)| *known == name)?;
        Some(*rule)
    }

    /// The label that the rule makes of a Rust name.
    pub fn apply(self, name: &str) -> String {
        let words = words(name);
        match self {
            Self::LowerCase => name.to_lowercase(),
            Self::UpperCase => name.to_uppercase(),
            Self::PascalCase => join(&words, "", |_, word| capitalize(word)),
            Self::CamelCase => join(&words, "", |index, word| {
                if index == 0 {
                    lowercase(word)
                } else {
                    capitalize(word)
                }
            }),
            Self::SnakeCase => join(&words, "_", |_, word| lowercase(word)),
            Self::ScreamingSnakeCase => join(&words, "_", |_, word| word.to_uppercase()),
            Self::KebabCase => join(&words, "-", |_, word| lowercase(word)),
            Self::ScreamingKebabCase => join(&words, "-", |_, word| word.to_uppercase()),
        }
    }
}

fn join(words: &[&str], separator: &str, mut change: impl FnMut(usize, &str) -> String) -> String {
    let mut joined = String::new();
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            joined.push_str(separator);
        }
        joined.push_str(&change(index, word));
    }
    joined
}

fn capitalize(word: &str) -> String {
    let mut chars = word.chars();
    let Some(first) = chars.next() else {
        return String::new();
    };
    let mut capitalized: String = first.to_uppercase().collect();
    capitalized.push_str(&lowercase(chars.as_str()));
    capitalized
}

/// As heck has it: a sigma is a final one at the end of a word, and only there.
/// The standard library has other rules for a sigma, and is faster.
fn lowercase(word: &str) -> String {
    if !word.contains('Σ') {
        return word.to_lowercase();
    }
    let (start, end) = match word.strip_suffix('Σ') {
        Some(start) => (start, "ς"),
        None => (word, ""),
    };
    let mut lowercase: String = start.chars().flat_map(char::to_lowercase).collect();
    lowercase.push_str(end);
    lowercase
}

/// The case of a character, or of the last one that had any.
#[derive(Clone, Copy, PartialEq)]
enum Case {
    Lower,
    Upper,
    None,
}

impl Case {
    fn of(c: char) -> Self {
        if c.is_lowercase() {
            Self::Lower
        } else if c.is_uppercase() {
            Self::Upper
        } else {
            Self::None
        }
    }
}

/// heck's word boundaries. (A property test holds all of this equal to that crate.)
fn words(name: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for part in name.split(|c: char| !c.is_alphanumeric()) {
        push_words_of_part(&mut words, part);
    }
    words
}

fn push_words_of_part<'a>(words: &mut Vec<&'a str>, part: &'a str) {
    let mut start = 0;
    let (mut last_at, mut last) = (0, Case::None);
    // Of all characters of the word before the last one.
    let mut run = Case::None;
    for (at, c) in part.char_indices() {
        let case = Case::of(c);
        let now = if last == Case::None { run } else { last };
        let boundary = match case {
            Case::Upper if now == Case::Lower => Some(at),
            Case::Lower if run == Case::Upper && last == Case::Upper => Some(last_at),
            _ => None,
        };
        if let Some(boundary) = boundary {
            words.push(&part[start..boundary]);
            start = boundary;
        }
        run = if boundary.is_some() { Case::None } else { now };
        (last_at, last) = (at, case);
    }
    if start < part.len() {
        words.push(&part[start..]);
    }
}
