//! Nobody sees or changes what is another tenant's: every way in is tried, as many
//! people, and again with each policy loosened, to see that the tries would succeed.

mod common;

use organization_integrations::demo::{Demo, NORTH, SOUTH};
use serde_json::json;
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Error, SimpleQueryMessage, Transaction};
use uuid::{Uuid, uuid};

// What only South's members may, only its admins, and nobody.
const MEMBERS: &str = include_str!("row_security/members.sql");
const ADMINS: &str = include_str!("row_security/admins.sql");
const NOBODY: &str = include_str!("row_security/nobody.sql");
const SOUTH_INTEGRATION: Uuid = uuid!("bbbbbbbb-0000-4000-8000-000000000011");
const SOUTH_SECRET: Uuid = uuid!("bbbbbbbb-0000-4000-8000-000000000021");

/// What Supabase grants on every table, and our migrations take back.
const GRANT_ALL: &str = "grant select, insert, update, delete
                         on all tables in schema public to anon, authenticated";

/// Whose transaction it is.
#[derive(Debug, Clone)]
struct Who {
    role: &'static str,
    claims: String,
}

fn member(organization: Uuid, role: &str) -> Who {
    let app_metadata = json!({ "organization_id": organization, "organization_role": role });
    Who {
        role: "authenticated",
        claims: json!({ "sub": Uuid::new_v4(), "app_metadata": app_metadata }).to_string(),
    }
}

fn claiming(claims: &str) -> Who {
    Who {
        role: "authenticated",
        claims: claims.into(),
    }
}

/// Everybody who has no business with South.
fn outsiders() -> Vec<Who> {
    let mut outsiders = vec![member(NORTH, "admin"), member(NORTH, "member")];
    outsiders.push(Who {
        role: "anon",
        ..member(SOUTH, "admin")
    });
    let south = SOUTH.to_string();
    outsiders.extend([
        claiming(""),
        claiming("no json"),
        claiming("null"),
        claiming("[]"),
        claiming("\"admin\""),
        claiming(&json!({ "app_metadata": null }).to_string()),
        claiming(&json!({ "app_metadata": [south, "admin"] }).to_string()),
        claiming(&json!({ "app_metadata": { "organization_id": [south], "organization_role": "admin" } }).to_string()),
        claiming(&json!({ "app_metadata": { "organization_id": format!("{south} or true"), "organization_role": "admin" } }).to_string()),
        claiming(&json!({ "organization_id": south, "organization_role": "admin" }).to_string()),
        // What users can write themselves.
        claiming(&json!({ "user_metadata": { "organization_id": south, "organization_role": "admin" } }).to_string()),
    ]);
    outsiders
}

/// Those of South who are no admins.
fn insiders() -> Vec<Who> {
    [
        json!("member"),
        json!("Admin"),
        json!(["admin"]),
        json!(true),
        json!(null),
    ]
    .into_iter()
    .map(|role| {
        let app_metadata = json!({ "organization_id": SOUTH, "organization_role": role });
        claiming(&json!({ "app_metadata": app_metadata }).to_string())
    })
    .collect()
}

/// The statements of a file: each begins at the start of a line.
fn statements(file: &str) -> Vec<String> {
    let mut statements: Vec<String> = Vec::new();
    for line in file
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with("--"))
    {
        match statements.last_mut() {
            Some(last) if line.starts_with(' ') => last.extend(["\n", line]),
            _ => statements.push(line.into()),
        }
    }
    let literal = |id: Uuid| format!("'{id}'::uuid");
    let filled = |statement: String| {
        statement
            .replace("$south_integration", &literal(SOUTH_INTEGRATION))
            .replace("$south_secret", &literal(SOUTH_SECRET))
            .replace("$south", &literal(SOUTH))
            .replace("$north", &literal(NORTH))
    };
    statements.into_iter().map(filled).collect()
}

/// A database with rows of North and South, and a superuser's session on it.
struct World {
    owner: Client,
    /// A query for every row that has to do with South.
    everything: String,
    /// What a guard is changed by, at the beginning of each attempt.
    change: String,
    _demo: Demo,
}

