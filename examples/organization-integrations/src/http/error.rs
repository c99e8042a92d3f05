//! What goes wrong, and how much of it a client is told.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use deadpool_postgres::PoolError;
use pg_integration_enum::UnknownLabel;
use serde::Serialize;
use tokio_postgres::error::{DbError, SqlState};
use utoipa::ToSchema;

use crate::secrets::SecretError;

/// Why a request is not done.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    #[error("this needs a valid bearer token")]
    Unauthorized,
    #[error("only an admin of the organization may do this")]
    Forbidden,
    #[error("there is no such thing here")]
    NotFound,
    #[error("this does not take that method")]
    MethodNotAllowed,
    #[error("an integration of this type is connected already")]
    Connected,
    #[error(transparent)]
    UnknownType(#[from] UnknownLabel),
    #[error("the body is refused: {reason}")]
    Body { status: StatusCode, reason: String },
    #[error("the database refuses a value")]
    Value,
    #[error("too much is going on; try again")]
    Busy,
    /// What it was is for the log, and not for the client.
    #[error("something is wrong on our side")]
    Internal,
}

/// An error as a client gets it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ErrorBody {
    /// For programs: does not change.
    #[schema(example = "unknown_integration_type")]
    error: &'static str,
    /// For people.
    message: String,
    /// The integration types that there are.
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<&'static [&'static str]>,
}

impl ApiError {
    fn status_and_code(&self) -> (StatusCode, &'static str) {
        match self {
            Self::Unauthorized => (StatusCode::UNAUTHORIZED, "unauthorized"),
            Self::Forbidden => (StatusCode::FORBIDDEN, "forbidden"),
            Self::NotFound => (StatusCode::NOT_FOUND, "not_found"),
            Self::MethodNotAllowed => (StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed"),
            Self::Connected => (StatusCode::CONFLICT, "connected_already"),
            Self::UnknownType(_) => (StatusCode::UNPROCESSABLE_ENTITY, "unknown_integration_type"),
            Self::Body { status, .. } => (*status, "invalid_body"),
            Self::Value => (StatusCode::UNPROCESSABLE_ENTITY, "invalid_value"),
            Self::Busy => (StatusCode::SERVICE_UNAVAILABLE, "busy"),
            Self::Internal => (StatusCode::INTERNAL_SERVER_ERROR, "internal"),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, error) = self.status_and_code();
        let body = Json(ErrorBody {
            error,
            message: self.to_string(),
            known: match &self {
                Self::UnknownType(unknown) => Some(unknown.known()),
                _ => None,
            },
        });
        match self {
            Self::Unauthorized => {
                (status, [(header::WWW_AUTHENTICATE, "Bearer")], body).into_response()
            }
            _ => (status, body).into_response(),
        }
    }
}

/// The database's refusals are answers too. Whatever else it says stays here.
impl From<tokio_postgres::Error> for ApiError {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(refusal) = error.as_db_error() else {
            tracing::error!(%error, source = ?std::error::Error::source(&error), "database");
            return Self::Internal;
        };
        match *refusal.code() {
            SqlState::INSUFFICIENT_PRIVILEGE | SqlState::FOREIGN_KEY_VIOLATION => Self::Forbidden,
            SqlState::UNIQUE_VIOLATION => Self::Connected,
            SqlState::CHECK_VIOLATION => Self::Value,
            _ => internal(refusal),
        }
    }
}

/// Code and message alone: a detail may quote the row.
fn internal(refusal: &DbError) -> ApiError {
    let (code, message) = (refusal.code().code(), refusal.message());
    tracing::error!(code, message, "database");
    ApiError::Internal
}

impl From<PoolError> for ApiError {
    fn from(error: PoolError) -> Self {
        match error {
            PoolError::Timeout(_) => Self::Busy,
            PoolError::Backend(error) => error.into(),
            error => {
                tracing::error!(%error, "pool");
                Self::Internal
            }
        }
    }
}

impl From<SecretError> for ApiError {
    fn from(error: SecretError) -> Self {
        match error {
            SecretError::NoIntegration(_) => Self::NotFound,
            error => {
                tracing::error!(%error, "secrets");
                Self::Internal
            }
        }
    }
}
