//! Scratch servers and databases: that tests don't see each other, that nothing
//! stays behind, and that what is wrong is said.
#![cfg(unix)]

mod support;

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::sync::LazyLock;
use std::thread;

use pg_integration_enum::scratch::{ScratchDatabase, ScratchError, ScratchPostgres};
use postgres::{Client, NoTls};

use support::{Probe, Room, Traces, until};

/// A server of our own, whatever `DATABASE_URL` says.
static SERVER: LazyLock<ScratchPostgres> = LazyLock::new(|| ScratchPostgres::start().unwrap());

fn database() -> ScratchDatabase {
    SERVER.create_database().unwrap()
}

/// The names of all databases on a server.
fn databases(url: &str) -> Vec<String> {
    let mut client = Client::connect(url, NoTls).unwrap();
    let rows = client.query("SELECT datname::text FROM pg_database ORDER BY 1", &[]);
    rows.unwrap().iter().map(|row| row.get(0)).collect()
}

mod a_database {
    use super::*;

    #[test]
    fn is_empty_and_sees_nothing_of_another() {
        let (one, other) = (database(), database());
        let create = "CREATE TYPE mood AS ENUM ('ok'); CREATE TABLE t (m mood)";
        one.connect().unwrap().batch_execute(create).unwrap();
        other.connect().unwrap().batch_execute(create).unwrap();
    }

    #[test]
    fn is_utf8_with_the_c_locale() {
        let row = database()
            .connect()
            .unwrap()
            .query_one(
                "SELECT pg_encoding_to_char(encoding)::text, datcollate::text, datctype::text \
                 FROM pg_database WHERE datname = current_database()",
                &[],
            )
            .unwrap();
        let facts: [String; 3] = [row.get(0), row.get(1), row.get(2)];
        assert_eq!(facts, ["UTF8", "C", "C"]);
    }

    #[test]
    fn is_gone_when_dropped_though_a_session_is_left() {
        let database = database();
        let name = database.name().to_owned();
        let mut left = database.connect().unwrap();
        assert!(databases(SERVER.url()).contains(&name));
        drop(database);
        assert!(!databases(SERVER.url()).contains(&name));
        assert!(left.batch_execute("SELECT 1").is_err());
    }

    #[test]
    fn takes_its_roles_along_and_no_others() {
        let (one, other) = (database(), database());
        let (reader, kept) = (one.role_name("reader"), other.role_name("reader"));
        let create = format!(
            "CREATE TABLE t (); CREATE ROLE {reader}; GRANT SELECT ON t TO {reader}; \
             CREATE ROLE {kept}"
        );
        one.connect().unwrap().batch_execute(&create).unwrap();
        drop(one);
        let roles = other
            .connect()
            .unwrap()
            .query(
                "SELECT rolname::text FROM pg_roles WHERE rolname = ANY($1)",
                &[&vec![&reader, &kept]],
            )
            .unwrap();
        let roles: Vec<String> = roles.iter().map(|row| row.get(0)).collect();
        assert_eq!(roles, [kept]);
    }

    #[tokio::test]
    async fn comes_and_goes_inside_a_runtime() {
        let database = database();
        let name = database.name().to_owned();
        let (client, connection) = tokio_postgres::connect(database.url(), tokio_postgres::NoTls)
            .await
            .unwrap();
        let connection = tokio::spawn(connection);
        let row = client.query_one("SELECT current_database()::text", &[]);
        assert_eq!(row.await.unwrap().get::<_, String>(0), name);
        drop(client);
        connection.await.unwrap().unwrap();
        drop(database);
        let left = tokio::task::spawn_blocking(|| databases(SERVER.url()));
        assert!(!left.await.unwrap().contains(&name));
    }

    #[test]
    fn can_be_made_by_many_threads_at_once() {
        let made: Vec<ScratchDatabase> = thread::scope(|scope| {
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(database)).collect();
            threads.into_iter().map(|t| t.join().unwrap()).collect()
        });
        for database in &made {
            database
                .connect()
                .unwrap()
                .batch_execute("CREATE TABLE t ()")
                .unwrap();
        }
    }
}

mod a_server {
    use super::*;

    #[test]
    fn tells_its_version() {
        let mut client = Client::connect(SERVER.url(), NoTls).unwrap();
        let version: String = client
            .query_one("SHOW server_version_num", &[])
            .unwrap()
            .get(0);
        assert_eq!(SERVER.version().to_string(), version);
    }

