//! Billing tools as pages and the engine reach them: connections with their secrets opened, and adapters made of them.

mod kept;
mod learnt;
mod noting;
mod set_up;

use std::sync::Arc;

use async_trait::async_trait;
use billing::{Connected, ToolsError};
use domain::capabilities::BillingTool;
use domain::random::Random;
use domain::{Clock, ConnectionId};
use providers::http::Clients;
use providers::sevdesk::Sevdesk;
use providers::{Address, Provider, Settings};
use secrecy::SecretString;
use store::{Connection, ConnectionState, SealKey, Store, StoreError};

pub use learnt::Learnt;
pub use set_up::SetUpError;

use kept::Kept;
use noting::Noting;

/// What [`Tools`] are made of.
pub struct Parts {
    /// Where connections are kept.
    pub store: Store,
    /// With what their secrets are sealed.
    pub key: SealKey,
    /// Where the tools are.
    pub addresses: Addresses,
    /// How they are asked.
    pub clients: Clients,
    /// The present.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub random: Arc<dyn Random>,
}

/// Where the billing tools are: from the operator alone, never from a user.
#[derive(Clone, Debug)]
pub struct Addresses {
    /// sevDesk.
    pub sevdesk: Address,
}

/// The billing tools that are connected.
pub struct Tools {
    parts: Parts,
    kept: Kept,
}

impl Tools {
    /// Tools of which none was asked anything yet.
    pub fn new(parts: Parts) -> Self {
        Self {
            parts,
            kept: Kept::default(),
        }
    }

    /// Where a tool is reached; `None` for a tool whose adapter is not built yet.
    pub fn address(&self, tool: BillingTool) -> Option<String> {
        match tool {
            BillingTool::Sevdesk => Some(self.parts.addresses.sevdesk.to_string()),
            BillingTool::Lexware | BillingTool::Hq => None,
        }
    }

    /// An adapter with these credentials; `None` for a tool whose adapter is not built yet.
    fn adapter(
        &self,
        tool: BillingTool,
        secret: SecretString,
        settings: Settings,
    ) -> Option<Arc<dyn Provider>> {
        let Parts {
            addresses,
            clients,
            clock,
            ..
        } = &self.parts;
        match tool {
            BillingTool::Sevdesk => Some(Arc::new(Sevdesk::new(
                addresses.sevdesk.clone(),
                secret,
                settings,
                clients.clone(),
                clock.clone(),
            ))),
            BillingTool::Lexware | BillingTool::Hq => None,
        }
    }

    async fn open(&self, connection: &Connection) -> Result<Arc<dyn Provider>, ToolsError> {
        let secret = self
            .parts
            .store
            .open_secret(connection.id, &self.parts.key)
            .await;
        let secret = match secret {
            Ok(secret) => secret.ok_or(ToolsError::NotConnected)?,
            Err(error @ StoreError::Sealed(_)) => {
                return Err(ToolsError::Sealed(error.to_string()));
            }
            Err(error) => return Err(error.into()),
        };
        let learnt = Learnt::read(&connection.settings);
        let adapter = self.adapter(connection.tool, secret, learnt.settings);
        let inner = adapter.ok_or(ToolsError::NotConnected)?;
        let (store, clock) = (self.parts.store.clone(), self.parts.clock.clone());
        Ok(Arc::new(Noting {
            inner,
            connection: connection.id,
            store,
            clock,
        }))
    }
}

#[async_trait]
impl billing::Tools for Tools {
    async fn connect(&self, connection: ConnectionId) -> Result<Connected, ToolsError> {
        let found = self.parts.store.connection(connection).await?;
        let found = found.ok_or(ToolsError::NotConnected)?;
        match found.state {
            ConnectionState::Connected => {}
            ConnectionState::Disconnected => return Err(ToolsError::Disconnected),
            ConnectionState::Removed => return Err(ToolsError::NotConnected),
        }
        let provider = match self.kept.get(&found) {
            Some(provider) => provider,
            None => self.kept.put(&found, self.open(&found).await?),
        };
        Ok(Connected {
            provider,
            organisation_id: found.organisation_id,
        })
    }

    async fn refused(&self, connection: ConnectionId) {
        noting::refused(&self.parts.store, connection).await;
    }
}
