//! What the declared type of a variable makes of a value.

use core::ops::RangeInclusive;

use super::array::Elements;
use super::constant::HOLE;
use super::cursor::Cursor;
use super::token::{Kind, Token};
use super::value::{Facts, Value};

/// What a variable of some type holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Holds {
    /// Each value as it is.
    Anything,
    /// Texts of so many bytes at most as they are.
    Short(usize),
    /// Whole numbers.
    Whole(RangeInclusive<i64>),
    /// Whole numbers as they are; others may be written in another way.
    Number,
    Truth,
    /// It may be written in another way.
    Other,
}

impl Holds {
    /// What a variable of this type holds, or its elements if that is an array.
    pub(super) fn of(kind: &[Token<'_>], facts: Facts<'_>) -> Self {
        let mut cursor = Cursor::new(kind);
        cursor.word("constant");
        let whole = cursor;
        if cursor.named("pg_catalog") {
            cursor.symbol(b'.');
        }
        let name = cursor.label_name().unwrap_or_default();
        match &*name {
            "character" if !cursor.word("varying") => Self::Other,
            "character" | "citext" | "oid" | "record" | "refcursor" | "regclass" | "regtype"
            | "text" | "varchar" => length(cursor).map_or(Self::Anything, Self::Short),
            "name" => Self::Short(63),
            "smallint" | "int2" => Self::Whole(i16::MIN.into()..=i16::MAX.into()),
            "int" | "integer" | "int4" => Self::Whole(i32::MIN.into()..=i32::MAX.into()),
            "bigint" | "int8" => Self::Whole(i64::MIN..=i64::MAX),
            "decimal" | "numeric" => length(cursor).map_or(Self::Number, |_| Self::Other),
            "double" | "float8" => Self::Number,
            "bool" | "boolean" => Self::Truth,
            _ => Self::of_named(kind, whole, facts),
        }
    }

    /// Of a type of the user's, of a row, or as that of a column.
    fn of_named(kind: &[Token<'_>], mut cursor: Cursor<'_, '_>, facts: Facts<'_>) -> Self {
        match kind {
            [.., percent, row] if percent.is_symbol(b'%') && row.is("rowtype") => Self::Anything,
            [.., percent, _] if percent.is_symbol(b'%') => {
                match kind
                    .iter()
                    .any(|token| token.is_any(&["pg_enum", "pg_type"]))
                {
                    true => Self::Anything,
                    false => Self::Other,
                }
            }
            _ => {
                let enums = |name| facts.catalogue.labels_of(&name).is_some();
                match cursor.type_ref().is_ok_and(enums) {
                    true => Self::Anything,
                    false => Self::Other,
                }
            }
        }
    }

    /// What it makes of a value, if that is known.
    pub(super) fn take(&self, value: Value) -> Option<Value> {
        match (self, value) {
            (_, Value::Null) => Some(Value::Null),
            (_, Value::Array(elements)) => {
                let values = elements.values.iter().map(|text| self.take_text(text));
                let values = values.collect::<Option<Vec<String>>>()?;
                Some(Value::Array(Elements { values, ..elements }))
            }
            (Self::Truth, Value::Text(text)) => truth(&text).map(Value::Bool),
            (Self::Truth, value @ Value::Bool(_)) => Some(value),
            (Self::Anything, value @ Value::Bool(_)) => Some(value),
            (_, Value::Text(text)) => self.take_text(&text).map(Value::Text),
            (_, Value::Bool(_)) => None,
            (_, value) => Some(value),
        }
    }

    fn take_text(&self, text: &str) -> Option<String> {
        let whole = || text.trim().parse::<i64>().ok();
        match self {
            Self::Anything => Some(text.to_owned()),
            Self::Short(most) if text.len() <= *most || text.contains(HOLE) => {
                Some(text.to_owned())
            }
            Self::Whole(range) => {
                let number = whole().filter(|number| range.contains(number))?;
                Some(number.to_string())
            }
            Self::Number => whole().map(|number| number.to_string()),
            Self::Short(_) | Self::Truth | Self::Other => None,
        }
    }
}

/// The number of `(n)`, or of another one in its place.
fn length(mut cursor: Cursor<'_, '_>) -> Option<usize> {
    let number = cursor.parenthesized()?;
    match number.rest() {
        [only] if only.kind == Kind::Number => only.text.parse().ok(),
        _ => Some(0),
    }
}

/// What a text comes to as a `boolean`.
fn truth(text: &str) -> Option<bool> {
    match &*text.trim().to_ascii_lowercase() {
        "t" | "true" | "y" | "yes" | "on" | "1" => Some(true),
        "f" | "false" | "n" | "no" | "off" | "0" => Some(false),
        _ => None,
    }
}
