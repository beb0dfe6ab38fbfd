//! An adapter that notes what a call says about its connection: that it works, or that its credentials were refused.

use std::sync::Arc;

use async_trait::async_trait;
use domain::capabilities::Capabilities;
use domain::payload::{CustomerRef, Payload};
use domain::{Clock, ConnectionId};
use providers::{
    Account, BeforeImage, CustomerPage, DraftPage, Lookup, Outcome, Pieces, Provider,
    ProviderError, ReadBack, Refusal, Sought,
};
use store::Store;

/// What is kept as the error of a connection whose credentials were refused; pages word it.
const REFUSED: &str = "unauthorized";

/// The adapter of a connection.
pub struct Noting {
    pub(super) inner: Arc<dyn Provider>,
    pub(super) connection: ConnectionId,
    pub(super) store: Store,
    pub(super) clock: Arc<dyn Clock>,
}

/// Notes that a tool refused a connection's credentials. Whether that could be written does not change the call.
pub async fn refused(store: &Store, connection: ConnectionId) {
    if let Err(error) = store.disconnect(connection, REFUSED).await {
        tracing::error!(%error, %connection, "a refused connection could not be marked");
    }
}

impl Noting {
    async fn answered<T>(&self, answer: Result<T, ProviderError>) -> Result<T, ProviderError> {
        match &answer {
            Ok(_) => self.used().await,
            Err(ProviderError::Unauthorized) => refused(&self.store, self.connection).await,
            Err(_) => {}
        }
        answer
    }

    async fn attempted(&self, outcome: Outcome) -> Outcome {
        match &outcome {
            Outcome::Executed { .. } => self.used().await,
            Outcome::NotExecuted(Refusal::Unauthorized) => {
                refused(&self.store, self.connection).await;
            }
            _ => {}
        }
        outcome
    }

    async fn used(&self) {
        let noted = self
            .store
            .note_connection_used(self.connection, self.clock.now())
            .await;
        if let Err(error) = noted {
            tracing::warn!(%error, "the use of a connection could not be noted");
        }
    }
}

#[async_trait]
impl Provider for Noting {
    fn capabilities(&self) -> Capabilities {
        self.inner.capabilities()
    }

    async fn check(&self) -> Result<Account, ProviderError> {
        self.answered(self.inner.check().await).await
    }

    async fn customers(&self, search: &str) -> Result<CustomerPage, ProviderError> {
        self.answered(self.inner.customers(search).await).await
    }

    async fn drafts(&self, customer: &CustomerRef) -> Result<DraftPage, ProviderError> {
        self.answered(self.inner.drafts(customer).await).await
    }

    async fn before_image(&self, remote_id: &str) -> Result<Option<BeforeImage>, ProviderError> {
        self.answered(self.inner.before_image(remote_id).await)
            .await
    }

    async fn create(&self, payload: &Payload, reference: &str) -> Outcome {
        self.attempted(self.inner.create(payload, reference).await)
            .await
    }

    async fn append(&self, payload: &Payload, before: &BeforeImage) -> Outcome {
        self.attempted(self.inner.append(payload, before).await)
            .await
    }

    async fn complete(&self, pieces: &Pieces<'_>) -> Result<(), ProviderError> {
        self.answered(self.inner.complete(pieces).await).await
    }

    async fn find(&self, sought: &Sought<'_>) -> Result<Lookup, ProviderError> {
        self.answered(self.inner.find(sought).await).await
    }

    async fn read(&self, remote_id: &str) -> Result<Option<ReadBack>, ProviderError> {
        self.answered(self.inner.read(remote_id).await).await
    }

    async fn delete(&self, remote_id: &str) -> Result<(), ProviderError> {
        self.answered(self.inner.delete(remote_id).await).await
    }

    fn link(&self, remote_id: &str) -> String {
        self.inner.link(remote_id)
    }
}
