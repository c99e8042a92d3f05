//! Nothing of a tenant stays on a connection, however its transaction ends.

mod common;

use std::future::poll_fn;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use axum::http::StatusCode;
use common::Served;
use deadpool_postgres::Pool;
use organization_integrations::auth::{AppMetadata, Claims, OrganizationRole, Role};
use organization_integrations::demo::{NORTH, SOUTH};
use organization_integrations::tenant::Tenant;
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio_postgres::error::SqlState;
use uuid::Uuid;

fn claims(organization_id: Uuid) -> Claims {
    Claims {
        sub: Uuid::new_v4(),
        role: Role::Authenticated,
        app_metadata: AppMetadata {
            organization_id,
            organization_role: OrganizationRole::Admin,
        },
    }
}

/// The one connection of a pool is nobody's: it has the login's role, no claims, no table
/// of its own, and sees none of ours.
async fn assert_nobodys(pool: &Pool) {
    let client = pool.get().await.unwrap();
    let query = "select current_user = session_user,
                        coalesce(current_setting('request.jwt.claims', true), ''),
                        to_regclass('pg_temp.organizations') is null";
    let row = client.query_one(query, &[]).await.unwrap();
    assert!(row.get::<_, bool>(0), "the role stayed");
    assert_eq!(row.get::<_, &str>(1), "", "the claims stayed");
    assert!(row.get::<_, bool>(2), "a table stayed");
    let ours = client.query("select from public.organizations", &[]).await;
    assert_eq!(
        ours.unwrap_err().code(),
        Some(&SqlState::INSUFFICIENT_PRIVILEGE)
    );
}

/// Polls a future so many times, and drops it.
async fn poll_and_drop(future: impl Future, times: usize) {
    let (mut future, mut left) = (pin!(future), times);
    poll_fn(|context| {
        if left == 0 || future.as_mut().poll(context).is_ready() {
            return Poll::Ready(());
        }
        left -= 1;
        Poll::Pending
    })
    .await;
}

