//! What the tests share.

use organization_integrations::demo::Demo;

/// A database of the test's own, with all migrations.
pub async fn demo() -> Demo {
    match Demo::start().await {
        Ok(demo) => demo,
        Err(error) => panic!("{error}"),
    }
}
