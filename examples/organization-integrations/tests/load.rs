//! Many tenants at once on few connections: nobody ever gets a row of another.

mod common;

use std::env;
use std::sync::Arc;

use axum::http::StatusCode;
use common::Served;
use organization_integrations::auth::OrganizationRole::{Admin, Member};
use serde_json::{Value, json};
use tokio::task::JoinSet;
use uuid::Uuid;

const TENANTS: usize = 40;
const CONNECTIONS: usize = 3;
const CLIENTS: usize = 16;

/// How many requests, if `LOAD_REQUESTS` does not say.
const REQUESTS: usize = 100_000;

/// One organization, with an integration that says whose it is.
struct Tenant {
    name: String,
    integration: String,
    admin: String,
    member: String,
}

/// A row that only this tenant may see.
fn mappings(name: &str) -> Value {
    json!({ "version": 2, "mappings": [{ "from": format!("{name}.name"), "to": "name" }] })
}

async fn tenant(served: &Served, number: usize) -> Tenant {
    let (id, name) = (Uuid::new_v4(), format!("tenant_{number}"));
    let statement = "insert into public.organizations (id, name) values ($1, $2)";
    served
        .owner
        .execute(statement, &[&id, &name])
        .await
        .unwrap();
    let admin = served.token(id, Admin);
    let body = json!({
        "integration_type": "xledger", "credentials": "s3cret", "field_mappings": mappings(&name),
    });
    let (status, body) = served.ask("POST /integrations", &admin, Some(body)).await;
    assert_eq!(status, StatusCode::CREATED, "{body}");
    Tenant {
        integration: body["id"].as_str().unwrap().into(),
        member: served.token(id, Member),
        admin,
        name,
    }
}

/// One request of a tenant, and what must come of it.
async fn request(served: &Served, tenant: &Tenant, other: &Tenant, kind: usize) {
    let configure = |of: &Tenant| format!("PATCH /integrations/{}", of.integration);
    let (status, answer) = match kind % 20 {
        0 => {
            let body = json!({ "field_mappings": mappings(&tenant.name) });
            served
                .ask(&configure(tenant), &tenant.admin, Some(body))
                .await
        }
        1 => {
            let body = json!({ "field_mappings": mappings(&tenant.name) });
            let (status, _) = served
                .ask(&configure(other), &tenant.admin, Some(body))
                .await;
            return assert_eq!(status, StatusCode::NOT_FOUND);
        }
        2 => {
            let body = json!({ "integration_type": "xledger", "credentials": "another" });
            let (status, _) = served
                .ask("POST /integrations", &tenant.admin, Some(body))
                .await;
            return assert_eq!(status, StatusCode::CONFLICT);
        }
        3 => {
            let delete = format!("DELETE /integrations/{}", tenant.integration);
            let (status, _) = served.ask(&delete, &tenant.member, None).await;
            return assert_eq!(status, StatusCode::FORBIDDEN);
        }
        _ => served.ask("GET /integrations", &tenant.member, None).await,
    };
    assert_eq!(status, StatusCode::OK);
    let row = answer.get(0).unwrap_or(&answer);
    assert_eq!(answer.as_array().map_or(1, Vec::len), 1, "{answer}");
    assert_eq!(row["id"], tenant.integration);
    assert_eq!(row["field_mappings"], mappings(&tenant.name));
}

#[tokio::test(flavor = "multi_thread")]
async fn no_row_of_another_tenant_is_ever_seen() {
    let requests = env::var("LOAD_REQUESTS").map_or(REQUESTS, |count| count.parse().unwrap());
    let served = Served::start(CONNECTIONS).await;
    let mut tenants = Vec::new();
    for number in 0..TENANTS {
        tenants.push(tenant(&served, number).await);
    }
    let shared = Arc::new((served, tenants));
    let mut clients = JoinSet::new();
    for client in 0..CLIENTS {
        let shared = shared.clone();
        clients.spawn(async move {
            let (served, tenants) = &*shared;
            for number in (client..requests).step_by(CLIENTS) {
                // Neighbours in time are different tenants, and each does everything.
                let (tenant, other) = (number * 7 % TENANTS, (number * 7 + 1) % TENANTS);
                let kind = number / TENANTS;
                request(served, &tenants[tenant], &tenants[other], kind).await;
            }
        });
    }
    clients.join_all().await;
}
