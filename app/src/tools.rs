//! Billing tools as pages and the engine reach them: connections with their secrets opened, and adapters made of them.

mod client;
mod consent;
mod kept;
mod learnt;
mod noting;
mod paced;
mod set_up;
mod tokens;
mod trouble;

use std::sync::Arc;

use async_trait::async_trait;
use billing::{Connected, ToolsError};
use domain::capabilities::{BillingTool, Capabilities};
use domain::random::Random;
use domain::{Clock, ConnectionId};
use providers::hq::Hq;
use providers::http::Clients;
use providers::lexware::oauth::{OAuth, TokenPair};
use providers::lexware::{self, Lexware};
use providers::sevdesk::Sevdesk;
use providers::{AccessTokens, Address, FixedToken, Pace, Provider, Settings, Unpaced};
use secrecy::SecretString;
use store::{Connection, ConnectionState, Installation, SealKey, Store, StoreError};
use tokio::sync::Mutex;

pub use learnt::Learnt;
pub use set_up::{Brought, SetUpError};
pub use trouble::Trouble;

use kept::Kept;
use noting::Noting;
use paced::Paced;
use tokens::Tokens;

/// What [`Tools`] are made of.
pub struct Parts {
    /// Where connections are kept.
    pub store: Store,
    /// With what their secrets are sealed.
    pub key: Arc<SealKey>,
    /// Our OAuth client at Lexware, where the operator has one.
    pub oauth: Option<OAuth>,
    /// This process, in turns that processes share.
    pub owner: String,
    /// Its installation, which may be a copy of another one.
    pub installation: Installation,
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
    /// The API of Lexware Office.
    pub lexware: Address,
    /// The pages of Lexware Office.
    pub lexware_app: Address,
    /// Where Lexware Office asks for consent.
    pub lexware_auth: Address,
    /// HQ.
    pub hq: Address,
}

/// How an adapter is let in.
struct Entry {
    /// The secret of the connection as it is kept.
    secret: SecretString,
    /// The tokens that it holds, or stands for.
    tokens: Arc<dyn AccessTokens>,
    /// When it may ask.
    pace: Arc<dyn Pace>,
}

impl Entry {
    /// Before there is a connection: nothing is renewed, and there is no budget to share.
    fn unconnected(secret: SecretString) -> Self {
        let token = TokenPair::read(&secret).map_or_else(|| secret.clone(), |pair| pair.access);
        Self {
            secret,
            tokens: Arc::new(FixedToken(token)),
            pace: Arc::new(Unpaced),
        }
    }
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

    /// Where a tool is reached.
    pub fn address(&self, tool: BillingTool) -> String {
        let addresses = &self.parts.addresses;
        match tool {
            BillingTool::Sevdesk => addresses.sevdesk.to_string(),
            BillingTool::Lexware => addresses.lexware.to_string(),
            BillingTool::Hq => addresses.hq.to_string(),
        }
    }

    /// What the tool of a connection can do; `None` where there is no such connection any more.
    pub async fn capabilities(
        &self,
        connection: ConnectionId,
    ) -> Result<Option<Capabilities>, StoreError> {
        let found = self.parts.store.connection(connection).await?;
        let found = found.filter(|found| found.state != ConnectionState::Removed);
        let Some(found) = found else { return Ok(None) };
        let provider = self.kept.get(&found).unwrap_or_else(|| {
            // What it can do follows from what was learnt: also while it is not let in, the wizard shows the same fields.
            let nothing = Entry::unconnected(SecretString::default());
            let learnt = Learnt::read(&found.settings);
            self.adapter(found.tool, nothing, learnt.settings)
        });
        Ok(Some(provider.capabilities()))
    }

    /// An adapter that is let in like this.
    fn adapter(&self, tool: BillingTool, entry: Entry, settings: Settings) -> Arc<dyn Provider> {
        let Parts {
            addresses,
            clients,
            clock,
            ..
        } = &self.parts;
        let Entry {
            secret,
            tokens,
            pace,
        } = entry;
        let (clients, clock) = (clients.clone(), clock.clone());
        match tool {
            BillingTool::Sevdesk => Arc::new(Sevdesk::new(
                addresses.sevdesk.clone(),
                secret,
                settings,
                clients,
                clock,
            )),
            BillingTool::Lexware => {
                let access = lexware::Access {
                    gateway: addresses.lexware.clone(),
                    app: addresses.lexware_app.clone(),
                    tokens,
                    pace,
                    clients,
                    clock,
                };
                Arc::new(Lexware::new(access, settings))
            }
            BillingTool::Hq => Arc::new(Hq::new(
                addresses.hq.clone(),
                tokens,
                pace,
                settings,
                clients,
                clock,
            )),
        }
    }

    /// How a connection is let in: by the tokens that it keeps, within budgets that all processes share.
    fn entry_of(&self, connection: ConnectionId, secret: SecretString) -> Entry {
        let Parts {
            store,
            clock,
            random,
            key,
            owner,
            installation,
            oauth,
            ..
        } = &self.parts;
        let pace = Arc::new(Paced {
            store: store.clone(),
            connection,
            clock: clock.clone(),
        });
        let tokens: Arc<dyn AccessTokens> = match (TokenPair::read(&secret), oauth) {
            (Some(_), Some(oauth)) => Arc::new(Tokens {
                store: store.clone(),
                key: key.clone(),
                oauth: oauth.clone(),
                connection,
                owner: owner.clone(),
                installation: installation.clone(),
                clock: clock.clone(),
                random: random.clone(),
                alone: Mutex::default(),
            }),
            (Some(pair), None) => Arc::new(FixedToken(pair.access)),
            (None, _) => Arc::new(FixedToken(secret.clone())),
        };
        Entry {
            secret,
            tokens,
            pace,
        }
    }

    async fn open(&self, connection: &Connection) -> Result<Arc<dyn Provider>, ToolsError> {
        let secret = self
            .parts
            .store
            .open_secret(connection.id, &self.parts.key)
            .await;
        let opened = match secret {
            Ok(opened) => opened.ok_or(ToolsError::NotConnected)?,
            Err(error @ StoreError::Sealed(_)) => {
                return Err(ToolsError::Sealed(error.to_string()));
            }
            Err(error) => return Err(error.into()),
        };
        let learnt = Learnt::read(&connection.settings);
        let entry = self.entry_of(connection.id, opened.secret);
        let inner = self.adapter(connection.tool, entry, learnt.settings);
        let (store, clock) = (self.parts.store.clone(), self.parts.clock.clone());
        Ok(Arc::new(Noting {
            inner,
            connection: connection.id,
            connected_at: opened.connected_at,
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

    /// The adapter has noted it already, and only it knows which credentials were refused: by now there may be others.
    async fn refused(&self, _: ConnectionId) {}
}
