//! Nobody sees or changes what is another tenant's: every way in is tried, as many
//! people, and again with each policy loosened, to see that the tries would succeed.

#[path = "../common/mod.rs"]
mod common;
mod people;
mod world;

use organization_integrations::demo::NORTH;
use people::{insiders, member, outsiders};
use world::{World, statements};

/// What Supabase grants on every table, and our migrations take back.
const GRANT_ALL: &str = "grant select, insert, update, delete
                         on all tables in schema public to anon, authenticated";

#[tokio::test]
async fn nobody_crosses() {
    let mut world = World::new().await;
    let breach = world.breach_of_policies(&outsiders(), &insiders()).await;
    assert_eq!(breach, None);
    let breach = world
        .breach(
            &[outsiders(), insiders()].concat(),
            &statements(include_str!("nobody.sql")),
        )
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

#[tokio::test]
async fn nothing_is_open_by_default() {
    let world = World::new().await;
    let open = world
        .owner
        .query(include_str!("open.sql"), &[])
        .await
        .unwrap();
    let open: Vec<String> = open.iter().map(|row| row.get(0)).collect();
    assert!(open.is_empty(), "{open:?}");
}

impl World {
    /// The first of everyday's uses that is refused.
    async fn refused(&mut self) -> Option<String> {
        let uses = [
            ("member", statements(include_str!("member_uses.sql"))),
            ("admin", statements(include_str!("admin_uses.sql"))),
        ];
        for (role, statements) in uses {
            for statement in statements {
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

#[tokio::test]
async fn with_any_one_guard_loosened_somebody_crosses() {
    let mut world = World::new().await;
    world.owner.batch_execute(GRANT_ALL).await.unwrap();
    // An admin of North, a nobody with the claims of South's, and a member of South.
    let (outsiders, insiders) = (
        [outsiders()[0].clone(), outsiders()[2].clone()],
        &insiders()[..1],
    );
    for change in world.changes(include_str!("looser.sql")).await {
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
    let reads = statements(include_str!("members.sql"));
    world.change = owned.concat();
    assert_eq!(world.breach(&outsiders(), &reads).await, None);
    for own in owned {
        let free = own.replace("owner to authenticated", "no force row level security");
        world.change = own + &free;
        let breach = world.breach(&outsiders()[..2], &reads).await;
        assert_ne!(breach, None, "{}", world.change);
    }
}