/// Waits until the database or the pool is as it will be.
async fn until(condition: impl AsyncFn() -> bool) {
    while !condition().await {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn a_tenant_is_one_organization_until_the_end() {
    let served = Served::start(1).await;
    for organization in [NORTH, SOUTH, NORTH] {
        let mut client = served.pool.get().await.unwrap();
        let tenant = Tenant::begin(&mut client, &claims(organization))
            .await
            .unwrap();
        let rows = tenant
            .query("select id from public.organizations", &[])
            .await
            .unwrap();
        let ids: Vec<Uuid> = rows.iter().map(|row| row.get(0)).collect();
        assert_eq!(ids, [organization]);
        tenant.commit().await.unwrap();
        drop(client);
        assert_nobodys(&served.pool).await;
    }
}

#[tokio::test]
async fn nothing_stays_of_a_transaction_that_is_dropped_or_fails() {
    let served = Served::start(1).await;
    for statement in [
        "select",
        "select 1 / 0",
        "no sql",
        "savepoint a",
        "commit",
        "rollback",
    ] {
        let mut client = served.pool.get().await.unwrap();
        let tenant = Tenant::begin(&mut client, &claims(NORTH)).await.unwrap();
        let _ = tenant.batch_execute(statement).await;
        drop(tenant);
        drop(client);
        assert_nobodys(&served.pool).await;
    }
}

#[tokio::test]
async fn nothing_stays_of_a_transaction_that_panics() {
    let served = Served::start(1).await;
    let pool = served.pool.clone();
    let panicked = tokio::spawn(async move {
        let mut client = pool.get().await.unwrap();
        let _tenant = Tenant::begin(&mut client, &claims(NORTH)).await.unwrap();
        panic!("in a handler");
    });
    assert!(panicked.await.unwrap_err().is_panic());
    assert_nobodys(&served.pool).await;
}

#[tokio::test]
async fn nothing_stays_of_a_transaction_that_is_cancelled_at_any_point() {
    let served = Served::start(1).await;
    for times in 0..12 {
        let work = async {
            let mut client = served.pool.get().await.unwrap();
            let tenant = Tenant::begin(&mut client, &claims(NORTH)).await.unwrap();
            tenant
                .query("select from public.organizations", &[])
                .await
                .unwrap();
            tenant.commit().await.unwrap();
        };
        poll_and_drop(work, times).await;
        assert_nobodys(&served.pool).await;
    }
}

#[tokio::test]
async fn behind_the_role_of_a_tenant_is_a_login_that_sees_nothing() {
    let served = Served::start(1).await;
    for leave in [
        "reset role",
        "set local role none",
        "set role postgres",
        "set session authorization postgres",
    ] {
        let mut client = served.pool.get().await.unwrap();
        let tenant = Tenant::begin(&mut client, &claims(NORTH)).await.unwrap();
        let left = tenant.batch_execute(leave).await;
        let seen = match left {
            Ok(()) => tenant
                .query("select from public.organizations", &[])
                .await
                .map(drop),
            Err(refused) => Err(refused),
        };
        let code = seen.unwrap_err().code().cloned();
        assert_eq!(code, Some(SqlState::INSUFFICIENT_PRIVILEGE), "{leave}");
    }
}

#[tokio::test]
async fn nothing_stays_of_what_a_session_would_keep() {
    let served = Served::start(1).await;
    for statement in [
        "select set_config('request.jwt.claims', '{}', false)",
        "set session role authenticated",
        "set session role service_role",
        "create temp table organizations (id uuid)",
    ] {
        let mut client = served.pool.get().await.unwrap();
        let tenant = Tenant::begin(&mut client, &claims(NORTH)).await.unwrap();
        tenant.batch_execute(statement).await.unwrap();
        tenant.commit().await.unwrap();
        drop(client);
        assert_nobodys(&served.pool).await;
    }
}

/// A request that is stuck in the database, and whatever ends it.
struct Stuck {
    served: Served,
    token: String,
}

impl Stuck {
    const WHAT: &str = "POST /integrations";

    async fn new() -> Self {
        let served = Served::start(1).await;
        let lock = "begin; lock table public.organization_integrations";
        served.owner.batch_execute(lock).await.unwrap();
        let token = served.token(NORTH, OrganizationRole::Admin);
        Self { served, token }
    }

    fn body() -> Value {
        json!({ "integration_type": "xledger", "credentials": "s3cret" })
    }

    async fn until_it_waits(&self) {
        let query = "select exists (select from pg_locks
                     where not granted and relation = 'public.organization_integrations'::regclass)";
        until(async || {
            self.served
                .owner
                .query_one(query, &[])
                .await
                .unwrap()
                .get(0)
        })
        .await;
    }

    /// Nothing was done, and the connection serves the next tenant.
    async fn assert_gone(self) {
        self.served.owner.batch_execute("rollback").await.unwrap();
        assert_nobodys(&self.served.pool).await;
        let south = self.served.token(SOUTH, OrganizationRole::Admin);
        for token in [south, self.token] {
            let answer = self.served.ask("GET /integrations", &token, None).await;
            assert_eq!(answer, (StatusCode::OK, json!([])));
        }
        let secrets = self
            .served
            .owner
            .query("select from secrets.secrets", &[])
            .await;
        assert_eq!(secrets.unwrap().len(), 0);
    }
}

#[tokio::test]
async fn a_request_that_is_cancelled_does_nothing() {
    let stuck = Stuck::new().await;
    tokio::select! {
        _ = stuck.served.ask(Stuck::WHAT, &stuck.token, Some(Stuck::body())) => {
            panic!("served in spite of the lock")
        }
        () = stuck.until_it_waits() => {}
    }
    stuck.assert_gone().await;
}

#[tokio::test]
async fn a_request_whose_client_hangs_up_does_nothing() {
    let stuck = Stuck::new().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut client = TcpStream::connect(listener.local_addr().unwrap())
        .await
        .unwrap();
    let server = tokio::spawn(axum::serve(listener, stuck.served.router.clone()).into_future());
    let body = Stuck::body().to_string();
    let request = format!(
        "POST /integrations HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        stuck.token,
        body.len(),
    );
    client.write_all(request.as_bytes()).await.unwrap();
    stuck.until_it_waits().await;
    drop(client);
    until(async || stuck.served.pool.status().available == 1).await;
    stuck.assert_gone().await;
    server.abort();
}
