//! How the engine reaches billing tools.

use std::sync::Arc;

use async_trait::async_trait;
use domain::ConnectionId;
use domain::capabilities::Addition;
use providers::Provider;
use store::StoreError;
use thiserror::Error;

/// Opens connections: whoever has the sealing key implements it.
#[async_trait]
pub trait Tools: Send + Sync + 'static {
    /// The adapter for a connection, with its credentials. Asks the tool nothing.
    async fn connect(&self, connection: ConnectionId) -> Result<Connected, ToolsError>;

    /// The tool has refused the connection's credentials: people are to be told to reconnect.
    async fn refused(&self, connection: ConnectionId);
}

/// A connection, opened.
#[derive(Clone)]
pub struct Connected {
    /// The adapter.
    pub provider: Arc<dyn Provider>,
    /// The organisation in the tool that the credentials belong to.
    pub organisation_id: String,
}

impl Connected {
    /// Whether positions come onto a draft by copying it: then there are two, and the new one has to be looked for.
    pub(crate) fn copies(&self) -> bool {
        self.provider.capabilities().addition == Some(Addition::Copy)
    }
}

/// Why a connection could not be opened.
#[derive(Debug, Error)]
pub enum ToolsError {
    /// There is none, or an admin removed it.
    #[error("this billing tool is not connected: connect it, then try again")]
    NotConnected,
    /// The tool refused its credentials, and nobody has reconnected it since.
    #[error("this billing tool has refused its credentials: connect it anew, then try again")]
    Disconnected,
    /// Its secret could not be opened.
    #[error("the credentials of this billing tool cannot be opened ({0}): connect it anew")]
    Sealed(String),
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}
