//! Work that waits until somebody pauses.

use std::time::Duration;

use leptos::prelude::*;

/// At most one piece of work that waits; a newer one takes its place.
#[derive(Clone, Copy)]
pub struct Soon(StoredValue<Option<TimeoutHandle>>);

impl Soon {
    /// Nothing waits.
    pub fn new() -> Self {
        Self(StoredValue::new(None))
    }

    /// Does this after the pause, instead of what waited.
    pub fn after(self, pause: Duration, work: impl FnOnce() + 'static) {
        if let Some(waiting) = self.0.get_value() {
            waiting.clear();
        }
        self.0.set_value(set_timeout_with_handle(work, pause).ok());
    }
}
