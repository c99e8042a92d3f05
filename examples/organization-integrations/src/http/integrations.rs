//! `/integrations`: each handler is one transaction of the tenant that asks.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use secrecy::SecretString;
use serde::Deserialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::body::{Body, Id, secret};
use super::{ApiError, ErrorBody, Service};
use crate::auth::Claims;
use crate::documents::{FieldMappings, SyncSchedule};
use crate::enums::IntegrationType;
use crate::integrations::{self, Integration};
use crate::secrets::{SecretError, credentials};
use crate::tenant::Tenant;

/// What connects an integration.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Connect {
    /// Read as text first, so that an unknown one is answered with those that there are.
    #[schema(value_type = IntegrationType)]
    integration_type: String,
    #[serde(deserialize_with = "secret")]
    #[schema(value_type = String, format = Password, min_length = 1)]
    credentials: SecretString,
    #[serde(default)]
    field_mappings: FieldMappings,
    #[serde(default)]
    sync_schedule: SyncSchedule,
}

/// The documents to replace; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Configure {
    field_mappings: Option<FieldMappings>,
    sync_schedule: Option<SyncSchedule>,
}

/// Other credentials.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Rotate {
    #[serde(deserialize_with = "secret")]
    #[schema(value_type = String, format = Password, min_length = 1)]
    credentials: SecretString,
}

/// The integrations of your organization.
#[utoipa::path(
    get, path = "/integrations",
    responses(
        (status = 200, body = Vec<Integration>),
        (status = 401, body = ErrorBody),
    ),
)]
pub async fn list(
    State(service): State<Service>,
    claims: Claims,
) -> Result<Json<Vec<Integration>>, ApiError> {
    let mut client = service.pool.get().await?;
    let tenant = Tenant::begin(&mut client, &claims).await?;
    let integrations = integrations::list(&tenant).await?;
    tenant.commit().await?;
    Ok(Json(integrations))
}

/// Connects an external system. Admins only.
#[utoipa::path(
    post, path = "/integrations", request_body = Connect,
    responses(
        (status = 201, body = Integration),
        (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody),
        (status = 409, description = "one of this type is connected", body = ErrorBody),
        (status = 422, description = "an unknown type, or a wrong document", body = ErrorBody),
    ),
)]
pub async fn connect(
    State(service): State<Service>,
    claims: Claims,
    Body(body): Body<Connect>,
) -> Result<(StatusCode, Json<Integration>), ApiError> {
    let integration_type: IntegrationType = body.integration_type.parse()?;
    let mut client = service.pool.get().await?;
    let tenant = Tenant::begin(&mut client, &claims).await?;
    let id = integrations::insert(
        &tenant,
        claims.app_metadata.organization_id,
        integration_type,
        &body.field_mappings,
        &body.sync_schedule,
    )
    .await?;
    credentials::set(&tenant, &*service.secrets, id, &body.credentials).await?;
    let connected = integrations::find(&tenant, id).await?;
    tenant.commit().await?;
    Ok((
        StatusCode::CREATED,
        Json(connected.ok_or(ApiError::NotFound)?),
    ))
}

/// Replaces field mappings, schedule or both. Admins only.
#[utoipa::path(
    patch, path = "/integrations/{id}", params(("id" = Uuid, Path)), request_body = Configure,
    responses(
        (status = 200, body = Integration),
        (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody),
        (status = 422, description = "a wrong document", body = ErrorBody),
    ),
)]
pub async fn configure(
    State(service): State<Service>,
    claims: Claims,
    Id(id): Id,
    Body(body): Body<Configure>,
) -> Result<Json<Integration>, ApiError> {
    let mut client = service.pool.get().await?;
    let tenant = Tenant::begin(&mut client, &claims).await?;
    let (mappings, schedule) = (body.field_mappings.as_ref(), body.sync_schedule.as_ref());
    if !integrations::configure(&tenant, id, mappings, schedule).await? {
        return Err(refusal(&tenant, id).await);
    }
    let configured = integrations::find(&tenant, id).await?;
    tenant.commit().await?;
    Ok(Json(configured.ok_or(ApiError::NotFound)?))
}

/// Puts other credentials in the place of those that are there. Admins only.
#[utoipa::path(
    put, path = "/integrations/{id}/credentials", params(("id" = Uuid, Path)), request_body = Rotate,
    responses(
        (status = 204),
        (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody),
    ),
)]
pub async fn rotate(
    State(service): State<Service>,
    claims: Claims,
    Id(id): Id,
    Body(body): Body<Rotate>,
) -> Result<StatusCode, ApiError> {
    let mut client = service.pool.get().await?;
    let tenant = Tenant::begin(&mut client, &claims).await?;
    match credentials::set(&tenant, &*service.secrets, id, &body.credentials).await {
        Err(SecretError::NoIntegration(_)) => return Err(refusal(&tenant, id).await),
        rotated => rotated?,
    }
    tenant.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Removes an integration with its credentials and its history. Admins only.
#[utoipa::path(
    delete, path = "/integrations/{id}", params(("id" = Uuid, Path)),
    responses(
        (status = 204),
        (status = 401, body = ErrorBody),
        (status = 403, body = ErrorBody),
        (status = 404, body = ErrorBody),
    ),
)]
pub async fn disconnect(
    State(service): State<Service>,
    claims: Claims,
    Id(id): Id,
) -> Result<StatusCode, ApiError> {
    let mut client = service.pool.get().await?;
    let tenant = Tenant::begin(&mut client, &claims).await?;
    match credentials::clear(&tenant, &*service.secrets, id).await {
        Err(SecretError::NoIntegration(_)) => return Err(refusal(&tenant, id).await),
        cleared => cleared?,
    }
    integrations::delete(&tenant, id).await?;
    tenant.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Why the database let nobody change an integration: whoever sees it may not, and for
/// all others there is none.
async fn refusal(tenant: &Tenant<'_>, id: Uuid) -> ApiError {
    match integrations::find(tenant, id).await {
        Ok(Some(_)) => ApiError::Forbidden,
        Ok(None) => ApiError::NotFound,
        Err(error) => error.into(),
    }
}
