//! Documents that say which version they are.

use serde::de::{DeserializeOwned, Deserializer, Error, IntoDeserializer};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value};

/// A document of a column.
pub trait Document: Default + Serialize + DeserializeOwned {
    /// The column of `organization_integrations` that holds it.
    const COLUMN: &'static str;

    /// The same in the latest version, or nothing where it is that already.
    fn upgrade(&self) -> Option<Self>;
}

/// The number `N`, and no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Version<const N: u64>;

impl<const N: u64> Serialize for Version<N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_u64(N)
    }
}

impl<'de, const N: u64> Deserialize<'de> for Version<N> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u64::deserialize(deserializer)? {
            number if number == N => Ok(Self),
            number => Err(unknown(number)),
        }
    }
}

/// Which version a document says it is.
pub(super) fn of<E: Error>(document: &Value) -> Result<u64, E> {
    document
        .as_object()
        .ok_or_else(|| E::custom("a document must be an object"))?
        .get("version")
        .ok_or_else(|| E::missing_field("version"))?
        .as_u64()
        .ok_or_else(|| E::custom("`version` must be a whole number"))
}

pub(super) fn read<T: DeserializeOwned, E: Error>(document: Value) -> Result<T, E> {
    T::deserialize(document).map_err(E::custom)
}

pub(super) fn unknown<E: Error>(version: u64) -> E {
    E::custom(format_args!("unknown version `{version}`"))
}

/// Objects, and at most 100 of them: a derived type would take `["a", "b"]` for an object
/// with two fields.
pub(super) fn objects<'de, T, D>(deserializer: D) -> Result<Vec<T>, D::Error>
where
    T: DeserializeOwned,
    D: Deserializer<'de>,
{
    let objects = Vec::<Map<String, Value>>::deserialize(deserializer)?;
    if objects.len() > 100 {
        return Err(D::Error::invalid_length(objects.len(), &"at most 100"));
    }
    objects
        .into_iter()
        .map(|object| read(Value::Object(object)))
        .collect()
}

/// A word of a closed set, where there is one: neither `null`, which a derived type takes
/// for absent, nor `{"word": null}`, which it takes for the word.
pub(super) fn word<'de, T, D>(deserializer: D) -> Result<Option<T>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    let word = String::deserialize(deserializer)?;
    T::deserialize(word.into_deserializer()).map(Some)
}
