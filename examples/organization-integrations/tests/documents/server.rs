//! A database with one integration in it, whose documents the tests change.

use organization_integrations::demo::Demo;
use organization_integrations::migrations;
use tokio_postgres::{Client, Error};
use uuid::Uuid;

use crate::common;
use crate::samples::Column;

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

    /// As it was before there were constraints.
    pub async fn before_checks() -> Self {
        Self::at(20260202090000).await
    }

    /// As it was when there was version 1 alone.
    pub async fn before_version_2() -> Self {
        Self::at(20260216090200).await
    }

    /// As a migration left it.
    async fn at(version: i64) -> Self {
        let server = Self::start().await;
        let undone = migrations::undo(server.demo.url(), version).await;
        undone.unwrap();
        server
    }

    /// Applies the migrations up to the one that validates, which may refuse.
    pub async fn migrate(&self) -> Result<(), String> {
        let applied = migrations::apply(self.demo.url()).await;
        applied.map_err(|error| error.to_string())
    }

    /// The documents as they are, and whether anything wrote to their rows.
    pub async fn rows(&self) -> Vec<String> {
        let rows = "select concat_ws(' ', ctid, xmin, to_jsonb(integration))
                    from public.organization_integrations as integration order by id";
        self.texts(rows).await
    }

    pub async fn texts(&self, query: &str) -> Vec<String> {
        let rows = self.client.query(query, &[]).await.unwrap();
        rows.iter().map(|row| row.get(0)).collect()
    }

    pub async fn count(&self, from: &str) -> i64 {
        let count = format!("select count(*) from {from}");
        self.client.query_one(&count, &[]).await.unwrap().get(0)
    }
}
