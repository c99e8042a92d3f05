//! The repair: whole, once, and by others' leave.

use std::future::poll_fn;

use indicatif::ProgressBar;
use organization_integrations::documents::repair::{Options, repair};
use organization_integrations::documents::{FieldMappings, RepairOutcome, Report, SyncSchedule};
use serde_json::{Value, json};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio_postgres::{AsyncMessage, Client, Config, Error, NoTls};
use uuid::Uuid;

use crate::samples::{Column, Sample, hostile};
use crate::server::Server;

async fn run(client: &mut Client, batch: u32, dry_run: bool) -> Result<Report, Error> {
    repair(client, Options { batch, dry_run }, &ProgressBar::hidden()).await
}

/// A server with organizations whose documents are bad, under constraints that were not
/// validated, and the organizations with their integrations.
async fn bad_server(organizations: usize) -> (Server, Vec<(Uuid, Uuid)>) {
    let server = Server::before_checks().await;
    let mut made = Vec::new();
    for _ in 0..organizations {
        let (organization, integration) = server.integration().await;
        for (column, document) in [(Column::FieldMappings, "[]"), (Column::SyncSchedule, "{}")] {
            server.write(integration, column, document).await.unwrap();
        }
        made.push((organization, integration));
    }
    server.migrate().await.unwrap_err();
    made.sort();
    (server, made)
}

#[tokio::test]
async fn whatever_was_there_is_audited_mended_and_told() {
    let mut server = Server::before_checks().await;
    let mut bad = Vec::new();
    for Sample {
        column, document, ..
    } in hostile()
    {
        let (organization, integration) = server.integration().await;
        server.write(integration, column, &document).await.unwrap();
        let stored = server.read(integration, column).await;
        bad.push((organization, integration, column, stored));
    }
    server.migrate().await.unwrap_err();

    let report = run(&mut server.client, 7, false).await.unwrap();
    assert_eq!(report.organizations.len(), bad.len());
    for (organization, integration, column, stored) in &bad {
        let audit = server
            .client
            .query_one(
                "select was::text, became, (
                   select body from public.organization_notifications as n
                   where n.organization_id = r.organization_id)
                 from public.document_repairs as r
                 where organization_id = $1 and integration_id = $2 and column_name = $3",
                &[organization, integration, &column.to_string()],
            )
            .await
            .unwrap();
        assert_eq!(audit.get::<_, String>(0), *stored);
        let now = server.read(*integration, *column).await;
        assert_eq!(
            audit.get::<_, Value>(1),
            serde_json::from_str::<Value>(&now).unwrap()
        );
        let told = audit.get::<_, Value>(2)["documents"]
            .as_array()
            .unwrap()
            .clone();
        let told = |column: &str| told.iter().any(|d| d["column"] == column);
        assert!(told(&column.to_string()));
    }
    server.migrate().await.unwrap();

    let before = server.rows().await;
    assert_eq!(
        run(&mut server.client, 7, false).await.unwrap(),
        Report::default()
    );
    assert_eq!(server.rows().await, before);
    assert_eq!(
        server.count("public.organization_notifications").await,
        bad.len() as i64
    );
}

#[tokio::test]
async fn what_a_version_explains_is_upgraded_and_the_rest_is_reset() {
    let mut server = Server::before_checks().await;
    let mapping = json!({"from": "customer.name", "to": "name"});
    let schedule = json!({
        "version": 2, "enabled": true, "every": {"minutes": 15}, "time_zone": "UTC"
    });
    let cases = [
        (
            Column::FieldMappings,
            json!({"version": 1, "mappings": [mapping]}),
            RepairOutcome::Upgraded,
            json!({"version": 2, "mappings": [mapping]}),
        ),
        (
            Column::FieldMappings,
            json!({"mappings": [mapping]}),
            RepairOutcome::Upgraded,
            json!({"version": 2, "mappings": [mapping]}),
        ),
        (
            Column::FieldMappings,
            json!({"version": 1, "mappings": [{"from": "a"}]}),
            RepairOutcome::Reset,
            json!(FieldMappings::default()),
        ),
        (
            Column::SyncSchedule,
            json!({"version": 1, "enabled": true, "interval_minutes": 15}),
            RepairOutcome::Upgraded,
            schedule.clone(),
        ),
        (
            Column::SyncSchedule,
            json!({"enabled": true, "interval_minutes": 15}),
            RepairOutcome::Upgraded,
            schedule.clone(),
        ),
        (
            Column::SyncSchedule,
            json!({"version": 1, "enabled": true, "interval_minutes": 1}),
            RepairOutcome::Reset,
            json!(SyncSchedule::default()),
        ),
    ];
    let mut made = Vec::new();
    for (column, document, ..) in &cases {
        let (organization, integration) = server.integration().await;
        let document = document.to_string();
        server.write(integration, *column, &document).await.unwrap();
        made.push((organization, integration));
    }
    server.migrate().await.unwrap_err();
    let report = run(&mut server.client, 1, false).await.unwrap();
    for ((organization, integration), (column, _, outcome, expected)) in made.iter().zip(&cases) {
        let mut findings = report.organizations[organization].iter();
        let finding = findings.find(|finding| finding.column == column.to_string());
        let mend = &finding.unwrap().mend;
        assert_eq!((&mend.outcome, &mend.document), (outcome, expected));
        let now = server.read(*integration, *column).await;
        assert_eq!(serde_json::from_str::<Value>(&now).unwrap(), *expected);
    }
}

