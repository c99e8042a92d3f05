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

/// What the characters of a word have shown so far.
#[derive(Clone, Copy, PartialEq)]
enum Run {
    Start,
    Lower,
    Upper,
}

/// heck's word boundaries. (A property test holds all of this equal to that crate.)
fn words(name: &str) -> Vec<&str> {
    name.split(|c: char| !c.is_alphanumeric())
        .flat_map(words_of_part)
        .collect()
}

fn words_of_part(part: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut run = Run::Start;
    let mut chars = part.char_indices().peekable();
    while let Some((at, current)) = chars.next() {
        let Some(&(next_at, next)) = chars.peek() else {
            break;
        };
        let now = if current.is_lowercase() {
            Run::Lower
        } else if current.is_uppercase() {
            Run::Upper
        } else {
            run
        };
        if now == Run::Lower && next.is_uppercase() {
            words.push(&part[start..next_at]);
            start = next_at;
            run = Run::Start;
        } else if run == Run::Upper && current.is_uppercase() && next.is_lowercase() {
            words.push(&part[start..at]);
            start = at;
            run = Run::Start;
        } else {
            run = now;
        }
    }
    if start < part.len() {
        words.push(&part[start..]);
    }
    words
}
