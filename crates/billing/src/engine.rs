//! The engine's parts.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use domain::Clock;
use domain::random::Random;
use store::{Installation, Store};
use tokio::sync::Notify;
use tokio_util::task::TaskTracker;

use crate::config::Config;
use crate::error::EngineError;
use crate::guards::{GuardedTools, Guards, Journal};
use crate::machine::Lease;
use crate::phase::{Moments, Phase};
use crate::tools::Tools;

/// What an engine is made of.
pub struct Parts {
    /// Where everything is kept.
    pub store: Store,
    /// How billing tools are reached.
    pub tools: Arc<dyn Tools>,
    /// Where the present comes from.
    pub clock: Arc<dyn Clock>,
    /// Where markers come from.
    pub random: Arc<dyn Random>,
    /// How long it waits.
    pub config: Config,
    /// Who it is.
    pub owner: Owner,
    /// Its installation, as it is admitted or not.
    pub installation: Installation,
    /// Where each send is written down outside the database.
    pub journal: Journal,
}

/// Who has a turn: an installation, and which run of it. What an earlier run of the same installation had in hand has
/// ended with it; what another installation on the same database has in hand ends with its lease.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    instance: String,
    name: String,
}

impl Owner {
    /// `instance` stays the same over restarts and differs between processes that run at the same time; `boot` is new
    /// for each start.
    pub fn new(instance: &str, boot: &str) -> Self {
        let instance = format!("{instance}/");
        Self {
            name: format!("{instance}{boot}"),
            instance,
        }
    }

    /// The name in leases.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What the names of all runs of this installation begin with.
    pub(crate) fn instance(&self) -> &str {
        &self.instance
    }

    /// Whether a lease is of an earlier run of this installation.
    pub(crate) fn was(&self, other: &str) -> bool {
        other.starts_with(&self.instance) && other != self.name
    }
}

/// The exactly-once engine. A clone is another handle to the same one.
#[derive(Clone)]
pub struct Engine {
    pub(crate) store: Store,
    pub(crate) tools: Arc<dyn Tools>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) config: Config,
    pub(crate) owner: Owner,
    pub(crate) guards: Guards,
    /// Sends outlive the request that began them: whoever closes the browser does not stop them.
    pub(crate) senders: TaskTracker,
    /// Something became due at once.
    pub(crate) wake: Arc<Notify>,
    pub(crate) clock: Arc<dyn Clock>,
    moments: Arc<dyn Moments>,
}

impl Engine {
    /// An engine. [`Engine::recover`] comes first, then [`Engine::run_worker`].
    pub fn new(parts: Parts) -> Self {
        let guards = Guards {
            store: parts.store.clone(),
            journal: parts.journal,
            installation: parts.installation,
            clock: Arc::clone(&parts.clock),
        };
        let tools = GuardedTools {
            inner: parts.tools,
            guards: guards.clone(),
        };
        Self {
            store: parts.store,
            tools: Arc::new(tools),
            random: parts.random,
            moments: Arc::new(parts.config.pause_at),
            config: parts.config,
            owner: parts.owner,
            guards,
            senders: TaskTracker::new(),
            wake: Arc::default(),
            clock: parts.clock,
        }
    }

    /// The same engine, which tells of each moment as it comes instead of pausing at the configured one.
    #[must_use]
    pub fn telling(self, moments: Arc<dyn Moments>) -> Self {
        Self { moments, ..self }
    }

    /// Waits until what is being sent has its answer. To be called after the last request was served.
    pub async fn shut_down(&self) {
        self.senders.close();
        self.senders.wait().await;
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// A turn to send that begins now.
    pub(crate) fn new_lease(&self) -> Lease {
        Lease {
            owner: self.owner.name().to_owned(),
            until: self.now() + self.config.lease,
        }
    }

    pub(crate) async fn reached(&self, phase: Phase) -> Result<(), EngineError> {
        self.moments.reached(phase).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_earlier_run_is_the_same_instance_with_another_boot() {
        let now = Owner::new("host-1", "b");
        assert!(now.was("host-1/a"));
        assert!(!now.was("host-1/b"), "that is this very run");
        assert!(!now.was("host-10/a"), "that is another installation");
    }
}
