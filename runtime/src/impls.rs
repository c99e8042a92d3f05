//! The impls that the orphan rule wants in the user's crate, written once here.

use crate::traits::Generated;
use crate::{PgIntegrationEnum, UnknownLabel};

#[cfg(feature = "postgres-types")]
pub use crate::codec::{Result as CodecResult, Written, accepts, decode, encode, encode_checked};
#[cfg(feature = "postgres-types")]
pub use postgres_types::{FromSql, ToSql, Type, private::BytesMut};
#[cfg(feature = "serde")]
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Everything for one enum, from what the derive knows of it. (The lists are
/// written out here because a token costs more in the derive than in the compiler,
/// and a token that passes through a second macro costs both.)
#[doc(hidden)]
#[macro_export]
macro_rules! __derive {
    (
        $vis:vis $enum:ident [$($const:ident $static:lifetime)?]
        [$($variant:ident $label:tt $index:tt)*] {$($other:tt)*}
        [$($text:tt)*] $lookup:tt {$($generated:tt)*}
    ) => {
        impl $enum {
            /// The label of this variant in PostgreSQL.
            #[allow(dead_code)]
            #[must_use]
            #[inline]
            $vis $($const)? fn label(&self) -> &$($static)? str {
                match *self { $($enum::$variant => $label,)* $($other)* }
            }
        }

        #[automatically_derived]
        impl $crate::__private::Generated for $enum {
            const DATA: $crate::__private::Data<Self> = $crate::__private::Data {
                texts: [$($text),*],
                labels: &[$($label),*],
                variants: &[$($enum::$variant),*],
                lookup: $lookup,
            };
            #[inline]
            fn from_index(index: usize) -> Self {
                match index { $($index => $enum::$variant,)* }
            }
            $($generated)*
        }

        $crate::__impls!($enum);
    };
}

/// The impls that are the same for every enum, by the features of this crate.
#[doc(hidden)]
#[macro_export]
macro_rules! __impls {
    ($enum:ident) => {
        #[automatically_derived]
        impl ::core::fmt::Display for $enum {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::show(self, f)
            }
        }

        #[automatically_derived]
        impl ::core::convert::AsRef<str> for $enum {
            #[inline]
            fn as_ref(&self) -> &str {
                self.label()
            }
        }

        #[automatically_derived]
        impl ::core::str::FromStr for $enum {
            type Err = $crate::UnknownLabel;

            fn from_str(label: &str) -> $crate::__private::Parsed<Self> {
                $crate::__private::parse(label)
            }
        }

        #[automatically_derived]
        impl ::core::convert::TryFrom<&str> for $enum {
            type Error = $crate::UnknownLabel;

            fn try_from(label: &str) -> $crate::__private::Parsed<Self> {
                $crate::__private::parse(label)
            }
        }

        $crate::__impl_postgres_types!($enum);
        $crate::__impl_serde!($enum);
    };
}

/// Makes a crate depend on files: an edit of one compiles it again.
///
/// All in one expression of a function that is never called: a statement for each
/// file costs the compiler a sixth more, a const for each twice as much.
#[doc(hidden)]
#[macro_export]
macro_rules! __track {
    ($($path:tt)*) => {
        const _: fn() = || {
            let _ = ($(::core::include_bytes!($path),)*);
        };
    };
}

#[cfg(feature = "postgres-types")]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_postgres_types {
    ($enum:ident) => {
        #[automatically_derived]
        impl<'a> $crate::__private::FromSql<'a> for $enum {
            #[inline]
            fn from_sql(
                ty: &$crate::__private::Type,
                raw: &'a [u8],
            ) -> $crate::__private::CodecResult<Self> {
                $crate::__private::decode(ty, raw)
            }

            #[inline]
            fn accepts(ty: &$crate::__private::Type) -> bool {
                $crate::__private::accepts::<Self>(ty)
            }
        }

        #[automatically_derived]
        impl $crate::__private::ToSql for $enum {
            #[inline]
            fn to_sql(
                &self,
                ty: &$crate::__private::Type,
                out: &mut $crate::__private::BytesMut,
            ) -> $crate::__private::Written {
                $crate::__private::encode(self, ty, out)
            }

            #[inline]
            fn accepts(ty: &$crate::__private::Type) -> bool {
                $crate::__private::accepts::<Self>(ty)
            }

            fn to_sql_checked(
                &self,
                ty: &$crate::__private::Type,
                out: &mut $crate::__private::BytesMut,
            ) -> $crate::__private::Written {
                $crate::__private::encode_checked(self, ty, out)
            }
        }
    };
}

#[cfg(not(feature = "postgres-types"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_postgres_types {
    ($enum:ident) => {};
}

#[cfg(feature = "serde")]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_serde {
    ($enum:ident) => {
        #[automatically_derived]
        impl $crate::__private::Serialize for $enum {
            fn serialize<S: $crate::__private::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                serializer.serialize_str($crate::PgIntegrationEnum::label(self))
            }
        }

        #[automatically_derived]
        impl<'de> $crate::__private::Deserialize<'de> for $enum {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::deserialize(deserializer)
            }
        }
    };
}

#[cfg(not(feature = "serde"))]
#[doc(hidden)]
#[macro_export]
macro_rules! __impl_serde {
    ($enum:ident) => {};
}

/// Shows a value by its label.
pub fn show<T: Generated>(value: &T, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
    f.pad(value.label())
}

/// The result of parsing a label.
pub type Parsed<T> = Result<T, UnknownLabel>;

/// The variant of a label, or the `other` one.
pub fn parse<T: Generated>(label: &str) -> Parsed<T> {
    T::from_label(label)
        .or_else(|| T::other(label))
        .ok_or_else(|| UnknownLabel::new::<T>(label))
}

/// Reads a label as serde has it.
#[cfg(feature = "serde")]
pub fn deserialize<'de, T, D>(deserializer: D) -> Result<T, D::Error>
where
    T: PgIntegrationEnum,
    D: Deserializer<'de>,
{
    deserializer.deserialize_str(LabelVisitor(core::marker::PhantomData))
}

#[cfg(feature = "serde")]
struct LabelVisitor<T>(core::marker::PhantomData<T>);

#[cfg(feature = "serde")]
impl<T: PgIntegrationEnum> serde::de::Visitor<'_> for LabelVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "a label of the enum type {}", T::QUALIFIED_NAME)
    }

    fn visit_str<E: serde::de::Error>(self, label: &str) -> Result<T, E> {
        parse(label).map_err(E::custom)
    }
}
