//! The migrations, run on a real server, make what the backend declares.

use pg_integration_enum::testing::Migrations;
use pg_integration_enum::verify::Declared;
use supabase_flutter_backend::IntegrationType;

fn migrations() -> Migrations {
    Migrations::new("../supabase/migrations").prepare(include_str!("platform.sql"))
}

#[test]
fn migrations_make_the_enum() {
    let checked = migrations().check(&[Declared::of::<IntegrationType>()]);
    checked.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn a_member_reads_the_integrations_of_the_own_organization() {
    let database = migrations()
        .apply()
        .unwrap_or_else(|error| panic!("{error}"));
    let mut client = database.connect().unwrap();
    client
        .batch_execute(include_str!("two_organizations.sql"))
        .unwrap();
    let mut transaction = client.transaction().unwrap();
    transaction
        .batch_execute(
            r#"set local role authenticated;
               set local request.jwt.claims = '{"sub": "00000000-0000-0000-0000-00000000000a"}'"#,
        )
        .unwrap();
    let rows = transaction
        .query(
            "select integration_type from organization_integrations order by 1",
            &[],
        )
        .unwrap();
    let types: Vec<IntegrationType> = rows.iter().map(|row| row.get(0)).collect();
    assert_eq!(types, [IntegrationType::Dynamics, IntegrationType::Bufdir]);
}
