//! Bodies that are read or refused.

use std::error::Error;

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use secrecy::SecretString;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, Error as _};
use uuid::Uuid;

use super::{ApiError, Service};

/// A body in JSON.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Service> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, service: &Service) -> Result<Self, ApiError> {
        let Json(body) = Json::from_request(request, service).await?;
        Ok(Self(body))
    }
}

impl From<JsonRejection> for ApiError {
    fn from(rejection: JsonRejection) -> Self {
        // The rejection itself says no more than which step failed.
        let reason = match rejection.source() {
            Some(source) => source.to_string(),
            None => rejection.body_text(),
        };
        Self::Body {
            status: rejection.status(),
            reason,
        }
    }
}

/// The id in the path. What is no id names nothing.
pub struct Id(pub Uuid);

impl FromRequestParts<Service> for Id {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, service: &Service) -> Result<Self, ApiError> {
        let id: Result<Path<Uuid>, PathRejection> = Path::from_request_parts(parts, service).await;
        id.map(|Path(id)| Self(id)).map_err(|_| ApiError::NotFound)
    }
}

/// Reads a secret. An error of serde quotes what it found; this one does not.
pub fn secret<'de, D: Deserializer<'de>>(deserializer: D) -> Result<SecretString, D::Error> {
    match String::deserialize(deserializer) {
        // PostgreSQL has no text with a NUL in it.
        Ok(secret) if !secret.is_empty() && !secret.contains('\0') => Ok(secret.into()),
        _ => Err(D::Error::custom(
            "expected a text that is not empty and has no NUL",
        )),
    }
}
