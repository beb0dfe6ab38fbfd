//! Budgets of a connection, shared by all processes.

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use domain::{Clock, ConnectionId};
use providers::{Budget, Pace, ProviderError};
use store::{NextTurn, Store};

/// Nobody waits longer than this for a turn; it is said instead.
const PATIENCE: Duration = Duration::from_secs(30);

/// The budgets of one connection.
pub struct Paced {
    pub(super) store: Store,
    pub(super) connection: ConnectionId,
    pub(super) clock: Arc<dyn Clock>,
}

#[async_trait]
impl Pace for Paced {
    async fn turn(&self, budget: Budget) -> Result<(), ProviderError> {
        let name = format!("{}/{}", self.connection, budget.name);
        let next = self
            .store
            .take_pace(&name, budget.gap, PATIENCE, self.clock.now())
            .await;
        let next = next.map_err(|error| {
            tracing::error!(%error, "a turn could not be taken");
            ProviderError::Unavailable {
                detail: "Billhour's own database".to_owned(),
            }
        })?;
        match next {
            NextTurn::Taken(wait) => {
                tokio::time::sleep(wait).await;
                Ok(())
            }
            NextTurn::TooFar(wait) => Err(ProviderError::rate_limited(wait)),
        }
    }
}
