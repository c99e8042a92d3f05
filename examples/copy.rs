//! Binary COPY: the type's handle is made without a query.

use pg_integration_enum::PgIntegrationEnum;
use pg_integration_enum::scratch::ScratchDatabase;
use postgres::binary_copy::BinaryCopyInWriter;
use postgres::types::Type;

#[derive(Debug, Clone, Copy, PartialEq, PgIntegrationEnum)]
enum SyncState {
    Pending,
    Running,
    Done,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let database = ScratchDatabase::new()?;
    let mut client = database.connect()?;
    client.batch_execute(SyncState::CREATE_TYPE_SQL)?;
    client.batch_execute("CREATE TABLE sync (id int4, state sync_state, history sync_state[])")?;

    let columns = [Type::INT4, SyncState::pg_type(), SyncState::pg_array_type()];
    let writer = client.copy_in("COPY sync FROM STDIN (FORMAT binary)")?;
    let mut writer = BinaryCopyInWriter::new(writer, &columns);
    for (id, state) in (1..).zip(SyncState::VARIANTS) {
        writer.write(&[&id, state, &vec![SyncState::Pending, *state]])?;
    }
    println!("{} rows copied", writer.finish()?);

    for row in client.query("SELECT state, history FROM sync ORDER BY id", &[])? {
        let (state, history): (SyncState, Vec<SyncState>) = (row.get(0), row.get(1));
        println!("{state:?} after {history:?}");
    }
    Ok(())
}