#[tokio::test]
async fn a_dry_run_says_what_would_be_done_and_writes_nothing() {
    let (mut server, _) = bad_server(5).await;
    let before = server.rows().await;
    let said = run(&mut server.client, 2, true).await.unwrap();
    assert_eq!(said.documents(), 10);
    assert_eq!(server.rows().await, before);
    assert_eq!(server.count("public.document_repairs").await, 0);
    assert_eq!(server.count("public.organization_notifications").await, 0);

    assert_eq!(run(&mut server.client, 2, false).await.unwrap(), said);
    let text = said.to_string();
    assert_eq!(text.lines().count(), 15, "{text}");
    assert!(
        text.contains("field_mappings is reset: a document must be an object"),
        "{text}"
    );
}

#[tokio::test]
async fn a_document_cannot_write_to_the_terminal_of_who_repairs() {
    let mut server = Server::before_checks().await;
    let (_, integration) = server.integration().await;
    let long = "x".repeat(100_000);
    let document = json!({"version": 1, "mappings": [], format!("\u{1b}[2J\n{long}"): 1});
    let document = document.to_string();
    let column = Column::FieldMappings;
    server.write(integration, column, &document).await.unwrap();
    let said = run(&mut server.client, 1, true).await.unwrap().to_string();
    assert!(
        said.contains("unknown field `\u{fffd}[2J\u{fffd}xxx"),
        "{said}"
    );
    assert!(said.len() < 1000 && !said.contains('\u{1b}'));
}

/// The session ends where the repair writes to a table: after none, or one, or two of
/// the three that belong together.
#[tokio::test]
async fn killed_anywhere_it_has_done_all_of_a_batch_or_nothing() {
    for (table, event) in [
        ("document_repairs", "insert"),
        ("organization_integrations", "update"),
        ("organization_notifications", "insert"),
    ] {
        let (server, made) = bad_server(5).await;
        let (third, _) = made[2];
        server
            .client
            .batch_execute(&format!(
                "create function app.die() returns trigger language plpgsql as $$
                 begin perform pg_terminate_backend(pg_backend_pid()); return new; end; $$;
                 create trigger die after {event} on public.{table} for each row
                 when (new.organization_id = '{third}') execute function app.die()"
            ))
            .await
            .unwrap();
        let mut doomed = server.demo.owner().await.unwrap();
        run(&mut doomed, 1, false).await.unwrap_err();
        assert_eq!(repaired(&server).await, made[..2], "{table}");

        let trigger = format!("drop trigger die on public.{table}");
        server.client.batch_execute(&trigger).await.unwrap();
        let mut next = server.demo.owner().await.unwrap();
        run(&mut next, 1, false).await.unwrap();
        assert_eq!(repaired(&server).await, made, "{table}");
    }
}

/// The organizations and integrations that were repaired, of which each must be audited
/// once a column, told once, and valid.
async fn repaired(server: &Server) -> Vec<(Uuid, Uuid)> {
    let rows = server
        .client
        .query(
            "select i.organization_id, i.id, i.field_mappings ->> 'version' = '2' as valid, (
               select count(*) from public.document_repairs where integration_id = i.id) as audited, (
               select count(*) from public.organization_notifications as n
               where n.organization_id = i.organization_id) as told
             from public.organization_integrations as i order by 1",
            &[],
        )
        .await
        .unwrap();
    let mut repaired = Vec::new();
    for row in &rows {
        let valid = row.get::<_, Option<bool>>("valid") == Some(true);
        let times: (i64, i64) = (row.get("audited"), row.get("told"));
        assert_eq!(times, if valid { (2, 1) } else { (0, 0) });
        if valid {
            repaired.push((row.get(0), row.get(1)));
        }
    }
    repaired
}

