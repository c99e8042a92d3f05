//! A deploy that rolls: the database is a label ahead of this binary.

use pg_integration_enum::PgIntegrationEnum;
use pg_integration_enum::scratch::ScratchDatabase;

#[derive(Debug, PgIntegrationEnum)]
enum Plan {
    Free,
    Team,
    /// What the database knows and this binary does not.
    #[pg_enum(other)]
    Unknown(String),
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = ScratchDatabase::new()?;
    let mut client = database.connect()?;
    client.batch_execute("CREATE TYPE plan AS ENUM ('free', 'team', 'enterprise')")?;

    for row in client.query("SELECT unnest(enum_range(NULL::plan))", &[])? {
        match row.get(0) {
            plan @ (Plan::Free | Plan::Team) => println!("{plan:?}: served as usual"),
            Plan::Unknown(label) => println!("`{label}`: shown, but not offered"),
        }
    }

    // What this binary does not know, it does not write.
    match client.query_one("SELECT $1::plan", &[&Plan::Unknown("enterprise".into())]) {
        Ok(_) => Err("an unknown label was written".into()),
        Err(error) => {
            let cause = std::error::Error::source(&error).map(ToString::to_string);
            println!("{}", cause.unwrap_or_default());
            Ok(())
        }
    }
}
