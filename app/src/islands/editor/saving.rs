//! Saving by itself: a moment after the last edit, again and again while there is no answer, never silently given up.

use std::time::Duration;

use domain::document::Op;
use leptos::prelude::*;

use super::browser::{self, Shelf};
use super::work::Work;
use crate::api::{ApiError, SaveAnswer, save_positions};
use crate::islands::soon::Soon;

/// How saving goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Everything is saved.
    Saved,
    /// Edits wait a moment for more.
    Unsaved,
    /// Under way.
    Saving,
    /// No answer; it is tried again.
    Offline,
    /// Somebody saved in between.
    Conflict,
    /// The invoice is no longer in preparation.
    NotPreparing,
    /// The session ended.
    SignedOut,
}

impl SaveState {
    /// The name for the style sheet and for tests.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Saved => "saved",
            Self::Unsaved => "unsaved",
            Self::Saving => "saving",
            Self::Offline => "failed",
            Self::Conflict | Self::NotPreparing | Self::SignedOut => "conflict",
        }
    }

    /// Whether only a person can go on.
    const fn is_stuck(self) -> bool {
        matches!(self, Self::Conflict | Self::NotPreparing | Self::SignedOut)
    }

    /// Whether trying again by itself makes sense.
    const fn goes_on(self) -> bool {
        matches!(self, Self::Saved | Self::Unsaved | Self::Offline)
    }
}

/// Saves the editor's work.
#[derive(Clone, Copy)]
pub struct Saver {
    work: Work,
    invoice: StoredValue<String>,
    /// The version that the next save builds on.
    pub version: RwSignal<i64>,
    /// How it goes.
    pub state: RwSignal<SaveState>,
    failures: StoredValue<u32>,
    soon: Soon,
}

/// The button that posts the form to be saved. It stands before the table.
pub const SAVE: &str = "save-positions";

/// How long typing may pause before it is saved.
const PAUSE: Duration = Duration::from_millis(600);

impl Saver {
    /// A saver of this work.
    pub fn new(work: Work, invoice: String, version: i64) -> Self {
        Self {
            work,
            invoice: StoredValue::new(invoice),
            version: RwSignal::new(version),
            state: RwSignal::new(SaveState::Saved),
            failures: StoredValue::new(0),
            soon: Soon::new(),
        }
    }

    /// To be called after each edit: shelves it and saves it soon.
    pub fn edited(self) {
        self.shelve();
        let waits = self.work.unsaved.with_untracked(|edits| !edits.is_empty());
        if waits && self.state.get_untracked().goes_on() {
            self.state.set(SaveState::Unsaved);
            self.later(PAUSE);
        }
    }

    /// Notes an edit whose effect lies on another page: it is saved, not applied here.
    pub fn note_elsewhere(self, op: Op) {
        self.work
            .unsaved
            .update_untracked(|unsaved| unsaved.push(op));
        self.shelve();
    }

    /// Saves what is unsaved, then posts the form: the effect of some of it lies on another page, and what stands in the
    /// fields beside the table comes along.
    pub fn save_and_post(self) {
        leptos::task::spawn_local(async move {
            self.flush().await;
            while !self.is_at_rest() {
                if self.state.get_untracked().is_stuck() {
                    return;
                }
                gloo_timers::future::TimeoutFuture::new(100).await;
            }
            // The form's version follows the save a moment later.
            gloo_timers::future::TimeoutFuture::new(0).await;
            browser::press(SAVE);
        });
    }

    /// Whether everything is saved, and nothing on its way.
    pub fn is_at_rest(self) -> bool {
        self.state.get_untracked() != SaveState::Saving
            && self.work.unsaved.with_untracked(Vec::is_empty)
    }

    /// Saves now what is unsaved; `true` when nothing is left to save.
    pub async fn flush(self) -> bool {
        while self.state.get_untracked() == SaveState::Saving {
            gloo_timers::future::TimeoutFuture::new(50).await;
        }
        let edits = self.work.unsaved.get_untracked();
        if edits.is_empty() {
            return true;
        }
        self.save(edits).await;
        self.state.get_untracked() == SaveState::Saved
    }

    /// The shelf of unsaved edits of this invoice.
    pub fn shelf(self) -> Shelf {
        Shelf::of(&self.invoice.get_value())
    }

    fn shelve(self) {
        self.work
            .unsaved
            .with_untracked(|edits| self.shelf().keep(self.version.get_untracked(), edits));
    }

    fn later(self, pause: Duration) {
        self.soon.after(pause, move || {
            leptos::task::spawn_local(async move {
                self.flush().await;
            });
        });
    }

    async fn save(self, edits: Vec<Op>) {
        self.state.set(SaveState::Saving);
        let version = self.version.get_untracked();
        let count = edits.len();
        self.work.on_the_way.set_value(count);
        let answer = save_positions(self.invoice.get_value(), version, edits).await;
        self.work.on_the_way.set_value(0);
        match answer {
            Ok(SaveAnswer::Saved { version: new }) => self.saved(version, new, count),
            Ok(SaveAnswer::Conflict) => self.state.set(SaveState::Conflict),
            Ok(SaveAnswer::NotPreparing) => self.state.set(SaveState::NotPreparing),
            Err(ApiError::SignIn | ApiError::NotFound) => self.state.set(SaveState::SignedOut),
            Err(_) => self.retry(),
        }
    }

    fn saved(self, old: i64, new: i64, count: usize) {
        self.failures.set_value(0);
        // Edits made while the answer was on its way stay, and belong to the new version.
        self.work
            .unsaved
            .update(|unsaved| drop(unsaved.drain(..count.min(unsaved.len()))));
        self.shelf().clear(old);
        self.version.set(new);
        self.shelve();
        if self.work.unsaved.with_untracked(Vec::is_empty) {
            self.state.set(SaveState::Saved);
        } else {
            self.state.set(SaveState::Unsaved);
            self.later(PAUSE);
        }
    }

    fn retry(self) {
        self.state.set(SaveState::Offline);
        let failures = self.failures.get_value();
        self.failures.set_value(failures.saturating_add(1));
        self.later(Duration::from_secs(2_u64.pow(failures.min(4))));
    }
}
