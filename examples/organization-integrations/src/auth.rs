//! Who asks: the claims of a signed token.

use axum::extract::FromRequestParts;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::http::{ApiError, Service};

/// The claims that the database decides by, as the access-token hook of a Supabase
/// project adds them.
///
/// What the database gets is this value, not the text of the token: the two cannot read
/// one text in two ways.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claims {
    /// The user.
    pub sub: Uuid,
    /// No other role gets in by a token, whoever signed it.
    pub role: Role,
    pub app_metadata: AppMetadata,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Authenticated,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AppMetadata {
    pub organization_id: Uuid,
    pub organization_role: OrganizationRole,
}

#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OrganizationRole {
    Admin,
    Member,
}

/// Checks tokens against the one secret that signs them.
pub struct Verifier {
    key: DecodingKey,
    validation: Validation,
}

impl Verifier {
    /// The shortest secret, in bytes: HS256 is as strong as 256 bits of it.
    const SHORTEST: usize = 32;

    /// The audience of Supabase's tokens.
    pub const AUDIENCE: &'static str = "authenticated";

    /// Takes the secret, unless it is too short to be one.
    pub fn new(secret: &SecretString) -> Result<Self, WeakSecret> {
        let secret = secret.expose_secret().as_bytes();
        if secret.len() < Self::SHORTEST {
            return Err(WeakSecret(secret.len()));
        }
        let mut validation = Validation::new(Algorithm::HS256);
        validation.set_required_spec_claims(&["exp", "aud"]);
        validation.set_audience(&[Self::AUDIENCE]);
        validation.validate_nbf = true;
        validation.leeway = 10;
        Ok(Self {
            key: DecodingKey::from_secret(secret),
            validation,
        })
    }

    /// The claims of a token that is signed, valid now, and complete.
    pub fn verify(&self, token: &str) -> Option<Claims> {
        let token = decode::<Claims>(token, &self.key, &self.validation).ok()?;
        Some(token.claims)
    }
}

/// A secret that could be guessed.
#[derive(Debug, thiserror::Error)]
#[error("the secret of the tokens has {0} bytes; HS256 needs {least} at least", least = Verifier::SHORTEST)]
pub struct WeakSecret(usize);

/// Every handler that names `Claims` is closed to whoever has no valid token.
impl FromRequestParts<Service> for Claims {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, service: &Service) -> Result<Self, ApiError> {
        bearer(parts)
            .and_then(|token| service.verifier.verify(token))
            .ok_or(ApiError::Unauthorized)
    }
}

/// The token of `Authorization: Bearer …`, if there is one such header and no other.
fn bearer(parts: &Parts) -> Option<&str> {
    let mut headers = parts.headers.get_all(AUTHORIZATION).iter();
    let only = headers.next().filter(|_| headers.next().is_none())?;
    let (scheme, token) = only.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token)
}
