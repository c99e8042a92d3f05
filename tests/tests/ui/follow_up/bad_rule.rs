use pg_integration_enum::PgIntegrationEnum;
use postgres_types::{FromSql, ToSql};

#[derive(Debug, PgIntegrationEnum)]
#[pg_enum(rename_all = "Kebab", expected = ["NEW", "WON"])]
enum LeadState {
    New,
    Won,
}

#[derive(serde::Serialize, serde::Deserialize)]
struct Lead {
    state: LeadState,
    before: Option<LeadState>,
}

fn rows<T: for<'a> FromSql<'a>>() -> Vec<T> {
    Vec::new()
}

fn next(state: LeadState) -> LeadState {
    match state {
        LeadState::New => LeadState::Won,
        LeadState::Won => LeadState::New,
    }
}

fn main() {
    let state: LeadState = "new".parse().unwrap();
    let _: &str = state.label();
    let _: String = format!("{state} {:?}", LeadState::from_label("won"));
    let _: Result<LeadState, pg_integration_enum::UnknownLabel> = LeadState::try_from("won");
    let _: &str = next(state).as_ref();
    let parameters: [&(dyn ToSql + Sync); 2] = [&LeadState::New, &vec![LeadState::Won]];
    let _ = (parameters, rows::<LeadState>(), rows::<Option<LeadState>>());
    let _ = [LeadState::CREATE_TYPE_SQL, LeadState::QUALIFIED_NAME, LeadState::LABELS[0]];
    let _ = (LeadState::VARIANTS, LeadState::pg_type(), LeadState::SCHEMA);
    const LABEL: &str = LeadState::New.label();
    let _ = LABEL;
    let _ = [LeadState::MIGRATE_UP_SQL, LeadState::MIGRATE_DOWN_SQL];
}
