//! Mends the documents that are not valid, or not of the latest version.
//!
//! The rows are read in batches of organizations and without a lock. What looks wrong is
//! locked, judged again and mended in one transaction a batch: first the audit, then the
//! row, then the notification. A stop at any point leaves whole organizations, and the
//! next run finds the others. A row that somebody else holds is passed over, and waited
//! for at the end.

use indicatif::ProgressBar;
use serde_json::json;
use tokio_postgres::types::Json;
use tokio_postgres::{Client, Error, Row, Transaction};
use uuid::Uuid;

use super::judge::{Mend, judge};
use super::report::{Finding, Report};
use super::version::Document;
use super::{FieldMappings, SyncSchedule};

/// How to go about it.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// How many organizations go in one transaction.
    pub batch: u32,
    /// Whether to say what would be done, and write nothing.
    pub dry_run: bool,
}

/// Mends what is wrong, or says what would be done.
pub async fn repair(
    client: &mut Client,
    options: Options,
    bar: &ProgressBar,
) -> Result<Report, Error> {
    let mut report = Report::default();
    let mut passed_over = Vec::new();
    let mut after = None;
    bar.set_length(count_organizations(client).await?);
    while let Some(batch) = Batch::read(client, after, options.batch).await? {
        if options.dry_run {
            report.add(batch.findings);
        } else if !batch.findings.is_empty() {
            let suspects = batch.suspects();
            let (found, locked) = mend(client, &suspects, Locked::PassOver).await?;
            report.add(found);
            passed_over.extend(locked);
        }
        after = Some(batch.last);
        bar.inc(batch.organizations);
    }
    for suspect in passed_over {
        report.add(mend(client, &[suspect], Locked::Wait).await?.0);
    }
    Ok(report)
}

/// Some organizations, as nobody promises that they still are.
struct Batch {
    organizations: u64,
    last: Uuid,
    findings: Vec<Finding>,
}

impl Batch {
    async fn read(
        client: &mut Client,
        after: Option<Uuid>,
        size: u32,
    ) -> Result<Option<Self>, Error> {
        let transaction = client.build_transaction().read_only(true).start().await?;
        become_service_role(&transaction).await?;
        let rows = transaction
            .query(
                "with batch as ( \
                   select distinct organization_id from public.organization_integrations \
                   where $1::uuid is null or organization_id > $1 \
                   order by organization_id limit $2) \
                 select id, organization_id, field_mappings::text, sync_schedule::text \
                 from public.organization_integrations join batch using (organization_id) \
                 order by organization_id, id",
                &[&after, &i64::from(size)],
            )
            .await?;
        let organization = |row: &Row| row.get::<_, Uuid>("organization_id");
        Ok(rows.last().map(|row| Self {
            organizations: rows
                .chunk_by(|a, b| organization(a) == organization(b))
                .count() as u64,
            last: organization(row),
            findings: rows.iter().flat_map(findings).collect(),
        }))
    }

    /// The integrations to look at again, under a lock.
    fn suspects(&self) -> Vec<Uuid> {
        let mut suspects: Vec<_> = self.findings.iter().map(|f| f.integration).collect();
        suspects.dedup();
        suspects
    }
}

/// What is wrong with the documents of a row.
fn findings(row: &Row) -> Vec<Finding> {
    [
        (
            FieldMappings::COLUMN,
            judge::<FieldMappings> as fn(&str) -> _,
        ),
        (SyncSchedule::COLUMN, judge::<SyncSchedule>),
    ]
    .into_iter()
    .filter_map(|(column, judge)| {
        Some(Finding {
            organization: row.get("organization_id"),
            integration: row.get("id"),
            column,
            mend: judge(row.get(column))?,
        })
    })
    .collect()
}

/// What to do about a row that somebody else holds.
#[derive(Clone, Copy, PartialEq)]
enum Locked {
    PassOver,
    Wait,
}

