//! Everything the simulated tools remember, and the changes that lead there.

use serde::{Deserialize, Serialize};

use crate::{hq, lexware, sevdesk};

/// The memory of all tools.
#[derive(Clone, Debug, Default)]
pub(crate) struct World {
    /// The simulated sevDesk account.
    pub(crate) sevdesk: sevdesk::Books,
    /// The simulated account at Lexware Office.
    pub(crate) lexware: lexware::Books,
    /// The simulated HQ tenant.
    pub(crate) hq: hq::Books,
}

/// One step from a [`World`] to the next. What is journalled is the outcome of a request, never the request:
/// replaying needs neither rules nor a clock.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Change {
    /// A change in the sevDesk account.
    Sevdesk(sevdesk::Change),
    /// A change in the account at Lexware Office.
    Lexware(lexware::Change),
    /// A change in the HQ tenant.
    Hq(hq::Change),
}

impl World {
    /// Carries one change out.
    pub(crate) fn apply(&mut self, change: Change) {
        match change {
            Change::Sevdesk(change) => self.sevdesk.apply(change),
            Change::Lexware(change) => self.lexware.apply(change),
            Change::Hq(change) => self.hq.apply(change),
        }
    }

    /// The shortest list of changes that leads from an empty world to this one.
    pub(crate) fn snapshot(&self) -> Vec<Change> {
        let sevdesk = self.sevdesk.snapshot().into_iter().map(Change::Sevdesk);
        let lexware = self.lexware.snapshot().into_iter().map(Change::Lexware);
        let hq = self.hq.snapshot().into_iter().map(Change::Hq);
        sevdesk.chain(lexware).chain(hq).collect()
    }
}

impl Change {
    /// The codes and tokens that it gives out.
    pub(crate) fn secrets(&self) -> Vec<String> {
        match self {
            Self::Lexware(lexware::Change::Authorisation(given)) => given.secrets(),
            _ => Vec::new(),
        }
    }
}

impl FromIterator<Change> for World {
    fn from_iter<I: IntoIterator<Item = Change>>(changes: I) -> Self {
        let mut world = Self::default();
        for change in changes {
            world.apply(change);
        }
        world
    }
}
