//! The demo's sample data: a small studio and its last ten weeks. People and firms are invented.

mod dice;
mod entries;
mod error;
mod jobs;
mod people;
mod plan;
mod relaunch;
mod work;

use app::state::AppState;
use chrono_tz::Europe::Berlin;

pub use error::DemoError;
pub use people::{ADMIN, PASSWORD, Person};

/// How much sample data there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Clients, projects and some 400 time entries.
    Full,
    /// People who can sign in, and nothing else.
    Empty,
}

/// Puts sample data into a database that was not set up yet; what is there already is kept.
pub async fn fill(state: &AppState, amount: Amount) -> Result<(), DemoError> {
    if state.store.workspace().await?.is_some() {
        return Ok(());
    }
    let people = people::add(state, Berlin).await?;
    if amount == Amount::Full {
        let work = work::Work::add(state).await?;
        entries::add(state, Berlin, &people, &work).await?;
    }
    Ok(())
}
