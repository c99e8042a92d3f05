//! The service over HTTP.

mod body;
mod error;
mod integrations;
mod openapi;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, patch, put};
use deadpool_postgres::Pool;

use crate::auth::Verifier;
use crate::secrets::SecretStore;

pub use error::{ApiError, ErrorBody};
pub use openapi::ApiDoc;

/// The largest body, in bytes: documents and secrets are small.
const LARGEST_BODY: usize = 64 * 1024;

/// What requests share.
#[derive(Clone)]
pub struct Service {
    pub pool: Pool,
    pub verifier: Arc<Verifier>,
    pub secrets: Arc<dyn SecretStore>,
}

/// Every path of the service.
pub fn router(service: Service) -> Router {
    Router::new()
        .route("/openapi.json", get(openapi::document))
        .route(
            "/integrations",
            get(integrations::list).post(integrations::connect),
        )
        .route(
            "/integrations/{id}",
            patch(integrations::configure).delete(integrations::disconnect),
        )
        .route("/integrations/{id}/credentials", put(integrations::rotate))
        .fallback(async || ApiError::NotFound)
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .with_state(service)
}