    #[test]
    fn listens_on_nothing_but_its_socket() {
        let mut client = Client::connect(SERVER.url(), NoTls).unwrap();
        let addresses: String = client
            .query_one("SHOW listen_addresses", &[])
            .unwrap()
            .get(0);
        assert_eq!(addresses, "");
        let folder = support::folder(SERVER.url());
        assert_eq!(
            fs::metadata(folder).unwrap().permissions().mode() & 0o777,
            0o700
        );
    }

    #[test]
    fn is_gone_with_its_files_when_dropped() {
        let server = ScratchPostgres::start().unwrap();
        let traces = Traces::of(server.url());
        assert!(traces.server_runs());
        drop(server);
        assert!(traces.are_gone());
    }

    #[test]
    fn goes_with_a_process_that_never_drops_it() {
        let (process, url) = Probe::new().start();
        let traces = Traces::of(&url);
        process.finish();
        until("the server is gone", || traces.are_gone());
    }

    #[test]
    fn goes_with_a_process_that_is_killed_though_a_child_of_it_lives() {
        let (process, url) = Probe::new().beside(&["sleep", "600"]).start();
        let (traces, group) = (Traces::of(&url), process.group());
        process.kill();
        until("the server is gone", || traces.are_gone());
        assert!(support::signal("KILL", &group), "the child has lived on");
    }

    #[test]
    fn goes_after_ctrl_c() {
        let (process, url) = Probe::new().start();
        let traces = Traces::of(&url);
        assert!(support::signal("INT", &process.group()));
        until("the server is gone", || traces.are_gone());
    }

    #[test]
    fn goes_with_a_process_that_is_killed_before_it_is_ready() {
        let room = Room::new("starting");
        let process = Probe::new().env("TMPDIR", room.path()).spawn();
        let data = || Some(room.entries().first()?.join("data"));
        until("initdb runs", || data().is_some_and(|data| data.exists()));
        process.kill();
        until("the folder is gone", || room.entries().is_empty());
    }

    #[test]
    fn runs_for_somebody_who_is_not_root() {
        let room = Room::new("nobody");
        if !room.is_roots() {
            return Probe::new().start().0.finish();
        }
        // The folder that it was built in may be closed to others.
        let program = room.copy(env!("CARGO_BIN_EXE_scratch_probe"));
        let probe = Probe::of(&program).account(65_534);
        let (process, url) = probe.env("TMPDIR", room.path()).start();
        let owner = fs::metadata(support::folder(&url)).unwrap().uid();
        assert_eq!(owner, 65_534);
        process.finish();
    }

    #[test]
    fn lives_in_a_folder_with_an_awkward_name() {
        let room = Room::new("a b,c'd\"e%20é");
        let (process, url) = Probe::new().env("TMPDIR", room.path()).start();
        assert!(support::folder(&url).starts_with(room.path()));
        process.finish();
    }

    #[test]
    fn moves_to_tmp_when_its_socket_would_have_too_long_a_path() {
        let room = Room::new(&"long".repeat(30));
        let (process, url) = Probe::new().env("TMPDIR", room.path()).start();
        assert!(support::folder(&url).starts_with("/tmp"));
        assert!(room.entries().is_empty());
        process.finish();
    }

    #[test]
    fn that_cannot_reach_its_folder_says_so() {
        let room = Room::new("closed");
        support::set_mode(room.path(), 0o500);
        let error = Probe::new().env("TMPDIR", room.path()).error();
        assert!(error.contains("Permission denied"), "{error}");
        assert!(error.contains(room.path().to_str().unwrap()), "{error}");
        support::set_mode(room.path(), 0o700);
    }

    #[test]
    fn ignores_the_defaults_of_other_clients() {
        let probe = Probe::new()
            .env("PGPORT", "1")
            .env("PGDATA", "/nowhere")
            .env("PGCLIENTENCODING", "LATIN1")
            .env("PGHOST", "nowhere");
        probe.start().0.finish();
    }
}

mod pg_bin {
    use super::*;

    /// The folder of the binaries that `SERVER` runs.
    fn real() -> String {
        let mut client = Client::connect(SERVER.url(), NoTls).unwrap();
        let row = client.query_one("SELECT setting FROM pg_config WHERE name = 'BINDIR'", &[]);
        row.unwrap().get(0)
    }

    #[test]
    fn chooses_the_server_even_where_no_path_is_set() {
        let probe = Probe::new().env("PATH", "").env("PG_BIN", real());
        let (process, url) = probe.start();
        let traces = Traces::of(&url);
        process.finish();
        until("the server is gone", || traces.are_gone());
    }

    #[test]
    fn comes_before_what_else_there_is_and_its_log_is_shown() {
        let room = Room::new("own");
        room.write_programs(
            &["initdb", "postgres"],
            r#"[ "$1" = --version ] && exit; echo "$0 has no time" >&2; exit 3"#,
        );
        let error = Probe::new().env("PG_BIN", room.path()).error();
        let says = format!("{}/initdb has no time", room.path().display());
        assert!(error.contains("did not start (exit status: 3)"), "{error}");
        assert!(error.contains(&says), "{error}");
    }

