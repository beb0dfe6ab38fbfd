//! Pairs of tokens: as they arrive, and as they are kept.

use chrono::{DateTime, TimeDelta, Utc};
use oauth2::TokenResponse as _;
use oauth2::basic::BasicTokenResponse;
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Serialize};

use super::error::OAuthError;

/// An access token is documented to live four hours; where an answer does not say, we believe in less.
const USUAL_LIFE: TimeDelta = TimeDelta::hours(1);

/// The tokens of one authorisation.
#[derive(Clone, Debug)]
pub struct TokenPair {
    /// Lets in.
    pub access: SecretString,
    /// Brings the next pair, once.
    pub refresh: SecretString,
    /// When the access token ends; it may end earlier.
    pub expires_at: DateTime<Utc>,
}

/// The pair as it is kept, sealed, with its connection.
#[derive(Serialize, Deserialize)]
struct Kept {
    access: String,
    refresh: String,
    expires_at: DateTime<Utc>,
}

impl TokenPair {
    /// The pair in an answer at `now`.
    pub(super) fn of(answer: &BasicTokenResponse, now: DateTime<Utc>) -> Result<Self, OAuthError> {
        let refresh = answer.refresh_token();
        let refresh =
            refresh.ok_or_else(|| OAuthError::Unexpected("no refresh token".to_owned()))?;
        let life = answer.expires_in();
        let life = life.and_then(|life| TimeDelta::from_std(life).ok());
        let expires_at = now
            .checked_add_signed(life.unwrap_or(USUAL_LIFE))
            .ok_or_else(|| OAuthError::Unexpected("a token without end".to_owned()))?;
        Ok(Self {
            access: answer.access_token().secret().clone().into(),
            refresh: refresh.secret().clone().into(),
            expires_at,
        })
    }

    /// The pair as one secret.
    pub fn write(&self) -> Result<SecretString, serde_json::Error> {
        let kept = Kept {
            access: self.access.expose_secret().to_owned(),
            refresh: self.refresh.expose_secret().to_owned(),
            expires_at: self.expires_at,
        };
        serde_json::to_string(&kept).map(SecretString::from)
    }

    /// Reads [`Self::write`] back; `None` for another kind of secret, such as an API key.
    pub fn read(secret: &SecretString) -> Option<Self> {
        let kept: Kept = serde_json::from_str(secret.expose_secret()).ok()?;
        Some(Self {
            access: kept.access.into(),
            refresh: kept.refresh.into(),
            expires_at: kept.expires_at,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(rest: &str) -> Result<TokenPair, OAuthError> {
        let json = format!(r#"{{"access_token":"a","token_type":"bearer"{rest}}}"#);
        let answer = serde_json::from_str(&json).unwrap();
        TokenPair::of(&answer, DateTime::UNIX_EPOCH)
    }

    #[test]
    fn a_token_ends_when_the_answer_says_and_otherwise_soon() {
        let ends = |rest: &str| pair(rest).map(|pair| pair.expires_at.timestamp());
        let refresh = r#","refresh_token":"r""#;
        assert_eq!(
            ends(&format!(r#"{refresh},"expires_in":14400"#)),
            Ok(14_400)
        );
        assert_eq!(ends(refresh), Ok(3_600));
        assert!(ends("").is_err(), "no refresh token");
        let never = ends(&format!(r#"{refresh},"expires_in":9000000000000000"#));
        assert!(never.is_err(), "{never:?}");
    }
}
