//! Why Billhour did not start.

use std::net::SocketAddr;

use billing::{EngineError, JournalError};
use providers::http::SetupError;
use store::StoreError;
use thiserror::Error;

use crate::assets::AssetsError;
use crate::config::ConfigError;
use crate::data_folder::DataFolderError;
use crate::seal_key::KeyError;

/// Why Billhour did not start. Nothing was changed, except that the schema may be newer.
#[derive(Debug, Error)]
pub enum StartError {
    /// A setting cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The data folder cannot be used.
    #[error(transparent)]
    Data(#[from] DataFolderError),
    /// The address is taken, or not this machine's.
    #[error(
        "cannot listen on {address}: {source}. Choose another address, or end what listens there"
    )]
    Listen {
        /// Where.
        address: SocketAddr,
        /// Why not.
        source: std::io::Error,
    },
    /// Style sheet and browser code are missing.
    #[error(transparent)]
    Assets(#[from] AssetsError),
    /// The database cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The key for credentials cannot be used.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// What was sent cannot be compared with the database.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// No HTTPS connections can be made.
    #[error(transparent)]
    Http(#[from] SetupError),
    /// What an earlier run had in hand could not be taken up.
    #[error("what was being sent when Billhour ended could not be taken up: {0}")]
    Recover(#[from] EngineError),
}
