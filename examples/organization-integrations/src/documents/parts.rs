//! What documents are made of: values that are valid wherever they exist.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a part of a document must be, and is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected {0}")]
pub struct NotValid(&'static str);

/// A string type with the one rule that its values obey.
macro_rules! checked_string {
    ($(#[$doc:meta])* $name:ident, $rule:path, $expected:literal, $example:literal) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
        #[serde(try_from = "String")]
        #[schema(example = $example)]
        pub struct $name(String);

        impl TryFrom<String> for $name {
            type Error = NotValid;

            fn try_from(text: String) -> Result<Self, NotValid> {
                if $rule(&text) { Ok(Self(text)) } else { Err(NotValid($expected)) }
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
    };
}

checked_string! {
    /// A field of ours.
    FieldName, is_name, "a name of 1 to 63 ASCII letters, digits and `_`, with no digit first", "name"
}
checked_string! {
    /// A field of the external system, within others.
    FieldPath, is_path, "1 to 8 names with dots between", "customer.name"
}
checked_string! {
    /// A time of the day, to the minute.
    TimeOfDay, is_time_of_day, "a time from `00:00` to `23:59`", "06:30"
}
checked_string! {
    /// A time zone by its name. Whether it exists is for the worker to say: that changes
    /// with the years, and a constraint must not.
    TimeZone, is_time_zone, "a name of a time zone, such as `Europe/Oslo`", "Europe/Oslo"
}

/// An interval in minutes, from 5 to the 10080 of a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(try_from = "u16")]
#[schema(example = 60)]
pub struct Minutes(u16);

impl TryFrom<u16> for Minutes {
    type Error = NotValid;

    fn try_from(minutes: u16) -> Result<Self, NotValid> {
        match minutes {
            5..=10080 => Ok(Self(minutes)),
            _ => Err(NotValid("5 to 10080 minutes")),
        }
    }
}

impl Minutes {
    pub const HOUR: Self = Self(60);
}

impl TimeZone {
    pub fn utc() -> Self {
        Self("UTC".into())
    }
}

impl From<Minutes> for u16 {
    fn from(Minutes(minutes): Minutes) -> Self {
        minutes
    }
}

fn is_name(text: &str) -> bool {
    let word = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    (1..=63).contains(&text.len())
        && text.bytes().all(word)
        && !text.starts_with(|first: char| first.is_ascii_digit())
}

fn is_path(text: &str) -> bool {
    text.split('.').count() <= 8 && text.split('.').all(is_name)
}

fn is_time_of_day(text: &str) -> bool {
    let [h, hh, b':', m, mm] = text.as_bytes() else {
        return false;
    };
    [h, hh, m, mm].into_iter().all(u8::is_ascii_digit) && [*h, *hh] < *b"24" && *m < b'6'
}

fn is_time_zone(text: &str) -> bool {
    let place = |byte: u8| byte.is_ascii_alphanumeric() || b"_+-".contains(&byte);
    text.split('/').count() <= 3
        && text
            .split('/')
            .all(|part| (1..=32).contains(&part.len()) && part.bytes().all(place))
}
