//! The DDL consts in a migration list: the type in the migration is the type in
//! the code.

use pg_integration_enum::PgIntegrationEnum;
use pg_integration_enum::scratch::ScratchDatabase;

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(column = "job.state")]
enum JobState {
    Queued,
    Running,
    Done,
}

/// Name, up and down, as a migration runner takes them.
const MIGRATIONS: &[(&str, &str, &str)] = &[
    (
        "1_create_job",
        "CREATE TABLE job (id serial PRIMARY KEY, state text NOT NULL DEFAULT 'queued')",
        "DROP TABLE job",
    ),
    (
        "2_adopt_job_state",
        JobState::MIGRATE_UP_SQL,
        JobState::MIGRATE_DOWN_SQL,
    ),
];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = ScratchDatabase::new()?;
    let mut client = database.connect()?;
    for (name, up, _) in MIGRATIONS {
        client.batch_execute(up)?;
        println!("up   {name}");
    }
    client.execute("INSERT INTO job (state) VALUES ($1)", &[&JobState::Running])?;
    for (name, _, down) in MIGRATIONS.iter().rev() {
        client.batch_execute(down)?;
        println!("down {name}");
    }
    Ok(())
}
