//! The key that seals credentials, in a file apart from the database.

use std::path::{Path, PathBuf};

use domain::random::{self, Random};
use store::{SealKey, SealKeyProblem, Store, StoreError};
use thiserror::Error;

/// Why there is no key.
#[derive(Debug, Error)]
pub enum KeyError {
    /// The file cannot be used.
    #[error("BILLHOUR_KEY_FILE: {0}")]
    File(#[from] SealKeyProblem),
    /// A new key would open nothing of what is there.
    #[error(
        "the key file {path} is missing, but billing tools were connected with its key: put it back, or name it in BILLHOUR_KEY_FILE",
        path = .0.display()
    )]
    Lost(PathBuf),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Reads the key. At the first start it is made; never again, because what was sealed could then not be opened.
pub async fn load(path: &Path, store: &Store, random: &dyn Random) -> Result<SealKey, KeyError> {
    match SealKey::load(path) {
        Err(SealKeyProblem::Missing(_)) => {}
        read => return Ok(read?),
    }
    if !store.connections().await?.is_empty() {
        return Err(KeyError::Lost(path.to_owned()));
    }
    tracing::info!(path = %path.display(), "made a new key for the credentials of billing tools; keep a copy of it");
    Ok(SealKey::create(path, &random::bytes(random))?)
}
