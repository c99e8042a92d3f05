//! Valid tokens, and what is not theirs.

use axum::http::StatusCode;
use jsonwebtoken::Algorithm;
use organization_integrations::auth::OrganizationRole::{Admin, Member};
use organization_integrations::demo::{NORTH, SOUTH};
use serde_json::json;
use uuid::Uuid;

use crate::common::Served;
use crate::support::{connected, endpoints, everything, good_claims, sign};

#[tokio::test]
async fn what_is_another_tenants_is_not_there() {
    let served = Served::start(1).await;
    let theirs = connected(&served, SOUTH, "xledger").await;
    connected(&served, NORTH, "dynamics").await;
    let before = everything(&served).await;
    for role in [Admin, Member] {
        let north = served.token(NORTH, role);
        let (_, list) = served.ask("GET /integrations", &north, None).await;
        assert_eq!(list.as_array().unwrap().len(), 1);
        assert!(!list.to_string().contains(&theirs));
        // Word for word what is said of an id that nobody has.
        let nowhere = Uuid::new_v4().to_string();
        for ((what, body), (of_nobody, _)) in endpoints(&theirs)
            .into_iter()
            .zip(endpoints(&nowhere))
            .skip(2)
        {
            let answer = served.ask(&what, &north, body.clone()).await;
            assert_eq!(answer.0, StatusCode::NOT_FOUND, "{what}");
            assert_eq!(answer, served.ask(&of_nobody, &north, body).await);
        }
    }
    assert_eq!(everything(&served).await, before);
}

#[tokio::test]
async fn a_member_reads_and_an_admin_writes() {
    let served = Served::start(1).await;
    let id = connected(&served, NORTH, "xledger").await;
    let before = everything(&served).await;
    let member = served.token(NORTH, Member);
    for (what, body) in endpoints(&id).into_iter().skip(1) {
        let (status, answer) = served.ask(&what, &member, body).await;
        assert_eq!(
            (status, &answer["error"]),
            (StatusCode::FORBIDDEN, &json!("forbidden")),
            "{what}"
        );
    }
    assert_eq!(everything(&served).await, before);
}

#[tokio::test]
async fn nobody_names_another_organization() {
    let served = Served::start(1).await;
    let admin = served.token(NORTH, Admin);
    let id = connected(&served, NORTH, "xledger").await;
    let before = everything(&served).await;
    for key in ["organization_id", "id", "sync_state", "credentials_id"] {
        for (what, mut body) in endpoints(&id).into_iter().skip(1).take(3) {
            body.as_mut().unwrap()[key] = json!(SOUTH);
            let (status, answer) = served.ask(&what, &admin, body).await;
            assert_eq!(
                (status, &answer["error"]),
                (StatusCode::UNPROCESSABLE_ENTITY, &json!("invalid_body"))
            );
        }
    }
    for claims in [good_claims(Uuid::new_v4()), good_claims(Uuid::nil())] {
        let token = sign(Algorithm::HS256, &claims, &served.secret);
        let (what, body) = endpoints(&id).into_iter().nth(1).unwrap();
        assert_eq!(
            served.ask(&what, &token, body).await.0,
            StatusCode::FORBIDDEN
        );
    }
    assert_eq!(everything(&served).await, before);
}