/// Mends what is still wrong, and returns with it the integrations that were passed over.
async fn mend(
    client: &mut Client,
    suspects: &[Uuid],
    locked: Locked,
) -> Result<(Vec<Finding>, Vec<Uuid>), Error> {
    let transaction = client.transaction().await?;
    become_service_role(&transaction).await?;
    let rows = lock(&transaction, suspects, locked).await?;
    let found: Vec<_> = rows.iter().flat_map(findings).collect();
    for finding in &found {
        audit(&transaction, finding).await?;
    }
    for row in found.chunk_by(|a, b| a.integration == b.integration) {
        write(&transaction, row).await?;
    }
    for organization in found.chunk_by(|a, b| a.organization == b.organization) {
        notify(&transaction, organization).await?;
    }
    transaction.commit().await?;

    let held: Vec<Uuid> = rows.iter().map(|row| row.get("id")).collect();
    let passed_over = suspects.iter().filter(|id| !held.contains(id));
    let passed_over = passed_over.filter(|_| locked == Locked::PassOver);
    Ok((found, passed_over.copied().collect()))
}

/// The organizations come first, as for who deletes one; the audit refers to them.
async fn lock(
    transaction: &Transaction<'_>,
    integrations: &[Uuid],
    locked: Locked,
) -> Result<Vec<Row>, Error> {
    let skip = match locked {
        Locked::PassOver => "skip locked",
        Locked::Wait => "",
    };
    let select = format!(
        "with organization as ( \
           select id from public.organizations where id in ( \
             select organization_id from public.organization_integrations where id = any ($1)) \
           order by id for key share {skip}) \
         select id, organization_id, field_mappings::text, sync_schedule::text \
         from public.organization_integrations \
         where id = any ($1) and organization_id in (select id from organization) \
         order by organization_id, id for no key update {skip}"
    );
    transaction.query(&select, &[&integrations]).await
}

/// The old document goes from table to table, as no number of ours could hold it.
async fn audit(transaction: &Transaction<'_>, finding: &Finding) -> Result<(), Error> {
    let Mend {
        problem,
        outcome,
        document,
    } = &finding.mend;
    transaction
        .execute(
            "insert into public.document_repairs \
               (organization_id, integration_id, column_name, problem, outcome, was, became) \
             select organization_id, id, $2, $3, $4, to_jsonb(integration) -> $2, $5 \
             from public.organization_integrations as integration where id = $1",
            &[
                &finding.integration,
                &finding.column,
                problem,
                outcome,
                &Json(document),
            ],
        )
        .await?;
    Ok(())
}

/// Both documents at once: a constraint judges the whole row.
async fn write(transaction: &Transaction<'_>, findings: &[Finding]) -> Result<(), Error> {
    let document = |column| {
        let finding = findings.iter().find(|finding| finding.column == column);
        finding.map(|finding| Json(&finding.mend.document))
    };
    transaction
        .execute(
            "update public.organization_integrations \
             set field_mappings = coalesce($2, field_mappings), \
                 sync_schedule = coalesce($3, sync_schedule) \
             where id = $1",
            &[
                &findings[0].integration,
                &document(FieldMappings::COLUMN),
                &document(SyncSchedule::COLUMN),
            ],
        )
        .await?;
    Ok(())
}

/// A row for the admins, whose trigger also says so on a channel.
async fn notify(transaction: &Transaction<'_>, findings: &[Finding]) -> Result<(), Error> {
    let documents: Vec<_> = findings
        .iter()
        .map(|finding| {
            json!({
                "integration_id": finding.integration,
                "column": finding.column,
                "problem": finding.mend.problem,
                "outcome": finding.mend.outcome.label(),
            })
        })
        .collect();
    transaction
        .execute(
            "insert into public.organization_notifications (organization_id, kind, body) \
             values ($1, 'documents_repaired', $2)",
            &[
                &findings[0].organization,
                &Json(json!({ "documents": documents })),
            ],
        )
        .await?;
    Ok(())
}

/// Row security shows a tenant's rows only, and the repair is for all.
async fn become_service_role(transaction: &Transaction<'_>) -> Result<(), Error> {
    transaction
        .batch_execute("set local role service_role")
        .await
}

async fn count_organizations(client: &mut Client) -> Result<u64, Error> {
    let transaction = client.build_transaction().read_only(true).start().await?;
    become_service_role(&transaction).await?;
    let row = transaction
        .query_one(
            "select count(distinct organization_id) from public.organization_integrations",
            &[],
        )
        .await?;
    Ok(row.get::<_, i64>(0).unsigned_abs())
}
