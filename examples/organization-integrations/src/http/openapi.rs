//! The description of the service that its clients are generated from.

use axum::Json;
use pg_integration_enum::PgIntegrationEnum;
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Components, OpenApi as Document, RefOr};
use utoipa::{Modify, OpenApi, PartialSchema, ToSchema};

use super::integrations;
use crate::enums::{IntegrationType, SyncState};

/// The paths and their schemas.
#[derive(OpenApi)]
#[openapi(
    info(title = "Organization integrations"),
    paths(
        integrations::list,
        integrations::connect,
        integrations::configure,
        integrations::rotate,
        integrations::disconnect,
    ),
    security(("token" = [])),
    modifiers(&BearerToken),
)]
pub struct ApiDoc;

/// `GET /openapi.json`
pub async fn document() -> Json<Document> {
    Json(ApiDoc::openapi())
}

struct BearerToken;

impl Modify for BearerToken {
    fn modify(&self, document: &mut Document) {
        let bearer = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .bearer_format("JWT");
        document
            .components
            .get_or_insert_with(Components::new)
            .add_security_scheme("token", SecurityScheme::Http(bearer.build()));
    }
}

/// An enum in JSON is one of its labels, which are the derive's.
fn labels<T: PgIntegrationEnum>() -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .enum_values(Some(T::LABELS.iter().copied()))
        .into()
}

impl PartialSchema for IntegrationType {
    fn schema() -> RefOr<Schema> {
        labels::<Self>()
    }
}

impl ToSchema for IntegrationType {}

impl PartialSchema for SyncState {
    fn schema() -> RefOr<Schema> {
        labels::<Self>()
    }
}

impl ToSchema for SyncState {}