impl World {
    async fn new() -> Self {
        let demo = common::demo().await;
        let owner = demo.owner().await.unwrap();
        owner
            .batch_execute(include_str!("row_security/world.sql"))
            .await
            .unwrap();
        let everything = owner
            .query_one(
                "select string_agg(format('select %1$L || t::text from %1$s as t
                     where t::text like ''%%bbbbbbbb-%%'' or t::text like ''%%southern%%''',
                   format('%I.%I', schemaname, tablename)), ' union all ') || ' order by 1'
                 from pg_catalog.pg_tables where schemaname in ('public', 'secrets')",
                &[],
            )
            .await
            .unwrap()
            .get(0);
        Self {
            owner,
            everything,
            change: String::new(),
            _demo: demo,
        }
    }

    /// Runs a statement as somebody, and then as if it had not been. Says how many rows
    /// it found or wrote, and whether any of South changed.
    async fn run(&mut self, who: &Who, statement: &str) -> (Result<u64, Error>, bool) {
        let mut transaction = self.owner.transaction().await.unwrap();
        transaction.batch_execute(&self.change).await.unwrap();
        let before = rows(&transaction, &self.everything).await;
        become_somebody(&transaction, who).await;
        let attempt = transaction.savepoint("attempt").await.unwrap();
        let result = attempt.simple_query(statement).await;
        match result {
            Ok(_) => attempt.commit().await.unwrap(),
            Err(_) => attempt.rollback().await.unwrap(),
        }
        transaction.batch_execute("reset role").await.unwrap();
        let after = rows(&transaction, &self.everything).await;
        (result.map(count), before != after)
    }

    /// What somebody gets by a statement, if it is anything.
    async fn attempt(&mut self, who: &Who, statement: &str) -> Option<String> {
        match self.run(who, statement).await {
            (_, true) => Some("it changed what is South's".into()),
            (Ok(0), false) => None,
            (Ok(count), false) => Some(format!("it found {count} rows")),
            (Err(error), false) => told(&error),
        }
    }

    /// The first of these statements that gets anybody anything.
    async fn breach(&mut self, people: &[Who], statements: &[String]) -> Option<String> {
        for who in people {
            for statement in statements {
                if let Some(breach) = self.attempt(who, statement).await {
                    return Some(format!("{breach}\n{statement}\nas {who:?}"));
                }
            }
        }
        None
    }

    /// The first breach of what policies guard.
    async fn breach_of_policies(&mut self, outsiders: &[Who], insiders: &[Who]) -> Option<String> {
        let (of_members, of_admins) = (statements(MEMBERS), statements(ADMINS));
        if let Some(breach) = self.breach(outsiders, &of_members).await {
            return Some(breach);
        }
        let everybody = [outsiders, insiders].concat();
        self.breach(&everybody, &of_admins).await
    }
}

async fn rows(transaction: &Transaction<'_>, query: &str) -> Vec<String> {
    let rows = transaction.query(query, &[]).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}

async fn become_somebody(transaction: &Transaction<'_>, who: &Who) {
    transaction
        .query_one(
            "select set_config('role', $1, true), set_config('request.jwt.claims', $2, true)",
            &[&who.role, &who.claims],
        )
        .await
        .unwrap();
}

/// How many rows were found or written.
fn count(messages: Vec<SimpleQueryMessage>) -> u64 {
    let counts = messages.iter().map(|message| match message {
        SimpleQueryMessage::CommandComplete(count) => *count,
        _ => 0,
    });
    counts.sum()
}

/// An error that is no refusal, or that says more than it should.
fn told(error: &Error) -> Option<String> {
    let error = error.as_db_error().unwrap();
    // The second one is what a view says that nobody can write to.
    let refusals = [
        SqlState::INSUFFICIENT_PRIVILEGE,
        SqlState::OBJECT_NOT_IN_PREREQUISITE_STATE,
    ];
    let refused = refusals.contains(error.code());
    let tells = format!("{error:?}").contains("southern");
    (tells || !refused).then(|| format!("it was told: {error:?}"))
}

#[tokio::test]
async fn nobody_crosses() {
    let mut world = World::new().await;
    let breach = world.breach_of_policies(&outsiders(), &insiders()).await;
    assert_eq!(breach, None);
    let breach = world
        .breach(&[outsiders(), insiders()].concat(), &statements(NOBODY))
        .await;
    assert_eq!(breach, None);
}

#[tokio::test]
async fn policies_alone_stop_everybody() {
    let mut world = World::new().await;
    world.owner.batch_execute(GRANT_ALL).await.unwrap();
    let breach = world.breach_of_policies(&outsiders(), &insiders()).await;
    assert_eq!(breach, None);
}

/// What is open to somebody whom no policy and no migration had in mind.
const OPEN: &str = "
    select format('%s of %s for %s', privilege_type, c.oid::regclass, coalesce(rolname, 'public'))
    from pg_class as c cross join aclexplode(relacl)
    left join pg_roles on pg_roles.oid = grantee
    where relnamespace in ('public'::regnamespace, 'secrets'::regnamespace)
      and (grantee = 0 or rolname = 'anon' or (rolname = 'authenticated' and relkind = 'S'))
    union all
    select format('no row security on %I.%I', schemaname, tablename)
    from pg_tables where schemaname in ('public', 'secrets') and not rowsecurity
    union all
    select format('security definer on %s', oid::regprocedure)
    from pg_proc where prosecdef and pronamespace in ('app'::regnamespace, 'public'::regnamespace)";

#[tokio::test]
async fn nothing_is_open_by_default() {
    let world = World::new().await;
    let open = world.owner.query(OPEN, &[]).await.unwrap();
    let open: Vec<String> = open.iter().map(|row| row.get(0)).collect();
    assert!(open.is_empty(), "{open:?}");
}

/// What members and admins of North do every day, each with at least one row.
const USES: [(&str, &str); 11] = [
    (
        "member",
        "select from public.organizations where name = 'northern'",
    ),
    (
        "member",
        "select from public.organization_integrations where organization_id = $north",
    ),
    (
        "member",
        "select from public.sync_runs where message = 'northern'",
    ),
    (
        "member",
        "select from public.integration_overview where last_run_message = 'northern'",
    ),
    (
        "admin",
        "select from public.organization_notifications where body ->> 'of' = 'northern'",
    ),
    (
        "admin",
        "select from public.document_repairs where organization_id = $north",
    ),
    (
        "admin",
        "update public.organization_notifications set read_at = now()",
    ),
    (
        "admin",
        "update public.organization_integrations set sync_schedule = default",
    ),
    (
        "admin",
        "select from public.organization_integrations for update",
    ),
    (
        "admin",
        "delete from public.organization_integrations where integration_type = 'dynamics'",
    ),
    (
        "admin",
        "insert into public.organization_integrations (organization_id, integration_type) values ($north, 'bufdir')",
    ),
];

impl World {
    /// The first of everyday's uses that is refused.
    async fn refused(&mut self) -> Option<String> {
        for (role, statement) in USES {
            for statement in statements(statement) {
                match self.run(&member(NORTH, role), &statement).await {
                    (Ok(1..), false) => {}
                    _ => return Some(statement),
                }
            }
        }
        None
    }

    /// The statements that a query makes.
    async fn changes(&self, query: &str) -> Vec<String> {
        let rows = self.owner.query(query, &[]).await.unwrap();
        assert!(!rows.is_empty());
        rows.iter().map(|row| row.get(0)).collect()
    }
}

#[tokio::test]
async fn everyday_use_is_allowed() {
    assert_eq!(World::new().await.refused().await, None);
}

#[tokio::test]
async fn without_any_one_policy_an_everyday_use_is_refused() {
    let mut world = World::new().await;
    let query = "select format('drop policy %I on %I.%I', policyname, schemaname, tablename) from pg_policies";
    for change in world.changes(query).await {
        world.change = change;
        assert_ne!(world.refused().await, None, "{}", world.change);
    }
}

/// Every way to make one guard less strict.
const LOOSER: &str = "
    select format('alter policy %I on %I.%I %s', policyname, schemaname, tablename, change)
    from pg_policies cross join lateral (values
      ('using (true)', qual), ('with check (true)', with_check), ('to public', '')
    ) as changes (change, guard)
    where guard is not null
    union all
    select format('alter policy %I on %I.%I', policyname, schemaname, tablename)
      || case when qual is not null then ' using (organization_id = app.organization_id())' else '' end
      || case when with_check is not null then ' with check (organization_id = app.organization_id())' else '' end
    from pg_policies where concat(qual, with_check) like '%is_admin%'
    union all
    select format('alter table %I.%I disable row level security', schemaname, tablename)
    from pg_tables where rowsecurity and schemaname = 'public'
    union all
    select format('alter view %s reset (security_invoker)', oid::regclass)
    from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace";

#[tokio::test]
async fn with_any_one_guard_loosened_somebody_crosses() {
    let mut world = World::new().await;
    world.owner.batch_execute(GRANT_ALL).await.unwrap();
    // An admin of North, a nobody with the claims of South's, and a member of South.
    let (outsiders, insiders) = (
        [outsiders()[0].clone(), outsiders()[2].clone()],
        &insiders()[..1],
    );
    for change in world.changes(LOOSER).await {
        world.change = change;
        let breach = world.breach_of_policies(&outsiders, insiders).await;
        assert_ne!(breach, None, "{}", world.change);
    }
}

#[tokio::test]
async fn owners_are_bound_too() {
    let mut world = World::new().await;
    let tables = "select format('alter table %I.%I owner to authenticated;', schemaname, tablename)
                  from pg_tables where schemaname = 'public'";
    let owned = world.changes(tables).await;
    let reads = statements(MEMBERS);
    world.change = owned.concat();
    assert_eq!(world.breach(&outsiders(), &reads).await, None);
    for own in owned {
        let free = own.replace("owner to authenticated", "no force row level security");
        world.change = own + &free;
        let breach = world.breach(&outsiders()[..2], &reads).await;
        assert_ne!(breach, None, "{}", world.change);
    }
}
