//! Other sessions: those that are in the way, and those that do the same.

use std::thread;

use crate::support::{Case, Refusal, down, mood, run, texts, up};
use postgres::Client;

fn person() -> Case {
    Case::new("CREATE TABLE person (mood text DEFAULT 'ok'); INSERT INTO person VALUES ('sad')")
}

/// Another session that has read the table, and has not ended its transaction.
fn reader(case: &Case) -> Client {
    let mut reader = case.database.connect().unwrap();
    reader.batch_execute("BEGIN; TABLE person").unwrap();
    reader
}

#[test]
fn a_reader_holds_it_up_for_five_seconds() {
    let mut case = person();
    let _reader = reader(&case);
    let refusal = case.fails(&up(&mood(), &["person.mood"]), "55P03");
    assert_eq!(
        refusal,
        Refusal {
            code: "55P03".into(),
            message: "table public.person was in use for longer than 5s".into(),
            hint: "Nothing was changed; run this again in a quieter moment.".into(),
        }
    );
}

#[test]
fn a_lock_timeout_of_the_caller_counts() {
    let mut case = person();
    let mut reader = reader(&case);
    case.apply("SET lock_timeout = '10ms'");
    let refusal = case.fails(&up(&mood(), &["person.mood"]), "55P03");
    assert_eq!(
        refusal.message,
        "table public.person was in use for longer than 10ms"
    );
    reader.batch_execute("COMMIT").unwrap();
    case.apply(&up(&mood(), &["person.mood"]));
    reader.batch_execute("BEGIN; TABLE person").unwrap();
    case.fails(&down(&mood(), &["person.mood"]), "55P03");
}

#[test]
fn a_row_cannot_slip_in_between_the_check_and_the_change() {
    let mut case = person();
    let mut writer = case.database.connect().unwrap();
    writer
        .batch_execute("BEGIN; INSERT INTO person VALUES ('bad')")
        .unwrap();
    let up = up(&mood(), &["person.mood"]);
    let mut migrator = case.database.connect().unwrap();
    let migration = thread::spawn(move || run(&mut migrator, &up));
    let waiting =
        "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'person'::regclass";
    while case.text(waiting) == "0" && !migration.is_finished() {}
    writer.batch_execute("COMMIT").unwrap();
    let refusal = migration.join().unwrap().unwrap_err();
    assert!(
        refusal.message.ends_with("no labels, 1 in all: 'bad' (1)"),
        "{refusal:?}"
    );
    assert_eq!(case.type_of("person.mood"), "text");
}

#[test]
fn eight_sessions_go_up_and_down_at_once() {
    let mut case = person();
    case.apply("CREATE TABLE pet (mood text DEFAULT 'ok')");
    for isolation in ["read committed", "repeatable read", "serializable"] {
        for sql in [
            up(&mood(), &["person.mood", "pet.mood"]),
            down(&mood(), &["person.mood", "pet.mood"]),
        ] {
            let sessions: Vec<_> = (0..8)
                .map(|_| {
                    let mut client = case.database.connect().unwrap();
                    let sql = format!(
                        "SET default_transaction_isolation = '{isolation}'; SET lock_timeout = '1min'"
                    )
                    + &format!("; {sql}");
                    thread::spawn(move || run(&mut client, &sql))
                })
                .collect();
            for session in sessions {
                session.join().unwrap().unwrap();
            }
        }
        assert_eq!(case.type_of("person.mood"), "text");
    }
}

#[test]
fn a_transaction_that_began_before_another_session_did_it() {
    for isolation in ["REPEATABLE READ", "SERIALIZABLE"] {
        let mut case = person();
        let mut early = case.database.connect().unwrap();
        let begin = format!("BEGIN ISOLATION LEVEL {isolation}; SELECT 1");
        for sql in [
            up(&mood(), &["person.mood"]),
            down(&mood(), &["person.mood"]),
        ] {
            early.batch_execute(&begin).unwrap();
            case.apply(&sql);
            let done = case.catalogue();
            run(&mut early, &sql).unwrap();
            early.batch_execute("COMMIT").unwrap();
            assert_eq!(case.catalogue(), done);
        }
    }
}

#[test]
fn a_transaction_that_began_before_a_bad_row_came_changes_nothing() {
    let mut case = person();
    let mut early = case.database.connect().unwrap();
    early
        .batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1")
        .unwrap();
    case.apply("INSERT INTO person VALUES ('bad')");
    let refusal = run(&mut early, &up(&mood(), &["person.mood"])).unwrap_err();
    assert_eq!(refusal.code, "22P02");
    early.batch_execute("ROLLBACK").unwrap();
    assert_eq!(texts(&mut early, "SELECT mood FROM person"), ["sad", "bad"]);
    assert_eq!(case.type_of("person.mood"), "text");
}
