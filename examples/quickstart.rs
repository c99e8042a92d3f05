//! The main job, on a real PostgreSQL: a text column becomes an enum, values go
//! to and fro, drift is caught, and the way back is walked too.
//!
//! Ends with an error if anything does not hold.

use std::error::Error;

use pg_integration_enum::{PgIntegrationEnum, UnknownLabel, postgres::verify};
use pg_integration_enum_examples::server;
use postgres::Client;

/// External systems that an organization can connect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PgIntegrationEnum)]
#[pg_enum(
    schema = "public",
    expected = ["xledger", "dynamics", "cornerstone", "consio", "bufdir"],
    column = "organization_integrations.integration_type",
)]
enum IntegrationType {
    Xledger,
    Dynamics,
    Cornerstone,
    Consio,
    Bufdir,
}

/// The same type, for an older table that holds a value it should not.
#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(
    name = "integration_type",
    schema = "public",
    expected(const = IntegrationType::LABELS),
    column = "legacy_integrations.integration_type",
)]
enum LegacyIntegrationType {
    Xledger,
    Dynamics,
    Cornerstone,
    Consio,
    Bufdir,
}

/// The type as the next release declares it.
#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(name = "integration_type", schema = "public")]
enum NextIntegrationType {
    Xledger,
    Dynamics,
    Cornerstone,
    Consio,
    Bufdir,
    Visma,
    Tripletex,
}

type Outcome = Result<(), Box<dyn Error>>;

fn main() -> Outcome {
    let server = server()?;
    let database = server.create_database()?;
    let mut client = database.connect()?;
    show_ddl();
    adopt(&mut client)?;
    round_trip(&mut client)?;
    refuse_unknown_label(&mut client)?;
    refuse_invalid_row(&mut client)?;
    catch_drift(&mut client)?;
    drop(client);
    let mut client = database.connect()?;
    read_known_labels(&mut client)?;
    roll_back(&mut client)?;
    println!("\nAll of it holds.");
    Ok(())
}

fn show_ddl() {
    step("The DDL, as const strings");
    say(IntegrationType::CREATE_TYPE_SQL);
    say(IntegrationType::DROP_TYPE_SQL);
    say("also CREATE_TYPE_IF_MISSING_SQL, MIGRATE_UP_SQL and MIGRATE_DOWN_SQL");
}

fn adopt(client: &mut Client) -> Outcome {
    step("A text column with rows becomes the enum");
    client.batch_execute(
        "CREATE TABLE organization_integrations (
             id serial PRIMARY KEY,
             organization_id int NOT NULL,
             integration_type text NOT NULL DEFAULT 'xledger',
             UNIQUE (organization_id, integration_type)
         );
         INSERT INTO organization_integrations (organization_id, integration_type)
         VALUES (1, 'xledger'), (1, 'consio'), (2, 'bufdir')",
    )?;
    say(&format!("before: {}", column(client)?));
    client.batch_execute(IntegrationType::MIGRATE_UP_SQL)?;
    let after = column(client)?;
    say(&format!("after:  {after}"));
    check(
        after == "integration_type NOT NULL DEFAULT 'xledger'::integration_type, 3 rows",
        "the column is the enum, with its rows and its default",
    )
}

fn round_trip(client: &mut Client) -> Outcome {
    step("Every variant is written and read back");
    for written in IntegrationType::VARIANTS {
        let row = client.query_one(
            "INSERT INTO organization_integrations (organization_id, integration_type)
             VALUES (3, $1) RETURNING integration_type",
            &[written],
        )?;
        let read: IntegrationType = row.try_get(0)?;
        say(&format!("{written:?} -> '{written}' -> {read:?}"));
        check(read == *written, "what is read is what was written")?;
    }
    Ok(())
}

fn refuse_unknown_label(client: &mut Client) -> Outcome {
    step("A label that the type lacks is refused by PostgreSQL");
    let refusal = client.batch_execute(
        "INSERT INTO organization_integrations (organization_id, integration_type) VALUES (4, 'visma')",
    );
    let message = message_of(refusal)?;
    say(&message);
    check(message.contains("visma"), "the error names the label")
}

