//! What the service is for.

use axum::http::StatusCode;
use organization_integrations::auth::OrganizationRole::{Admin, Member};
use organization_integrations::demo::NORTH;
use organization_integrations::enums::IntegrationType;
use pg_integration_enum::PgIntegrationEnum;
use serde_json::json;

use crate::common::Served;
use crate::support::{connected, everything};

#[tokio::test]
async fn an_integration_lives_from_connect_to_disconnect() {
    let served = Served::start(2).await;
    let (admin, member) = (served.token(NORTH, Admin), served.token(NORTH, Member));
    let id = connected(&served, NORTH, "xledger").await;

    let mappings = json!({ "version": 2, "mappings": [{ "from": "customer.name", "to": "name", "transform": "trim" }] });
    let schedule = json!({ "version": 2, "enabled": true, "every": { "daily_at": "06:30" }, "time_zone": "Europe/Oslo" });
    let one = format!("PATCH /integrations/{id}");
    let (status, first) = served
        .ask(&one, &admin, Some(json!({ "field_mappings": mappings })))
        .await;
    assert_eq!(
        (status, &first["field_mappings"]),
        (StatusCode::OK, &mappings)
    );
    let (status, second) = served
        .ask(&one, &admin, Some(json!({ "sync_schedule": schedule })))
        .await;
    assert_eq!(
        (status, &second["sync_schedule"]),
        (StatusCode::OK, &schedule)
    );
    assert_eq!(second["field_mappings"], mappings);

    let run = "insert into public.sync_runs (integration_id, organization_id, state, message)
               select id, organization_id, 'failed', 'no such customer' from public.organization_integrations";
    served.owner.batch_execute(run).await.unwrap();
    let (_, list) = served.ask("GET /integrations", &member, None).await;
    assert_eq!(list[0]["last_run"]["state"], "failed");
    assert_eq!(list[0]["last_run"]["message"], "no such customer");
    assert_eq!(list[0]["has_credentials"], true);

    let before = everything(&served).await;
    let rotate = format!("PUT /integrations/{id}/credentials");
    let (status, _) = served
        .ask(&rotate, &admin, Some(json!({ "credentials": "n3w" })))
        .await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    assert_ne!(everything(&served).await, before);

    let (status, _) = served
        .ask(&format!("DELETE /integrations/{id}"), &admin, None)
        .await;
    assert_eq!(status, StatusCode::NO_CONTENT);
    let left = everything(&served).await;
    assert_eq!(left.len(), 2, "the organizations alone: {left:?}");
}

#[tokio::test]
async fn of_two_that_connect_at_once_one_succeeds() {
    let served = Served::start(4).await;
    let admin = served.token(NORTH, Admin);
    let connect = || {
        let body = json!({ "integration_type": "xledger", "credentials": "s3cret" });
        served.ask("POST /integrations", &admin, Some(body))
    };
    let (a, b, c) = tokio::join!(connect(), connect(), connect());
    let mut statuses = [a.0, b.0, c.0];
    statuses.sort();
    assert_eq!(
        statuses,
        [
            StatusCode::CREATED,
            StatusCode::CONFLICT,
            StatusCode::CONFLICT
        ]
    );
    let secrets = served
        .owner
        .query("select from secrets.secrets", &[])
        .await
        .unwrap();
    assert_eq!(secrets.len(), 1);
}

#[tokio::test]
async fn the_description_has_the_labels_of_the_derive() {
    let served = Served::start(1).await;
    let (status, document) = served.ask("GET /openapi.json", "", None).await;
    assert_eq!(status, StatusCode::OK);
    let schemas = &document["components"]["schemas"];
    assert_eq!(
        schemas["IntegrationType"]["enum"],
        json!(IntegrationType::LABELS)
    );
    let refers = "#/components/schemas/IntegrationType";
    for schema in ["Connect", "Integration"] {
        let property = &schemas[schema]["properties"]["integration_type"];
        assert!(property.to_string().contains(refers), "{property}");
    }
    for (path, methods) in [
        ("/integrations", vec!["get", "post"]),
        ("/integrations/{id}", vec!["delete", "patch"]),
        ("/integrations/{id}/credentials", vec!["put"]),
    ] {
        let described: Vec<&String> = document["paths"][path]
            .as_object()
            .unwrap()
            .keys()
            .collect();
        assert_eq!(described, methods);
    }
}
