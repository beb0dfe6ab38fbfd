//! What every request can reach.

use std::sync::Arc;

use axum::extract::FromRef;
use billing::Engine;
use domain::random::Random;
use domain::zone::Zone;
use domain::{Clock, UserId};
use leptos::config::LeptosOptions;
use store::Store;

use crate::flows::import::Uploads;
use crate::guesses::Guesses;
use crate::tools::Tools;

/// Handed to pages, form handlers and server functions. Cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// Where leptos finds the browser's part.
    pub options: LeptosOptions,
    /// The database.
    pub store: Store,
    /// The billing tools.
    pub tools: Arc<Tools>,
    /// The exactly-once engine.
    pub engine: Engine,
    /// The present.
    pub clock: Arc<dyn Clock>,
    /// Randomness.
    pub random: Arc<dyn Random>,
    /// Wrong passwords of people who are signed in.
    pub guesses: Arc<Guesses<UserId>>,
    /// What the operator decided.
    pub site: Arc<Site>,
}

impl FromRef<AppState> for LeptosOptions {
    fn from_ref(state: &AppState) -> Self {
        state.options.clone()
    }
}

/// What the operator decided and pages need to know.
#[derive(Clone, Debug)]
pub struct Site {
    /// `https://billhour.example.com`: what links in logs and redirects begin with, never taken from a header.
    pub origin: String,
    /// A short hash of the browser's part: a new build is a new URL, so browsers may keep the old one for ever.
    pub assets: String,
    /// Whether this is the demo, which says so on every page.
    pub demo: bool,
    /// With what one signs in to the demo: nobody's secret, and shown where it is asked for.
    pub demo_sign_in: Option<DemoSignIn>,
    /// The zone in which "today" is reckoned where nothing better is known.
    pub zone: Zone,
    /// Files of time entries that were handed in.
    pub uploads: Uploads,
}

/// How to sign in to the demo.
#[derive(Clone, Copy, Debug)]
pub struct DemoSignIn {
    /// The address.
    pub email: &'static str,
    /// The password.
    pub password: &'static str,
}
