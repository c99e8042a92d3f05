//! A database with one integration in it, whose documents the tests change.

use organization_integrations::demo::Demo;
use tokio_postgres::{Client, Error};
use uuid::Uuid;

use crate::common;
use crate::hostile::Column;

pub struct Server {
    pub demo: Demo,
    pub client: Client,
}

impl Server {
    pub async fn start() -> Self {
        let demo = common::demo().await;
        let client = demo.owner().await.unwrap();
        Self { demo, client }
    }

    /// A new organization with one integration, by their ids.
    pub async fn integration(&self) -> (Uuid, Uuid) {
        let row = self
            .client
            .query_one(
                "with organization as (
                   insert into public.organizations (name) values ('Acme') returning id)
                 insert into public.organization_integrations (organization_id, integration_type)
                 select id, 'xledger' from organization
                 returning organization_id, id",
                &[],
            )
            .await
            .unwrap();
        (row.get(0), row.get(1))
    }

    pub async fn write(
        &self,
        integration: Uuid,
        column: Column,
        document: &str,
    ) -> Result<(), Error> {
        let update = format!(
            "update public.organization_integrations set {column} = $2::text::jsonb where id = $1"
        );
        self.client
            .execute(&update, &[&integration, &document])
            .await?;
        Ok(())
    }

    pub async fn read(&self, integration: Uuid, column: Column) -> String {
        let select =
            format!("select {column}::text from public.organization_integrations where id = $1");
        self.client
            .query_one(&select, &[&integration])
            .await
            .unwrap()
            .get(0)
    }

    /// As the table was before there were constraints.
    pub async fn drop_constraints(&self) {
        self.client
            .batch_execute(
                "alter table public.organization_integrations
                   drop constraint field_mappings_are_valid,
                   drop constraint sync_schedule_is_valid",
            )
            .await
            .unwrap();
    }
}
