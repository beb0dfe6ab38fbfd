//! Billing tools behind the guards: whatever the engine does, nothing is written to a tool while one of them holds.

use std::sync::Arc;

use async_trait::async_trait;
use domain::ConnectionId;
use domain::capabilities::Capabilities;
use domain::payload::{CustomerRef, Payload};
use providers::{
    Account, BeforeImage, CarriedOver, CustomerPage, DraftPage, Lookup, Outcome, Pieces, Provider,
    ProviderError, ReadBack, Sought,
};

use super::Guards;
use crate::tools::{Connected, Tools, ToolsError};

/// Tools whose adapters only look while a guard holds.
pub(crate) struct GuardedTools {
    pub(crate) inner: Arc<dyn Tools>,
    pub(crate) guards: Guards,
}

#[async_trait]
impl Tools for GuardedTools {
    async fn connect(&self, connection: ConnectionId) -> Result<Connected, ToolsError> {
        let inner = self.inner.connect(connection).await?;
        let provider = Guarded {
            inner: inner.provider,
            guards: self.guards.clone(),
        };
        Ok(Connected {
            provider: Arc::new(provider),
            organisation_id: inner.organisation_id,
        })
    }

    async fn refused(&self, connection: ConnectionId) {
        self.inner.refused(connection).await;
    }
}

struct Guarded {
    inner: Arc<dyn Provider>,
    guards: Guards,
}

impl Guarded {
    /// Goes on only while nothing holds; a database that cannot say so is no permission.
    async fn may_write(&self) -> Result<(), ProviderError> {
        let why = match self.guards.check().await {
            Ok(None) => return Ok(()),
            Ok(Some(guard)) => guard.to_string(),
            Err(error) => error.to_string(),
        };
        Err(ProviderError::Held { why })
    }
}

#[async_trait]
impl Provider for Guarded {
    fn capabilities(&self) -> Capabilities {
        self.inner.capabilities()
    }

    async fn check(&self) -> Result<Account, ProviderError> {
        self.inner.check().await
    }

    async fn customers(&self, search: &str) -> Result<CustomerPage, ProviderError> {
        self.inner.customers(search).await
    }

    async fn drafts(&self, customer: &CustomerRef) -> Result<DraftPage, ProviderError> {
        self.inner.drafts(customer).await
    }

    async fn before_image(&self, remote_id: &str) -> Result<Option<BeforeImage>, ProviderError> {
        self.inner.before_image(remote_id).await
    }

    async fn create(&self, payload: &Payload, reference: &str) -> Outcome {
        match self.may_write().await {
            Ok(()) => self.inner.create(payload, reference).await,
            Err(held) => Outcome::NotExecuted(held.into()),
        }
    }

    async fn append(&self, payload: &Payload, before: &BeforeImage) -> Outcome {
        match self.may_write().await {
            Ok(()) => self.inner.append(payload, before).await,
            Err(held) => Outcome::NotExecuted(held.into()),
        }
    }

    fn carried_over(&self, before: &BeforeImage) -> Option<CarriedOver> {
        self.inner.carried_over(before)
    }

    async fn complete(&self, pieces: &Pieces<'_>) -> Result<(), ProviderError> {
        self.may_write().await?;
        self.inner.complete(pieces).await
    }

    async fn find(&self, sought: &Sought<'_>) -> Result<Lookup, ProviderError> {
        self.inner.find(sought).await
    }

    async fn read(&self, remote_id: &str) -> Result<Option<ReadBack>, ProviderError> {
        self.inner.read(remote_id).await
    }

    async fn delete(&self, remote_id: &str) -> Result<(), ProviderError> {
        self.may_write().await?;
        self.inner.delete(remote_id).await
    }

    fn link(&self, remote_id: &str) -> String {
        self.inner.link(remote_id)
    }
}
