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
            Self::PascalCase => capitalize(&words),
            Self::CamelCase => match words.split_first() {
                Some((first, rest)) => lowercase(first) + &capitalize(rest),
                None => String::new(),
            },
            Self::SnakeCase => lowercase(&words.join("_")),
            Self::ScreamingSnakeCase => words.join("_").to_uppercase(),
            Self::KebabCase => lowercase(&words.join("-")),
            Self::ScreamingKebabCase => words.join("-").to_uppercase(),
        }
    }
}

fn capitalize(words: &[&str]) -> String {
    let mut capitalized = String::new();
    for word in words {
        let mut chars = word.chars();
        capitalized.extend(chars.next().into_iter().flat_map(char::to_uppercase));
        capitalized.push_str(&lowercase(chars.as_str()));
    }
    capitalized
}

/// As heck has it: a sigma is a final one at the end of a word, and only there.
/// The standard library has other rules for a sigma, and is faster.
fn lowercase(words: &str) -> String {
    if !words.contains('Σ') {
        return words.to_lowercase();
    }
    let mut lowercase = String::new();
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        let in_word = chars.peek().is_some_and(|next| next.is_alphanumeric());
        match c {
            'Σ' if !in_word => lowercase.push('ς'),
            _ => lowercase.extend(c.to_lowercase()),
        }
    }
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
    let mut start = 0;
    let (mut last_at, mut last) = (0, Case::None);
    // Of all characters of the word before the last one.
    let mut run = Case::None;
    for (at, c) in name.char_indices() {
        if !c.is_alphanumeric() {
            push_word(&mut words, &name[start..at]);
            start = at + c.len_utf8();
            (last, run) = (Case::None, Case::None);
            continue;
        }
        let case = Case::of(c);
        let now = if last == Case::None { run } else { last };
        let boundary = match case {
            Case::Upper if now == Case::Lower => Some(at),
            Case::Lower if run == Case::Upper && last == Case::Upper => Some(last_at),
            _ => None,
        };
        if let Some(boundary) = boundary {
            push_word(&mut words, &name[start..boundary]);
            start = boundary;
        }
        run = if boundary.is_some() { Case::None } else { now };
        (last_at, last) = (at, case);
    }
    push_word(&mut words, &name[start..]);
    words
}

fn push_word<'a>(words: &mut Vec<&'a str>, word: &'a str) {
    if !word.is_empty() {
        words.push(word);
    }
}