#[tokio::test(flavor = "multi_thread")]
async fn two_repairs_at_once_do_it_once() {
    let (server, made) = bad_server(60).await;
    let mut clients = (
        server.demo.owner().await.unwrap(),
        server.demo.owner().await.unwrap(),
    );
    let (one, other) = tokio::join!(run(&mut clients.0, 3, false), run(&mut clients.1, 4, false),);
    let documents = one.unwrap().documents() + other.unwrap().documents();
    assert_eq!(documents, 2 * made.len());
    assert_eq!(repaired(&server).await, made);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_row_that_is_held_is_passed_over_and_comes_last() {
    for commit in [true, false] {
        let (server, made) = bad_server(4).await;
        let (held_organization, held) = made[1];
        let written = r#"{"version": 2, "mappings": [{"to": "name", "from": "title"}]}"#;
        let mut writer = server.demo.owner().await.unwrap();
        let writing = writer.transaction().await.unwrap();
        let update = format!(
            "update public.organization_integrations
             set field_mappings = '{written}', sync_schedule = default where id = '{held}'"
        );
        writing.batch_execute(&update).await.unwrap();

        let repairing = repair_until_it_waits(&server).await;
        // It waits for this one, and all others are done.
        let others = [made[0], made[2], made[3]];
        assert_eq!(repaired(&server).await, others);

        match commit {
            true => writing.commit().await.unwrap(),
            false => writing.rollback().await.unwrap(),
        }
        let report = repairing.await.unwrap().unwrap();
        assert_eq!(
            report.organizations.contains_key(&held_organization),
            !commit
        );
        if commit {
            assert_eq!(server.read(held, Column::FieldMappings).await, written);
            assert_eq!(server.count("public.document_repairs").await, 6);
        } else {
            assert_eq!(repaired(&server).await, made);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_organization_that_is_being_deleted_is_in_nobodys_way() {
    let (server, made) = bad_server(3).await;
    let (leaving, _) = made[1];
    let mut deleter = server.demo.owner().await.unwrap();
    let deleting = deleter.transaction().await.unwrap();
    let lock = "select from public.organizations where id = $1 for update";
    deleting.execute(lock, &[&leaving]).await.unwrap();

    let repairing = repair_until_it_waits(&server).await;
    let delete = "delete from public.organizations where id = $1";
    deleting.execute(delete, &[&leaving]).await.unwrap();
    deleting.commit().await.unwrap();
    let report = repairing.await.unwrap().unwrap();
    assert!(!report.organizations.contains_key(&leaving));
    assert_eq!(repaired(&server).await, [made[0], made[2]]);
}

/// A repair in batches of two that has come to a lock of somebody else.
async fn repair_until_it_waits(server: &Server) -> JoinHandle<Result<Report, Error>> {
    let mut client = server.demo.owner().await.unwrap();
    let pid = client.query_one("select pg_backend_pid()", &[]).await;
    let waiting = format!(
        "pg_stat_activity where pid = {} and wait_event_type = 'Lock'",
        pid.unwrap().get::<_, i32>(0)
    );
    let repairing = tokio::spawn(async move { run(&mut client, 2, false).await });
    while server.count(&waiting).await == 0 {
        assert!(!repairing.is_finished(), "it did not wait");
        tokio::task::yield_now().await;
    }
    repairing
}

#[tokio::test]
async fn who_listens_hears_of_it_when_it_is_done() {
    let (mut server, made) = bad_server(3).await;
    let config: Config = server.demo.url().parse().unwrap();
    let (listener, mut connection) = config.connect(NoTls).await.unwrap();
    let (heard, mut hearing) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Some(message) = poll_fn(|cx| connection.poll_message(cx)).await {
            if let Ok(AsyncMessage::Notification(news)) = message {
                heard.send(news.payload().parse::<Uuid>().unwrap()).unwrap();
            }
        }
    });
    let listen = "listen organization_notifications";
    listener.batch_execute(listen).await.unwrap();

    run(&mut server.client, 10, false).await.unwrap();
    for (organization, _) in made {
        assert_eq!(hearing.recv().await, Some(organization));
    }
}

/// Tenants read what concerns them, if they are admins, and write none of it.
#[tokio::test]
async fn only_admins_of_an_organization_see_what_was_done_to_it() {
    let (mut server, made) = bad_server(2).await;
    run(&mut server.client, 10, false).await.unwrap();
    let (ours, _) = made[0];
    for (role, organization_role, seen) in [
        ("authenticated", "admin", 1),
        ("authenticated", "member", 0),
    ] {
        let transaction = server.client.transaction().await.unwrap();
        let claims = json!({"app_metadata": {
            "organization_id": ours, "organization_role": organization_role,
        }});
        transaction
            .execute(
                "select set_config('request.jwt.claims', $1, true)",
                &[&claims.to_string()],
            )
            .await
            .unwrap();
        let become_role = format!("set local role {role}");
        transaction.batch_execute(&become_role).await.unwrap();
        for (table, times) in [("organization_notifications", 1), ("document_repairs", 2)] {
            let select = format!("select organization_id from public.{table}");
            let rows = transaction.query(&select, &[]).await.unwrap();
            assert_eq!(rows.len(), seen * times, "{organization_role} in {table}");
            assert!(rows.iter().all(|row| row.get::<_, Uuid>(0) == ours));
        }
        let read = "update public.organization_notifications set read_at = now()";
        assert_eq!(transaction.execute(read, &[]).await.unwrap(), seen as u64);
        let forge = "delete from public.document_repairs";
        transaction.execute(forge, &[]).await.unwrap_err();
    }
}