fn refuse_invalid_row(client: &mut Client) -> Outcome {
    step("A table with an invalid row is refused before anything changes");
    client.batch_execute(
        "CREATE TABLE legacy_integrations (integration_type text);
         INSERT INTO legacy_integrations VALUES ('dynamics'), ('xleger'), ('xleger')",
    )?;
    let message = message_of(client.batch_execute(LegacyIntegrationType::MIGRATE_UP_SQL))?;
    say(&message);
    check(message.contains("xleger"), "the error names the value")?;
    let kind: String = client
        .query_one(
            "SELECT format_type(atttypid, atttypmod) FROM pg_attribute
             WHERE attrelid = 'legacy_integrations'::regclass AND attnum = 1",
            &[],
        )?
        .try_get(0)?;
    check(kind == "text", "the column is still text")
}

fn catch_drift(client: &mut Client) -> Outcome {
    step("The drift check");
    let report = verify::<IntegrationType>(client)?;
    say(&report.findings()[0].to_string());
    check(report.is_in_step(), "in step at first")?;

    say("… and after somebody's ALTER TYPE … ADD VALUE 'visma':");
    client.batch_execute("ALTER TYPE integration_type ADD VALUE 'visma'")?;
    let Err(drift) = verify::<IntegrationType>(client)?.into_result() else {
        return Err("the drift is not found".into());
    };
    say(&drift.to_string());
    check(drift.to_string().contains("`visma`"), "the drift is named")?;

    say("… and for the next release, which declares `visma` and `tripletex`:");
    let Err(drift) = verify::<NextIntegrationType>(client)?.into_result() else {
        return Err("the missing label is not found".into());
    };
    say(&drift.to_string());
    for statement in drift.findings()[0].statements() {
        client.batch_execute(&statement)?;
    }
    let report = verify::<NextIntegrationType>(client)?;
    check(report.is_in_step(), "the statement mends it")
}

fn read_known_labels(client: &mut Client) -> Outcome {
    step("A new connection, and this binary does not know `visma`");
    let rows = client.query(
        "SELECT integration_type FROM organization_integrations",
        &[],
    )?;
    for row in &rows {
        row.try_get::<_, IntegrationType>(0)?;
    }
    say(&format!(
        "all {} rows with known labels are read",
        rows.len()
    ));
    let row = client.query_one("SELECT 'visma'::integration_type", &[])?;
    let Err(error) = row.try_get::<_, IntegrationType>(0) else {
        return Err("the unknown label was read".into());
    };
    let unknown = error
        .source()
        .and_then(|source| source.downcast_ref::<UnknownLabel>())
        .ok_or("the error is no UnknownLabel")?;
    say(&format!("the other is an error of its own: {unknown}"));
    Ok(())
}

fn roll_back(client: &mut Client) -> Outcome {
    step("The way back to text");
    client.batch_execute(IntegrationType::MIGRATE_DOWN_SQL)?;
    let after = column(client)?;
    say(&after);
    check(
        after == "text NOT NULL DEFAULT 'xledger'::text, 8 rows",
        "the column is text again, with its rows and its default",
    )?;
    let ty: Option<String> = client
        .query_one("SELECT to_regtype('public.integration_type')::text", &[])?
        .try_get(0)?;
    check(ty.is_none(), "the type is gone")
}

/// The column's type, constraint, default and number of rows.
fn column(client: &mut Client) -> Result<String, Box<dyn Error>> {
    let row = client.query_one(
        "SELECT format('%s%s DEFAULT %s, %s rows',
                       format_type(atttypid, atttypmod),
                       CASE WHEN attnotnull THEN ' NOT NULL' END,
                       pg_get_expr(adbin, adrelid),
                       (SELECT count(*) FROM organization_integrations))
           FROM pg_attribute
           JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
          WHERE attrelid = 'organization_integrations'::regclass
            AND attname = 'integration_type'",
        &[],
    )?;
    Ok(row.try_get(0)?)
}

/// What PostgreSQL says to a statement that it must refuse.
fn message_of(refusal: Result<(), postgres::Error>) -> Result<String, Box<dyn Error>> {
    let Err(error) = refusal else {
        return Err("PostgreSQL did not refuse".into());
    };
    match error.as_db_error() {
        Some(refusal) => Ok(format!(
            "{}\n{}",
            refusal.message(),
            refusal.detail().unwrap_or_default()
        )),
        None => Err(error.into()),
    }
}

fn step(title: &str) {
    println!("\n{title}");
}

fn say(text: &str) {
    for line in text.lines() {
        println!("    {line}");
    }
}

fn check(holds: bool, what: &str) -> Outcome {
    if holds {
        println!("    ok: {what}");
        return Ok(());
    }
    Err(format!("does not hold: {what}").into())
}
