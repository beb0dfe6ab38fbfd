//! Adapters that were made already. They keep lists of customers for a moment, so they outlive requests.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use domain::ConnectionId;
use providers::Provider;
use store::Connection;

/// One adapter per connection.
#[derive(Default)]
pub struct Kept(Mutex<HashMap<ConnectionId, Opened>>);

/// An adapter, and what it was made of: new credentials have a new date, and everything else is in the settings.
struct Opened {
    connected_at: DateTime<Utc>,
    settings: String,
    provider: Arc<dyn Provider>,
}

impl Kept {
    /// The adapter of this connection, if it was made of the same.
    pub fn get(&self, connection: &Connection) -> Option<Arc<dyn Provider>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let opened = kept.get(&connection.id)?;
        let same = opened.connected_at == connection.connected_at
            && opened.settings == connection.settings;
        same.then(|| opened.provider.clone())
    }

    /// Keeps an adapter instead of an older one.
    pub fn put(&self, connection: &Connection, provider: Arc<dyn Provider>) -> Arc<dyn Provider> {
        let opened = Opened {
            connected_at: connection.connected_at,
            settings: connection.settings.clone(),
            provider: provider.clone(),
        };
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(connection.id, opened);
        provider
    }
}
