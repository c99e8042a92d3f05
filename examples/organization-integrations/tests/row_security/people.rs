//! Who tries.

use organization_integrations::demo::{NORTH, SOUTH};
use serde_json::json;
use uuid::Uuid;

/// Whose transaction it is.
#[derive(Debug, Clone)]
pub struct Who {
    pub role: &'static str,
    pub claims: String,
}

pub fn member(organization: Uuid, role: &str) -> Who {
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
pub fn outsiders() -> Vec<Who> {
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
pub fn insiders() -> Vec<Who> {
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
