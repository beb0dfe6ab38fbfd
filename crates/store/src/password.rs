//! Passwords: what is accepted, and how they are kept (Argon2id, RFC 9106).
//!
//! Lengths and the block list follow NIST SP 800-63B, section 5.1.1.2: no rules about kinds of characters, nothing cut off.

mod common;

use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use secrecy::{ExposeSecret as _, SecretString};
use thiserror::Error;
use tokio::sync::Semaphore;

use crate::email::Email;
use crate::error::StoreError;

/// The fewest characters.
pub const MIN_PASSWORD: usize = 12;
/// The most characters.
pub const MAX_PASSWORD: usize = 128;

/// 19 MiB, two passes, one lane: the least that OWASP's Password Storage Cheat Sheet recommends.
const PARAMS: Params = match Params::new(19_456, 2, 1, None) {
    Ok(params) => params,
    Err(_) => panic!("these are in range"),
};

/// Each hash takes 19 MiB: many sign-ins at once wait instead of taking all memory.
static AT_ONCE: Semaphore = Semaphore::const_new(4);

/// A password that somebody may have.
#[derive(Clone)]
pub struct NewPassword(SecretString);

/// Why a password was refused.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum PasswordProblem {
    /// Fewer than [`MIN_PASSWORD`] characters.
    #[error("the password is too short: use at least {MIN_PASSWORD} characters")]
    TooShort,
    /// More than [`MAX_PASSWORD`] characters.
    #[error("the password is too long: use at most {MAX_PASSWORD} characters")]
    TooLong,
    /// One of the first that anybody would try.
    #[error("the password is easily guessed: use several words that do not belong together")]
    Common,
}

/// A hashed password, as it is stored. It has no `Debug`, so that it cannot reach a log.
#[derive(Clone)]
pub struct PasswordHash(String);

impl NewPassword {
    /// Takes a password as typed, for the user with this address.
    pub fn parse(typed: SecretString, email: &Email) -> Result<Self, PasswordProblem> {
        let password = typed.expose_secret();
        match password.chars().count() {
            ..MIN_PASSWORD => Err(PasswordProblem::TooShort),
            length if length > MAX_PASSWORD => Err(PasswordProblem::TooLong),
            _ if common::is_common(password, email) => Err(PasswordProblem::Common),
            _ => Ok(Self(typed)),
        }
    }

    /// Hashes it with 16 random bytes of salt. Takes some 30 ms of a processor.
    pub async fn hash(self, salt: [u8; 16]) -> Result<PasswordHash, StoreError> {
        in_background(move || hash(&self.0, &salt))
            .await?
            .map(PasswordHash)
    }
}

impl PasswordHash {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether a password is the one that was hashed. Without a hash it is not, which takes as long: otherwise the answer's
/// time would tell who has an account.
pub(crate) async fn verify(
    typed: SecretString,
    stored: Option<String>,
) -> Result<bool, StoreError> {
    in_background(move || match stored {
        Some(stored) => argon2::PasswordHash::new(&stored).is_ok_and(|stored| {
            argon2()
                .verify_password(typed.expose_secret().as_bytes(), &stored)
                .is_ok()
        }),
        None => hash(&typed, &[0; 16]).is_err(),
    })
    .await
}

fn argon2() -> Argon2<'static> {
    Argon2::new(Algorithm::Argon2id, Version::V0x13, PARAMS)
}

fn hash(password: &SecretString, salt: &[u8; 16]) -> Result<String, StoreError> {
    let failed = |_| StoreError::Password;
    let salt = SaltString::encode_b64(salt).map_err(failed)?;
    let password = password.expose_secret().as_bytes();
    Ok(argon2()
        .hash_password(password, &salt)
        .map_err(failed)?
        .to_string())
}

/// Hashing would hold up everything else on its thread.
async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, StoreError> {
    let _permit = AT_ONCE.acquire().await.map_err(|_| StoreError::Password)?;
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| StoreError::Password)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(password: &str) -> Result<(), PasswordProblem> {
        let email = Email::parse("anna.berg@example.com").unwrap();
        NewPassword::parse(SecretString::from(password), &email).map(|_| ())
    }

    #[test]
    fn length_counts_characters() {
        assert_eq!(check("kurz-2-brot"), Err(PasswordProblem::TooShort));
        assert_eq!(check("kurz-2-brote"), Ok(()));
        assert_eq!(check("Zaun😀Löwe😀Öl"), Ok(()));
        assert_eq!(check(&"Zaun Löwe Öl ".repeat(9)), Ok(()));
        assert_eq!(
            check(&format!("{}x", "aBcDeFgH".repeat(16))),
            Err(PasswordProblem::TooLong)
        );
    }

    #[test]
    fn what_is_tried_first_is_refused() {
        for password in [
            "Password1234",
            "qwertzuiop12",
            "aaaaaaaaaaaa",
            "121212121212",
            "123456789012",
            "abcdefghijklm",
            "anna.berg@example.com",
            "Anna.Berg1234",
        ] {
            assert_eq!(check(password), Err(PasswordProblem::Common), "{password}");
        }
    }

    #[tokio::test]
    async fn a_hash_says_how_it_was_made_and_fits_one_password() {
        let email = Email::parse("anna@example.com").unwrap();
        let password = || SecretString::from("drei Boote im Nebel");
        let hash = NewPassword::parse(password(), &email)
            .unwrap()
            .hash([7; 16])
            .await
            .unwrap();
        assert!(hash.as_str().starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        let stored = Some(hash.as_str().to_owned());
        assert!(verify(password(), stored.clone()).await.unwrap());
        assert!(
            !verify(SecretString::from("drei Boote im Nebel "), stored)
                .await
                .unwrap()
        );
        assert!(!verify(password(), None).await.unwrap());
        assert!(!verify(password(), Some("!".to_owned())).await.unwrap());
    }
}
