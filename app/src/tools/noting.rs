//! An adapter that notes what a call says about its connection: that it works, or what was the matter.

use std::sync::Arc;

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use domain::capabilities::Capabilities;
use domain::payload::{CustomerRef, Payload};
use domain::{Clock, ConnectionId};
use providers::{
    Account, BeforeImage, CarriedOver, CustomerPage, DraftPage, Lookup, Outcome, Pieces, Provider,
    ProviderError, ReadBack, Sought, Uncertainty,
};
use store::Store;

use super::Trouble;

/// The adapter of a connection.
pub struct Noting {
    pub(super) inner: Arc<dyn Provider>,
    pub(super) connection: ConnectionId,
    /// When the credentials that it uses were connected.
    pub(super) connected_at: DateTime<Utc>,
    pub(super) store: Store,
    pub(super) clock: Arc<dyn Clock>,
}

/// Notes what was the matter with credentials that were connected at `connected_at`; if they were refused, that
/// disconnects. Whether it could be written does not change the call.
pub async fn note(
    store: &Store,
    connection: ConnectionId,
    connected_at: DateTime<Utc>,
    trouble: &Trouble,
    clock: &dyn Clock,
) {
    let (error, now) = (trouble.write(), clock.now());
    let noted = match trouble {
        Trouble::Unauthorized => {
            store
                .disconnect(connection, connected_at, &error, now)
                .await
        }
        Trouble::Withdrawn => {
            store
                .end_authorisation(connection, connected_at, &error, now)
                .await
        }
        _ => store.note_connection_error(connection, &error, now).await,
    };
    if let Err(error) = noted {
        tracing::error!(%error, %connection, "what happened to a connection could not be noted");
    }
}

impl Noting {
    async fn answered<T>(&self, answer: Result<T, ProviderError>) -> Result<T, ProviderError> {
        match &answer {
            Ok(_) => self.used().await,
            Err(error) => self.trouble(Trouble::of(error)).await,
        }
        answer
    }

    async fn attempted(&self, outcome: Outcome) -> Outcome {
        match &outcome {
            Outcome::Executed { .. } => self.used().await,
            Outcome::NotExecuted(refusal) | Outcome::Refused(refusal) => {
                self.trouble(Trouble::of_refusal(refusal)).await;
            }
            Outcome::Unknown(Uncertainty::Unreadable { .. }) => {
                self.trouble(Some(Trouble::Unexpected)).await;
            }
            Outcome::Unknown(_) => self.trouble(Some(Trouble::Unreachable)).await,
        }
        outcome
    }

    async fn trouble(&self, trouble: Option<Trouble>) {
        if let Some(trouble) = trouble {
            let (store, connection) = (&self.store, self.connection);
            note(store, connection, self.connected_at, &trouble, &*self.clock).await;
        }
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

    fn carried_over(&self, before: &BeforeImage) -> Option<CarriedOver> {
        self.inner.carried_over(before)
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
