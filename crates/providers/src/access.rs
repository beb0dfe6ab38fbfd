//! What an adapter is given to be let in, and to be welcome: tokens that are renewed, and turns.

use std::time::Duration;

use async_trait::async_trait;
use secrecy::SecretString;

use crate::error::ProviderError;

/// The access token of a connection, which may be renewed while it is in use.
#[async_trait]
pub trait AccessTokens: Send + Sync {
    /// The token to send now.
    async fn current(&self) -> Result<SecretString, ProviderError>;

    /// The tool refused this token: another one to be tried once, or why there is none.
    async fn instead_of(&self, refused: &SecretString) -> Result<SecretString, ProviderError>;
}

/// A token that is never renewed.
pub struct FixedToken(pub SecretString);

#[async_trait]
impl AccessTokens for FixedToken {
    async fn current(&self) -> Result<SecretString, ProviderError> {
        Ok(self.0.clone())
    }

    async fn instead_of(&self, _refused: &SecretString) -> Result<SecretString, ProviderError> {
        Err(ProviderError::Unauthorized)
    }
}

/// How often something may be asked of a tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// What for; budgets of one name are one.
    pub name: &'static str,
    /// How far apart.
    pub gap: Duration,
}

/// Keeps a connection within its budgets, over all processes that use it.
#[async_trait]
pub trait Pace: Send + Sync {
    /// Returns when it is this call's turn; fails where that would take unreasonably long.
    async fn turn(&self, budget: Budget) -> Result<(), ProviderError>;
}

/// For tools without a limit, and for tests.
pub struct Unpaced;

#[async_trait]
impl Pace for Unpaced {
    async fn turn(&self, _budget: Budget) -> Result<(), ProviderError> {
        Ok(())
    }
}
