//! What is read and written of integrations, as the tenant of a transaction.
//!
//! No statement here asks whose row it is, or who may change it: the policies do.

use chrono::{DateTime, Utc};
use serde::Serialize;
use tokio_postgres::types::Json;
use tokio_postgres::{Error, Row};
use utoipa::ToSchema;
use uuid::Uuid;

use crate::documents::{FieldMappings, SyncSchedule};
use crate::enums::{IntegrationType, SyncState};
use crate::tenant::Tenant;

/// An integration, as members of its organization see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Integration {
    pub id: Uuid,
    pub integration_type: IntegrationType,
    pub sync_state: SyncState,
    /// Whether there is a secret; nobody sees more of it.
    pub has_credentials: bool,
    pub field_mappings: FieldMappings,
    pub sync_schedule: SyncSchedule,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub last_run: Option<Run>,
}

/// A synchronization.
#[derive(Debug, Serialize, ToSchema)]
pub struct Run {
    pub state: SyncState,
    pub started_at: DateTime<Utc>,
    pub message: Option<String>,
}

/// All integrations of the tenant.
pub async fn list(tenant: &Tenant<'_>) -> Result<Vec<Integration>, Error> {
    let query = "select * from public.integration_overview order by integration_type";
    let statement = tenant.prepare_cached(query).await?;
    let rows = tenant.query(&statement, &[]).await?;
    rows.iter().map(Integration::from_row).collect()
}

/// One integration of the tenant.
pub async fn find(tenant: &Tenant<'_>, id: Uuid) -> Result<Option<Integration>, Error> {
    let query = "select * from public.integration_overview where id = $1";
    let row = tenant.query_opt(query, &[&id]).await?;
    row.as_ref().map(Integration::from_row).transpose()
}

/// Adds an integration.
pub async fn insert(
    tenant: &Tenant<'_>,
    organization_id: Uuid,
    integration_type: IntegrationType,
    field_mappings: &FieldMappings,
    sync_schedule: &SyncSchedule,
) -> Result<Uuid, Error> {
    let statement = "insert into public.organization_integrations
                       (organization_id, integration_type, field_mappings, sync_schedule)
                     values ($1, $2, $3, $4) returning id";
    let (field_mappings, sync_schedule) = (Json(field_mappings), Json(sync_schedule));
    let row = tenant
        .query_one(
            statement,
            &[
                &organization_id,
                &integration_type,
                &field_mappings,
                &sync_schedule,
            ],
        )
        .await?;
    row.try_get(0)
}

/// Replaces the documents that are given. Says whether there was a row to change.
pub async fn configure(
    tenant: &Tenant<'_>,
    id: Uuid,
    field_mappings: Option<&FieldMappings>,
    sync_schedule: Option<&SyncSchedule>,
) -> Result<bool, Error> {
    let statement = "update public.organization_integrations
                     set field_mappings = coalesce($2, field_mappings),
                         sync_schedule = coalesce($3, sync_schedule)
                     where id = $1";
    let (field_mappings, sync_schedule) = (field_mappings.map(Json), sync_schedule.map(Json));
    let changed = tenant
        .execute(statement, &[&id, &field_mappings, &sync_schedule])
        .await?;
    Ok(changed == 1)
}

/// Removes an integration. Says whether there was one to remove.
pub async fn delete(tenant: &Tenant<'_>, id: Uuid) -> Result<bool, Error> {
    let statement = "delete from public.organization_integrations where id = $1";
    Ok(tenant.execute(statement, &[&id]).await? == 1)
}

impl Integration {
    fn from_row(row: &Row) -> Result<Self, Error> {
        let Json(field_mappings) = row.try_get("field_mappings")?;
        let Json(sync_schedule) = row.try_get("sync_schedule")?;
        Ok(Self {
            id: row.try_get("id")?,
            integration_type: row.try_get("integration_type")?,
            sync_state: row.try_get("sync_state")?,
            has_credentials: row.try_get("has_credentials")?,
            field_mappings,
            sync_schedule,
            created_at: row.try_get("created_at")?,
            updated_at: row.try_get("updated_at")?,
            last_run: Run::from_row(row)?,
        })
    }
}

impl Run {
    fn from_row(row: &Row) -> Result<Option<Self>, Error> {
        let Some(state) = row.try_get("last_run_state")? else {
            return Ok(None);
        };
        Ok(Some(Self {
            state,
            started_at: row.try_get("last_run_started_at")?,
            message: row.try_get("last_run_message")?,
        }))
    }
}
