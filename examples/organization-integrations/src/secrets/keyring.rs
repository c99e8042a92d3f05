//! The keys of [`PgCrypto`](super::PgCrypto), which the database never sees.

use std::collections::BTreeMap;
use std::env::{self, VarError};
use std::fmt;
use std::fs;
use std::str::FromStr;

use hmac::{Hmac, Mac};
use secrecy::{ExposeSecret, SecretBox, SecretString};
use sha2::Sha256;
use uuid::Uuid;

use super::store::{SecretError, SecretId};

/// What a key is called: beside the ciphertext, and in messages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct KeyId(String);

impl KeyId {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The key that encrypts, and those that only decrypt any more.
///
/// As text it is a list of `id:64 hexadecimal digits` with spaces, line ends or commas
/// between; the first is the one that encrypts.
///
/// ```
/// use organization_integrations::secrets::Keyring;
///
/// let old = "2025:".to_owned() + &"1f".repeat(32);
/// let new = "2026:".to_owned() + &"2e".repeat(32);
/// let keys: Keyring = format!("{new}, {old}").parse()?;
/// assert_eq!(keys.current().to_string(), "2026");
/// assert!(!format!("{keys:?}").contains("2e2e"));
/// # Ok::<(), organization_integrations::secrets::KeyringError>(())
/// ```
#[derive(Debug)]
pub struct Keyring {
    current: KeyId,
    keys: BTreeMap<KeyId, SecretBox<[u8; 32]>>,
}

/// What encrypts one secret once, and decrypts it.
pub(super) struct Seal {
    pub key: KeyId,
    pub salt: Uuid,
    pub passphrase: SecretString,
}

impl Keyring {
    /// The keys in the file that `SECRET_KEYS_FILE` names, or else in `SECRET_KEYS`.
    pub fn from_env() -> Result<Self, KeyringError> {
        if let Some(path) = env::var_os("SECRET_KEYS_FILE") {
            let text = fs::read_to_string(path).map_err(KeyringError::File)?;
            return SecretString::from(text).expose_secret().parse();
        }
        match env::var("SECRET_KEYS").map(SecretString::from) {
            Ok(text) => text.expose_secret().parse(),
            Err(VarError::NotPresent) => Err(KeyringError::NoKeys),
            Err(VarError::NotUnicode(_)) => Err(KeyringError::Malformed),
        }
    }

    /// One key that nobody else has: for a database that does not outlive the process.
    pub fn random() -> Self {
        let mut key = [0; 32];
        getrandom::fill(&mut key).expect("the system has random numbers");
        let current = KeyId("random".into());
        Self {
            keys: BTreeMap::from([(current.clone(), SecretBox::new(Box::new(key)))]),
            current,
        }
    }

    /// The key that encrypts.
    pub fn current(&self) -> &KeyId {
        &self.current
    }

    /// A seal for a secret that is about to be written.
    pub(super) fn seal(&self, secret: SecretId) -> Seal {
        self.seal_of(secret, &self.current, Uuid::new_v4())
            .expect("the current key is one of the keys")
    }

    /// The seal that a secret was written with.
    pub(super) fn unseal(
        &self,
        secret: SecretId,
        key: &str,
        salt: Uuid,
    ) -> Result<Seal, SecretError> {
        self.seal_of(secret, &KeyId(key.into()), salt)
            .ok_or_else(|| SecretError::UnknownKey {
                id: secret,
                key: key.into(),
            })
    }

    /// A passphrase for this secret and this writing of it, and of no use for another: the
    /// server's log may have it, next to the secret.
    fn seal_of(&self, secret: SecretId, key: &KeyId, salt: Uuid) -> Option<Seal> {
        let master = self.keys.get(key)?.expose_secret();
        let mut mac = Hmac::<Sha256>::new_from_slice(master).expect("any length is a key");
        mac.update(secret.0.as_bytes());
        mac.update(salt.as_bytes());
        let derived = mac.finalize().into_bytes();
        Some(Seal {
            key: key.clone(),
            salt,
            passphrase: format!("{derived:x}").into(),
        })
    }
}

impl FromStr for Keyring {
    type Err = KeyringError;

    fn from_str(text: &str) -> Result<Self, KeyringError> {
        let mut current = None;
        let mut keys = BTreeMap::new();
        let entries = text.split(|c: char| c.is_whitespace() || c == ',');
        for entry in entries.filter(|entry| !entry.is_empty()) {
            let (id, key) = entry.split_once(':').ok_or(KeyringError::Malformed)?;
            let id = KeyId(id.into());
            let key = SecretBox::new(Box::new(from_hex(key).ok_or(KeyringError::Malformed)?));
            if keys.insert(id.clone(), key).is_some() {
                return Err(KeyringError::Twice(id));
            }
            current.get_or_insert(id);
        }
        let current = current.ok_or(KeyringError::NoKeys)?;
        Ok(Self { current, keys })
    }
}

fn from_hex(digits: &str) -> Option<[u8; 32]> {
    let mut key = [0; 32];
    if digits.len() != 64 || !digits.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    for (at, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&digits[2 * at..][..2], 16).ok()?;
    }
    Some(key)
}

/// Why there are no keys. Says nothing of what is in them.
#[derive(Debug, thiserror::Error)]
pub enum KeyringError {
    #[error("there are no keys: set `SECRET_KEYS_FILE` or `SECRET_KEYS`")]
    NoKeys,
    #[error("cannot read the file that `SECRET_KEYS_FILE` names")]
    File(#[source] std::io::Error),
    #[error("each key must be an id, a colon and 64 hexadecimal digits")]
    Malformed,
    #[error("key `{0}` is there twice")]
    Twice(KeyId),
}
