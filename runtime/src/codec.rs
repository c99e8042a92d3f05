//! What every `ToSql` and `FromSql` of an enum does.

use std::error::Error;

use pg_integration_enum_core::model::MAX_BYTES;
use postgres_types::private::BytesMut;
use postgres_types::{IsNull, Kind, Type, WrongType};

use crate::traits::{Generated, from_label_bytes};
use crate::{LabelMismatch, PgIntegrationEnum, UnknownLabel, UnwritableLabel};

/// The result of a codec, as `postgres-types` has it.
pub type Result<T> = std::result::Result<T, Box<dyn Error + Sync + Send>>;

/// The result of writing: a name of its own costs every derive less than a parameter.
pub type Written = Result<IsNull>;

/// Whether values of a type are values of the enum: by name, schema and kind.
///
/// A client asks this for every value, so labels are not compared here: a wrong
/// one shows when it is read, and a new one breaks nothing.
#[inline]
pub fn accepts<T: Generated>(ty: &Type) -> bool {
    is_enum(ty, T::TYPE_NAME, T::SCHEMA) || (T::ACCEPT_TEXT && is_text(ty))
}

#[inline]
fn is_enum(ty: &Type, name: &str, schema: Option<&str>) -> bool {
    match ty.kind() {
        Kind::Enum(_) => ty.name() == name && schema.is_none_or(|schema| ty.schema() == schema),
        Kind::Domain(base) => is_base_enum(base, name, schema),
        _ => false,
    }
}

/// Apart, so that [`is_enum`] can be inlined.
#[cold]
fn is_base_enum(base: &Type, name: &str, schema: Option<&str>) -> bool {
    is_enum(base, name, schema)
}

fn is_text(ty: &Type) -> bool {
    match ty.kind() {
        Kind::Domain(base) => is_text(base),
        _ => *ty == Type::TEXT || *ty == Type::VARCHAR,
    }
}

/// Reads a value.
#[inline]
pub fn decode<T: Generated>(ty: &Type, raw: &[u8]) -> Result<T> {
    if T::STRICT {
        check_labels::<T>(ty)?;
    }
    match from_label_bytes(raw) {
        Some(value) => Ok(value),
        None => decode_unknown(raw),
    }
}

/// Apart, so that the usual way stays short.
#[cold]
fn decode_unknown<T: PgIntegrationEnum>(raw: &[u8]) -> Result<T> {
    let label = std::str::from_utf8(raw)?;
    T::other(label).ok_or_else(|| UnknownLabel::new::<T>(label).into())
}

/// Writes a value.
#[inline]
pub fn encode<T: Generated>(value: &T, ty: &Type, out: &mut BytesMut) -> Written {
    if T::STRICT {
        check_labels::<T>(ty)?;
    }
    if !value.is_writable() {
        return Err(UnwritableLabel::new(value).into());
    }
    append::<T>(value.label().as_bytes(), out);
    Ok(IsNull::No)
}

/// Appends a label: with room for the longest at first, because a copy of a length
/// that is not known chooses its way by it, which takes longer than the copy.
#[inline]
fn append<T: PgIntegrationEnum>(label: &[u8], out: &mut BytesMut) {
    let start = out.len();
    if let Some(room) = T::LOOKUP.room() {
        out.extend_from_slice(&[0; MAX_BYTES][..room]);
        if T::LOOKUP.copy(label, &mut out[start..]).is_some() {
            return out.truncate(start + label.len());
        }
        out.truncate(start);
    }
    out.extend_from_slice(label);
}

/// Writes a value of which the client has not asked whether the type fits.
#[inline]
pub fn encode_checked<T: Generated>(value: &T, ty: &Type, out: &mut BytesMut) -> Written {
    if accepts::<T>(ty) {
        encode(value, ty, out)
    } else {
        wrong_type::<T>(ty)
    }
}

#[cold]
fn wrong_type<T>(ty: &Type) -> Written {
    Err(WrongType::new::<T>(ty.clone()).into())
}

/// Compares the labels that the connection knows with ours, position by position.
fn check_labels<T: PgIntegrationEnum>(ty: &Type) -> Result<()> {
    match ty.kind() {
        Kind::Domain(base) => check_labels::<T>(base),
        Kind::Enum(labels) if labels != T::LABELS => Err(LabelMismatch::new::<T>(labels).into()),
        _ => Ok(()),
    }
}