    #[test]
    fn without_a_server_in_it_is_an_error_though_there_is_another() {
        let room = Room::new("empty");
        let error = Probe::new().env("PG_BIN", room.path()).error();
        let path = room.path().display();
        assert_eq!(
            error,
            format!(
                "`PG_BIN` is `{path}`, which has no `initdb`; set it to the folder that holds \
                 `initdb` and `postgres`, or unset it to have the usual places searched\n"
            ),
        );
        room.write_programs(&["initdb"], "");
        let error = Probe::new().env("PG_BIN", room.path()).error();
        assert!(error.contains("has no `postgres`"), "{error}");
    }

    #[test]
    fn that_is_closed_to_the_servers_account_is_named_with_it() {
        let room = Room::new("closed");
        room.write_programs(&["initdb", "postgres"], "");
        support::set_mode(room.path(), 0o600);
        let error = Probe::new().env("PG_BIN", room.path()).error();
        support::set_mode(room.path(), 0o700);
        let program = room.path().join("initdb");
        let named = if room.is_roots() { "` as `" } else { "`: " };
        let says = format!("cannot run `{}{named}", program.display());
        assert!(error.starts_with(&says), "{error}");
        assert!(error.contains("Permission denied"), "{error}");
    }
}

mod database_url {
    use super::*;

    #[test]
    fn is_used_and_left_as_it_was() {
        let server = ScratchPostgres::start().unwrap();
        let mut client = Client::connect(server.url(), NoTls).unwrap();
        let mark = "CREATE TABLE marker AS SELECT 42 AS answer";
        client.batch_execute(mark).unwrap();
        let before = databases(server.url());

        let probe = Probe::new().env("DATABASE_URL", server.url());
        let (process, url) = probe.start();
        assert_eq!(support::folder(&url), support::folder(server.url()));
        assert_eq!(databases(server.url()).len(), before.len() + 1);
        process.finish();

        assert_eq!(databases(server.url()), before);
        let marks: i32 = client
            .query_one("SELECT answer FROM marker", &[])
            .unwrap()
            .get(0);
        assert_eq!(marks, 42);
        assert!(Traces::of(server.url()).server_runs());
    }

    #[test]
    fn may_be_of_a_role_that_can_do_no_more_than_create_databases() {
        let holder = database();
        let role = holder.role_name("creator");
        let create = format!("CREATE ROLE {role} LOGIN CREATEDB");
        holder.connect().unwrap().batch_execute(&create).unwrap();
        let url = holder.url().replace("postgres@", &format!("{role}@"));

        let server = ScratchPostgres::at(&url).unwrap();
        let database = server.create_database().unwrap();
        let left = database.connect().unwrap();
        let name = database.name().to_owned();
        drop(database);
        assert!(!databases(SERVER.url()).contains(&name));
        drop(left);
    }

    #[test]
    fn of_a_role_that_may_not_create_databases_says_how_it_may() {
        let holder = database();
        let role = holder.role_name("reader");
        let create = format!("CREATE ROLE {role} LOGIN");
        holder.connect().unwrap().batch_execute(&create).unwrap();
        let url = holder.url().replace("postgres@", &format!("{role}@"));

        let error = ScratchPostgres::at(&url)
            .unwrap()
            .create_database()
            .unwrap_err();
        assert!(matches!(error, ScratchError::MayNotCreateDatabase { .. }));
        let says = format!("ALTER ROLE \"{role}\" CREATEDB;");
        assert!(error.to_string().ends_with(&says), "{error}");
    }

    #[test]
    fn that_nobody_answers_is_an_error_and_not_another_server() {
        let nowhere = "postgresql://postgres@%2Fnowhere/postgres";
        let error = Probe::new().env("DATABASE_URL", nowhere).error();
        assert!(
            error.starts_with("cannot connect to the server: "),
            "{error}"
        );
        assert!(error.contains("No such file or directory"), "{error}");
    }

    #[test]
    fn that_is_none_or_asks_for_tls_is_an_error() {
        let error = ScratchPostgres::at("postgres://localhost:port").unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("cannot read the server's address: "),
            "{error}"
        );
        let error = ScratchPostgres::at("postgres://localhost?sslmode=require").unwrap_err();
        assert!(matches!(error, ScratchError::Tls));
    }

    #[test]
    fn that_is_empty_is_not_set() {
        Probe::new().env("DATABASE_URL", "").start().0.finish();
    }
}
